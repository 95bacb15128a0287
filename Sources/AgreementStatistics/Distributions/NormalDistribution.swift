import Glibc

/// The standard normal distribution.
public enum NormalDistribution {
  /// P(Z > z), by the complementary error function: no cancellation in the tail.
  public static func survival(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }

  /// P(Z ≤ z).
  public static func cumulative(_ z: Double) -> Double { survival(-z) }

  public static func density(_ z: Double) -> Double {
    exp(-z * z / 2) / (2 * Double.pi).squareRoot()
  }

  /// The z with P(Z ≤ z) = `probability`, to about 1e-15: a start from the tail's asymptote, then
  /// Halley steps on `survival`, or on the error function near the middle, where the one half would
  /// take digits away. Precondition: strictly between 0 and 1.
  public static func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a probability between 0 and 1")
    if probability > 0.5 { return -quantile(1 - probability) }
    if probability == 0.5 { return 0 }
    let t = (-2 * log(probability)).squareRoot()
    // Abramowitz & Stegun 26.2.23, within 4.5e-4.
    let top = 2.515517 + t * (0.802853 + t * 0.010328)
    let bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var z = top / bottom - t
    for _ in 0..<4 {
      let error =
        probability > 0.25
        ? 0.5 * erf(z / 2.0.squareRoot()) - (probability - 0.5) : survival(-z) - probability
      let step = error / density(z)
      z -= step / (1 + z * step / 2)
    }
    return z
  }

  /// The z with P(Z > z) = `tail`, to all digits for small tails.
  public static func upperQuantile(_ tail: Double) -> Double { -quantile(tail) }

  /// The z of a two-sided interval at a level: 1.96 for 0.95.
  static func critical(_ level: Double) -> Double {
    level == 0.95 ? 1.959963984540054 : upperQuantile((1 - level) / 2)
  }
}
