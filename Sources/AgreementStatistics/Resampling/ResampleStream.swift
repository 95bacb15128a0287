/// The random numbers of one resample: they depend on the seed and the resample's number only, so
/// neither threads nor the number of resamples change a result. SplitMix64, Steele et al. 2014,
/// doi:10.1145/2660193.2660195. Each number is O(1).
public struct ResampleStream: Sendable {
  private var state: UInt64

  /// The stream of this number, counted from 0, of a seed.
  public init(seed: UInt64, number: UInt64) {
    state = seed &+ number &* 0xD1B5_4A32_D192_ED03
    _ = next()
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// In 0..<1, with 53 bits.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number in 0..<bound, each equally likely: Lemire 2019, doi:10.1145/3230636.
  /// Precondition: `bound` > 0.
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "there is a number to draw")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let uneven = (0 &- bound) % bound
      while product.low < uneven { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }
}
