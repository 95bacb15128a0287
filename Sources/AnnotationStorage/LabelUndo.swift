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
      guard let target = try newest(rater, undone: isRedo), let old = try storedEvent(target),
        let slot = Self.slot(of: old.event)
      else { return nil }
      var state = try labelState(rater, old.event.item)
      let holder = Self.holder(state, slot)
      let after = Self.holderAfter(target, old.heldBefore, holder, isRedo: isRedo)
      let event = LabelEvent(
        eventID: eventID, rater: rater, item: old.event.item, action: isRedo ? .redo : .undo,
        phase: old.event.phase, presentation: old.event.presentation, shownAtMilliseconds: time,
        actedAtMilliseconds: time, activeMilliseconds: 0)
      _ = try insert(event, target: target, before: holder, after: after, importRun: nil)
      let changes = try put(after, in: slot, rater, old.event.item, &state)
      try connection.statement(
        "UPDATE undoable SET undone = 1 - undone WHERE rater = ? AND undone = ? AND event = ?"
      ).bind(1, rater).bind(2, isRedo).bind(3, target).run()
      try saveCursor(old.event.item, of: rater)
      return CommitReceipt(events: [event], changes: changes)
    }
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

  /// What holds is the newest event that is not taken back: an import that came after the target
  /// stays.
  private static func holderAfter(
    _ target: Int64, _ heldBefore: Int64?, _ holder: Int64?, isRedo: Bool
  ) -> Int64? {
    if isRedo { return max(holder ?? 0, target) }
    return holder == target ? heldBefore : holder
  }
}
