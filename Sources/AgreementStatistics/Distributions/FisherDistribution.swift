/// Fisher's F distribution.
public enum FisherDistribution {
  /// P(F > x) with these degrees of freedom.
  public static func survival(_ x: Double, numerator: Double, denominator: Double) -> Double {
    guard x > 0 else { return 1 }
    return IncompleteBeta.regularised(
      denominator / (denominator + numerator * x), denominator / 2, numerator / 2)
  }
}
