import Testing

@testable import AgreementStatistics

@Suite struct SystemStabilityTests {
  /// Systems whose shares of right answers are far apart, or are one.
  private func scores(_ shares: [Double], items: Int, seed: UInt64) -> SystemScores {
    var random = ResampleStream(seed: seed, number: 11)
    var scores = SystemScores(itemCount: items, systemCount: shares.count)
    for item in 0..<items {
      for (system, share) in shares.enumerated() {
        let isRight = random.uniform() < share
        let isJudged = random.uniform() < 0.9 ? isRight : !isRight
        scores.add(item: item, system: system, first: isJudged ? 1 : 0, second: isRight ? 1 : 0)
      }
    }
    return scores
  }

  @Test func farApartIsStableAndNearIsNot() throws {
    let far = try #require(
      scores([0.9, 0.6, 0.3], items: 300, seed: 1).stability(resamples: 300).value)
    #expect(far.secondTopStays == 1 && far.firstTopStays == 1 && far.topsAgree == 1)
    #expect(far.meanKendall == 1 && far.deviationOfKendall == 0)
    let near = try #require(
      scores([0.5, 0.5, 0.5, 0.5], items: 60, seed: 2).stability(resamples: 300).value)
    #expect(try #require(near.secondTopStays) < 0.95)
    #expect(try #require(near.deviationOfKendall) > 0.1)
    #expect(try #require(near.deviationOfSpearman) > 0.1)
  }

  @Test func onlyTheSeedMatters() {
    let scores = scores([0.5, 0.6, 0.55], items: 50, seed: 3)
    #expect(scores.stability(resamples: 200) == scores.stability(resamples: 200))
    #expect(scores.stability(resamples: 200) != scores.stability(resamples: 200, seed: 2))
  }

  @Test func meansAreOfTheScoresThatThereAre() throws {
    var scores = SystemScores(itemCount: 2, systemCount: 3)
    scores.add(item: 0, system: 0, first: 4, second: 2)
    scores.add(item: 1, system: 0, first: 2, second: 4)
    scores.add(item: 1, system: 2, first: 5, second: 1)
    let ranking = scores.ranking
    #expect(ranking.kendall == -1)
    #expect(ranking.meanGap == 2 && ranking.largestGap == 4)
    // The last system is missing from a quarter of the resamples, in which item 1 is not drawn.
    let found = try #require(scores.stability(resamples: 1000).value)
    #expect((200...300).contains(found.incompleteCount))
    #expect(found.undefinedCount == found.incompleteCount)
    #expect(found.secondTopStays != nil)
    #expect(found.resamples == 1000)
  }

  @Test func oneSystemHasNoRanking() {
    #expect(SystemScores(itemCount: 0, systemCount: 3).stability() == .undefined(.noItems))
    var one = SystemScores(itemCount: 4, systemCount: 2)
    one.add(item: 0, system: 1, first: 1, second: 1)
    #expect(one.stability() == .undefined(.tooFewContestants))
  }
}
