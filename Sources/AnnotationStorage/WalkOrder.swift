import AnnotationModel

/// Places in a person's order, from 0.
enum WalkOrder {
  case file
  /// The first `size` items shuffled, the others after them in file order.
  case shuffled(FeistelOrder, size: Int)
  case listed(ListedOrder)

  func item(at position: Int) -> ItemID {
    switch self {
    case .file: ItemID(Int64(position + 1))
    case .shuffled(let order, let size):
      ItemID(Int64((position < size ? order.item(at: position) : position) + 1))
    case .listed(let order): ItemID(Int64(order.items[position]))
    }
  }

  func position(of item: ItemID) -> Int {
    let index = Int(item.value) - 1
    switch self {
    case .file: return index
    case .shuffled(let order, let size): return index < size ? order.position(of: index) : index
    case .listed(let order): return Int(order.positions[index])
    }
  }
}

/// An order that was worked out once: which item stands where, and where each item stands.
struct ListedOrder {
  let items: [Int32]
  let positions: [Int32]

  var count: Int { items.count }

  /// Items imported since the order was made come last.
  init(_ stored: [Int32], count: Int) {
    var items = Array(stored.prefix(count))
    if items.count < count { items += (Int32(items.count) + 1)...Int32(count) }
    var positions = Array(repeating: Int32(0), count: count)
    for (position, item) in items.enumerated() where positions.indices.contains(Int(item) - 1) {
      positions[Int(item) - 1] = Int32(position)
    }
    self.items = items
    self.positions = positions
  }
}

/// A seeded shuffle of 0..<count that needs no memory: a Feistel network over the next even number
/// of bits, walked until it falls inside (Black & Rogaway 2002, doi:10.1007/3-540-45760-7_9).
struct FeistelOrder {
  private let count: Int
  private let half: UInt64
  private let keys: [UInt64]

  init(count: Int, seed: UInt64) {
    self.count = count
    var bits = 2
    while 1 << bits < count { bits += 2 }
    half = UInt64(bits / 2)
    var random = SplitMix64(seed: seed)
    keys = (0..<4).map { _ in random.next() }
  }

  func item(at position: Int) -> Int { walk(position, keys) { ($1, $0 ^ $2) } }

  func position(of item: Int) -> Int {
    var value = UInt64(item)
    let mask = (UInt64(1) << half) - 1
    repeat {
      var (left, right) = (value >> half, value & mask)
      for key in keys.reversed() { (left, right) = ((right ^ Self.mix(left, key)) & mask, left) }
      value = left << half | right
    } while value >= UInt64(count)
    return Int(value)
  }

  private func walk(
    _ start: Int, _ keys: [UInt64], _ round: (UInt64, UInt64, UInt64) -> (UInt64, UInt64)
  )
    -> Int
  {
    var value = UInt64(start)
    let mask = (UInt64(1) << half) - 1
    repeat {
      var (left, right) = (value >> half, value & mask)
      for key in keys { (left, right) = round(left, right, Self.mix(right, key) & mask) }
      value = left << half | right
    } while value >= UInt64(count)
    return Int(value)
  }

  private static func mix(_ value: UInt64, _ key: UInt64) -> UInt64 {
    var random = SplitMix64(seed: value &* 0x9E37_79B9_7F4A_7C15 ^ key)
    return random.next()
  }
}
