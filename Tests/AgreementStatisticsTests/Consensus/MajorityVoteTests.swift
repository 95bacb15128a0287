import Testing

@testable import AgreementStatistics

@Suite struct MajorityVoteTests {
  @Test func tiesStayTies() {
    let votes = MajorityVotes(
      RatingMatrix(
        categoryCount: 3, rows: [[2, 2, 0], [1, 0, nil], [nil, nil, nil], [1, nil, 1]]))
    #expect((0..<4).map { votes.winners(of: $0) } == [[2], [0, 1], [], [1]])
    #expect(votes.shares(of: 1) == [0.5, 0.5, 0])
    #expect(votes.shares(of: 2) == nil)
    #expect(votes.tieCount == 1)
    #expect(votes.unratedCount == 1)
  }

  @Test func nobodyDecidesNothing() {
    let votes = MajorityVotes(RatingMatrix(categoryCount: 2, columns: []))
    #expect(votes.itemCount == 0 && votes.tieCount == 0)
  }
}
