import Glibc

/// ln Γ(x) for x > 0, safe on any thread.
func logGamma(_ x: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(x, &sign)
}

/// ln Γ(x) less Stirling's (x − ½)·ln x − x + ½·ln 2π, for x > 0. With it, ratios of large gamma
/// functions keep their digits. Series: Abramowitz & Stegun 6.1.41; its use: Loader 2000, "Fast and
/// Accurate Computation of Binomial Probabilities".
func stirlingError(_ x: Double) -> Double {
  guard x >= 16 else {
    return logGamma(x) - ((x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi))
  }
  let r = 1 / (x * x)
  var sum = 1.0 / 156
  for term in [691.0 / 360_360, 1.0 / 1188, 1.0 / 1680, 1.0 / 1260, 1.0 / 360, 1.0 / 12] {
    sum = term - r * sum
  }
  return sum / x
}

/// ε − ln(1 + ε), not negative: half the deviance per unit where a mean is missed by the share ε.
///
/// - Parameter ratio: 1 + ε, from where it is known to all digits.
func deviance(_ share: Double, ratio: Double) -> Double {
  guard abs(share) < 0.3 else { return share - log(ratio) }
  // ln(1 + ε) = 2·artanh(s); the leading 2s is taken off ε before it can cancel.
  let s = share / (2 + share)
  let square = s * s
  var sum = 0.0
  for odd in stride(from: 27.0, through: 3, by: -2) { sum = sum * square + 1 / odd }
  return s * (share - 2 * square * sum)
}
