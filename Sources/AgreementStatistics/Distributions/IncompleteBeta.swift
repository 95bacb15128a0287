import Glibc

/// The regularised incomplete beta function, both of its tails, and its inverse.
///
/// Relative error about 1e-13 for a and b from 0.5 to 1e6 and tails down to 1e-300, beside what
/// the argument's own rounding makes of it. Checked against values of 50 digits.
public enum IncompleteBeta {
  /// I_x(a, b). Range: x in 0…1 (outside: 0 or 1), a and b positive. O(√max(a, b)).
  ///
  /// By a continued fraction on the side where it converges quickly, with the front factor in terms
  /// of deviances, as Loader 2000 has it.
  public static func regularised(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    return BetaTails(x: x, a, b).lower
  }

  /// 1 − I_x(a, b), which keeps its digits where it is small.
  public static func complement(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 1 }
    guard x < 1 else { return 0 }
    return BetaTails(x: x, a, b).upper
  }

  /// The x with I_x(a, b) = `probability`. Precondition: a probability in 0…1. O(√max(a, b)).
  public static func quantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
    precondition((0...1).contains(probability), "a probability between 0 and 1")
    if probability == 0 || probability == 1 { return probability }
    return share(logRatio(lower: probability, a, b), a, b)
  }

  /// The x with 1 − I_x(a, b) = `tail`, to all digits for small tails. Precondition: in 0…1.
  public static func upperQuantile(_ tail: Double, _ a: Double, _ b: Double) -> Double {
    precondition((0...1).contains(tail), "a probability between 0 and 1")
    if tail == 0 || tail == 1 { return 1 - tail }
    return share(logRatio(upper: tail, a, b), a, b)
  }

  private static func share(_ logRatio: Double, _ a: Double, _ b: Double) -> Double {
    logRatio > 0
      ? a / (a + b * exp(-logRatio)) : a * exp(logRatio) / (b + a * exp(logRatio))
  }

  // MARK: - In terms of the ratio F = (x/a)/((1 − x)/b)

  /// The ln F whose lower tail is this; F is Fisher's with 2a and 2b degrees.
  static func logRatio(lower: Double, _ a: Double, _ b: Double, start: Double? = nil) -> Double {
    if lower > 0.5 { return logRatio(upper: 1 - lower, a, b, start: start) }
    return -logRatio(upper: lower, b, a, start: start.map { -$0 })
  }

  /// The ln F whose upper tail is this.
  static func logRatio(upper: Double, _ a: Double, _ b: Double, start: Double? = nil) -> Double {
    if upper > 0.5 { return -logRatio(upper: 1 - upper, b, a, start: start.map { -$0 }) }
    // Normal at first, which is right but for skewness, and with care where far out.
    let first =
      start ?? min(3, -NormalDistribution.quantile(upper) * (1 / a + 1 / b).squareRoot())
    return TailInversion.argument(of: upper, start: first) { ratio in
      let tails = BetaTails(logRatio: ratio, a, b)
      return (tails.upper, -tails.front)
    }
  }
}

/// Both tails at one point, which is known as well as the caller knows it.
struct BetaTails {
  private let x: Double
  private let y: Double
  private let a: Double
  private let b: Double
  /// b·x − a·y: how far x is from its middle, times a + b.
  private let gap: Double
  /// x^a·y^b/B(a, b): the density by ln(x/y).
  let front: Double

  init(x: Double, _ a: Double, _ b: Double) {
    let y = 1 - x
    // b·x − a·y with what the rounding of 1 − x and of a·y leaves out.
    let product = a * y
    let lost = (-product).addingProduct(a, y) + a * ((1 - y) - x)
    self.init(x, y, gap: (-product).addingProduct(b, x) - lost, a, b)
  }

  /// By F = (x/a)/(y/b).
  init(ratio: Double, _ a: Double, _ b: Double) {
    let whole = b + a * ratio
    self.init(a * ratio / whole, b / whole, gap: a * b * (ratio - 1) / whole, a, b)
  }

  /// By ln F.
  init(logRatio: Double, _ a: Double, _ b: Double) {
    let small = exp(-abs(logRatio))
    let gap = -expm1(-abs(logRatio)) * a * b
    if logRatio > 0 {
      let whole = a + b * small
      self.init(a / whole, b * small / whole, gap: gap / whole, a, b)
    } else {
      let whole = b + a * small
      self.init(a * small / whole, b / whole, gap: -gap / whole, a, b)
    }
  }

  private init(_ x: Double, _ y: Double, gap: Double, _ a: Double, _ b: Double) {
    self.x = x
    self.y = y
    self.a = a
    self.b = b
    self.gap = gap
    guard x > 0, y > 0 else {
      front = 0
      return
    }
    let n = a + b
    let stirling = stirlingError(n) - stirlingError(a) - stirlingError(b)
    let misses =
      a * deviance(gap / a, ratio: x / a * n) + b * deviance(-gap / b, ratio: y / b * n)
    front = (a * (b / n) / (2 * Double.pi)).squareRoot() * exp(stirling - misses)
  }

  private var isBelow: Bool { x < (a + 1) / (a + b + 2) }

  /// I_x(a, b).
  var lower: Double {
    if x == 0 { return 0 }
    if y == 0 { return 1 }
    return isBelow ? lowerByFraction : 1 - upperByFraction
  }

  /// I_y(b, a).
  var upper: Double {
    if x == 0 { return 1 }
    if y == 0 { return 0 }
    return isBelow ? 1 - lowerByFraction : upperByFraction
  }

  private var lowerByFraction: Double { front / Self.fraction(x, y, gap: gap, a, b) }
  private var upperByFraction: Double { front / Self.fraction(y, x, gap: -gap, b, a) }

  /// The front factor over I_x(a, b): the even part of the continued fraction, whose terms take the
  /// gap itself and so do not cancel where x is nearly 1 (Didonato & Morris 1992, eq. 9,
  /// doi:10.1145/131766.131776). By Lentz's way.
  private static func fraction(
    _ x: Double, _ y: Double, gap: Double, _ a: Double, _ b: Double
  ) -> Double {
    var result = a * (1 - gap) / (a + 1)
    var (c, d) = (result, 0.0)
    for step in 1...200_000 {
      let m = Double(step)
      let odd = a + 2 * m - 1
      let top = (a + m - 1) / odd * ((a + b + m - 1) / odd) * (m * x) * ((b - m) * x)
      let bottom =
        m + m * (b - m) * x / odd + (a + m) * (1 - gap + m * (1 + y)) / (odd + 2)
      d = 1 / away(bottom + top * d)
      c = away(bottom + top / c)
      let factor = c * d
      result *= factor
      if abs(factor - 1) < 2e-16 { break }
    }
    return result
  }

  /// Not quite 0.
  private static func away(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
}
