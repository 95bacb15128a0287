import Testing

@testable import AgreementStatistics

@Suite struct SystemRankingTests {
  /// Shares judged correct of nine systems, table 6 of arXiv:2406.12624; rho and gaps worked out
  /// from it.
  static let human = [62.50, 72.75, 83.75, 56.00, 56.50, 72.25, 71.75, 60.75, 91.50]

  @Test(arguments: [
    (
      [60.50, 71.50, 82.50, 54.50, 59.00, 73.00, 69.75, 56.50, 90.00], rho: 0.967, gap: -1.17,
      largest: 4.25
    ),
    (
      [50.75, 60.00, 68.00, 39.00, 46.25, 59.50, 57.25, 44.00, 70.00], rho: 0.983, gap: -14.78,
      largest: 21.50
    ),
    (
      [64.25, 75.50, 86.50, 57.00, 64.00, 75.75, 73.50, 62.50, 92.75], rho: 0.967, gap: 2.67,
      largest: 7.50
    ),
  ])
  func publishedScores(_ judge: ([Double], rho: Double, gap: Double, largest: Double)) throws {
    let found = SystemRanking(first: judge.0, second: Self.human)
    #expect(abs(try #require(found.spearman) - judge.rho) < 0.0005)
    #expect(abs(try #require(found.meanGap) - judge.gap) < 0.005)
    #expect(found.largestGap == judge.largest)
    #expect(found.firstTop == [8] && found.secondTop == [8])
  }

  /// x = 1 2 2 3 5 4 4 1 3 5 and y = 2 2 1 3 4 4 5 1 3 5: rho 0.9, tau-b 0.8.
  @Test func tiesHaveMidRanks() throws {
    let found = SystemRanking(
      first: [1, 2, 2, 3, 5, 4, 4, 1, 3, 5], second: [2, 2, 1, 3, 4, 4, 5, 1, 3, 5])
    #expect(abs(try #require(found.spearman) - 0.9) < 1e-12)
    #expect(abs(try #require(found.kendall) - 0.8) < 1e-12)
    #expect(found.firstTop == [4, 9] && found.secondTop == [6, 9])
  }

  @Test func oneMeanForAllHasNoOrder() {
    let flat = SystemRanking(first: [1, 1, 1], second: [1, 2, 3])
    #expect(flat.spearman == nil && flat.kendall == nil)
    #expect(flat.firstTop == [0, 1, 2])
    let none = SystemRanking(first: [], second: [])
    #expect(none.meanGap == nil && none.largestGap == nil && none.firstTop == [])
    #expect(SystemRanking(first: [2], second: [3]).kendall == nil)
  }
}
