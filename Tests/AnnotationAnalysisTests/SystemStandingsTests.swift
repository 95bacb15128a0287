import AgreementStatistics
import AnnotationModel
import Testing

@testable import AnnotationAnalysis

/// Systems by rater, against counts made by hand.
@Suite struct SystemStandingsTests {
  typealias Fixture = AnalysisFixture

  /// Of each item the systems of its candidates, one letter each; `-` where it is not known.
  static func systems(_ items: [String]) -> CandidateSystems {
    var result = CandidateSystems(itemCount: items.count)
    for item in items { result.add(item.map { $0 == "-" ? "" : String($0) }) }
    return result
  }

  static let pairs = systems(["xy", "yx", "xz", "zy", "xy", "-y", "xx"])

  static func tracker(_ policy: AnalysisPolicy = .init()) -> AgreementTracker {
    Fixture.tracker([("ann", "aab=?ab"), ("judge/m", "ab=a?aa")], policy: policy)
  }

  private func standings(
    _ rater: Int, _ policy: AnalysisPolicy = .init(), _ worth: TieWorth = .half
  ) throws -> SystemStandings {
    try #require(
      Self.tracker(policy).systemStandings(
        of: Fixture.id(rater), systems: Self.pairs, worth: worth))
  }

  /// x beats y, y beats x, z beats x, z ties y; the rest has no answer, one unknown system, or one
  /// system on both sides.
  @Test func eachAnswerIsAMatchOfTwoSystems() throws {
    let ann = try standings(1)
    #expect(ann.standings.map(\.name) == ["x", "y", "z"])
    #expect(
      ann.standings.map(\.record) == [
        WinRecord(wins: 1, losses: 2), WinRecord(wins: 1, losses: 1, ties: 1),
        WinRecord(wins: 1, losses: 0, ties: 1),
      ])
    #expect(ann.standings.map { $0.rate.value } == [1.0 / 3, 0.5, 0.75])
    #expect(ann.standings[0].rate == WinRecord(wins: 1, losses: 2).winRate(.half))
    #expect(ann.standings.map(\.count) == [3, 3, 2] && ann.contestants == [0, 1, 2])
  }

  @Test func aTieIsWorthWhatIsAsked() throws {
    #expect(try standings(1, .init(), .strict).standings[2].rate.value == 0.5)
    #expect(try standings(1, .init(), .decisive).standings[2].rate.value == 1)
  }

  /// With half a win each, z and y reach one another; without ties z never loses.
  @Test func strengthsNeedAConnectedGraph() throws {
    let whole = try standings(1)
    let wins = PairwiseWins(rows: [[0, 1, 0], [1, 0, 0.5], [1, 0.5, 0]])
    let expected = try #require(wins.bradleyTerry().value)
    #expect(whole.strengths == .defined(expected))
    #expect(whole.elo(of: 2) == expected.eloScale()[2])
    let decisive = try standings(1, .init(), .decisive)
    #expect(decisive.strengths == .undefined(.notStronglyConnected))
    #expect(decisive.elo(of: 0) == nil)
  }

  @Test func thePolicySaysWhatCounts() throws {
    let without = try standings(1, AnalysisPolicy(ties: .exclude))
    #expect(without.standings[1].record == WinRecord(wins: 1, losses: 1))
    // The judge's missing answer to x against y is a tie of both.
    let judge = try standings(2, AnalysisPolicy(unparsed: .tie))
    let dropped = try standings(2)
    #expect(judge.standings[0].record.ties == dropped.standings[0].record.ties + 1)

    #expect(dropped.standings.map(\.record.total) == [3, 3, 2])
  }

  @Test func aBestOfSeveralBeatsEachOther() throws {
    let tracker = Fixture.tracker(
      [("ann", "c=")], scale: .preference(candidates: 3, tie: true, bothBad: false))
    let systems = Self.systems(["xyz", "xyz"])
    let verdicts = SystemVerdicts(tracker, systems)
    #expect(verdicts.matches(0, 2) == [.won(2, over: 0), .won(2, over: 1)])
    #expect(verdicts.matches(0, 3) == [.tied(0, 1), .tied(0, 2), .tied(1, 2)])
    #expect(verdicts.matches(9, 0).isEmpty)
  }

  @Test func scoresHaveMeans() throws {
    let tracker = Fixture.tracker(
      [("ann", "abab"), ("judge/m", "bb=a")], scale: .score(low: 1, high: 3, step: 1))
    let systems = Self.systems(["x", "x", "y", "y"])
    let ann = try #require(tracker.systemStandings(of: Fixture.id(1), systems: systems))
    #expect(ann.standings.map { $0.rate.value } == [1.5, 1.5])
    #expect(ann.standings.map(\.scoreCount) == [2, 2] && ann.strengths.reason != nil)
    let both = try #require(
      tracker.systemComparison(Fixture.id(1), Fixture.id(2), systems: systems))
    #expect(both.systems.map(\.means.second) == [2, 2] && both.ranking.meanGap == -0.5)
    #expect(both.tau == .undefined(.noVariation))
  }

  /// Only items with an answer of both; ranks and rho follow from the means.
  @Test func twoRatersAreComparedOnCommonItems() throws {
    let found = try #require(
      Self.tracker().systemComparison(Fixture.id(1), Fixture.id(2), systems: Self.pairs))
    #expect(found.itemCount == 4)
    let means = found.systems.map { [$0.means.first, $0.means.second] }
    #expect(means == [[1.0 / 3, 2.5 / 3], [0.5, 0], [0.75, 0.75]])
    #expect(found.systems.map(\.firstRank) == [3, 2, 1])
    #expect(found.systems.map(\.secondRank) == [1, 3, 2])
    #expect(found.rho.value == -0.5)
    let expected = SystemRanking(first: means.map { $0[0] }, second: means.map { $0[1] })
    #expect(found.ranking.kendall == expected.kendall)
  }

  /// A rater against itself ranks alike, whatever the answers: 30 random studies.
  @Test func aRaterAgreesWithItself() throws {
    for number in 0..<30 {
      var random = ResampleStream(seed: 7, number: UInt64(number))
      let letters = (0..<40).map { _ in ["a", "b", "="][Int(random.uniform() * 3)] }.joined()
      let items = (0..<40).map { _ in
        String(
          ["w", "x", "y", "z"].map { ($0, random.uniform()) }.sorted { $0.1 < $1.1 }
            .prefix(2).map(\.0).joined())
      }
      let tracker = Fixture.tracker([("ann", letters)])
      let systems = Self.systems(items)
      let found = try #require(
        tracker.systemComparison(Fixture.id(1), Fixture.id(1), systems: systems))
      #expect(found.ranking.largestGap == 0 && found.itemCount == 40)
      #expect(found.rho.value == nil || abs((found.rho.value ?? 0) - 1) < 1e-12)
      let stand = try #require(tracker.systemStandings(of: Fixture.id(1), systems: systems))
      for ranked in found.systems {
        let own = try #require(stand.standings.first { $0.name == ranked.name })
        #expect(abs((own.rate.value ?? -1) - ranked.means.first) < 1e-12)
      }
      #expect(
        stand.standings.map(\.record.wins).reduce(0, +)
          == stand.standings.map(\.record.losses).reduce(0, +))
    }
  }
}
