import AnnotationModel

/// The part of an import that takes over a person's history, event by event in its order.
extension AnnotationStore {
  func add(_ new: ImportedEvent, _ state: ImportState) throws(StorageError) -> String? {
    guard let item = try itemRow(new.item, state) else {
      return "there is no item \(new.item); import the items first"
    }
    if let wrong = mistake(in: new, candidates: item.candidates) { return wrong }
    guard let rater = try known(new.rater, .human, state), rater.kind.isHuman else {
      return "item \(new.item): '\(new.rater)' is no person: an event cannot be theirs"
    }
    guard try number(of: new.eventID, rater.id, item.id) == nil else {
      state.summary.alreadyThere += 1
      return nil
    }
    let event = LabelEvent(
      eventID: new.eventID, rater: rater.id, item: item.id, action: new.action, phase: new.phase,
      presentation: new.presentation, shownAtMilliseconds: new.shownAtMilliseconds,
      actedAtMilliseconds: new.actedAtMilliseconds, activeMilliseconds: new.activeMilliseconds)
    switch new.action {
    case .undo, .redo:
      guard let target = try number(of: new.target, rater.id, item.id) else {
        return "item \(new.item): an \(new.action == .undo ? "undo" : "redo") names an event that "
          + "is not before it; import the exported folder whole"
      }
      _ = try turn(event, target, importRun: state.run)
    default: try keep(event, state.run)
    }
    if case .label = new.action {
      state.summary.addedLabels += 1
    } else {
      state.summary.addedEvents += 1
    }
    return nil
  }

  private func mistake(in new: ImportedEvent, candidates: Int) -> String? {
    if new.eventID.isEmpty { return "item \(new.item): an event needs a name" }
    if new.presentation.order.count != candidates {
      return "item \(new.item) has \(candidates) responses, the event speaks of "
        + "\(new.presentation.order.count)"
    }
    if case .label(let value, _, _) = new.action,
      !task.scale.admits(value, candidates: candidates)
    {
      return "item \(new.item): '\(value.description)' is not on the study's scale"
    }
    return nil
  }

  /// The row of a person's event on an item, by the event's name; nil where there is none.
  func number(of eventID: String, _ rater: RaterID, _ item: ItemID) throws(StorageError) -> Int64? {
    let query = try connection.statement(
      "SELECT seq FROM labelEvent WHERE rater = ? AND item = ? AND eventID = ?"
    ).bind(1, rater).bind(2, item).bind(3, eventID)
    defer { query.reset() }
    return try query.step() ? query.int64(0) : nil
  }

  /// Writes an event of a file that is no undo or redo, and what follows from it.
  func keep(_ event: LabelEvent, _ run: Int64) throws(StorageError) {
    var labels = try labelState(event.rater, event.item)
    if event.phase == .revealed || event.action == .reveal { labels.hasRevealed = true }
    guard let slot = Self.slot(of: event) else {
      _ = try insert(event, target: nil, before: nil, after: nil, importRun: run)
      return try save(labels, event.rater, event.item)
    }
    let before = Self.holder(labels, slot)
    let seq = try insert(event, target: nil, before: before, after: nil, importRun: run)
    _ = try put(seq, in: slot, event.rater, event.item, &labels)
  }

  /// Keeps the bytes of a text that is no UTF-8.
  func add(_ original: OriginalText, _ state: ImportState) throws(StorageError) -> String? {
    try connection.statement(
      """
      INSERT INTO originalText (importRun, place, text, bytes) VALUES (?, ?, ?, ?)
      ON CONFLICT (bytes) DO NOTHING
      """
    ).bind(1, state.run).bind(2, original.place).bind(3, original.text)
      .bind(4, bytes: original.bytes).run()
    if connection.changes > 0 {
      state.summary.addedOriginals += 1
    } else {
      state.summary.alreadyThere += 1
    }
    return nil
  }
}
