/// Whether two raters rank systems alike: a rater's order of systems by their mean scores may agree
/// with another's although single scores do not, and the other way round.
public struct SystemRanking: Hashable, Sendable {
  /// Spearman's rho of the systems' means, with mid-ranks: −1 to 1. Nil with fewer than two
  /// systems, or where a rater gives all the same mean.
  public var spearman: Double?
  /// Kendall's tau-b of the same; nil likewise.
  public var kendall: Double?
  /// The mean over systems of the first rater's mean less the second's, in units of the scores; nil
  /// without systems.
  public var meanGap: Double?
  /// The largest |gap| of a system.
  public var largestGap: Double?
  /// The systems with the largest mean of each rater, ascending: several where equal.
  public var firstTop: [Int]
  /// The same of the second rater.
  public var secondTop: [Int]

  /// Of each system's mean score by two raters. Precondition: as many of both. O(systems²).
  public init(first: [Double], second: [Double]) {
    precondition(first.count == second.count, "two means of each system")
    let ranks = (SystemOrder.midRanks(first), SystemOrder.midRanks(second))
    spearman = SystemOrder.pearson(ranks.0, ranks.1)
    kendall = SystemOrder.tauB(first, second)
    let gaps = zip(first, second).map { $0 - $1 }
    meanGap = gaps.isEmpty ? nil : gaps.reduce(0, +) / Double(gaps.count)
    largestGap = gaps.map { abs($0) }.max()
    firstTop = SystemOrder.top(first)
    secondTop = SystemOrder.top(second)
  }
}

/// How two short lists of numbers are ordered.
enum SystemOrder {
  static func top(_ means: [Double]) -> [Int] {
    guard let most = means.max() else { return [] }
    return means.indices.filter { means[$0] == most }
  }

  /// Twice the mid-ranks, less n + 1: whole numbers that sum to 0, so that variation is decided
  /// exactly.
  static func midRanks(_ values: [Double]) -> [Int] {
    values.map { value in
      values.reduce(0) { $0 + ($1 < value ? 1 : $1 > value ? -1 : 0) }
    }
  }

  /// Pearson's correlation of whole numbers that sum to 0.
  static func pearson(_ one: [Int], _ other: [Int]) -> Double? {
    let products = zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    let squares = (one.reduce(0) { $0 + $1 * $1 }, other.reduce(0) { $0 + $1 * $1 })
    guard squares.0 > 0, squares.1 > 0 else { return nil }
    return Double(products) / (Double(squares.0) * Double(squares.1)).squareRoot()
  }

  static func tauB(_ one: [Double], _ other: [Double]) -> Double? {
    var (concordance, untiedOne, untiedOther) = (0, 0, 0)
    for i in one.indices {
      for j in i + 1..<one.count {
        let a = one[i] < one[j] ? 1 : one[i] > one[j] ? -1 : 0
        let b = other[i] < other[j] ? 1 : other[i] > other[j] ? -1 : 0
        concordance += a * b
        untiedOne += a * a
        untiedOther += b * b
      }
    }
    guard untiedOne > 0, untiedOther > 0 else { return nil }
    return Double(concordance) / (Double(untiedOne) * Double(untiedOther)).squareRoot()
  }
}
