import AnnotationModel

extension AnnotationStore {
  /// Takes back the person's newest label, note or flag that is not taken back yet; nil where
  /// there is none. Without limit, over restarts. What was imported is not taken back.
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
    guard !eventID.isEmpty else { throw .badEvent("an undo has no name of its own; give it one.") }
    return try writable().transaction { () throws(StorageError) -> CommitReceipt? in
      if let seq = try sequence(of: eventID, rater) { return try receipt(of: seq) }
      guard let target = try newest(rater, undone: isRedo), let old = try storedEvent(target)
      else { return nil }
      let event = LabelEvent(
        eventID: eventID, rater: rater, item: old.event.item, action: isRedo ? .redo : .undo,
        phase: old.event.phase, presentation: old.event.presentation, shownAtMilliseconds: time,
        actedAtMilliseconds: time, activeMilliseconds: 0)
      let changes = try turn(event, target, importRun: nil)
      try connection.statement(
        "UPDATE undoable SET undone = 1 - undone WHERE rater = ? AND undone = ? AND event = ?"
      ).bind(1, rater).bind(2, isRedo).bind(3, target).run()
      try saveCursor(old.event.item, of: rater)
      return CommitReceipt(events: [event], changes: changes, turned: old.event)
    }
  }

  /// Writes an undo or redo of the event in row `target`, and what follows from it.
  func turn(_ event: LabelEvent, _ target: Int64, importRun: Int64?) throws(StorageError)
    -> [RatingChange]
  {
    guard let old = try storedEvent(target), let slot = Self.slot(of: old.event) else { return [] }
    var state = try labelState(event.rater, event.item)
    var after = try newestHeld(besides: target, old.event)
    if event.action == .redo { after = max(after ?? 0, target) }
    _ = try insert(
      event, target: target, before: Self.holder(state, slot), after: after, importRun: importRun)
    return try put(after, in: slot, event.rater, event.item, &state)
  }

  /// What is taken back is always the newest, so what is to be done again is the oldest of it.
  private func newest(_ rater: RaterID, undone: Bool) throws(StorageError) -> Int64? {
    let query = try connection.statement(
      undone
        ? "SELECT MIN(event) FROM undoable WHERE rater = ? AND undone = 1"
        : "SELECT MAX(event) FROM undoable WHERE rater = ? AND undone = 0"
    ).bind(1, rater)
    defer { query.reset() }
    return try query.step() ? query.optionalInt64(0) : nil
  }

  /// What holds is the newest event of its kind that is not taken back: whatever came after the
  /// target, such as an import, stays, and whatever was taken back otherwise does not return.
  private func newestHeld(besides target: Int64, _ event: LabelEvent) throws(StorageError) -> Int64?
  {
    let query = try connection.statement(
      """
      SELECT MAX(e.seq) FROM labelEvent e JOIN labelEvent t ON t.seq = ?3
      WHERE e.rater = ?1 AND e.item = ?2 AND e.seq <> t.seq AND e.action = t.action
        AND (e.action <> 'label' OR e.phase = t.phase)
        AND COALESCE((SELECT u.action FROM labelEvent u WHERE u.rater = ?1 AND u.item = ?2
          AND u.target = e.seq ORDER BY u.seq DESC LIMIT 1), 'redo') = 'redo'
      """
    ).bind(1, event.rater).bind(2, event.item).bind(3, target)
    defer { query.reset() }
    return try query.step() ? query.optionalInt64(0) : nil
  }
}
