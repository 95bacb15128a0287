import AnnotationModel

extension AnnotationStore {
  /// Commits one event, with the person's place in the queue. On disk when this returns; about a
  /// third of a millisecond.
  ///
  /// A retry with the same `eventID` adds nothing and gives the same changes, with `wasThere`.
  /// A new label, note or flag ends what could be redone.
  /// - Throws: `.offScale`, `.noSuchItem`, `.noSuchRater`, `.badEvent`, and what the file throws.
  public func commit(_ event: LabelEvent, cursor: ItemID?) throws(StorageError) -> CommitReceipt {
    try writable().transaction { () throws(StorageError) -> CommitReceipt in
      if let seq = try sequence(of: event.eventID, event.rater) { return try receipt(of: seq) }
      try check(event)
      var state = try labelState(event.rater, event.item)
      if event.action == .reveal || event.phase == .revealed { state.hasRevealed = true }
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
        try save(state, event.rater, event.item)
      }
      if let cursor { try saveCursor(cursor, of: event.rater) }
      return CommitReceipt(events: [event], changes: changes)
    }
  }

  private func check(_ event: LabelEvent) throws(StorageError) {
    if event.eventID.isEmpty { throw .badEvent("a label has no name of its own; give it one.") }
    if event.action == .undo || event.action == .redo {
      throw .badEvent("undo and redo are not committed as labels; call undo or redo.")
    }
    guard try isRater(event.rater) else { throw .noSuchRater("number \(event.rater)") }
    let query = try connection.statement("SELECT candidates, key FROM item WHERE id = ?")
      .bind(1, event.item)
    defer { query.reset() }
    guard try query.step() else { throw .noSuchItem("number \(event.item)") }
    guard query.int(0) == event.presentation.order.count else {
      throw .badEvent(
        "item \(query.text(1)): a label names \(event.presentation.order.count) responses, the "
          + "item has \(query.int(0)); load the item again.")
    }
    if case .label(let value, _, _) = event.action,
      !task.scale.admits(value, candidates: query.int(0))
    {
      throw .offScale(value: value.description, item: query.text(1))
    }
  }

  private func isRater(_ id: RaterID) throws(StorageError) -> Bool {
    let query = try connection.statement("SELECT 1 FROM rater WHERE id = ?").bind(1, id)
    defer { query.reset() }
    return try query.step()
  }
}
