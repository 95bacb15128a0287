import AnnotationModel

extension AnnotationStore {
  private struct Queue {
    var order: QueueOrder
    var sideSeed: UInt64
    /// The number of items when a random order was chosen.
    var size: Int
    var cursor: ItemID?
  }

  private func queue(of rater: RaterID) throws(StorageError) -> Queue? {
    let row = try connection.statement(
      "SELECT kind, seed, sideSeed, cursor, size FROM queue WHERE rater = ?"
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
      order: order, sideSeed: UInt64(bitPattern: row.int64(2)), size: row.int(4),
      cursor: row.optionalInt64(3).map { ItemID($0) })
  }

  /// Makes a person's queue: file order, and a seed of sides that is theirs for good. True where
  /// the person is new here.
  public func enrol(_ rater: RaterID, sideSeed: UInt64) throws(StorageError) -> Bool {
    guard try queue(of: rater) == nil else { return false }
    // Another terminal of the same person may have been first.
    try writable().statement(
      """
      INSERT INTO queue (rater, sideSeed, kind, seed, size) VALUES (?, ?, 'file', 0, 0)
      ON CONFLICT (rater) DO NOTHING
      """
    ).bind(1, rater).bind(2, Int64(bitPattern: sideSeed)).run()
    return connection.changes == 1
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
    marks = [:]
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
    let count = try itemCount()
    try writable().transaction { () throws(StorageError) in
      let row = try connection.statement(
        "UPDATE queue SET kind = ?2, seed = ?3, size = ?4, items = ?5 WHERE rater = ?1"
      ).bind(1, rater).bind(2, kind).bind(3, seed).bind(4, count)
      if let items { row.bind(5, blob: items) } else { row.bindNull(5) }
      try row.run()
    }
    materialised[rater] = nil
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

  /// By how machines disagree with each other, and with themselves; the most first.
  private func contestedItems() throws(StorageError) -> [Int32] {
    let columns = try contests()
    let categories = task.scale.categoryCount
    let ranks = columns.all.indices.map { columns.contest($0).rank(categories: categories) }
    return ranks.indices.sorted { (ranks[$1], $0) < (ranks[$0], $1) }.map { Int32($0 + 1) }
  }

  private func listed(_ rater: RaterID, count: Int) throws(StorageError) -> ListedOrder {
    if let known = materialised[rater], known.count == count { return known }
    let row = try connection.statement("SELECT items FROM queue WHERE rater = ?").bind(1, rater)
    defer { row.reset() }
    let order = ListedOrder(try row.step() ? row.int32Blob(0) : [], count: count)
    materialised[rater] = order
    return order
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
    let marks = try marks(of: rater, count: count)
    for wanted in [ItemMarks.Mark.none, .skipped] {
      let found = marks.nearest(wanted, in: order, from: start, forward: forward, except: item)
      if let found { return found }
    }
    return nil
  }

  private func walkOrder(of rater: RaterID, count: Int) throws(StorageError) -> WalkOrder {
    guard let queue = try queue(of: rater) else { return .file }
    switch queue.order {
    case .file: return .file
    case .random(let seed):
      // Items that came after the order was chosen follow it: nobody's way is shuffled again.
      let size = (1...count).contains(queue.size) ? queue.size : count
      return .shuffled(FeistelOrder(count: size, seed: seed), size: size)
    case .balanced, .contested: return .listed(try listed(rater, count: count))
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
