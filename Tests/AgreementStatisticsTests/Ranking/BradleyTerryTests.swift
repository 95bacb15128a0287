import Foundation
import Testing

@testable import AgreementStatistics

@Suite struct BradleyTerryTests {
  /// Of two, the strengths are the log odds, with error √(1/a + 1/b).
  @Test func ofTwoItIsTheLogOdds() throws {
    var wins = PairwiseWins(playerCount: 2)
    wins.add(winner: 0, loser: 1, times: 30)
    wins.add(winner: 1, loser: 0, times: 10)
    let model = try #require(wins.bradleyTerry().value)
    let gap = model.difference(0, 1)
    #expect(abs(gap.value - log(3)) < 1e-12)
    #expect(gap.itemCount == 40 && model.matchCount == 40)
    #expect(abs((gap.standardError ?? 0) - (1.0 / 30 + 1.0 / 10).squareRoot()) < 1e-12)
    #expect(abs(model.probability(0, beats: 1) - 0.75) < 1e-12)
    #expect(abs(model.logLikelihood - (30 * log(0.75) + 10 * log(0.25))) < 1e-10)
    let elo = model.eloScale()
    #expect(abs(elo[0] - elo[1] - 400 * log10(3)) < 1e-9)
  }

  /// At the maximum everybody wins as often as expected, and nobody's renumbering matters.
  @Test(arguments: 0..<30)
  func expectedWinsAreTheWins(_ seed: UInt64) throws {
    var random = ResampleStream(seed: seed, number: 2)
    let k = 2 + Int(random.next() % 6)
    var wins = PairwiseWins(playerCount: k)
    var mirrored = wins
    for _ in 0..<(60 * k) {
      let one = Int(random.next() % UInt64(k))
      let other = (one + 1 + Int(random.next() % UInt64(k - 1))) % k
      if random.uniform() < 0.1 {
        wins.addTie(one, other)
        mirrored.addTie(k - 1 - one, k - 1 - other)
      } else {
        wins.add(winner: min(one, other), loser: max(one, other), times: 0.4)
        wins.add(winner: max(one, other), loser: min(one, other), times: 0.25)
        mirrored.add(winner: k - 1 - min(one, other), loser: k - 1 - max(one, other), times: 0.4)
        mirrored.add(winner: k - 1 - max(one, other), loser: k - 1 - min(one, other), times: 0.25)
      }
    }
    guard wins.isStronglyConnected else { return }
    let model = try #require(wins.bradleyTerry().value)
    let other = try #require(mirrored.bradleyTerry().value)
    #expect(abs(model.strengths.reduce(0, +)) < 1e-10)
    for player in 0..<k {
      var (won, expected) = (0.0, 0.0)
      for against in 0..<k where against != player {
        won += wins[player, against]
        expected += wins.matches(player, against) * model.probability(player, beats: against)
      }
      #expect(abs(won - expected) < 1e-8)
      #expect(abs(model.strengths[player] - other.strengths[k - 1 - player]) < 1e-9)
      #expect(abs(model.standardErrors[player] - other.standardErrors[k - 1 - player]) < 1e-9)
    }
  }

  /// Odds of 10⁵ to one in a chain of players: Newton's whole steps would overshoot.
  @Test func unequalContestantsConverge() throws {
    var wins = PairwiseWins(playerCount: 4)
    for better in 0..<3 {
      wins.add(winner: better, loser: better + 1, times: 100_000)
      wins.add(winner: better + 1, loser: better, times: 1)
    }
    let model = try #require(wins.bradleyTerry().value)
    for better in 0..<3 {
      #expect(abs(model.difference(better, better + 1).value - log(100_000)) < 1e-6)
    }
  }

  @Test func withoutAWayBackThereAreNoStrengths() {
    #expect(
      PairwiseWins(rows: [[0, 3, 4], [2, 0, 3], [0, 0, 0]]).bradleyTerry()
        == .undefined(.notStronglyConnected))
    let apart = PairwiseWins(rows: [[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 2], [0, 0, 1, 0]])
    #expect(apart.bradleyTerry() == .undefined(.notStronglyConnected))
    #expect(PairwiseWins(playerCount: 3).bradleyTerry() == .undefined(.noItems))
    #expect(PairwiseWins(playerCount: 1).bradleyTerry() == .undefined(.tooFewContestants))
    let ring = PairwiseWins(rows: [[0, 5, 0], [0, 0, 5], [5, 0, 0]])
    #expect(ring.bradleyTerry().value?.strengths.allSatisfy { abs($0) < 1e-12 } == true)
  }
}
