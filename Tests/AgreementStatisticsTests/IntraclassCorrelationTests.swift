import Testing

@testable import AgreementStatistics

@Suite struct IntraclassCorrelationTests {
  static func rows(_ number: Int) -> [[Double?]] {
    var random = ResampleStream(seed: 51, number: UInt64(number))
    let (items, raters) = (8 + number, 2 + number % 4)
    let levels = (0..<raters).map { _ in 2 * random.uniform() }
    return (0..<items).map { _ in
      let truth = 4 * random.uniform()
      return levels.map { truth + $0 + random.uniform() }
    }
  }

  private static func forms(_ found: IntraclassCorrelations) -> [Estimate] {
    [
      found.oneWay, found.agreement, found.consistency, found.averageOneWay,
      found.averageAgreement, found.averageConsistency,
    ]
  }

  /// Shrout & Fleiss 1979, table 4: .17 .29 .71 .44 .62 .91.
  @Test func shroutAndFleissExample() throws {
    let rows: [[Double?]] = [
      [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
    ]
    let found = try #require(IntraclassCorrelations.of(rows).value)
    let rounded = try Self.forms(found).map { (100 * (try #require($0.value))).rounded() }
    #expect(rounded == [17, 29, 71, 44, 62, 91])
  }

  @Test(arguments: 0..<20)
  func limitsLieAroundTheirValues(_ number: Int) throws {
    let found = try #require(IntraclassCorrelations.of(Self.rows(number)).value)
    for form in Self.forms(found) {
      let form = try #require(form.coefficient)
      let interval = try #require(form.interval)
      #expect(interval.low < form.value && form.value < interval.high && interval.high <= 1)
    }
    // The mean of k raters by Spearman and Brown.
    let (one, mean) = (try #require(found.consistency.value), found.averageConsistency.value)
    let k = Double(found.raterCount)
    #expect(abs(k * one / (1 + (k - 1) * one) - (try #require(mean))) < 1e-12)
  }

  /// A rater's level does not touch consistency, and a scale of all touches nothing.
  @Test(arguments: 0..<20)
  func levelsDoNotTouchConsistency(_ number: Int) throws {
    let rows = Self.rows(number)
    let found = try #require(IntraclassCorrelations.of(rows).value)
    let shifted = rows.map { row in [row[0].map { $0 + 5 }] + row.dropFirst() }
    let moved = try #require(IntraclassCorrelations.of(shifted).value)
    let pair = (try #require(found.consistency.value), try #require(moved.consistency.value))
    #expect(abs(pair.0 - pair.1) < 1e-12)
    #expect(try #require(moved.agreement.value) < (try #require(found.agreement.value)))
    let scaled = try #require(
      IntraclassCorrelations.of(rows.map { $0.map { $0.map { 100 + 3 * $0 } } }).value)
    for (one, two) in zip(Self.forms(found), Self.forms(scaled)) {
      #expect(abs(try #require(one.value) - (try #require(two.value))) < 1e-11)
    }
  }

  /// About one interval in twenty misses the true consistency of normal effects.
  @Test func intervalsCoverWhatTheySay() throws {
    var missed = 0
    for number in 0..<400 {
      var random = ResampleStream(seed: 52, number: UInt64(number))
      func normal() -> Double { NormalDistribution.quantile(0x1p-54 + random.uniform()) }
      let rows: [[Double?]] = (0..<15).map { _ in
        let truth = normal()
        return (0..<3).map { 0.5 * Double($0) + truth + normal() }
      }
      let found = try #require(IntraclassCorrelations.of(rows).value)
      let interval = try #require(found.consistency.coefficient?.interval)
      if interval.low > 0.5 || interval.high < 0.5 { missed += 1 }
    }
    // Binomial(400, 0.05): 8 to 36 with all but about one run in a thousand.
    #expect((8...36).contains(missed), "\(missed)")
  }

  @Test func onlyCompleteItemsEnter() throws {
    let rows = Self.rows(3)
    let more = rows + [[nil] + rows[0].dropFirst()]
    let found = try #require(IntraclassCorrelations.of(more).value)
    #expect(found.incompleteItemCount == 1 && found.itemCount == rows.count)
    #expect(found.meanSquares == IntraclassCorrelations.of(rows).value?.meanSquares)
  }

  @Test func fullAgreementIsOne() throws {
    let found = try #require(
      IntraclassCorrelations.of([[0.1, 0.1], [0.7, 0.7], [0.3, 0.3]]).value)
    for form in Self.forms(found) {
      #expect(form.value == 1 && form.coefficient?.interval == Interval(low: 1, high: 1))
    }
    #expect(found.test == nil)
  }

  @Test func whatIsUndefinedSaysWhy() throws {
    #expect(IntraclassCorrelations.of([]) == .undefined(.noItems))
    #expect(IntraclassCorrelations.of([[1, nil]]) == .undefined(.noItems))
    #expect(IntraclassCorrelations.of([[1], [2]]) == .undefined(.tooFewRaters))
    #expect(IntraclassCorrelations.of([[1, 2], [nil, 2]]) == .undefined(.tooFewItems))
    #expect(IntraclassCorrelations.of([[0.1, 0.1], [0.1, 0.1]]) == .undefined(.noVariation))
    // Items of one mean: the mean of raters has nothing to be reliable about.
    let found = try #require(IntraclassCorrelations.of([[1, 2], [2, 1]]).value)
    #expect(found.averageOneWay == .undefined(.noVariation))
    #expect(found.oneWay.value == -1)
  }
}
