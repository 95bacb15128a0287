import Testing

@testable import AgreementStatistics

@Suite struct EloTests {
  @Test func theOrderOfMatchesMatters() {
    var one = EloRatings(playerCount: 3)
    one.add(0, 1, score: 1)
    one.add(1, 2, score: 1)
    var two = EloRatings(playerCount: 3)
    two.add(1, 2, score: 1)
    two.add(0, 1, score: 1)
    #expect(one.points != two.points)
    #expect(abs(one.points.reduce(0, +) - 3000) < 1e-9, "points are only moved")
    #expect(abs(EloRatings(playerCount: 2).expectedScore(0, against: 1) - 0.5) < 1e-15)
  }

  @Test func aTieOfEqualsMovesNothing() {
    var ratings = EloRatings(playerCount: 2)
    ratings.add(0, 1, score: 0.5)
    #expect(ratings.points == [1000, 1000])
    ratings.add(0, 1, score: 1)
    #expect(ratings.points == [1016, 984])
  }
}
