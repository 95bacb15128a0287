import AnnotationModel

/// What a person's labels of an item are now, and which event each is from.
struct LabelStateRow: Equatable {
  var blind: Int64?
  var revealed: Int64?
  var note: Int64?
  var flag: Int64?
  /// 0 without an answer, 1 with one, 2 gone past; a label after seeing the others' is an answer
  /// too, where there is no blind one.
  var state = 0
  var flagged = false
  var hasRevealed = false
  /// When the answer was given; 0 where there is none.
  var labelledAt: Int64 = 0

  /// What an event says that holds as a label: its code, which a ranking has not, and its time.
  struct Said {
    var code: Int64?
    var actedAt: Int64

    var isSkip: Bool { code == Int64(Abstention.skipped.code) }
  }

  /// Works out state and time from the labels that hold.
  mutating func settle(blind: Said?, revealed: Said?) {
    let said = [blind, revealed].compactMap { $0 }
    let answer = said.first { !$0.isSkip }
    state = answer != nil ? 1 : said.isEmpty ? 0 : 2
    labelledAt = answer?.actedAt ?? 0
  }
}

extension AnnotationStore {
  /// The parts of a person's work on an item that an event can replace, and undo restore.
  enum Slot: Int {
    case blind, revealed, note, flag
  }

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

  func save(_ state: LabelStateRow, _ rater: RaterID, _ item: ItemID) throws(StorageError) {
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
}
