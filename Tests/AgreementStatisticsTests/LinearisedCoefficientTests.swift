import Testing

@testable import AgreementStatistics

@Suite struct LinearisedCoefficientTests {
  /// Items of three categories; some ratings are missing where asked for.
  static func rows(_ number: Int, raters: Int = 4, missing: Double = 0.3) -> [[Int?]] {
    var random = ResampleStream(seed: 21, number: UInt64(number))
    return (0..<(20 + number)).map { _ in
      let truth = Int(random.next() % 3)
      return (0..<raters).map { _ -> Int? in
        let answer = random.uniform() < 0.6 ? truth : Int(random.next() % 3)
        return random.uniform() < missing ? nil : answer
      }
    }
  }

  static func patterns(_ rows: [[Int?]], keepingItems: Bool = false) -> RatingPatterns {
    RatingPatterns(RatingMatrix(categoryCount: 3, rows: rows), keepingItems: keepingItems)
  }

  static let weights: [AgreementWeights] = [.identity, .linear, .quadratic]

  /// Values and errors are those that the tally has from its sums.
  @Test(arguments: 0..<30)
  func itIsTheCoefficientOfTheTally(_ number: Int) throws {
    let patterns = Self.patterns(Self.rows(number))
    let (tally, weights) = (patterns.tally, Self.weights[number % 3])
    let pairs: [(AgreementCoefficient, Estimate)] = [
      (.percentAgreement, tally.percentAgreement(weights: weights)),
      (.brennanPrediger, tally.brennanPrediger(weights: weights)),
      (.gwetAC, tally.gwetAC(weights: weights)),
      (.fleissKappa, tally.fleissKappaGeneral(weights: weights)),
      (.krippendorffAlpha, tally.krippendorffAlpha(metric: .nominal)),
      (.krippendorffAlpha, tally.krippendorffAlpha(metric: .interval)),
    ]
    for (at, (coefficient, expected)) in pairs.enumerated() {
      let own = at < 4 ? weights : at == 4 ? .identity : .quadratic
      let parts = try #require(patterns.linearised(coefficient, weights: own).value)
      let found = try #require(parts.estimate().coefficient)
      let wanted = try #require(expected.coefficient)
      #expect(abs(found.value - wanted.value) < 1e-12, "\(coefficient)")
      let errors = (try #require(found.standardError), try #require(wanted.standardError))
      #expect(abs(errors.0 - errors.1) < 1e-12, "\(coefficient)")
      let sum = zip(parts.deviations, parts.counts).reduce(0) { $0 + $1.0 * Double($1.1) }
      #expect(abs(sum) < 1e-11, "\(coefficient)")
    }
  }

  /// Each deviation is the derivative of the value by the weight of an item of the pattern.
  @Test(arguments: AgreementCoefficient.allCases)
  func deviationsAreDerivatives(_ coefficient: AgreementCoefficient) throws {
    guard coefficient != .krippendorffAlpha else { return }
    let rows = Self.rows(9).filter { $0.count { $0 != nil } > 1 }
    let copies = 150
    let many = Self.patterns(rows + rows.flatMap { Array(repeating: $0, count: copies - 1) })
    let parts = try #require(many.linearised(coefficient).value)
    for pattern in 0..<many.count {
      let row = (0..<many.raterCount).map { rater -> Int? in
        let code = many[pattern, rater]
        return code == RatingMatrix.missing ? nil : Int(code)
      }
      let more = Self.patterns(
        rows.flatMap { Array(repeating: $0, count: copies) } + [row])
      let moved = try #require(more.linearised(coefficient).value).value - parts.value
      let slope = moved * Double(more.itemCount)
      #expect(abs(slope - parts.deviations[pattern]) < 0.02, "\(slope)")
    }
  }

  @Test(arguments: AgreementCoefficient.allCases)
  func aCoefficientDoesNotDifferFromItself(_ coefficient: AgreementCoefficient) throws {
    let patterns = Self.patterns(Self.rows(4))
    let one = try #require(patterns.linearised(coefficient, raters: [0, 1]).value)
    let none = try #require(one.difference(from: one).coefficient)
    #expect(none.value == 0 && none.standardError == 0 && none.nullTest == nil)
    let two = try #require(patterns.linearised(coefficient, raters: [0, 2]).value)
    let forth = try #require(one.difference(from: two).coefficient)
    let back = try #require(two.difference(from: one).coefficient)
    #expect(forth.value == -back.value && forth.standardError == back.standardError)
    #expect(try #require(forth.standardError) > 0)
  }

  /// With some 250 items the paired error is that of leaving out each item in turn.
  @Test(arguments: AgreementCoefficient.allCases)
  func theErrorOfADifferenceIsThatOfTheJackknife(_ coefficient: AgreementCoefficient) throws {
    let rows = (0..<6).flatMap { Self.rows(40 + $0, raters: 3, missing: 0) }
    func difference(_ rows: [[Int?]]) throws -> Coefficient {
      let patterns = Self.patterns(rows)
      let one = try #require(patterns.linearised(coefficient, raters: [0, 1]).value)
      let two = try #require(patterns.linearised(coefficient, raters: [0, 2]).value)
      return try #require(one.difference(from: two).coefficient)
    }
    let left = try rows.indices.map { at in
      var fewer = rows
      fewer.remove(at: at)
      return try difference(fewer).value
    }
    let n = Double(rows.count)
    let mean = left.reduce(0, +) / n
    let squares = left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * (n - 1) / n
    let error = try #require(try difference(rows).standardError)
    #expect(abs(error / squares.squareRoot() - 1) < 0.01, "\(error)")
  }

  @Test(arguments: 0..<10)
  func clustersOfOneItemChangeNothing(_ number: Int) throws {
    let rows = Self.rows(number, missing: 0.6)
    let patterns = Self.patterns(rows, keepingItems: true)
    let parts = try #require(patterns.linearised(.fleissKappa).value)
    let alone = try #require(
      parts.standardErrorByCluster(Array(rows.indices), patternOfItem: patterns.patternOfItem))
    let usual = try #require(parts.estimate().coefficient?.standardError)
    #expect(abs(alone - usual) < 1e-13)
    let whole = parts.standardErrorByCluster(
      rows.map { _ in 1 }, patternOfItem: patterns.patternOfItem)
    #expect(whole == nil)
  }

  /// Items that are copies of one another know no more than the first of them.
  @Test(arguments: 0..<10)
  func copiesInOneClusterDoNotNarrowTheError(_ number: Int) throws {
    let rows = Self.rows(number, missing: 0)
    let once = try #require(Self.patterns(rows).linearised(.gwetAC).value)
    let fourfold = Self.patterns(rows + rows + rows + rows, keepingItems: true)
    let parts = try #require(fourfold.linearised(.gwetAC).value)
    let clusters = (0..<4).flatMap { _ in Array(rows.indices) }
    let error = try #require(
      parts.standardErrorByCluster(clusters, patternOfItem: fourfold.patternOfItem))
    #expect(abs(error - (try #require(once.estimate().coefficient?.standardError))) < 1e-12)
  }

  @Test func whatIsUndefinedSaysWhy() {
    let one = Self.patterns([[1, 1, nil], [1, nil, 1]])
    #expect(one.linearised(.fleissKappa) == .undefined(.oneCategory))
    #expect(one.linearised(.congerKappa) == .undefined(.oneCategory))
    #expect(one.linearised(.krippendorffAlpha) == .undefined(.oneCategory))
    #expect(one.linearised(.gwetAC).value?.value == 1)
    #expect(one.linearised(.gwetAC, raters: [1, 2]) == .undefined(.noItems))
    #expect(Self.patterns([]).congerKappa() == .undefined(.noItems))
    #expect(Self.patterns([[0, nil], [1, nil]]).congerKappa() == .undefined(.noItems))
  }
}
