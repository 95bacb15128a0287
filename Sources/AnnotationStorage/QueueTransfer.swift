import AnnotationModel

/// People's ways through the study, out of a file and into another.
extension AnnotationStore {
  /// One person's queue at a time, since an order may name every item.
  func queuePage(_ after: Int64) throws(StorageError) -> ([ImportRecord], Int64?) {
    let query = try connection.make(
      """
      SELECT q.rater, r.name, q.sideSeed, q.kind, q.seed, q.size, q.items, COALESCE(i.key, '')
      FROM queue q JOIN rater r ON r.id = q.rater LEFT JOIN item i ON i.id = q.cursor
      WHERE q.rater > ? ORDER BY q.rater LIMIT 1
      """
    ).bind(1, after)
    guard try query.step() else { return ([], nil) }
    let queue = ImportedQueue(
      rater: query.text(1), sideSeed: UInt64(bitPattern: query.int64(2)),
      order: .init(rawValue: query.text(3)) ?? .file, seed: UInt64(bitPattern: query.int64(4)),
      size: query.int(5), items: try keys(of: query.int32Blob(6)), place: query.text(7))
    return ([.queue(queue)], query.int64(0))
  }

  func keys(of items: [Int32]) throws(StorageError) -> [String] {
    let query = try connection.statement("SELECT key FROM item WHERE id = ?")
    var keys: [String] = []
    for item in items {
      query.bind(1, Int(item))
      if try query.step() { keys.append(query.text(0)) }
      query.reset()
    }
    return keys
  }

  /// Gives a person the way that they had elsewhere; who has one here keeps it.
  func add(_ new: ImportedQueue, _ state: ImportState) throws(StorageError) -> String? {
    if new.size < 0 { return "\(new.rater)'s queue: its size is counted from 0" }
    var place: ItemID?
    if !new.place.isEmpty {
      place = try itemRow(new.place, state)?.id
      guard place != nil else { return missing(new.place, new) }
    }
    var items: [Int32] = []
    var seen: Set<Int32> = []
    for key in new.items {
      guard let item = try itemRow(key, state)?.id else { return missing(key, new) }
      let number = Int32(truncatingIfNeeded: item.value)
      guard seen.insert(number).inserted else {
        return "\(new.rater)'s queue names item \(key) twice"
      }
      items.append(number)
    }
    guard let rater = try known(new.rater, .human, state), rater.kind.isHuman else {
      return "'\(new.rater)' is no person: a place in the queue cannot be theirs"
    }
    try keep(new, rater.id, items, place)
    if connection.changes > 0 {
      state.summary.addedQueues += 1
    } else {
      state.summary.alreadyThere += 1
    }
    return nil
  }

  private func missing(_ key: String, _ queue: ImportedQueue) -> String {
    "\(queue.rater)'s queue: there is no item \(key); import the items first"
  }

  private func keep(
    _ queue: ImportedQueue, _ rater: RaterID, _ items: [Int32], _ place: ItemID?
  ) throws(StorageError) {
    let row = try connection.statement(
      """
      INSERT INTO queue (rater, sideSeed, kind, seed, size, items, cursor)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (rater) DO NOTHING
      """
    ).bind(1, rater).bind(2, Int64(bitPattern: queue.sideSeed)).bind(3, queue.order.rawValue)
      .bind(4, Int64(bitPattern: queue.seed)).bind(5, queue.size).bind(7, place?.value)
    if items.isEmpty { row.bindNull(6) } else { row.bind(6, blob: items) }
    try row.run()
  }
}
