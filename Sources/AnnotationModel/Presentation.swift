/// Which candidate stood in which position, for one rater and one item.
public struct Presentation: Hashable, Sendable, Codable {
  /// `order[slot]` is the ordinal of the candidate shown there; a permutation of 0..<count.
  public let order: [Int]

  /// Precondition: `order` is a permutation of `0..<order.count`.
  public init(order: [Int]) {
    precondition(order.sorted() == Array(order.indices), "a presentation is a permutation")
    self.order = order
  }

  /// Reads untrusted input; nil when it is not a permutation.
  public init?(checking order: [Int]) {
    guard order.sorted() == Array(order.indices) else { return nil }
    self.order = order
  }

  public static func asStored(_ count: Int) -> Presentation {
    Presentation(order: Array(0..<count))
  }

  /// As stored or not: what `merge` and `separate` of swapped orders distinguish.
  public var isAsStored: Bool { order == Array(order.indices) }

  public func candidate(inSlot slot: Int) -> Int { order[slot] }

  public func slot(ofCandidate ordinal: Int) -> Int? { order.firstIndex(of: ordinal) }

  /// The letters in the order shown, such as `ba`.
  public var letters: String { order.map(RatingValue.letter).joined() }

  /// A shuffle that depends only on its arguments: the same person meets the same item the same
  /// way, in every session and on every machine.
  public static func shuffled(count: Int, seed: UInt64, item: ItemID) -> Presentation {
    var random = SplitMix64(seed: seed ^ (UInt64(bitPattern: item.value) &* 0x9E37_79B9_7F4A_7C15))
    return Presentation(order: Array(0..<count).shuffled(using: &random))
  }
}

/// Steele, Lea and Flood's SplitMix64 (OOPSLA 2014, doi:10.1145/2660193.2660195): a seeded
/// stream of 64-bit numbers, the same on every platform.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
