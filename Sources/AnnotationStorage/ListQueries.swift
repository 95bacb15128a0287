import AnnotationModel

extension AnnotationStore {
  /// A page of the work list as one person sees it, by keys and never by offset.
  ///
  /// - Parameters:
  ///   - after: the row to go on from; nil begins at the beginning, or backward at the end.
  ///   - forward: false gives the rows before `after`. Rows come in list order either way.
  /// - Cost: some milliseconds at a million items, whichever the sort; where a filter that holds
  ///   of few items cannot be looked up, one pass over the items.
  public func rows(
    matching filter: ItemFilter, sort: ItemSort, for rater: RaterID, after: ItemRow?, limit: Int,
    forward: Bool
  ) throws(StorageError) -> [ItemRow] {
    guard limit > 0 else { return [] }
    let stretches = try stretches(sort, after?.id, forward: forward)
    let selection = try selection(filter, rater)
    var result: [ItemRow] = []
    for stretch in stretches where result.count < limit {
      let left = limit - result.count
      result += try page(stretch, selection, rater, limit: left, forward: forward)
    }
    return forward ? result : result.reversed()
  }

  private func page(
    _ stretch: ListStretch, _ selection: ListSelection, _ rater: RaterID, limit: Int, forward: Bool
  ) throws(StorageError) -> [ItemRow] {
    let conditions = (stretch.conditions + selection.conditions).joined(separator: " AND ")
    let direction = forward ? "ASC" : "DESC"
    let order = stretch.order.map { "\($0) \(direction)" }.joined(separator: ", ")
    let query = try connection.make(
      """
      SELECT i.id, i.key, COALESCE((SELECT name FROM category c WHERE c.id = i.category), ''),
        (SELECT excerpt FROM itemContent t WHERE t.item = i.id), COALESCE(l.blind, l.revealed),
        l.flagged, l.note
      FROM item i LEFT JOIN labelState l ON l.rater = \(rater.value) AND l.item = i.id
      \(conditions.isEmpty ? "" : "WHERE " + conditions) ORDER BY \(order) LIMIT \(limit)
      """)
    for (index, text) in selection.texts.enumerated() {
      query.bind(Int32(index + 1), text)
    }
    var rows: [ItemRow] = []
    while try query.step() {
      let label = try query.optionalInt64(4).flatMap { (seq) throws(StorageError) in
        try storedLabel(seq)
      }
      rows.append(
        ItemRow(
          id: ItemID(query.int64(0)), key: query.text(1), category: query.text(2),
          excerpt: query.text(3), label: label, flagged: query.int(5) == 1,
          hasNote: !query.isNull(6)))
    }
    return rows
  }

  /// What of the list comes after an item in a sort, as stretches that an index each can walk.
  private func stretches(_ sort: ItemSort, _ after: ItemID?, forward: Bool) throws(StorageError)
    -> [ListStretch]
  {
    let beyond = forward ? ">" : "<"
    var place: (category: Int64?, words: Int64)?
    if let after {
      let row = try connection.statement("SELECT category, words FROM item WHERE id = ?")
        .bind(1, after)
      defer { row.reset() }
      guard try row.step() else { return [] }
      place = (row.optionalInt64(0), row.int64(1))
    }
    let id = after?.value ?? 0
    switch sort {
    case .file:
      return [ListStretch(after == nil ? [] : ["i.id \(beyond) \(id)"], by: ["i.id"])]
    case .key:
      let key = "i.key \(beyond) (SELECT key FROM item WHERE id = \(id))"
      return [ListStretch(after == nil ? [] : [key], by: ["i.key"])]
    case .length:
      guard let words = place?.words else { return [ListStretch([], by: ["i.words", "i.id"])] }
      // An index is walked from the very place only where its first column stands still.
      return [
        ListStretch(["i.words = \(words)", "i.id \(beyond) \(id)"], by: ["i.id"]),
        ListStretch(["i.words \(beyond) \(words)"], by: ["i.words", "i.id"]),
      ]
    case .category:
      var without = ListStretch(["i.category IS NULL"], by: ["i.id"])
      let with = ListStretch(["i.category IS NOT NULL"], by: ["i.category", "i.id"])
      guard let place else { return forward ? [without, with] : [with, without] }
      guard let category = place.category else {
        without.conditions.append("i.id \(beyond) \(id)")
        return forward ? [without, with] : [without]
      }
      let same = ListStretch(["i.category = \(category)", "i.id \(beyond) \(id)"], by: ["i.id"])
      let other = ListStretch(
        ["i.category \(beyond) \(category)"], by: ["i.category", "i.id"])
      return [same, other] + (forward ? [] : [without])
    }
  }
}

/// A part of the list in which one index gives the order.
struct ListStretch {
  var conditions: [String]
  var order: [String]

  init(_ conditions: [String], by order: [String]) {
    self.conditions = conditions
    self.order = order
  }
}
