import Glibc

/// The correlation of a yes or no with a number: of being chosen, or correct, with length.
public enum PointBiserial {
  /// (M₁ − M₀)/s · √(pq): Pearson's correlation of 0 and 1 with the numbers, −1 to 1.
  ///
  /// Fisher's interval, tanh(atanh r ± z/√(n − 3)), with more than three items and |r| < 1.
  /// Undefined with fewer than two items, and where all answers or all numbers are one.
  /// Precondition: as many answers as finite numbers. O(n). Tate 1954,
  /// doi:10.1214/aoms/1177728730; interval: Fisher 1921.
  public static func correlation(
    _ isChosen: [Bool], _ numbers: [Double], level: Double = 0.95
  ) -> Estimate {
    precondition(isChosen.count == numbers.count, "a number for each answer")
    let n = numbers.count
    guard n > 0 else { return .undefined(.noItems) }
    guard n > 1 else { return .undefined(.tooFewItems) }
    let chosen = isChosen.count { $0 }
    guard chosen > 0, chosen < n, numbers.contains(where: { $0 != numbers[0] }) else {
      return .undefined(.noVariation)
    }
    let mean = numbers.reduce(0, +) / Double(n)
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let products = zip(isChosen, numbers).reduce(0) { $0 + ($1.0 ? $1.1 - mean : 0) }
    let p = Double(chosen) / Double(n)
    let r = max(-1, min(1, products / (squares * p * (1 - p) * Double(n)).squareRoot()))
    return .defined(
      Coefficient(value: r, interval: fisherInterval(r, n, level), level: level, itemCount: n))
  }

  private static func fisherInterval(_ r: Double, _ n: Int, _ level: Double) -> Interval? {
    guard n > 3, abs(r) < 1 else { return nil }
    let half = NormalDistribution.critical(level) / Double(n - 3).squareRoot()
    return Interval(low: tanh(atanh(r) - half), high: tanh(atanh(r) + half))
  }
}
