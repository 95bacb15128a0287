import AnnotationModel

/// The derived tables, kept in step with every event and verdict.
extension AnnotationStore {
  /// Makes an event (or nothing) what a slot holds, and keeps ratings and counts in step.
  func put(
    _ seq: Int64?, in slot: Slot, _ rater: RaterID, _ item: ItemID, _ state: inout LabelStateRow
  ) throws(StorageError) -> [RatingChange] {
    var changes: [RatingChange] = []
    let held = try heldValue(seq)
    switch slot {
    case .note: state.note = seq
    case .flag:
      state.flag = seq
      state.flagged = held?.flag ?? false
    case .blind, .revealed:
      let phase: LabelPhase = slot == .blind ? .blind : .revealed
      let code = held?.code
      let after = code.map { RatingRow(rater: rater, item: item, phase: phase, code: Int($0)) }
      if let change = try setRating(after, rater, item, phase, swapped: false, origin: seq ?? 0) {
        changes.append(change)
      }
      if slot == .revealed { state.revealed = seq } else { state.blind = seq }
      let wasAnswered = state.state == 1
      state.settle(blind: try said(state.blind), revealed: try said(state.revealed))
      try countDone((state.state == 1 ? 1 : 0) - (wasAnswered ? 1 : 0), rater)
    }
    try save(state, rater, item)
    return changes
  }

  private func said(_ seq: Int64?) throws(StorageError) -> LabelStateRow.Said? {
    try heldValue(seq).map { LabelStateRow.Said(code: $0.code, actedAt: $0.actedAt) }
  }

  /// What an event's row says of the slot that it holds.
  private func heldValue(_ seq: Int64?) throws(StorageError) -> (
    code: Int64?, actedAt: Int64, flag: Bool
  )? {
    guard let seq else { return nil }
    let row = try connection.statement("SELECT code, actedAt, flag FROM labelEvent WHERE seq = ?")
      .bind(1, seq)
    defer { row.reset() }
    guard try row.step() else { return nil }
    return (row.optionalInt64(0), row.int64(1), row.int(2) == 1)
  }

  func number(_ sql: String, _ parameter: Int64) throws(StorageError) -> Int64? {
    let query = try connection.statement(sql).bind(1, parameter)
    defer { query.reset() }
    return try query.step() ? query.optionalInt64(0) : nil
  }

  private func countDone(_ step: Int, _ rater: RaterID) throws(StorageError) {
    guard step != 0 else { return }
    guard let importing else { return try writeDone(step, rater) }
    importing.done[rater, default: 0] += step
  }

  func writeDone(_ step: Int, _ rater: RaterID) throws(StorageError) {
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
    if step != 0 { try count(step, RatingPlace(rater: rater, phase: phase, swapped: swapped)) }
    return before == nil && after == nil || before == after
      ? nil : RatingChange(before: before, after: after)
  }

  /// Counts are kept where they change; an import, one transaction, writes them at its end.
  private func count(_ step: Int, _ place: RatingPlace) throws(StorageError) {
    guard let importing else { return try writeCount(step, place) }
    importing.ratings[place, default: 0] += step
  }

  func writeCount(_ step: Int, _ place: RatingPlace) throws(StorageError) {
    try connection.statement(
      """
      INSERT INTO ratingCount VALUES (?1, ?2, ?3, MAX(0, ?4))
      ON CONFLICT DO UPDATE SET ratings = ratings + ?4
      """
    ).bind(1, place.rater).bind(2, place.phase.rawValue).bind(3, place.swapped).bind(4, step).run()
  }
}
