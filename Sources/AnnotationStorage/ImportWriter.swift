import AnnotationModel

/// What an import knows while it runs.
struct ImportState {
  var source: ImportSource
  var run: Int64
  var summary = ImportSummary()
  var items: Int
  var raters: [String: Rater] = [:]
  var names: [String: Int64] = [:]
}

extension AnnotationStore {
  /// Begins an import: one transaction, so that nothing half-imported can stay. Other writers wait
  /// until it ends.
  public func beginImport(_ source: ImportSource) throws(StorageError) {
    guard importing == nil else { throw .importRunning(path: path) }
    try connection.execute("BEGIN IMMEDIATE")
    do throws(StorageError) {
      try connection.statement(
        """
        INSERT INTO importRun (name, format, hash, mapping, importedAt, firstSeq, lastSeq, items,
          raters, labels, verdicts, alreadyThere, problems) VALUES (?,?,?,?,?,0,0,0,0,0,0,0,0)
        """
      ).bind(1, source.name).bind(2, source.format).bind(3, source.hash).bind(4, source.mapping)
        .bind(5, FilePlace.now()).run()
      importing = ImportState(source: source, run: connection.lastRow, items: try itemCount())
    } catch {
      connection.rollback()
      throw error
    }
  }

  /// Adds records; those that cannot be added are given back with their reasons.
  public func add(_ records: [PlacedRecord]) throws(StorageError) -> [ImportProblem] {
    guard var state = importing else { throw .noImport(path: path) }
    importing = nil
    defer { importing = state }
    var problems: [ImportProblem] = []
    for placed in records {
      let problem: String? =
        switch placed.record {
        case .item(let item): try add(item, &state)
        case .rater(let rater): try add(rater, &state)
        case .label(let label): try add(label, &state)
        case .verdict(let verdict): try add(verdict, &state)
        }
      if let problem { problems.append(ImportProblem(place: placed.place, message: problem)) }
    }
    state.summary.problems += problems.count
    return problems
  }

  /// Commits the import.
  public func finishImport() throws(StorageError) -> ImportSummary {
    guard let state = importing else { throw .noImport(path: path) }
    do throws(StorageError) {
      let sum = state.summary
      try connection.statement(
        """
        UPDATE importRun SET items = ?2, raters = ?3, labels = ?4, verdicts = ?5,
          alreadyThere = ?6, problems = ?7 WHERE id = ?1
        """
      ).bind(1, state.run).bind(2, sum.addedItems).bind(3, sum.addedRaters)
        .bind(4, sum.addedLabels).bind(5, sum.addedVerdicts).bind(6, sum.alreadyThere)
        .bind(7, sum.problems).run()
      try connection.statement("UPDATE study SET value = ?1 WHERE key = 'items'")
        .bind(1, String(state.items)).run()
      try connection.execute("COMMIT")
      importing = nil
      materialised = [:]
      return sum
    } catch {
      cancelImport()
      throw error
    }
  }

  /// Leaves the file as it was before the import.
  public func cancelImport() {
    guard importing != nil else { return }
    importing = nil
    connection.rollback()
  }

  // MARK: - Items

  private func add(_ item: Item, _ state: inout ImportState) throws(StorageError) -> String? {
    if let wrong = Self.mistake(in: item) { return wrong }
    let hash = Self.hash(of: item)
    let known = try connection.statement("SELECT contentHash FROM item WHERE key = ?")
      .bind(1, item.key)
    if try known.step() {
      let isSame = known.int64(0) == hash
      known.reset()
      if isSame { state.summary.alreadyThere += 1 }
      return isSame
        ? nil
        : "item \(item.key) is in the study with other content; give one of them another key"
    }
    state.items += 1
    let id = Int64(state.items)
    try insertRow(item, id, hash, &state)
    try insertTexts(item, id, &state)
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
    _ item: Item, _ id: Int64, _ hash: Int64, _ state: inout ImportState
  ) throws(StorageError) {
    let users = item.prompt.filter { $0.role == .user }.count
    let turn = item.metadata["turn"].flatMap { Int($0) } ?? users
    let words = item.candidates.map { Self.wordCount($0.text) }.max() ?? 0
    try connection.statement("INSERT INTO item VALUES (?,?,?,?,?,?,?,?,?,?)")
      .bind(1, id).bind(2, item.key).bind(3, item.kind.rawValue)
      .bind(4, try name(item.category, in: "category", column: "name", &state))
      .bind(5, try name(item.source, in: "source", column: "name", &state))
      .bind(6, try name(item.questionKey, in: "question", column: "key", &state))
      .bind(7, item.candidates.count).bind(8, max(0, turn)).bind(9, words).bind(10, hash).run()
  }

  private func insertTexts(_ item: Item, _ id: Int64, _ state: inout ImportState)
    throws(StorageError)
  {
    let first = item.prompt.first { $0.role == .user }?.text ?? item.prompt.first?.text ?? ""
    let excerpt = first.prefix(200).split(whereSeparator: \.isNewline).joined(separator: " ")
    try connection.statement("INSERT INTO itemContent VALUES (?, ?, ?, ?)").bind(1, id)
      .bind(2, excerpt).bind(3, PromptCoding.text(of: item.prompt))
      .bind(4, JSONText.map(item.metadata)).run()
    for (ordinal, candidate) in item.candidates.enumerated() {
      try connection.statement("INSERT INTO candidate VALUES (?, ?, ?, ?)")
        .bind(1, id * 32 + Int64(ordinal)).bind(2, id).bind(3, ordinal)
        .bind(4, JSONText.strings(candidate.turns)).run()
      let origin =
        item.origins.indices.contains(ordinal) ? item.origins[ordinal] : CandidateOrigin()
      try connection.statement("INSERT INTO candidateOrigin VALUES (?, ?, ?)").bind(1, id)
        .bind(2, ordinal).bind(3, try system(origin, &state)).run()
    }
    for (ordinal, reference) in item.references.enumerated() {
      try connection.statement(
        "INSERT INTO reference (item, ordinal, kind, text, author) VALUES (?, ?, ?, ?, ?)"
      ).bind(1, id).bind(2, ordinal).bind(3, reference.kind.rawValue).bind(4, reference.text)
        .bind(5, reference.author).run()
    }
  }

  private func name(
    _ value: String, in table: String, column: String, _ state: inout ImportState
  ) throws(StorageError) -> Int64? {
    guard !value.isEmpty else { return nil }
    let cacheKey = table + ":" + value
    if let known = state.names[cacheKey] { return known }
    try connection.statement("INSERT OR IGNORE INTO \(table) (\(column)) VALUES (?)").bind(1, value)
      .run()
    let query = try connection.statement("SELECT id FROM \(table) WHERE \(column) = ?")
      .bind(1, value)
    defer { query.reset() }
    let id = try query.step() ? query.int64(0) : 0
    if state.names.count > 200_000 { state.names = [:] }
    state.names[cacheKey] = id
    return id
  }

  private func system(_ origin: CandidateOrigin, _ state: inout ImportState) throws(StorageError)
    -> Int64
  {
    let cacheKey = "system:" + origin.system + "\u{0}" + origin.family
    if let known = state.names[cacheKey] { return known }
    try connection.statement("INSERT OR IGNORE INTO system (name, family) VALUES (?, ?)")
      .bind(1, origin.system).bind(2, origin.family).run()
    let query = try connection.statement("SELECT id FROM system WHERE name = ? AND family = ?")
      .bind(1, origin.system).bind(2, origin.family)
    defer { query.reset() }
    let id = try query.step() ? query.int64(0) : 0
    state.names[cacheKey] = id
    return id
  }

  static func wordCount(_ text: String) -> Int {
    var words = 0
    var isInside = false
    for byte in text.utf8 {
      let isSpace = byte <= 32
      if !isSpace, !isInside { words += 1 }
      isInside = !isSpace
    }
    return words
  }

  private static func hash(of item: Item) -> Int64 {
    var hash = StableHash()
    hash.add(item.kind.rawValue)
    hash.add(item.questionKey)
    hash.add(item.category)
    hash.add(PromptCoding.text(of: item.prompt))
    for candidate in item.candidates { hash.add(JSONText.strings(candidate.turns)) }
    for origin in item.origins { hash.add(origin.system + "\u{0}" + origin.family) }
    for reference in item.references { hash.add(reference.kind.rawValue + reference.text) }
    return hash.value
  }

  // MARK: - Raters and ratings

  private func add(_ new: ImportedRater, _ state: inout ImportState) throws(StorageError) -> String?
  {
    if let known = try rater(named: new.name) {
      state.raters[new.name] = known
      guard known.kind == new.kind else {
        return "rater \(new.name) is a \(known.kind.rawValue) in this study, not a "
          + "\(new.kind.rawValue); rename one of them"
      }
      state.summary.alreadyThere += 1
      return nil
    }
    state.raters[new.name] = try rater(
      named: new.name, kind: new.kind, model: new.model, family: new.family)
    state.summary.addedRaters += 1
    return nil
  }

  private func known(_ name: String, _ kind: RaterKind, _ state: inout ImportState)
    throws(StorageError) -> Rater
  {
    if let known = state.raters[name] { return known }
    if let found = try rater(named: name) {
      state.raters[name] = found
      return found
    }
    let made = try rater(named: name, kind: kind)
    state.raters[name] = made
    state.summary.addedRaters += 1
    return made
  }

  private func itemRow(_ key: String) throws(StorageError) -> (id: ItemID, candidates: Int)? {
    let query = try connection.statement("SELECT id, candidates FROM item WHERE key = ?")
      .bind(1, key)
    defer { query.reset() }
    return try query.step() ? (ItemID(query.int64(0)), query.int(1)) : nil
  }

  private func add(_ label: ImportedLabel, _ state: inout ImportState) throws(StorageError)
    -> String?
  {
    guard let item = try itemRow(label.item) else {
      return "there is no item \(label.item); import the items first"
    }
    guard task.scale.code(of: label.value) != nil else {
      return "item \(label.item): '\(label.value.description)' is not on the study's scale"
    }
    let rater = try known(label.rater, .human, &state)
    guard rater.kind.isHuman else { return "rater \(label.rater) is no person" }
    let order =
      label.presentation.order.count == item.candidates
      ? label.presentation : .asStored(item.candidates)
    var actions: [LabelEvent.Action] = [
      .label(label.value, confidence: label.confidence, errorCodes: label.errorCodes)
    ]
    if !label.note.isEmpty { actions.append(.note(label.note)) }
    if label.flagged { actions.append(.flag(true)) }
    var isNew = false
    for (index, action) in actions.enumerated() {
      var hash = StableHash()
      hash.add(label.occurrence)
      hash.add("\(index)" + label.value.description + label.note + "\(label.phase.rawValue)")
      let event = LabelEvent(
        eventID: "import:" + hash.digits, rater: rater.id, item: item.id, action: action,
        phase: label.phase, presentation: order, shownAtMilliseconds: label.shownAtMilliseconds,
        actedAtMilliseconds: label.actedAtMilliseconds,
        activeMilliseconds: label.activeMilliseconds)
      if try importEvent(event, state.run) { isNew = true }
    }
    if isNew { state.summary.addedLabels += 1 } else { state.summary.alreadyThere += 1 }
    return nil
  }

  private func importEvent(_ event: LabelEvent, _ run: Int64) throws(StorageError) -> Bool {
    let known = try connection.statement(
      "SELECT 1 FROM labelEvent WHERE rater = ? AND item = ? AND eventID = ?"
    ).bind(1, event.rater).bind(2, event.item).bind(3, event.eventID)
    let isThere = try known.step()
    known.reset()
    guard !isThere, let slot = Self.slot(of: event) else { return false }
    var labels = try labelState(event.rater, event.item)
    let before = Self.holder(labels, slot)
    let seq = try insert(event, target: nil, before: before, after: nil, importRun: run)
    _ = try put(seq, in: slot, event.rater, event.item, &labels)
    return true
  }

  private func add(_ new: ImportedVerdict, _ state: inout ImportState) throws(StorageError)
    -> String?
  {
    guard let item = try itemRow(new.item) else {
      return "there is no item \(new.item); import the items first"
    }
    let verdict = new.verdict
    guard let code = task.scale.code(of: verdict.value) else {
      return "item \(new.item): '\(verdict.value.description)' is not on the study's scale"
    }
    let rater = try known(new.rater, .imported, &state)
    guard !rater.kind.isHuman else {
      return "rater \(new.rater) is a person: a verdict cannot be theirs; import it as a label"
    }
    guard verdict.presentation.order.count == item.candidates else {
      return "item \(new.item) has \(item.candidates) responses, the verdict speaks of "
        + "\(verdict.presentation.order.count)"
    }
    let recorded = verdict.recorded.flatMap { task.scale.code(of: $0) }
    guard let seq = try insert(verdict, rater.id, item.id, code, recorded, state.run) else {
      state.summary.alreadyThere += 1
      return nil
    }
    if verdict.repetition == 0 {
      let swapped = !verdict.presentation.isAsStored
      let row = RatingRow(
        rater: rater.id, item: item.id, swapped: swapped, code: code, recorded: recorded)
      _ = try setRating(row, rater.id, item.id, .blind, swapped: swapped, origin: seq)
    }
    state.summary.addedVerdicts += 1
    return nil
  }

  private func insert(
    _ verdict: Verdict, _ rater: RaterID, _ item: ItemID, _ code: Int, _ recorded: Int?,
    _ run: Int64
  ) throws(StorageError) -> Int64? {
    var hash = StableHash()
    hash.add(verdict.value.description)
    hash.add(JSONText.numbers(verdict.scores))
    hash.add(verdict.reasoning)
    hash.add(verdict.rawReply)
    for turn in verdict.debate { hash.add(turn.text) }
    try connection.statement(
      """
      INSERT OR IGNORE INTO verdict (rater, item, presentation, repetition, contentHash, value,
        code, recorded, recordedCode, scores, reasoning, rawReply, parserVersion, turnsToAnswer,
        importRun) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      """
    ).bind(1, rater).bind(2, item).bind(3, verdict.presentation.letters)
      .bind(4, verdict.repetition).bind(5, hash.value).bind(6, verdict.value.description)
      .bind(7, code).bind(8, verdict.recorded?.description).bind(9, recorded)
      .bind(10, JSONText.numbers(verdict.scores)).bind(11, verdict.reasoning)
      .bind(12, verdict.rawReply).bind(13, verdict.parserVersion)
      .bind(14, verdict.turnsToAnswer).bind(15, run).run()
    guard connection.changes > 0 else { return nil }
    let seq = connection.lastRow
    for (ordinal, turn) in verdict.debate.enumerated() {
      try connection.statement("INSERT INTO debateTurn VALUES (?,?,?,?,?,?,?,?)")
        .bind(1, seq).bind(2, ordinal).bind(3, turn.round).bind(4, turn.role).bind(5, turn.model)
        .bind(6, turn.text).bind(7, turn.vote?.description)
        .bind(8, JSONText.numbers(turn.scores)).run()
    }
    return seq
  }
}
