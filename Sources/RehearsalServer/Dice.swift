/// A 64-bit hash that is the same in every process and on every machine: FNV-1a (Fowler, Noll and
/// Vo), finished by SplitMix64's mixer (Steele et al. 2014, doi:10.1145/2660193.2660195).
struct StableHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: some StringProtocol) {
    for byte in text.utf8 { take(byte) }
    // An end of its own, so that `ab, c` and `a, bc` differ.
    take(0xFF)
  }

  mutating func add(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { take(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  private mutating func take(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  var value: UInt64 { Dice.mixed(state) }

  static func of(_ parts: String...) -> UInt64 {
    var hash = StableHash()
    for part in parts { hash.add(part) }
    return hash.value
  }
}

/// Random numbers of a seed: SplitMix64.
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// The number of a seed at a place, without those before it.
  static func unit(_ seed: UInt64, _ place: UInt64) -> Double {
    var dice = Dice(seed &+ place &* 0xD1B5_4A32_D192_ED03)
    return dice.unit()
  }

  static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// In 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// In 0..<count.
  mutating func below(_ count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(1, count))).high)
  }
}
