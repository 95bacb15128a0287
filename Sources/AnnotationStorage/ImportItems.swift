import AnnotationModel

/// The part of an import that adds items.
extension AnnotationStore {
  func add(_ new: PreparedItem, _ state: ImportState) throws(StorageError) -> String? {
    if let mistake = new.mistake { return mistake }
    let known = try connection.statement("SELECT contentHash, candidates FROM item WHERE key = ?")
      .bind(1, new.item.key)
    if try known.step() {
      // An item without any text, to hang verdicts on, says nothing against one that has texts.
      let isSame =
        known.int64(0) == new.hash
        || new.isEmpty && known.int(1) == new.item.candidates.count
      known.reset()
      if isSame { state.summary.alreadyThere += 1 }
      return isSame
        ? nil
        : "item \(new.item.key) is in the study with other content; give one of them another key"
    }
    state.items += 1
    let id = Int64(state.items)
    try insertRow(new, id, state)
    try insertTexts(new, id, state)
    state.summary.addedItems += 1
    if new.lacksTexts { state.summary.textlessItems += 1 }
    return nil
  }

  private func insertRow(_ new: PreparedItem, _ id: Int64, _ state: ImportState)
    throws(StorageError)
  {
    let item = new.item
    try connection.statement("INSERT INTO item VALUES (?,?,?,?,?,?,?,?,?,?)")
      .bind(1, id).bind(2, item.key).bind(3, item.kind.rawValue)
      .bind(4, try name(item.category, in: "category", column: "name", state))
      .bind(5, try name(item.source, in: "source", column: "name", state))
      .bind(6, try name(item.questionKey, in: "question", column: "key", state))
      .bind(7, item.candidates.count).bind(8, new.turn).bind(9, new.words).bind(10, new.hash).run()
  }

  private func insertTexts(_ new: PreparedItem, _ id: Int64, _ state: ImportState)
    throws(StorageError)
  {
    let item = new.item
    try connection.statement("INSERT INTO itemContent VALUES (?, ?, ?, ?)").bind(1, id)
      .bind(2, new.excerpt).bind(3, new.prompt).bind(4, new.metadata).run()
    for (ordinal, text) in new.candidates.enumerated() {
      try connection.statement("INSERT INTO candidate VALUES (?, ?, ?, ?)")
        .bind(1, id * 32 + Int64(ordinal)).bind(2, id).bind(3, ordinal)
        .bind(4, text).run()
      let origin =
        item.origins.indices.contains(ordinal) ? item.origins[ordinal] : CandidateOrigin()
      try connection.statement("INSERT INTO candidateOrigin VALUES (?, ?, ?)").bind(1, id)
        .bind(2, ordinal).bind(3, try system(origin, state)).run()
    }
    for (ordinal, reference) in item.references.enumerated() {
      try connection.statement(
        "INSERT INTO reference (item, ordinal, kind, text, author) VALUES (?, ?, ?, ?, ?)"
      ).bind(1, id).bind(2, ordinal).bind(3, reference.kind.rawValue).bind(4, reference.text)
        .bind(5, reference.author).run()
    }
  }

  private func name(
    _ value: String, in table: String, column: String, _ state: ImportState
  ) throws(StorageError) -> Int64? {
    guard !value.isEmpty else { return nil }
    if let known = state.names[table]?[value] { return known }
    try connection.statement("INSERT OR IGNORE INTO \(table) (\(column)) VALUES (?)").bind(1, value)
      .run()
    let id =
      connection.changes > 0
      ? connection.lastRow : try number("SELECT id FROM \(table) WHERE \(column) = ?", value)
    // As many questions as items are possible; memory is not.
    if state.names[table]?.count ?? 0 > 50_000 { state.names[table] = nil }
    state.names[table, default: [:]][value] = id
    return id
  }

  private func number(_ sql: String, _ parameter: String) throws(StorageError) -> Int64 {
    let query = try connection.statement(sql).bind(1, parameter)
    defer { query.reset() }
    return try query.step() ? query.int64(0) : 0
  }

  private func system(_ origin: CandidateOrigin, _ state: ImportState) throws(StorageError)
    -> Int64
  {
    let name = origin.system + "\u{0}" + origin.family
    if let known = state.names["system"]?[name] { return known }
    try connection.statement("INSERT OR IGNORE INTO system (name, family) VALUES (?, ?)")
      .bind(1, origin.system).bind(2, origin.family).run()
    let query = try connection.statement("SELECT id FROM system WHERE name = ? AND family = ?")
      .bind(1, origin.system).bind(2, origin.family)
    defer { query.reset() }
    let id = try query.step() ? query.int64(0) : 0
    state.names["system", default: [:]][name] = id
    return id
  }
}
