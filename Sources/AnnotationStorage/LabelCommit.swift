import AnnotationModel

/// What a person's labels of an item are now, and which event each is from.
struct LabelStateRow {
  var blind: Int64?
  var revealed: Int64?
  var note: Int64?
  var flag: Int64?
  var state = 0
  var flagged = false
  var hasRevealed = false
  var labelledAt: Int64 = 0
}

extension AnnotationStore {
  /// The parts of a person's work on an item that an event can replace, and undo restore.
  enum Slot: Int {
    case blind, revealed, note, flag
  }

  /// Commits one event, with the person's place in the queue. A retry of the same event adds
  /// nothing. On disk when this returns; about a third of a millisecond.
  public func commit(_ event: LabelEvent, cursor: ItemID?) throws(StorageError) -> CommitReceipt {
    try connection.transaction { () throws(StorageError) -> CommitReceipt in
      if try hasEvent(event.rater, event.eventID) {
        return CommitReceipt(events: [event], changes: [], wasThere: true)
      }
      try check(event)
      var state = try labelState(event.rater, event.item)
      let slot = Self.slot(of: event)
      let before = slot.flatMap { Self.holder(state, $0) }
      let seq = try insert(event, target: nil, before: before, after: nil, importRun: nil)
      var changes: [RatingChange] = []
      if let slot {
        changes = try put(seq, in: slot, event.rater, event.item, &state)
        try connection.statement("DELETE FROM undoable WHERE rater = ? AND undone = 1")
          .bind(1, event.rater).run()
        try connection.statement("INSERT INTO undoable VALUES (?, 0, ?)").bind(1, event.rater)
          .bind(2, seq).run()
      } else {
        state.hasRevealed = true
        try save(state, event.rater, event.item)
      }
      if let cursor { try saveCursor(cursor, of: event.rater) }
      return CommitReceipt(events: [event], changes: changes)
    }
  }

  /// Takes back the person's newest label, note or flag that is not taken back yet; nil where
  /// there is none. Without limit, over restarts.
  public func undo(rater: RaterID, eventID: String, at time: Milliseconds) throws(StorageError)
    -> CommitReceipt?
  {
    try turn(rater, eventID, time, isRedo: false)
  }

  /// Does again what was taken back last; a new label ends that.
  public func redo(rater: RaterID, eventID: String, at time: Milliseconds) throws(StorageError)
    -> CommitReceipt?
  {
    try turn(rater, eventID, time, isRedo: true)
  }

  private func turn(_ rater: RaterID, _ eventID: String, _ time: Milliseconds, isRedo: Bool)
    throws(StorageError) -> CommitReceipt?
  {
    try connection.transaction { () throws(StorageError) -> CommitReceipt? in
      let pick =
        isRedo
        ? "MIN(event) FROM undoable WHERE rater = ? AND undone = 1"
        : "MAX(event) FROM undoable WHERE rater = ? AND undone = 0"
      let query = try connection.statement("SELECT " + pick).bind(1, rater)
      let target = try query.step() ? query.optionalInt64(0) : nil
      query.reset()
      guard let target, let old = try storedEvent(target) else { return nil }
      var state = try labelState(rater, old.event.item)
      guard let slot = Self.slot(of: old.event) else { return nil }
      let holder = Self.holder(state, slot)
      let restored = isRedo ? target : old.heldBefore
      let event = LabelEvent(
        eventID: eventID, rater: rater, item: old.event.item, action: isRedo ? .redo : .undo,
        phase: old.event.phase, presentation: old.event.presentation, shownAtMilliseconds: time,
        actedAtMilliseconds: time, activeMilliseconds: 0)
      _ = try insert(event, target: target, before: holder, after: restored, importRun: nil)
      let changes = try put(restored, in: slot, rater, old.event.item, &state)
      try connection.statement(
        "DELETE FROM undoable WHERE rater = ?1 AND undone = ?2 AND event = ?3"
      )
      .bind(1, rater).bind(2, isRedo).bind(3, target).run()
      try connection.statement("INSERT INTO undoable VALUES (?1, ?2, ?3)")
        .bind(1, rater).bind(2, !isRedo).bind(3, target).run()
      try saveCursor(old.event.item, of: rater)
      return CommitReceipt(events: [event], changes: changes)
    }
  }

  // MARK: - Events

  private func hasEvent(_ rater: RaterID, _ eventID: String) throws(StorageError) -> Bool {
    let query = try connection.statement(
      "SELECT 1 FROM labelEvent WHERE rater = ? AND eventID = ? AND importRun IS NULL"
    ).bind(1, rater).bind(2, eventID)
    defer { query.reset() }
    return try query.step()
  }

  private func check(_ event: LabelEvent) throws(StorageError) {
    let query = try connection.statement("SELECT candidates, key FROM item WHERE id = ?")
      .bind(1, event.item)
    defer { query.reset() }
    guard try query.step() else { throw .noSuchItem(event.item.description) }
    guard query.int(0) == event.presentation.order.count else {
      throw .badEvent(
        "item \(query.text(1)): a label names \(event.presentation.order.count) responses, the "
          + "item has \(query.int(0)); load the item again.")
    }
    if case .label(let value, _, _) = event.action, task.scale.code(of: value) == nil {
      throw .offScale(value: value.description, item: query.text(1))
    }
  }

  func insert(
    _ event: LabelEvent, target: Int64?, before: Int64?, after: Int64?, importRun: Int64?
  ) throws(StorageError) -> Int64 {
    let row = try connection.statement(
      """
      INSERT INTO labelEvent (eventID, rater, item, action, phase, presentation, value, code,
        confidence, errorCodes, note, flag, target, heldBefore, heldAfter, shownAt, actedAt,
        activeTime, importRun)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      """)
    row.bind(1, event.eventID).bind(2, event.rater).bind(3, event.item)
    row.bind(5, event.phase.rawValue).bind(6, event.presentation.letters)
    for position in Int32(7)...12 { row.bindNull(position) }
    switch event.action {
    case .label(let value, let confidence, let codes):
      row.bind(4, "label").bind(7, value.description).bind(8, task.scale.code(of: value))
      row.bind(9, confidence?.rawValue).bind(10, JSONText.strings(codes))
    case .undo: row.bind(4, "undo")
    case .redo: row.bind(4, "redo")
    case .note(let text): row.bind(4, "note").bind(11, text)
    case .flag(let isOn): row.bind(4, "flag").bind(12, isOn)
    case .reveal: row.bind(4, "reveal")
    }
    row.bind(13, target).bind(14, before).bind(15, after)
    row.bind(16, event.shownAtMilliseconds).bind(17, event.actedAtMilliseconds)
    row.bind(18, event.activeMilliseconds).bind(19, importRun)
    try row.run()
    return connection.lastRow
  }

  private func storedEvent(_ seq: Int64) throws(StorageError) -> (
    event: LabelEvent, heldBefore: Int64?
  )? {
    let row = try connection.statement(
      """
      SELECT eventID, rater, item, action, phase, presentation, value, note, flag, heldBefore,
        shownAt, actedAt, activeTime FROM labelEvent WHERE seq = ?
      """
    ).bind(1, seq)
    defer { row.reset() }
    guard try row.step() else { return nil }
    let action: LabelEvent.Action =
      switch row.text(3) {
      case "label":
        .label(RatingValue(row.text(6)) ?? .abstention(.skipped), confidence: nil, errorCodes: [])
      case "note": .note(row.text(7))
      case "flag": .flag(row.int(8) == 1)
      case "redo": .redo
      case "undo": .undo
      default: .reveal
      }
    let event = LabelEvent(
      eventID: row.text(0), rater: RaterID(row.int64(1)), item: ItemID(row.int64(2)),
      action: action, phase: LabelPhase(rawValue: row.int(4)) ?? .blind,
      presentation: Presentation(letters: row.text(5)) ?? .asStored(2),
      shownAtMilliseconds: row.int64(10), actedAtMilliseconds: row.int64(11),
      activeMilliseconds: row.int64(12))
    return (event, row.optionalInt64(9))
  }

  // MARK: - State

  static func slot(of event: LabelEvent) -> Slot? {
    switch event.action {
    case .label: event.phase == .blind ? .blind : .revealed
    case .note: .note
    case .flag: .flag
    case .undo, .redo, .reveal: nil
    }
  }

  static func holder(_ state: LabelStateRow, _ slot: Slot) -> Int64? {
    switch slot {
    case .blind: state.blind
    case .revealed: state.revealed
    case .note: state.note
    case .flag: state.flag
    }
  }

  func labelState(_ rater: RaterID, _ item: ItemID) throws(StorageError) -> LabelStateRow {
    let row = try connection.statement(
      """
      SELECT blind, revealed, note, flag, state, flagged, hasRevealed, labelledAt
      FROM labelState WHERE rater = ? AND item = ?
      """
    ).bind(1, rater).bind(2, item)
    defer { row.reset() }
    guard try row.step() else { return LabelStateRow() }
    return LabelStateRow(
      blind: row.optionalInt64(0), revealed: row.optionalInt64(1), note: row.optionalInt64(2),
      flag: row.optionalInt64(3), state: row.int(4), flagged: row.int(5) == 1,
      hasRevealed: row.int(6) == 1, labelledAt: row.int64(7))
  }

  private func save(_ state: LabelStateRow, _ rater: RaterID, _ item: ItemID) throws(StorageError) {
    try connection.statement(
      """
      INSERT INTO labelState (rater, item, state, blind, revealed, note, flag, flagged,
        hasRevealed, labelledAt) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      ON CONFLICT (rater, item) DO UPDATE SET state = ?3, blind = ?4, revealed = ?5, note = ?6,
        flag = ?7, flagged = ?8, hasRevealed = ?9, labelledAt = ?10
      """
    ).bind(1, rater).bind(2, item).bind(3, state.state).bind(4, state.blind)
      .bind(5, state.revealed).bind(6, state.note).bind(7, state.flag).bind(8, state.flagged)
      .bind(9, state.hasRevealed).bind(10, state.labelledAt).run()
  }

  /// Makes an event (or nothing) what a slot holds, and keeps ratings and counts in step.
  func put(
    _ seq: Int64?, in slot: Slot, _ rater: RaterID, _ item: ItemID, _ state: inout LabelStateRow
  ) throws(StorageError) -> [RatingChange] {
    var changes: [RatingChange] = []
    switch slot {
    case .note: state.note = seq
    case .flag:
      state.flag = seq
      state.flagged =
        try seq.map { (seq) throws(StorageError) in
          try number("SELECT flag FROM labelEvent WHERE seq = ?", seq) == 1
        } ?? false
    case .blind, .revealed:
      let phase: LabelPhase = slot == .blind ? .blind : .revealed
      let code = try seq.flatMap { (seq) throws(StorageError) in
        try number("SELECT code FROM labelEvent WHERE seq = ?", seq)
      }
      let after = code.map { RatingRow(rater: rater, item: item, phase: phase, code: Int($0)) }
      if let change = try setRating(after, rater, item, phase, swapped: false, origin: seq ?? 0) {
        changes.append(change)
      }
      if slot == .revealed {
        state.revealed = seq
      } else {
        let old = state.state
        state.blind = seq
        state.state = code == nil ? 0 : (Int(code ?? 0) == Abstention.skipped.code ? 2 : 1)
        if let seq, state.state == 1 {
          state.labelledAt = try number("SELECT actedAt FROM labelEvent WHERE seq = ?", seq) ?? 0
        }
        try countDone((state.state == 1 ? 1 : 0) - (old == 1 ? 1 : 0), rater)
      }
    }
    try save(state, rater, item)
    return changes
  }

  private func number(_ sql: String, _ parameter: Int64) throws(StorageError) -> Int64? {
    let query = try connection.statement(sql).bind(1, parameter)
    defer { query.reset() }
    return try query.step() ? query.optionalInt64(0) : nil
  }

  private func countDone(_ step: Int, _ rater: RaterID) throws(StorageError) {
    guard step != 0 else { return }
    try connection.statement(
      """
      INSERT INTO labelCount VALUES (?1, MAX(0, ?2))
      ON CONFLICT (rater) DO UPDATE SET done = done + ?2
      """
    ).bind(1, rater).bind(2, step).run()
  }

  /// Writes, replaces or removes a row of the derived table of ratings.
  func setRating(
    _ after: RatingRow?, _ rater: RaterID, _ item: ItemID, _ phase: LabelPhase, swapped: Bool,
    origin: Int64
  ) throws(StorageError) -> RatingChange? {
    let query = try connection.statement(
      """
      SELECT code, recorded FROM rating WHERE rater = ? AND phase = ? AND swapped = ? AND item = ?
      """
    ).bind(1, rater).bind(2, phase.rawValue).bind(3, swapped).bind(4, item)
    var before: RatingRow?
    if try query.step() {
      before = RatingRow(
        rater: rater, item: item, phase: phase, swapped: swapped, code: query.int(0),
        recorded: query.int(1))
    }
    query.reset()
    if let after {
      try connection.statement(
        """
        INSERT INTO rating VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO UPDATE SET code = ?5, recorded = ?6, origin = ?7
        """
      ).bind(1, rater).bind(2, phase.rawValue).bind(3, swapped).bind(4, item).bind(5, after.code)
        .bind(6, after.recorded).bind(7, origin).run()
    } else if before != nil {
      try connection.statement(
        "DELETE FROM rating WHERE rater = ? AND phase = ? AND swapped = ? AND item = ?"
      ).bind(1, rater).bind(2, phase.rawValue).bind(3, swapped).bind(4, item).run()
    }
    let step = (after == nil ? 0 : 1) - (before == nil ? 0 : 1)
    if step != 0 {
      try connection.statement(
        """
        INSERT INTO ratingCount VALUES (?1, ?2, ?3, MAX(0, ?4))
        ON CONFLICT DO UPDATE SET ratings = ratings + ?4
        """
      ).bind(1, rater).bind(2, phase.rawValue).bind(3, swapped).bind(4, step).run()
    }
    return before == nil && after == nil || before == after
      ? nil : RatingChange(before: before, after: after)
  }
}
