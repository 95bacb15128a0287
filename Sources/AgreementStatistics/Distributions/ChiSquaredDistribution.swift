import Glibc

/// The χ² distribution.
public enum ChiSquaredDistribution {
  /// P(χ² > x) with `degrees` degrees of freedom.
  public static func survival(_ x: Double, degrees: Double) -> Double {
    IncompleteGamma.upper(degrees / 2, x / 2)
  }
}
