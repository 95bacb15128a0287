import AnnotationModel

/// The part of an import that adds items.
extension AnnotationStore {
  func add(_ item: Item, _ state: ImportState) throws(StorageError) -> String? {
    if let wrong = Self.mistake(in: item) { return wrong }
    let texts = ItemTexts(item)
    let hash = Self.hash(of: item, texts)
    let known = try connection.statement("SELECT contentHash, candidates FROM item WHERE key = ?")
      .bind(1, item.key)
    if try known.step() {
      // An item without any text, to hang verdicts on, says nothing against one that has texts.
      let isSame = known.int64(0) == hash || texts.areEmpty && known.int(1) == item.candidates.count
      known.reset()
      if isSame { state.summary.alreadyThere += 1 }
      return isSame
        ? nil
        : "item \(item.key) is in the study with other content; give one of them another key"
    }
    state.items += 1
    let id = Int64(state.items)
    try insertRow(item, id, hash, state)
    try insertTexts(item, texts, id, state)
    state.summary.addedItems += 1
    return nil
  }

  private static func mistake(in item: Item) -> String? {
    if item.key.isEmpty { return "an item needs a key; map a column to it" }
    if item.candidates.count > 26 { return "item \(item.key) has more than 26 candidates" }
    if item.origins.count > item.candidates.count {
      return "item \(item.key) has more systems than candidates"
    }
    return nil
  }

  private func insertRow(
    _ item: Item, _ id: Int64, _ hash: Int64, _ state: ImportState
  ) throws(StorageError) {
    let users = item.prompt.filter { $0.role == .user }.count
    let turn = item.metadata["turn"].flatMap { Int($0) } ?? users
    let words = item.candidates.map { Self.wordCount($0.text) }.max() ?? 0
    try connection.statement("INSERT INTO item VALUES (?,?,?,?,?,?,?,?,?,?)")
      .bind(1, id).bind(2, item.key).bind(3, item.kind.rawValue)
      .bind(4, try name(item.category, in: "category", column: "name", state))
      .bind(5, try name(item.source, in: "source", column: "name", state))
      .bind(6, try name(item.questionKey, in: "question", column: "key", state))
      .bind(7, item.candidates.count).bind(8, max(0, turn)).bind(9, words).bind(10, hash).run()
  }

  private func insertTexts(_ item: Item, _ texts: ItemTexts, _ id: Int64, _ state: ImportState)
    throws(StorageError)
  {
    try connection.statement("INSERT INTO itemContent VALUES (?, ?, ?, ?)").bind(1, id)
      .bind(2, Self.excerpt(of: item.prompt)).bind(3, texts.prompt)
      .bind(4, JSONText.map(item.metadata)).run()
    for (ordinal, text) in texts.candidates.enumerated() {
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
    let query = try connection.statement("SELECT id FROM \(table) WHERE \(column) = ?")
      .bind(1, value)
    defer { query.reset() }
    let id = try query.step() ? query.int64(0) : 0
    // As many questions as items are possible; memory is not.
    if state.names[table]?.count ?? 0 > 50_000 { state.names[table] = nil }
    state.names[table, default: [:]][value] = id
    return id
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

  /// The beginning of what the person asked, on one line.
  static func excerpt(of prompt: [Turn]) -> String {
    let asked = prompt.first { $0.role == .user } ?? prompt.first
    var line = String.UnicodeScalarView()
    var isSpaced = true
    var length = 0
    for scalar in (asked?.text ?? "").unicodeScalars {
      let isBreak =
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
      if isBreak, isSpaced { continue }
      line.append(isBreak ? " " : scalar)
      isSpaced = isBreak
      length += 1
      if length >= 200 { break }
    }
    return String(line)
  }

  static func wordCount(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var words = 0
      var wasSpace = true
      for byte in bytes {
        let isSpace = byte <= 32
        if wasSpace, !isSpace { words += 1 }
        wasSpace = isSpace
      }
      return words
    }
  }

  private static func hash(of item: Item, _ texts: ItemTexts) -> Int64 {
    var hash = StableHash()
    hash.add(item.kind.rawValue)
    hash.add(item.questionKey)
    hash.add(item.category)
    hash.add(texts.prompt)
    for text in texts.candidates { hash.add(text) }
    // A candidate without an origin is stored with a blank one: that is the same item.
    for ordinal in item.candidates.indices {
      let origin =
        item.origins.indices.contains(ordinal) ? item.origins[ordinal] : CandidateOrigin()
      hash.add(origin.system + "\u{0}" + origin.family)
    }
    for reference in item.references { hash.add(reference.kind.rawValue + reference.text) }
    return hash.value
  }
}

/// The columns of an item's texts, worked out once for the hash and the rows.
private struct ItemTexts {
  let prompt: String
  let candidates: [String]
  /// Neither prompt nor responses nor references say anything.
  let areEmpty: Bool

  init(_ item: Item) {
    areEmpty =
      item.prompt.isEmpty && item.references.isEmpty
      && item.candidates.allSatisfy { $0.turns.allSatisfy(\.isEmpty) }
    prompt = PromptCoding.text(of: item.prompt)
    candidates = item.candidates.map { JSONText.strings($0.turns) }
  }
}
