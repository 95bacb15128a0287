/// A threshold of confidence and the share of all items that reach it.
public struct RiskThreshold: Hashable, Sendable {
  /// In the unit of the judge's confidence.
  public var value: Double
  /// Share of all items that reach it.
  public var coverage: Double

  /// Quantiles of all items' confidences at equal steps of coverage, from the strictest to the
  /// loosest, without repetitions; none without items. They stay the same while labels come in,
  /// so that they need to be found only once. O(n log n).
  ///
  /// Precondition: `steps` is positive.
  public static func all(of confidences: [Double], steps: Int = 20) -> [RiskThreshold] {
    precondition(steps > 0, "at least one threshold")
    guard !confidences.isEmpty else { return [] }
    let pool = confidences.sorted(by: >)
    var found: [RiskThreshold] = []
    for step in 1...steps {
      // The whole number that is at least step/steps of the items.
      let rank = (pool.count * step + steps - 1) / steps
      let value = pool[rank - 1]
      guard value != found.last?.value else { continue }
      // Items of equal confidence come along.
      var reached = rank
      while reached < pool.count, pool[reached] == value { reached += 1 }
      found.append(RiskThreshold(value: value, coverage: Double(reached) / Double(pool.count)))
    }
    return found
  }
}
