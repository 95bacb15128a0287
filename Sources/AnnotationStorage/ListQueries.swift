import AnnotationModel

extension AnnotationStore {
  /// A page of the work list as one person sees it, by keys and never by offset.
  ///
  /// - Parameters:
  ///   - after: the row to go on from; nil begins at the beginning, or backward at the end.
  ///   - forward: false gives the rows before `after`. Rows come in list order either way.
  public func rows(
    matching filter: ItemFilter, sort: ItemSort, for rater: RaterID, after: ItemRow?, limit: Int,
    forward: Bool
  ) throws(StorageError) -> [ItemRow] {
    var conditions: [String] = []
    var texts: [String] = []
    let key = Self.sortKey(sort)
    let (compare, direction) = forward ? (">", "ASC") : ("<", "DESC")
    if let after {
      conditions.append(
        "(\(key), i.id) \(compare) (SELECT \(key), i.id FROM item i WHERE i.id = \(after.id.value))"
      )
    }
    addConditions(filter, rater, &conditions, &texts)
    let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    let query = try connection.make(
      """
      SELECT i.id, i.key, COALESCE((SELECT name FROM category c WHERE c.id = i.category), ''),
        (SELECT excerpt FROM itemContent t WHERE t.item = i.id), l.blind, l.flagged, l.note
      FROM item i LEFT JOIN labelState l ON l.rater = \(rater.value) AND l.item = i.id
      \(condition) ORDER BY \(key) \(direction), i.id \(direction) LIMIT \(max(0, limit))
      """)
    for (index, text) in texts.enumerated() { query.bind(Int32(index + 1), text) }
    var result: [ItemRow] = []
    while try query.step() {
      let label = try query.optionalInt64(4).flatMap { (seq) throws(StorageError) in
        try storedLabel(seq)
      }
      result.append(
        ItemRow(
          id: ItemID(query.int64(0)), key: query.text(1), category: query.text(2),
          excerpt: query.text(3), label: label, flagged: query.int(5) == 1,
          hasNote: !query.isNull(6)))
    }
    return forward ? result : result.reversed()
  }

  private static func sortKey(_ sort: ItemSort) -> String {
    switch sort {
    case .file: "i.id"
    case .key: "i.key"
    case .category: "COALESCE(i.category, 0)"
    case .length: "i.words"
    }
  }

  private func addConditions(
    _ filter: ItemFilter, _ rater: RaterID, _ conditions: inout [String], _ texts: inout [String]
  ) {
    switch filter.state {
    case .any: break
    case .unlabelled: conditions.append("COALESCE(l.state, 0) = 0")
    case .labelled: conditions.append("l.state = 1")
    case .skipped: conditions.append("l.state = 2")
    }
    if filter.flaggedOnly { conditions.append("l.flagged = 1") }
    if let category = filter.category {
      texts.append(category)
      conditions.append("i.category = (SELECT id FROM category WHERE name = ?\(texts.count))")
    }
    if let pair = filter.disagreement {
      let codes =
        pair.codes.map { "a.code = \($0[0]) AND b.code = \($0[1])" }
        ?? "a.code >= 0 AND b.code >= 0 AND a.code <> b.code"
      conditions.append(
        """
        EXISTS (SELECT 1 FROM rating a JOIN rating b ON b.item = a.item
          WHERE a.item = i.id AND a.rater = \(pair.first.value) AND b.rater = \(pair.second.value)
          AND \(codes))
        """)
    }
    let words = filter.text.split(whereSeparator: \.isWhitespace)
    if !words.isEmpty {
      texts.append(
        words.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: " "))
      conditions.append(
        "i.id IN (SELECT rowid FROM itemSearch WHERE itemSearch MATCH ?\(texts.count))")
    }
  }

  // MARK: - The search index

  public func searchIndexState() throws(StorageError) -> SearchIndexState {
    SearchIndexState(
      indexed: Int(try connection.integer("SELECT indexed FROM searchProgress WHERE id = 1")),
      total: try itemCount())
  }

  /// Indexes the texts of some more items, in one transaction; a stop in between loses nothing.
  /// Returns how many are left.
  public func buildSearchIndex(maximumItems: Int = 2000) throws(StorageError) -> Int {
    let state = try searchIndexState()
    guard !state.isComplete else { return 0 }
    return try writable().transaction { () throws(StorageError) -> Int in
      let first = Int(try connection.integer("SELECT indexed FROM searchProgress WHERE id = 1"))
      let last = min(state.total, first + maximumItems)
      guard last > first else { return 0 }
      try connection.statement(
        """
        INSERT INTO itemSearch (rowid, text)
        SELECT i.id, i.key || ' ' || t.prompt || ' '
          || COALESCE((SELECT GROUP_CONCAT(c.turns, ' ') FROM candidate c
            WHERE c.id BETWEEN i.id * 32 AND i.id * 32 + 31), '')
        FROM item i JOIN itemContent t ON t.item = i.id WHERE i.id > ? AND i.id <= ?
        """
      ).bind(1, first).bind(2, last).run()
      try connection.statement("UPDATE searchProgress SET indexed = ? WHERE id = 1").bind(1, last)
        .run()
      return state.total - last
    }
  }
}
