import Glibc

/// The regularised incomplete gamma functions.
public enum IncompleteGamma {
  /// Q(a, x) = Γ(a, x)/Γ(a), a > 0: by the series of P where x < a + 1, else by Lentz's continued
  /// fraction, so that a small result is not a difference. Numerical Recipes, 3rd ed., 6.2.
  public static func upper(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 1 }
    return x < a + 1 ? 1 - series(a, x) : fraction(a, x)
  }

  /// P(a, x) = 1 − Q(a, x).
  public static func lower(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 0 }
    return x < a + 1 ? series(a, x) : 1 - fraction(a, x)
  }

  private static func front(_ a: Double, _ x: Double) -> Double {
    exp(a * log(x) - x - logGamma(a))
  }

  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    var next = a
    for _ in 0..<100_000 {
      next += 1
      term *= x / next
      sum += term
      if term < sum * 1e-17 { break }
    }
    return sum * front(a, x)
  }

  private static func fraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var result = d
    for step in 1..<100_000 {
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
    return result * front(a, x)
  }
}
