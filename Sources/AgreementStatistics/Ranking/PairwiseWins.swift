/// How often each of several contestants won against each other one; a tie is half a win of both.
///
/// Adding a match is O(1). All that Bradley and Terry's model needs, whatever the number of
/// matches.
public struct PairwiseWins: Hashable, Sendable {
  /// Contestants, numbered from 0.
  public let playerCount: Int
  /// Row-major: wins of the row's player over the column's.
  private var counts: [Double]

  /// No matches yet. Precondition: `playerCount` ≥ 0.
  public init(playerCount: Int) {
    precondition(playerCount >= 0, "the number of players is not negative")
    self.playerCount = playerCount
    counts = Array(repeating: 0, count: playerCount * playerCount)
  }

  /// Of a table: row = winner, column = loser. Precondition: square, no number negative, nothing on
  /// the diagonal.
  public init(rows: [[Double]]) {
    precondition(rows.allSatisfy { $0.count == rows.count }, "a table of wins is square")
    precondition(rows.allSatisfy { $0.allSatisfy { $0 >= 0 } }, "a number of wins is not negative")
    precondition(rows.indices.allSatisfy { rows[$0][$0] == 0 }, "nobody plays alone")
    playerCount = rows.count
    counts = rows.flatMap { $0 }
  }

  /// Wins of one over another. O(1).
  public subscript(winner: Int, loser: Int) -> Double { counts[winner * playerCount + loser] }

  /// Adds matches that one won, or takes them away. Precondition: two players, and no number of
  /// wins becomes negative.
  public mutating func add(winner: Int, loser: Int, times: Double = 1) {
    precondition(winner != loser, "nobody plays alone")
    let place = winner * playerCount + loser
    counts[place] += times
    precondition(counts[place] >= 0, "a number of wins is not negative")
  }

  /// Adds matches that ended in a tie: half a win of both. The same precondition.
  public mutating func addTie(_ one: Int, _ other: Int, times: Double = 1) {
    add(winner: one, loser: other, times: times / 2)
    add(winner: other, loser: one, times: times / 2)
  }

  /// Matches between two.
  public func matches(_ one: Int, _ other: Int) -> Double { self[one, other] + self[other, one] }

  /// All matches.
  public var total: Double { counts.reduce(0, +) }
}
