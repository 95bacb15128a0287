import Glibc

/// Student's t distribution. Relative error about 1e-13, tails down to 1e-300 included.
public enum StudentDistribution {
  /// P(|T| > |t|) for `degrees` > 0 degrees of freedom: t² is F's with 1 and `degrees`.
  public static func twoSidedTail(_ t: Double, degrees: Double) -> Double {
    let size = abs(t)
    if size > degrees.squareRoot() * farOut {
      return exp(degrees * log(degrees.squareRoot() / size) - logFarFactor(degrees))
    }
    return BetaTails(ratio: t * t, 0.5, degrees / 2).upper
  }

  /// P(T > t).
  public static func survival(_ t: Double, degrees: Double) -> Double {
    if t > 0 { return twoSidedTail(t, degrees: degrees) / 2 }
    // From the middle, so that nothing is lost where t is nearly 0.
    return 0.5 + BetaTails(ratio: t * t, 0.5, degrees / 2).lower / 2
  }

  /// P(T ≤ t).
  public static func cumulative(_ t: Double, degrees: Double) -> Double {
    survival(-t, degrees: degrees)
  }

  /// The t with P(T ≤ t) = `probability`. Precondition: strictly between 0 and 1, degrees > 0.
  public static func quantile(_ probability: Double, degrees: Double) -> Double {
    if probability < 0.5 { return -upperQuantile(probability, degrees: degrees) }
    return upperQuantile(1 - probability, degrees: degrees)
  }

  /// The t with P(T > t) = `tail`, to all digits for small tails. Preconditions as `quantile`.
  public static func upperQuantile(_ tail: Double, degrees: Double) -> Double {
    precondition(degrees > 0, "degrees of freedom are positive")
    precondition(tail > 0 && tail < 1, "a probability between 0 and 1")
    if tail > 0.5 { return -upperQuantile(1 - tail, degrees: degrees) }
    if tail == 0.5 { return 0 }
    if degrees == 1 { return 1 / tan(Double.pi * tail) }
    if degrees == 2 { return (1 - 2 * tail) / (2 * tail * (1 - tail)).squareRoot() }
    let far = -(log(2 * tail) + logFarFactor(degrees)) / degrees
    if far > log(farOut) { return degrees.squareRoot() * exp(far) }
    let first = cornishFisher(NormalDistribution.upperQuantile(tail), degrees)
    let start = first > 0 && degrees > 3 ? 2 * log(first) : nil
    return exp(IncompleteBeta.logRatio(upper: 2 * tail, 0.5, degrees / 2, start: start) / 2)
  }

  /// The t of a two-sided interval at a level.
  ///
  /// From 1000 degrees on by the Cornish-Fisher expansion (Abramowitz & Stegun 26.7.5), whose
  /// error is then below 1e-14 for levels in use.
  static func critical(_ level: Double, degrees: Int) -> Double {
    if degrees >= 1000, level <= 0.9999 {
      return cornishFisher(NormalDistribution.critical(level), Double(degrees))
    }
    return upperQuantile((1 - level) / 2, degrees: Double(degrees))
  }

  /// |t|/√v from which on the tail is its leading power alone, to the last digit.
  private static let farOut = 1e9

  /// ln of b·B(½, b), b half the degrees: the two-sided tail far out is (√v/t)^v over this.
  private static func logFarFactor(_ degrees: Double) -> Double {
    let b = degrees / 2
    return log(b) + 0.5 * log(Double.pi) + logGamma(b) - logGamma(b + 0.5)
  }

  private static func cornishFisher(_ z: Double, _ v: Double) -> Double {
    let z2 = z * z
    let g1 = (z2 + 1) * z / 4
    let g2 = ((5 * z2 + 16) * z2 + 3) * z / 96
    let g3 = (((3 * z2 + 19) * z2 + 17) * z2 - 15) * z / 384
    let g4 = ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) * z / 92160
    return z + (g1 + (g2 + (g3 + g4 / v) / v) / v) / v
  }
}
