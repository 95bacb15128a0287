import Testing

@testable import AgreementStatistics

@Suite struct PropertyTests {
  /// Fleiss, Levin & Paik 2003, table 18.1 is one such; this one is Cohen 1960's shape: any table.
  static func tables() -> [ConfusionTable] {
    (0..<40).map { number in
      var random = ResampleStream(seed: 7, number: UInt64(number))
      let size = 2 + Int(random.next() % 4)
      return ConfusionTable(
        rows: (0..<size).map { _ in (0..<size).map { _ in Int(random.next() % 30) } })
    }
  }

  @Test(arguments: tables())
  func exchangingRatersChangesNothing(_ table: ConfusionTable) throws {
    let one = try #require(table.cohenKappa().coefficient)
    let two = try #require(table.transposed.cohenKappa().coefficient)
    #expect(abs(one.value - two.value) < 1e-12)
    #expect(abs((one.standardError ?? 0) - (two.standardError ?? 1)) < 1e-12)
    #expect(one.value <= 1 && one.value >= -1)
  }

  @Test(arguments: tables())
  func doublingTheItemsKeepsTheValue(_ table: ConfusionTable) throws {
    var doubled = table
    for row in 0..<table.categoryCount {
      for column in 0..<table.categoryCount {
        doubled.add(table[row, column], row: row, column: column)
      }
    }
    let one = try #require(table.cohenKappa().coefficient)
    let two = try #require(doubled.cohenKappa().coefficient)
    #expect(abs(one.value - two.value) < 1e-12)
    #expect((two.standardError ?? 1) < (one.standardError ?? 0))
    let scott = try #require(table.scottPi().value)
    #expect(scott <= one.value + 1e-12, "pi is at most kappa")
  }

  @Test func oneCategoryIsUndefined() {
    let table = ConfusionTable(rows: [[9, 0], [0, 0]])
    #expect(table.cohenKappa() == .undefined(.oneCategory))
    #expect(table.scottPi() == .undefined(.oneCategory))
    #expect(table.gwetAC1().value == 1)
    #expect(ConfusionTable(categoryCount: 3).cohenKappa() == .undefined(.noItems))
  }

  @Test func takingAwayWhatWasAddedLeavesNothing() {
    var tally = RatingTally(categoryCount: 3)
    tally.add(ratings: [0, 2, 1])
    tally.add(ratings: [1, 1], times: 4)
    let before = tally
    tally.add(ratings: [2, 0, 0], times: 3)
    tally.add(ratings: [0, 2, 0], times: -3)
    #expect(tally == before)
  }

  @Test func theBootstrapDoesNotDependOnAnythingButItsSeed() throws {
    var tally = RatingTally(categoryCount: 3)
    for number in 0..<200 { tally.add(ratings: [number % 3, (number / 2) % 3]) }
    let one = try #require(tally.bootstrap(resamples: 300) { $0.krippendorffAlpha() })
    let two = try #require(tally.bootstrap(resamples: 300) { $0.krippendorffAlpha() })
    #expect(one == two)
    let value = try #require(tally.krippendorffAlpha().value)
    #expect(one.interval.low < value && value < one.interval.high)
  }

  /// A ratio needs a zero that nothing lies below: with −1 against 1 the distance has no value, and
  /// counting it as none would make full disagreement look like agreement.
  @Test func ratioAlphaOfBothSignsIsUndefined() {
    var tally = RatingTally(categoryCount: 3)
    tally.add(ratings: [0, 2], times: 10)
    tally.add(ratings: [2, 2], times: 5)
    tally.add(ratings: [1, 1], times: 5)
    #expect(
      tally.krippendorffAlpha(metric: .ratio, scores: [-1, 0, 1]) == .undefined(.notNumeric))
    #expect(tally.krippendorffAlpha(metric: .ratio, scores: [0, 1, 2]).value != nil)
    #expect(tally.krippendorffAlpha(metric: .interval, scores: [-1, 0, 1]).value != nil)
  }
}

/// Several statistics of the same resamples are what each of them is alone.
@Suite struct ResampleTests {
  @Test func togetherOrAloneIsTheSame() {
    var tally = RatingTally(categoryCount: 3)
    var random = ResampleStream(seed: 3, number: 1)
    for _ in 0..<120 {
      let count = 1 + Int(random.next() % 4)
      tally.add(ratings: (0..<count).map { _ in Int(random.next() % 3) })
    }
    func value(_ tally: RatingTally, _ at: Int) -> Estimate {
      at == 0 ? tally.krippendorffAlpha() : at == 1 ? tally.fleissKappaGeneral() : tally.gwetAC()
    }
    let together = tally.bootstrap(resamples: 200, seed: 9, statistics: 3, statistic: value)
    for at in 0..<3 {
      #expect(together[at] != nil)
      #expect(tally.bootstrap(resamples: 200, seed: 9) { value($0, at) } == together[at])
    }
  }
}
