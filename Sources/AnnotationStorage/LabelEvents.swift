import AnnotationModel
import JSONText

/// A row of `labelEvent`: the event, and what held before and after it.
struct StoredEvent {
  var event: LabelEvent
  var target: Int64?
  var heldBefore: Int64?
  var heldAfter: Int64?
}

extension AnnotationStore {
  /// The number of an event of this name which was not imported.
  func sequence(of eventID: String, _ rater: RaterID) throws(StorageError) -> Int64? {
    let query = try connection.statement(
      "SELECT seq FROM labelEvent WHERE rater = ? AND eventID = ? AND importRun IS NULL"
    ).bind(1, rater).bind(2, eventID)
    defer { query.reset() }
    return try query.step() ? query.int64(0) : nil
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
      row.bind(9, confidence?.rawValue).bind(10, JSONWriter.strings(codes))
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

  func storedEvent(_ seq: Int64) throws(StorageError) -> StoredEvent? {
    let row = try connection.statement(
      """
      SELECT eventID, rater, item, action, phase, presentation, value, note, flag, confidence,
        errorCodes, shownAt, actedAt, activeTime, target, heldBefore, heldAfter
      FROM labelEvent WHERE seq = ?
      """
    ).bind(1, seq)
    defer { row.reset() }
    guard try row.step() else { return nil }
    let event = LabelEvent(
      eventID: row.text(0), rater: RaterID(row.int64(1)), item: ItemID(row.int64(2)),
      action: Self.action(row), phase: LabelPhase(rawValue: row.int(4)) ?? .blind,
      presentation: Presentation(letters: row.text(5)) ?? .asStored(2),
      shownAtMilliseconds: row.int64(11), actedAtMilliseconds: row.int64(12),
      activeMilliseconds: row.int64(13))
    return StoredEvent(
      event: event, target: row.optionalInt64(14), heldBefore: row.optionalInt64(15),
      // A label holds itself.
      heldAfter: row.optionalInt64(16) ?? (Self.slot(of: event) == nil ? nil : seq))
  }

  private static func action(_ row: Statement) -> LabelEvent.Action {
    switch row.text(3) {
    case "label":
      .label(
        RatingValue(row.text(6)) ?? .abstention(.unparsed),
        confidence: row.optionalInt(9).flatMap(Confidence.init),
        errorCodes: JSONNode(row.text(10))?.strings ?? [])
    case "note": .note(row.text(7))
    case "flag": .flag(row.int(8) == 1)
    case "redo": .redo
    case "undo": .undo
    default: .reveal
    }
  }

  /// What an event that is in the file did, from its row alone: the same at any later time.
  func receipt(of seq: Int64) throws(StorageError) -> CommitReceipt {
    guard let stored = try storedEvent(seq) else {
      throw .damaged(path: path, detail: "label event \(seq) is not there")
    }
    var slot = Self.slot(of: stored.event)
    let turned = try stored.target.flatMap { target throws(StorageError) in
      try storedEvent(target)?.event
    }
    if let turned { slot = Self.slot(of: turned) }
    guard let slot, slot == .blind || slot == .revealed else {
      return CommitReceipt(events: [stored.event], changes: [], wasThere: true, turned: turned)
    }
    let before = try rating(stored, stored.heldBefore, slot)
    let after = try rating(stored, stored.heldAfter, slot)
    return CommitReceipt(
      events: [stored.event],
      changes: before == after ? [] : [RatingChange(before: before, after: after)], wasThere: true,
      turned: turned)
  }

  private func rating(_ stored: StoredEvent, _ holder: Int64?, _ slot: Slot) throws(StorageError)
    -> RatingRow?
  {
    guard let holder, let code = try number("SELECT code FROM labelEvent WHERE seq = ?", holder)
    else { return nil }
    return RatingRow(
      rater: stored.event.rater, item: stored.event.item,
      phase: slot == .blind ? .blind : .revealed, code: Int(code))
  }
}
