import Glibc

/// The regularised incomplete gamma functions and their inverses.
///
/// Relative error about 1e-13 for a from 0.5 to 1e6 and tails down to 1e-300. Checked against
/// values of 50 digits.
public enum IncompleteGamma {
  /// Q(a, x) = Γ(a, x)/Γ(a), a > 0: by the series of P where x < a + 1, else by Lentz's continued
  /// fraction, so that a small result is not a difference. Numerical Recipes, 3rd ed., 6.2. O(√a).
  public static func upper(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 1 }
    return tails(a, x, miss: (x - a) / a).upper
  }

  /// P(a, x) = 1 − Q(a, x).
  public static func lower(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 0 }
    return tails(a, x, miss: (x - a) / a).lower
  }

  /// The x with P(a, x) = `probability`. Precondition: in 0..<1. O(√a).
  public static func quantile(_ a: Double, _ probability: Double) -> Double {
    precondition(probability >= 0 && probability < 1, "a probability from 0 to below 1")
    if probability > 0.5 { return upperQuantile(a, 1 - probability) }
    if probability == 0 { return 0 }
    // By ln(x/a), in which the smallest x are as easy as others.
    let start = max(-3, NormalDistribution.quantile(probability) / a.squareRoot())
    let found = TailInversion.argument(of: probability, start: start, isRising: true) { ratio in
      let tails = tails(a, a * exp(ratio), miss: expm1(ratio))
      return (tails.lower, tails.front)
    }
    return a * exp(found)
  }

  /// The x with Q(a, x) = `tail`, to all digits for small tails. Precondition: in 0<…1.
  public static func upperQuantile(_ a: Double, _ tail: Double) -> Double {
    precondition(tail > 0 && tail <= 1, "a probability from above 0 to 1")
    if tail > 0.5 { return quantile(a, 1 - tail) }
    let start = min(3, -NormalDistribution.quantile(tail) / a.squareRoot())
    let found = TailInversion.argument(of: tail, start: start) { ratio in
      let tails = tails(a, a * exp(ratio), miss: expm1(ratio))
      return (tails.upper, -tails.front)
    }
    return a * exp(found)
  }

  /// - Parameter miss: (x − a)/a.
  /// - Returns: both tails, and x times the density.
  private static func tails(_ a: Double, _ x: Double, miss: Double)
    -> (lower: Double, upper: Double, front: Double)
  {
    guard x.isFinite else { return (1, 0, 0) }
    guard x > 0 else { return (0, 1, 0) }
    let front =
      (a / (2 * Double.pi)).squareRoot()
      * exp(-stirlingError(a) - a * deviance(miss, ratio: x / a))
    if x < a + 1 {
      let lower = front * series(a, x)
      return (lower, 1 - lower, front)
    }
    let upper = front * fraction(a, x)
    return (1 - upper, upper, front)
  }

  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    var next = a
    for _ in 0..<200_000 {
      next += 1
      term *= x / next
      sum += term
      if term < sum * 1e-17 { break }
    }
    return sum
  }

  private static func fraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var result = d
    for step in 1..<200_000 {
      let i = Double(step)
      let numerator = -i * (i - a)
      b += 2
      d = numerator * d + b
      if abs(d) < tiny { d = tiny }
      c = b + numerator / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let factor = d * c
      result *= factor
      if abs(factor - 1) < 1e-16 { break }
    }
    return result
  }
}
