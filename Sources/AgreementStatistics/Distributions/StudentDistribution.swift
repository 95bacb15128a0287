import Glibc

/// Student's t distribution.
public enum StudentDistribution {
  /// P(|T| > |t|) for `degrees` degrees of freedom, through the incomplete beta function.
  public static func twoSidedTail(_ t: Double, degrees: Double) -> Double {
    IncompleteBeta.regularised(degrees / (degrees + t * t), degrees / 2, 0.5)
  }

  /// The t with P(T ≤ t) = `probability`, to about 1e-12.
  ///
  /// From 1000 degrees on by the Cornish-Fisher expansion (Abramowitz & Stegun 26.7.5), whose
  /// error is then below 1e-14 for the levels in use; below that, Newton steps from it.
  public static func quantile(_ probability: Double, degrees: Double) -> Double {
    precondition(degrees > 0, "degrees of freedom are positive")
    if probability < 0.5 { return -quantile(1 - probability, degrees: degrees) }
    if probability == 0.5 { return 0 }
    if degrees == 1 { return tan(Double.pi * (probability - 0.5)) }
    if degrees == 2 {
      let p = 2 * probability - 1
      return p * (2 / (1 - p * p)).squareRoot()
    }
    var t = cornishFisher(NormalDistribution.quantile(probability), degrees)
    guard degrees < 1000 else { return t }
    let tail = 2 * (1 - probability)
    for _ in 0..<60 {
      let step = (twoSidedTail(t, degrees: degrees) - tail) / (2 * density(t, degrees))
      t = max(t / 2, t + step)
      if abs(step) <= 1e-15 * max(1, t) { break }
    }
    return t
  }

  /// The t of a two-sided interval at a level.
  static func critical(_ level: Double, degrees: Int) -> Double {
    if degrees >= 1000 { return cornishFisher(NormalDistribution.critical(level), Double(degrees)) }
    return quantile(0.5 + level / 2, degrees: Double(degrees))
  }

  private static func density(_ t: Double, _ degrees: Double) -> Double {
    let log =
      logGamma((degrees + 1) / 2) - logGamma(degrees / 2)
      - 0.5 * Glibc.log(degrees * Double.pi) - (degrees + 1) / 2 * log1p(t * t / degrees)
    return exp(log)
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

/// ln Γ(x) for x > 0, safe on any thread.
func logGamma(_ x: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(x, &sign)
}

/// The regularised incomplete beta function.
public enum IncompleteBeta {
  /// I_x(a, b), by Lentz's continued fraction on the side where it converges quickly (Numerical
  /// Recipes, 3rd ed., 6.4); to about 1e-14. Range: x in 0…1, a and b positive.
  public static func regularised(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let front = exp(
      logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x))
    return x < (a + 1) / (a + b + 2)
      ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var result = d
    for step in 1...10_000 {
      let m = Double(step)
      for numerator in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 + numerator * d
        d = 1 / (abs(d) < tiny ? tiny : d)
        c = 1 + numerator / c
        if abs(c) < tiny { c = tiny }
        result *= d * c
      }
      if abs(d * c - 1) < 1e-16 { break }
    }
    return result
  }
}
