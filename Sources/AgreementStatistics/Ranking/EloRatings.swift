import Glibc

/// Elo's ratings: points that are moved after each match, in the order of the matches.
///
/// They depend on that order, so equal matches in another order give other ratings, and they have
/// no error. Where the order means nothing, read `PairwiseWins.bradleyTerry` instead. Elo 1978, The
/// Rating of Chessplayers, Past and Present.
public struct EloRatings: Hashable, Sendable {
  /// The points of each player.
  public private(set) var points: [Double]
  /// Points at stake in a match.
  public let stake: Double
  /// The points' difference that makes the odds `base` to one.
  public let scale: Double
  /// The odds that `scale` points make.
  public let base: Double

  /// - Parameter start: the points that all begin with.
  public init(
    playerCount: Int, stake: Double = 32, scale: Double = 400, base: Double = 10,
    start: Double = 1000
  ) {
    precondition(playerCount >= 0 && scale > 0 && base > 1, "a scale of odds")
    points = Array(repeating: start, count: playerCount)
    self.stake = stake
    self.scale = scale
    self.base = base
  }

  /// The score that one is expected to have against another: 0 to 1.
  public func expectedScore(_ one: Int, against other: Int) -> Double {
    1 / (1 + pow(base, (points[other] - points[one]) / scale))
  }

  /// Moves points after a match. O(1). Precondition: two players, a score in 0...1.
  ///
  /// - Parameter score: of `one`: 1 where it won, 0.5 in a tie, 0 where it lost.
  public mutating func add(_ one: Int, _ other: Int, score: Double) {
    precondition(one != other && (0...1).contains(score), "a score of a match of two")
    let moved = stake * (score - expectedScore(one, against: other))
    points[one] += moved
    points[other] -= moved
  }
}
