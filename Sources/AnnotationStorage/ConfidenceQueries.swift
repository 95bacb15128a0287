import AnnotationModel

/// How sure machines were, and in which order they spoke.
extension AnnotationStore {
  /// The confidences beside a machine's held verdicts, in file order. One pass over them.
  public func confidences(of rater: RaterID) throws(StorageError) -> [VerdictConfidence] {
    let query = try connection.make(
      """
      SELECT r.item, r.swapped, v.confidence, v.run IN (\(Self.sampledRuns))
      FROM rating r JOIN verdict v ON v.seq = r.origin
      WHERE r.rater = ? AND r.phase = 0 AND r.code >= 0 AND v.rater = r.rater
        AND v.confidence IS NOT NULL
      ORDER BY 1, 2
      """
    ).bind(1, rater)
    var result: [VerdictConfidence] = []
    while try query.step() {
      result.append(
        VerdictConfidence(
          item: ItemID(query.int64(0)), swapped: query.int(1) == 1, share: query.double(2),
          isOfSamples: query.int(3) == 1))
    }
    return result
  }

  /// The items in the order in which a machine first gave a verdict on them; empty for people.
  public func verdictOrder(of rater: RaterID) throws(StorageError) -> [ItemID] {
    let query = try connection.make(
      "SELECT item, MIN(seq) FROM verdict WHERE rater = ? GROUP BY item ORDER BY 2"
    ).bind(1, rater)
    var result: [ItemID] = []
    while try query.step() { result.append(ItemID(query.int64(0))) }
    return result
  }

  /// The keys of items, in the order asked for; an item that is not there is left out.
  public func keys(of items: [ItemID]) throws(StorageError) -> [String] {
    try keys(of: items.map { Int32(truncatingIfNeeded: $0.value) })
  }

  /// Lets a person meet these items first and all others after them in file order, from the first
  /// one that they have not labelled. Kept in the file as a contested order is.
  ///
  /// - Precondition: the person is enrolled, and no item is named twice.
  public func setQueue(of rater: RaterID, first items: [ItemID]) throws(StorageError) {
    let count = try itemCount()
    let named = Set(items)
    let rest = (0..<count).map { ItemID(Int64($0 + 1)) }.filter { !named.contains($0) }
    try writable().transaction { () throws(StorageError) in
      try connection.statement(
        """
        UPDATE queue SET kind = 'contested', seed = 0, size = ?2, items = ?3, cursor = NULL
        WHERE rater = ?1
        """
      ).bind(1, rater).bind(2, count)
        .bind(3, blob: (items + rest).map { Int32(truncatingIfNeeded: $0.value) }).run()
    }
    forgetOrders()
  }
}
