import Testing

@testable import AgreementStatistics

@Suite struct DependentKappaTests {
  private static func patterns(_ items: [[Int]]) -> RatingPatterns {
    RatingPatterns(RatingMatrix(categoryCount: 3, rows: items.map { $0.map { $0 } }))
  }

  /// Each kappa's error is that of Fleiss, Cohen and Everitt.
  @Test(arguments: 0..<15)
  func theDiagonalIsEachKappasOwnVariance(_ number: Int) throws {
    let items = PairedKappaTests.items(number, raters: 4)
    let weights = LinearisedCoefficientTests.weights[number % 3]
    let patterns = Self.patterns(items)
    let found = try #require(patterns.kappas(of: [1, 2, 3], against: 0, weights: weights).value)
    for judge in 0..<3 {
      let kappa = try #require(
        patterns.table(of: 0, and: judge + 1).cohenKappa(weights: weights).coefficient)
      #expect(abs(found.kappas[judge] - kappa.value) < 1e-12)
      #expect(abs(found.standardErrors[judge] - (kappa.standardError ?? 0)) < 1e-12)
    }
  }

  /// The variance of the difference is V₁ + V₂ − 2·Cov, and near that of the jackknife.
  @Test(arguments: 0..<8)
  func theErrorOfTheDifferenceIsThatOfTheJackknife(_ number: Int) throws {
    let items = (0..<4).flatMap { PairedKappaTests.items(number + 4 * $0) }
    let paired = PairedKappaTests.paired(items)
    let found = try #require(paired.dependentKappas().value)
    let difference = found.difference(0, 1)
    let v = found.covariance
    let variance = v[0][0] + v[1][1] - 2 * v[0][1]
    #expect(abs(difference.standardError - variance.squareRoot()) < 1e-12)
    #expect(abs(difference.value + (paired.difference ?? 9)) < 1e-12)
    let left = try items.indices.map { at in
      var fewer = items
      fewer.remove(at: at)
      return try #require(PairedKappaTests.paired(fewer).difference)
    }
    let n = Double(items.count)
    let mean = left.reduce(0, +) / n
    let squares = left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * (n - 1) / n
    #expect(abs(try #require(difference.sampleStandardError) / squares.squareRoot() - 1) < 0.02)
  }

  /// With two judges Hotelling's test is that of their difference.
  @Test(arguments: 0..<8)
  func ofTwoJudgesTheEqualityIsTheDifference(_ number: Int) throws {
    let patterns = Self.patterns(PairedKappaTests.items(number))
    let found = try #require(patterns.kappas(of: [1, 2], against: 0).value)
    let equality = try #require(found.equalityTest().value)
    let single = try #require(found.difference(0, 1).hotelling)
    #expect(abs(equality.test.statistic - single.statistic) < 1e-9)
    #expect(equality.test.distribution == single.distribution)
  }

  /// The test does not depend on the order of the judges.
  @Test(arguments: 0..<8)
  func theOrderOfTheJudgesDoesNotMatter(_ number: Int) throws {
    let patterns = Self.patterns(PairedKappaTests.items(number, raters: 5))
    let one = patterns.kappas(of: [1, 2, 3, 4], against: 0).value?.equalityTest().value
    let two = patterns.kappas(of: [3, 1, 4, 2], against: 0).value?.equalityTest().value
    let (first, second) = (try #require(one), try #require(two))
    #expect(abs(first.hotelling - second.hotelling) < 1e-9 * max(1, first.hotelling))
    #expect(first.test.distribution == second.test.distribution)
  }

  /// Judges of equal worth are found unequal about once in twenty.
  @Test func theTestOfEqualityKeepsItsLevel() throws {
    var rejected = 0
    for number in 0..<400 {
      var random = ResampleStream(seed: 13, number: UInt64(number))
      let items = (0..<120).map { _ in
        let truth = Int(random.next() % 3)
        return [truth]
          + (0..<4).map { _ in random.uniform() < 0.6 ? truth : Int(random.next() % 3) }
      }
      let kappas = Self.patterns(items).kappas(of: [1, 2, 3, 4], against: 0)
      if try #require(kappas.value?.equalityTest().value).test.upperP < 0.05 { rejected += 1 }
    }
    // Binomial(400, 0.05): 8 to 36 with all but about one run in a thousand.
    #expect((8...36).contains(rejected), "\(rejected)")
  }

  @Test func aPerfectJudgeHasAnErrorlessKappa() throws {
    let items = PairedKappaTests.items(3).map { [$0[0], $0[0], $0[1]] }
    let found = try #require(Self.patterns(items).kappas(of: [1, 2], against: 0).value)
    #expect(found.kappas[0] == 1 && found.standardErrors[0] == 0)
    #expect(found.correlation(0, 1) == nil)
    #expect(abs(found.difference(0, 1).standardError - found.standardErrors[1]) < 1e-15)
  }

  @Test func judgesAlikeDoNotDiffer() throws {
    let items = PairedKappaTests.items(3).map { [$0[0], $0[1], $0[1]] }
    let found = try #require(Self.patterns(items).kappas(of: [1, 2], against: 0).value)
    let difference = found.difference(0, 1)
    #expect(difference.value == 0 && difference.standardError == 0 && difference.test == nil)
    #expect(found.equalityTest() == .undefined(.noVariation))
  }

  @Test func withoutAKappaThereIsNone() {
    let patterns = Self.patterns([[0, 0, 1], [0, 0, 0]])
    #expect(patterns.kappas(of: [1, 2], against: 0) == .undefined(.oneCategory))
    #expect(patterns.kappas(of: [], against: 0) == .undefined(.tooFewRaters))
    #expect(Self.patterns([]).raterCount == 0)
    #expect(PairedKappas(categoryCount: 2).dependentKappas() == .undefined(.noItems))
  }
}
