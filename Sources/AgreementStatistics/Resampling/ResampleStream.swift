import Glibc

/// The random numbers of one resample: they depend on the seed and the resample's number only, so
/// neither threads nor the number of resamples change a result. SplitMix64, Steele et al. 2014,
/// doi:10.1145/2660193.2660195.
struct ResampleStream {
  private var state: UInt64

  init(seed: UInt64, number: UInt64) {
    state = seed &+ number &* 0xD1B5_4A32_D192_ED03
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// In 0..<1, with 53 bits.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A binomial variate: inversion outward from the mode, exact, about √(n p q) steps.
  /// Kachitvichyanukul & Schmeiser 1988 describe faster ways; at these sizes the steps are few.
  mutating func binomial(_ n: Int, _ p: Double) -> Int {
    guard n > 0, p > 0 else { return 0 }
    guard p < 1 else { return n }
    if p > 0.5 { return n - binomial(n, 1 - p) }
    let mode = min(n, Int(Double(n + 1) * p))
    let atMode = exp(
      logGamma(Double(n + 1)) - logGamma(Double(mode + 1)) - logGamma(Double(n - mode + 1))
        + Double(mode) * log(p) + Double(n - mode) * log1p(-p))
    var u = uniform() - atMode
    if u < 0 { return mode }
    var (below, above) = (atMode, atMode)
    var (low, high) = (mode, mode)
    let odds = p / (1 - p)
    while low > 0 || high < n {
      if high < n {
        above *= odds * Double(n - high) / Double(high + 1)
        high += 1
        u -= above
        if u < 0 { return high }
      }
      if low > 0 {
        below *= Double(low) / (odds * Double(n - low + 1))
        low -= 1
        u -= below
        if u < 0 { return low }
      }
      if below < 1e-18, above < 1e-18 { break }
    }
    return mode
  }
}
