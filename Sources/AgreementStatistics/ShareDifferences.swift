/// Differences of shares with normal intervals.
extension Coefficient {
  /// (more − less)/n of a paired comparison: items that only the one has, less those that only the
  /// other has. −1 to 1, standard error √(b + c − (b − c)²/n)/n. Precondition: n > 0.
  static func pairedDifference(
    _ more: Int, _ less: Int, of count: Int, level: Double
  ) -> Coefficient {
    precondition(count > 0, "a share of something")
    let n = Double(count)
    // n·(b + c) − (b − c)², on whole numbers so that it is 0 exactly where nothing varies.
    let spread = count * (more + less) - (more - less) * (more - less)
    return difference(
      Double(more - less) / n, error: (Double(spread) / n).squareRoot() / n, count, level)
  }

  /// The first share less the second, of independent items: −1 to 1, standard error
  /// √(p₁q₁/n₁ + p₂q₂/n₂). Precondition: both of something.
  static func independentDifference(
    _ first: (part: Int, whole: Int), _ second: (part: Int, whole: Int), level: Double
  ) -> Coefficient {
    precondition(first.whole > 0 && second.whole > 0, "a share of something")
    let (p, q) = (
      Double(first.part) / Double(first.whole), Double(second.part) / Double(second.whole)
    )
    let variance = p * (1 - p) / Double(first.whole) + q * (1 - q) / Double(second.whole)
    return difference(p - q, error: variance.squareRoot(), first.whole + second.whole, level)
  }

  /// Where nothing was observed to vary the interval has no width, which is not precision.
  private static func difference(
    _ value: Double, error: Double, _ count: Int, _ level: Double
  ) -> Coefficient {
    let half = NormalDistribution.critical(level) * error
    return Coefficient(
      value: value, standardError: error,
      interval: Interval(low: value - half, high: value + half), level: level, itemCount: count)
  }
}
