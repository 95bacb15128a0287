import Glibc

/// Fisher's F distribution of any positive degrees of freedom.
public enum FisherDistribution {
  /// P(F > x) with these degrees of freedom.
  public static func survival(_ x: Double, numerator: Double, denominator: Double) -> Double {
    guard x > 0 else { return 1 }
    return BetaTails(ratio: x, numerator / 2, denominator / 2).upper
  }

  /// P(F ≤ x).
  public static func cumulative(_ x: Double, numerator: Double, denominator: Double) -> Double {
    guard x > 0 else { return 0 }
    return BetaTails(ratio: x, numerator / 2, denominator / 2).lower
  }

  /// The x with P(F ≤ x) = `probability`. Precondition: strictly between 0 and 1.
  public static func quantile(
    _ probability: Double, numerator: Double, denominator: Double
  ) -> Double {
    precondition(probability > 0 && probability < 1, "a probability between 0 and 1")
    return exp(IncompleteBeta.logRatio(lower: probability, numerator / 2, denominator / 2))
  }

  /// The x with P(F > x) = `tail`, to all digits for small tails. Precondition as `quantile`.
  public static func upperQuantile(
    _ tail: Double, numerator: Double, denominator: Double
  ) -> Double {
    precondition(tail > 0 && tail < 1, "a probability between 0 and 1")
    return exp(IncompleteBeta.logRatio(upper: tail, numerator / 2, denominator / 2))
  }
}
