import Testing

@testable import AgreementStatistics

@Suite struct SelfPreferenceTests {
  @Test func aFairJudgeHasNoExcess() throws {
    let fair = try #require(
      ConfusionTable(rows: [[30, 5, 0], [5, 30, 0], [0, 0, 10]]).selfPreference().value)
    #expect(fair.excess.value == 0)
    #expect(fair.exactP == 1)
    #expect(fair.equalOpportunityGap.value == 0)
    let interval = try #require(fair.excess.interval)
    #expect(interval.low < 0 && interval.high > 0)
  }

  @Test func withoutPeoplesPreferenceThereIsNoGap() throws {
    let one = try #require(
      ConfusionTable(rows: [[6, 2, 0], [0, 0, 0], [3, 0, 1]]).selfPreference().value)
    #expect(one.equalOpportunityGap == .undefined(.missingClass))
    #expect(abs(one.excess.value - 1.0 / 12) < 1e-15)
    #expect(ConfusionTable(categoryCount: 2).selfPreference() == .undefined(.noItems))
  }

  /// The standard error is that of the mean of the differences of 1, 0 and −1, with divisor n.
  @Test func theErrorIsThatOfPairedDifferences() throws {
    let table = ConfusionTable(rows: [[9, 4, 2], [7, 12, 1], [3, 0, 2]])
    let found = try #require(table.selfPreference().value)
    var differences: [Double] = []
    for row in 0..<3 {
      for column in 0..<3 {
        let gap = (column == 0 ? 1.0 : 0) - (row == 0 ? 1.0 : 0)
        differences += Array(repeating: gap, count: table[row, column])
      }
    }
    let n = Double(differences.count)
    let mean = differences.reduce(0, +) / n
    let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    #expect(abs(found.excess.value - mean) < 1e-14)
    #expect(abs((found.excess.standardError ?? 0) - (variance / n).squareRoot()) < 1e-14)
  }
}
