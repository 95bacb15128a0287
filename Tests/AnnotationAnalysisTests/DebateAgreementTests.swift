import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Testing

@Suite struct DebateAgreementTests {
  func vote(_ item: Int, _ round: Int, _ role: Int, _ code: Int) -> DebateVotes.Vote {
    DebateVotes.Vote(item: ItemID(Int64(item)), round: round, role: role, code: code)
  }

  @Test func everyRoleAndRoundIsARaterOfItsOwn() {
    let tracker = AnalysisFixture.tracker([("ann", "abab")])
    let first = [0, 1, 0, 1].enumerated().map { vote($0.offset + 1, 1, 0, $0.element) }
    let second = [1, 1, 0, 1].enumerated().map { vote($0.offset + 1, 2, 0, $0.element) }
    let critic = [vote(1, 2, 1, 0), vote(2, 2, 1, 1)]
    let votes = DebateVotes(
      rater: RaterID(9), roles: ["public", "critic"], votes: second + first + critic)
    let seats = tracker.debateSeats(votes, with: AnalysisFixture.id(1))
    #expect(seats.map(\.role) == ["public", "public", "critic"])
    #expect(seats.map(\.round) == [1, 2, 2])
    #expect(seats.map(\.table.itemCount) == [4, 4, 2])
    #expect(seats[0].table.coefficient(.cohen).value == 1)
    #expect(seats[1].table.coefficient(.cohen).value == 0.5)
    #expect(seats[0].comparable == 0)
    #expect(seats[1].comparable == 4 && seats[1].changed == 1)
  }

  @Test func withoutVotesThereAreNoSeats() {
    let tracker = AnalysisFixture.tracker([("ann", "ab")])
    let votes = DebateVotes(rater: RaterID(9), roles: ["public"], votes: [])
    #expect(tracker.debateSeats(votes, with: AnalysisFixture.id(1)).isEmpty)
    let stray = DebateVotes(rater: RaterID(9), roles: [], votes: [vote(7, 1, 0, 0)])
    #expect(tracker.debateSeats(stray, with: AnalysisFixture.id(1)).isEmpty)
  }
}
