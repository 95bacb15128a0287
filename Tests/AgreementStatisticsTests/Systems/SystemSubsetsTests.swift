import Testing

@testable import AgreementStatistics

@Suite struct SystemSubsetsTests {
  /// Six of nine systems of table 6 of arXiv:2406.12624, which prints 0.98 ± 0.03 for GPT-4 and
  /// 0.67 ± 0.13 for exact match over five draws.
  @Test func publishedScores() throws {
    let human = SystemRankingTests.human
    let strong = SystemSubsets(
      first: [60.50, 71.50, 82.50, 54.50, 59.00, 73.00, 69.75, 56.50, 90.00], second: human, size: 6
    )
    let exact = SystemSubsets(
      first: [46.75, 56.00, 63.75, 24.00, 0.25, 36.25, 59.50, 20.25, 58.25], second: human, size: 6)
    #expect(abs(try #require(strong.meanSpearman) - 0.98) < 0.04)
    #expect(try #require(strong.deviationOfSpearman) < 0.06)
    #expect(abs(try #require(exact.meanSpearman) - 0.67) < 0.15)
    #expect(abs(try #require(exact.deviationOfSpearman) - 0.13) < 0.07)
  }

  @Test func allSystemsAreOneSubset() throws {
    let found = SystemSubsets(
      first: [1, 3, 2, 4], second: [1, 2, 3, 4], size: 4, draws: 20)
    #expect(abs(try #require(found.meanSpearman) - 0.8) < 1e-12)
    #expect(try #require(found.deviationOfSpearman) < 1e-12)
    #expect(SystemSubsets(first: [1, 2], second: [2, 1], size: 1).meanKendall == nil)
    #expect(
      SystemSubsets(first: [1, 2, 3], second: [2, 1, 3], size: 2)
        == SystemSubsets(first: [1, 2, 3], second: [2, 1, 3], size: 2))
  }
}
