import Testing

@testable import AgreementStatistics

@Suite struct PositionBiasTests {
  @Test func whoAlwaysPicksTheFirstPlace() throws {
    let bias = try #require(
      ConfusionTable(rows: [[0, 20, 0], [0, 0, 0], [0, 0, 0]]).positionBias().value)
    #expect(bias.primacy == 20 && bias.recency == 0)
    #expect(bias.bias.value == 1)
    #expect(bias.bias.standardError == 0 && bias.bias.interval == Interval(low: 1, high: 1))
    #expect(bias.firstPlaceRate.value == 1)
    #expect(bias.conflictRate.value == 1)
    #expect(abs(try #require(bias.exactP) - 2 / 1_048_576) < 1e-18)
  }

  @Test func tiesAloneShowNoBias() throws {
    let bias = try #require(
      ConfusionTable(rows: [[0, 0, 0], [0, 0, 0], [0, 0, 7]]).positionBias().value)
    #expect(bias.bias.value == 0 && bias.exactP == nil)
    #expect(bias.firstPlaceRate == .undefined(.nothingDecided))
    #expect(bias.swapKappa == .undefined(.oneCategory))
    #expect(bias.consistency.value == 1)
    #expect(bias.primacyShare == .undefined(.noConflicts))
    #expect(ConfusionTable(categoryCount: 3).positionBias() == .undefined(.noItems))
  }

  @Test func conflictsAreSharedOut() throws {
    let bias = try #require(
      ConfusionTable(rows: [[9, 5, 2], [1, 7, 0], [2, 0, 3]]).positionBias().value)
    #expect(bias.conflicts == 10)
    #expect(bias.primacyShare.value == 0.5 && bias.recencyShare.value == 0.1)
  }

  /// Exchanging the two orders exchanges nothing but which candidate is called the first.
  @Test(arguments: 0..<30)
  func exchangingTheOrdersChangesNothing(_ seed: UInt64) throws {
    var random = ResampleStream(seed: seed, number: 5)
    let table = ConfusionTable(
      rows: (0..<3).map { _ in (0..<3).map { _ in Int(random.next() % 20) } })
    let one = try #require(table.positionBias().value)
    let two = try #require(table.transposed.positionBias(first: 1, second: 0).value)
    #expect(one.primacy == two.primacy && one.recency == two.recency)
    #expect(one.bias == two.bias)
    #expect(one.firstPlaceRate == two.firstPlaceRate)
    let alike = try #require(one.consistency.value)
    #expect(abs(alike + (one.conflictRate.value ?? 0) - 1) < 1e-12)
  }
}
