/// The χ² distribution of any positive degrees of freedom.
public enum ChiSquaredDistribution {
  /// P(χ² > x).
  public static func survival(_ x: Double, degrees: Double) -> Double {
    IncompleteGamma.upper(degrees / 2, x / 2)
  }

  /// P(χ² ≤ x).
  public static func cumulative(_ x: Double, degrees: Double) -> Double {
    IncompleteGamma.lower(degrees / 2, x / 2)
  }

  /// The x with P(χ² ≤ x) = `probability`. Precondition: in 0..<1.
  public static func quantile(_ probability: Double, degrees: Double) -> Double {
    2 * IncompleteGamma.quantile(degrees / 2, probability)
  }

  /// The x with P(χ² > x) = `tail`, to all digits for small tails. Precondition: above 0, at
  /// most 1.
  public static func upperQuantile(_ tail: Double, degrees: Double) -> Double {
    2 * IncompleteGamma.upperQuantile(degrees / 2, tail)
  }
}
