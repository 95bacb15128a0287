import AnnotationModel

extension AnnotationStore {
  private struct Queue {
    var order: QueueOrder
    var sideSeed: UInt64
    var cursor: ItemID?
  }

  private func queue(of rater: RaterID) throws(StorageError) -> Queue? {
    let row = try connection.statement(
      "SELECT kind, seed, sideSeed, cursor FROM queue WHERE rater = ?"
    ).bind(1, rater)
    defer { row.reset() }
    guard try row.step() else { return nil }
    let order: QueueOrder =
      switch row.text(0) {
      case "random": .random(seed: UInt64(bitPattern: row.int64(1)))
      case "balanced": .balanced
      case "contested": .contested
      default: .file
      }
    return Queue(
      order: order, sideSeed: UInt64(bitPattern: row.int64(2)),
      cursor: row.optionalInt64(3).map { ItemID($0) })
  }

  /// Makes a person's queue: file order, and a seed of sides that is theirs for good. True where
  /// the person is new here.
  public func enrol(_ rater: RaterID, sideSeed: UInt64) throws(StorageError) -> Bool {
    guard try queue(of: rater) == nil else { return false }
    try writable().statement(
      "INSERT INTO queue (rater, sideSeed, kind, seed, size) VALUES (?, ?, 'file', 0, 0)"
    ).bind(1, rater).bind(2, Int64(bitPattern: sideSeed)).run()
    return true
  }

  public func queueOrder(of rater: RaterID) throws(StorageError) -> QueueOrder {
    try queue(of: rater)?.order ?? .file
  }

  public func sideSeed(of rater: RaterID) throws(StorageError) -> UInt64 {
    try queue(of: rater)?.sideSeed ?? 0
  }

  /// Orders and marks are read again where an import may have changed them.
  func forgetOrders() {
    materialised = [:]
  }

  /// Changes the order in which a person meets the items. Balanced and contested orders are made
  /// now, and kept: one pass over the items or the verdicts.
  public func setQueueOrder(_ order: QueueOrder, of rater: RaterID) throws(StorageError) {
    var items: [Int32]?
    var (kind, seed) = ("file", Int64(0))
    switch order {
    case .file: break
    case .random(let value): (kind, seed) = ("random", Int64(bitPattern: value))
    case .balanced: (kind, items) = ("balanced", try balancedItems())
    case .contested: (kind, items) = ("contested", try contestedItems())
    }
    let count = items?.count ?? 0
    try writable().transaction { () throws(StorageError) in
      let row = try connection.statement(
        "UPDATE queue SET kind = ?2, seed = ?3, size = ?4, items = ?5 WHERE rater = ?1"
      ).bind(1, rater).bind(2, kind).bind(3, seed).bind(4, count)
      if let items { row.bind(5, blob: items) } else { row.bindNull(5) }
      try row.run()
    }
    materialised[rater] = items
  }

  /// Keeps a person's place.
  public func saveCursor(_ item: ItemID, of rater: RaterID) throws(StorageError) {
    try writable().statement("UPDATE queue SET cursor = ?2 WHERE rater = ?1").bind(1, rater)
      .bind(2, item).run()
  }

  // MARK: - Orders

  private func balancedItems() throws(StorageError) -> [Int32] {
    let query = try connection.statement(
      """
      SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY category ORDER BY id) AS turn
        FROM item) ORDER BY turn, id
      """)
    var result: [Int32] = []
    while try query.step() { result.append(Int32(truncatingIfNeeded: query.int64(0))) }
    return result
  }

  /// By the share of machine verdicts that are not the item's most frequent one, most first.
  private func contestedItems() throws(StorageError) -> [Int32] {
    let query = try connection.statement(
      """
      SELECT item, code, COUNT(*) FROM rating WHERE code >= 0
        AND rater IN (SELECT id FROM rater WHERE kind NOT IN ('human', 'consensus'))
      GROUP BY item, code
      """)
    let count = try itemCount()
    var all = Array(repeating: 0.0, count: count)
    var most = Array(repeating: 0.0, count: count)
    while try query.step() {
      let at = query.int(0) - 1
      guard all.indices.contains(at) else { continue }
      all[at] += Double(query.int(2))
      most[at] = max(most[at], Double(query.int(2)))
    }
    let split = all.indices.map { all[$0] > 0 ? 1 - most[$0] / all[$0] : 0 }
    return split.indices.sorted { (split[$1], $0) < (split[$0], $1) }.map { Int32($0 + 1) }
  }

  private func items(of rater: RaterID) throws(StorageError) -> [Int32] {
    if let known = materialised[rater] { return known }
    let row = try connection.statement("SELECT items FROM queue WHERE rater = ?").bind(1, rater)
    defer { row.reset() }
    var items = try row.step() ? row.int32Blob(0) : []
    // Items imported since the order was made come last.
    let newest = Int32(truncatingIfNeeded: try itemCount())
    if Int(newest) > items.count { items += (Int32(items.count) + 1)...newest }
    materialised[rater] = items
    return items
  }

  // MARK: - The way through

  /// The item where the person left off if it has no label, else the next one without.
  public func resumeItem(for rater: RaterID) throws(StorageError) -> ItemID? {
    guard let cursor = try queue(of: rater)?.cursor else {
      return try nextItem(for: rater, after: nil, forward: true, unlabelledOnly: true)
    }
    if try labelState(rater, cursor).state != 1 { return cursor }
    return try nextItem(for: rater, after: cursor, forward: true, unlabelledOnly: true)
  }

  /// The next (or former) item in the person's order. With `unlabelledOnly` the search goes
  /// around the end, first for items never answered, then for skipped ones; nil means all done.
  public func nextItem(
    for rater: RaterID, after item: ItemID?, forward: Bool, unlabelledOnly: Bool
  ) throws(StorageError) -> ItemID? {
    let count = try itemCount()
    guard count > 0 else { return nil }
    let order = try walkOrder(of: rater, count: count)
    let start = item.map(order.position) ?? (forward ? -1 : count)
    guard unlabelledOnly else {
      let next = start + (forward ? 1 : -1)
      return (0..<count).contains(next) ? order.item(at: next) : nil
    }
    for wanted in [0, 2] {
      for step in 1...count {
        let at = (start + (forward ? step : -step) + 2 * count) % count
        let candidate = order.item(at: at)
        if candidate != item, try state(rater, candidate) == wanted { return candidate }
      }
      if try !hasUnlabelled(rater, count) { return nil }
    }
    return nil
  }

  private func hasUnlabelled(_ rater: RaterID, _ count: Int) throws(StorageError) -> Bool {
    let query = try connection.statement("SELECT done FROM labelCount WHERE rater = ?")
      .bind(1, rater)
    defer { query.reset() }
    return try query.step() ? query.int(0) < count : true
  }

  private func state(_ rater: RaterID, _ item: ItemID) throws(StorageError) -> Int {
    let query = try connection.statement(
      "SELECT state FROM labelState WHERE rater = ? AND item = ?"
    ).bind(1, rater).bind(2, item)
    defer { query.reset() }
    return try query.step() ? query.int(0) : 0
  }

  private func walkOrder(of rater: RaterID, count: Int) throws(StorageError) -> WalkOrder {
    switch try queueOrder(of: rater) {
    case .file: return .file
    case .random(let seed): return .shuffled(FeistelOrder(count: count, seed: seed))
    case .balanced, .contested: return .listed(try items(of: rater))
    }
  }

  /// Counts that are kept where they change.
  public func progress(of rater: RaterID, dayStart: Milliseconds) throws(StorageError) -> Progress {
    let done = try connection.statement("SELECT done FROM labelCount WHERE rater = ?")
      .bind(1, rater)
    let count = try done.step() ? done.int(0) : 0
    done.reset()
    let today = try connection.statement(
      "SELECT COUNT(*) FROM labelState WHERE rater = ? AND state = 1 AND labelledAt >= ?"
    ).bind(1, rater).bind(2, dayStart)
    defer { today.reset() }
    let todayCount = try today.step() ? today.int(0) : 0
    return Progress(done: count, total: try itemCount(), today: todayCount)
  }
}

/// Places in a person's order, from 0.
enum WalkOrder {
  case file
  case shuffled(FeistelOrder)
  case listed([Int32])

  func item(at position: Int) -> ItemID {
    switch self {
    case .file: ItemID(Int64(position + 1))
    case .shuffled(let order): ItemID(Int64(order.item(at: position) + 1))
    case .listed(let items): ItemID(Int64(items[position]))
    }
  }

  func position(of item: ItemID) -> Int {
    switch self {
    case .file: Int(item.value) - 1
    case .shuffled(let order): order.position(of: Int(item.value) - 1)
    case .listed(let items): items.firstIndex(of: Int32(truncatingIfNeeded: item.value)) ?? -1
    }
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
