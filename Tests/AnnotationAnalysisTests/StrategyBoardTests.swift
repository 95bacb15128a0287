import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Testing

@Suite struct StrategyBoardTests {
  /// Twelve items. `j/1` differs from ann once, `j/2` calls every b a tie, `j/3` is ann reversed
  /// and `j/4` has no answer to the last two.
  static let answers: [(name: String, letters: String)] = [
    ("ann", "aaaaabbbbb=="), ("j/1", "aaaaabbbba=="), ("j/2", "aaaaa======="),
    ("j/3", "bbbbbaaaaa=="), ("j/4", "aaaaabbbbb??"),
  ]

  private func board(
    _ judges: [(name: String, model: String, strategy: String)],
    _ conduct: [RaterID: RaterConduct] = [:]
  ) throws -> StrategyBoard {
    var tracker = AnalysisFixture.tracker(Self.answers)
    return try tracker.strategies(judges, against: "ann", conduct: conduct, resamples: 400)
  }

  @Test func theBestOfEachModelAndOfAll() throws {
    let board = try board([
      ("j/2", "big", "combined-10"), ("j/1", "big", "direct"), ("j/3", "small", "direct"),
    ])
    #expect(board.winner == 1 && board.next == 0)
    #expect(board.rows.map(\.isBestOfModel) == [false, true, true])
    // ann: 5 a, 5 b, 2 ties. j/2: 5 a, 7 ties: agreement 7/12, chance (25 + 0 + 14)/144.
    let kappa = try #require(board.rows[0].table.coefficient(.cohen).value)
    #expect(abs(kappa - (7.0 / 12 - 39.0 / 144) / (1 - 39.0 / 144)) < 1e-12)
    #expect(board.rows[0].ties == .init(judge: 7.0 / 12, reference: 2.0 / 12))
    #expect(board.rows[2].ties == .init(judge: 2.0 / 12, reference: 2.0 / 12))
  }

  @Test func theDifferenceToTheWinnerIsPaired() throws {
    let board = try board([("j/1", "m", "direct"), ("j/3", "m", "combined-5")])
    let behind = try #require(board.rows[1].behind)
    let (best, other) = (
      try #require(board.rows[0].table.coefficient(.cohen).value),
      try #require(board.rows[1].table.coefficient(.cohen).value)
    )
    #expect(abs(behind.value - (best - other)) < 1e-12 && behind.itemCount == 12)
    #expect(board.rows[0].behind == nil)
    // One reverses eleven answers of twelve: that is told.
    #expect(board.isTold == true && behind.interval.low > 0)
  }

  @Test func oneItemMoreOfTwelveIsNotTold() throws {
    let board = try board([("j/4", "m", "direct"), ("j/1", "m", "combined-5")])
    #expect(board.winner == 0 && board.rows[0].table.itemCount == 10)
    #expect(board.isTold == false)
    let alone = try self.board([("j/1", "m", "direct")])
    #expect(alone.winner == 0 && alone.next == nil && alone.isTold == nil)
  }

  @Test func equalKappasAreToldApartByTheRule() throws {
    let best = StrategyMerit(kappa: 0.5, unparsed: 1, costPerItem: 0.2, place: 3)
    #expect(best.isBetter(than: .init(kappa: 0.4)))
    #expect(best.isBetter(than: .init(kappa: nil, place: 0)))
    // Rounding alone is no difference: then the fewer without an answer, the cheaper, the earlier.
    #expect(best.isBetter(than: .init(kappa: 0.5 + 1e-15, unparsed: 2, costPerItem: 0.1)))
    #expect(best.isBetter(than: .init(kappa: 0.5, unparsed: 1, costPerItem: 0.3, place: 0)))
    #expect(!best.isBetter(than: .init(kappa: 0.5, unparsed: 1, costPerItem: nil, place: 0)))
    #expect(best.isBetter(than: .init(kappa: 0.5, unparsed: 1, costPerItem: 0.2, place: 4)))
    var conduct = RaterConduct()
    conduct.costPerItem = 1
    let board = try board(
      [("j/1", "a", "direct"), ("j/1", "b", "direct")], [RaterID(2): conduct])
    #expect(board.winner == 0 && board.next == 1)
  }

  @Test func noKappaNoWinner() throws {
    var tracker = AnalysisFixture.tracker([("ann", "aaaa"), ("j/1", "aaaa"), ("j/2", "....")])
    let board = try tracker.strategies(
      [("j/1", "m", "direct"), ("j/2", "m", "combined-5")], against: "ann", resamples: 10)
    #expect(board.winner == nil && board.next == nil && board.isTold == nil)
    #expect(board.rows.allSatisfy { !$0.isBestOfModel && $0.behind == nil })
    #expect(board.rows[1].ties == nil)
  }
}
