import AnnotationModel

/// Works out from the label events alone what holds, and compares the derived tables with it.
extension AnnotationStore {
  /// Reads every label event twice; keeps in memory what people did here, not what was imported.
  func recountLabels() throws(StorageError) -> [CheckFinding] {
    let history = try undoHistory()
    var findings: [CheckFinding] = []
    if try undoable() != history.undoable {
      findings.append(
        CheckFinding(
          problem: "What can be undone is not what the events say.", remedy: Self.rebuild))
    }
    let items = try wrongItems(takenBack: history.takenBack)
    findings += items.states.map {
      CheckFinding(
        problem: "What holds of a label is not what its events say: item \($0).",
        remedy: Self.rebuild)
    }
    return findings
      + items.presentations.map {
        CheckFinding(
          problem: "A label names a presentation that its item does not have: item \($0).",
          remedy: "Label the item again; tell us how this came about.")
      }
  }

  /// Every person's labels, notes and flags in the order in which they can be undone and redone.
  private struct UndoHistory {
    /// Event numbers by person: those that hold, and those that could be given again.
    var undoable: [Int64: [Bool: Set<Int64>]] = [:]
    var takenBack: Set<Int64> = []
  }

  private func undoHistory() throws(StorageError) -> UndoHistory {
    var history = UndoHistory()
    let rows = try connection.make(
      """
      SELECT seq, rater, action, target, importRun IS NULL FROM labelEvent
      WHERE importRun IS NULL OR action IN ('undo', 'redo') ORDER BY seq
      """)
    while try rows.step() {
      let (seq, rater, target) = (rows.int64(0), rows.int64(1), rows.int64(3))
      let action = rows.text(2)
      if rows.int(4) == 0 {
        // Of another study's history: it takes back, and cannot be taken back here.
        if action == "undo" { history.takenBack.insert(target) }
        if action == "redo" { history.takenBack.remove(target) }
        continue
      }
      switch action {
      case "reveal": break
      case "undo":
        history.undoable[rater, default: [:]][false, default: []].remove(target)
        history.undoable[rater, default: [:]][true, default: []].insert(target)
        history.takenBack.insert(target)
      case "redo":
        history.undoable[rater, default: [:]][true, default: []].remove(target)
        history.undoable[rater, default: [:]][false, default: []].insert(target)
        history.takenBack.remove(target)
      default:
        history.undoable[rater, default: [:]][true] = nil
        history.undoable[rater, default: [:]][false, default: []].insert(seq)
      }
    }
    history.undoable = history.undoable.mapValues { $0.filter { !$0.value.isEmpty } }
      .filter { !$0.value.isEmpty }
    return history
  }

  private func undoable() throws(StorageError) -> [Int64: [Bool: Set<Int64>]] {
    var stored: [Int64: [Bool: Set<Int64>]] = [:]
    let rows = try connection.make("SELECT rater, undone, event FROM undoable")
    while try rows.step() {
      stored[rows.int64(0), default: [:]][rows.int(1) == 1, default: []].insert(rows.int64(2))
    }
    return stored
  }

  /// The keys of at most twenty items each whose state or presentations are wrong. Walks events
  /// and states side by side, both by person and item.
  private func wrongItems(takenBack: Set<Int64>) throws(StorageError) -> (
    states: [String], presentations: [String]
  ) {
    var states: [String] = []
    var presentations: [String] = []
    let rows = try connection.make(
      """
      SELECT e.rater, e.item, e.seq, e.action, e.phase, e.presentation, e.code, e.actedAt, e.flag,
        i.candidates, i.key
      FROM labelEvent e INDEXED BY sqlite_autoindex_labelEvent_1 JOIN item i ON i.id = e.item
      ORDER BY e.rater, e.item
      """)
    var group: (rater: RaterID, item: ItemID, key: String)?
    var events = HeldEvents()
    func compare() throws(StorageError) {
      guard let group, states.count < 20 else { return }
      if try events.state() != labelState(group.rater, group.item) { states.append(group.key) }
    }
    while try rows.step() {
      let (rater, item) = (RaterID(rows.int64(0)), ItemID(rows.int64(1)))
      if group?.rater != rater || group?.item != item {
        try compare()
        group = (rater, item, rows.text(10))
        events = HeldEvents()
      }
      let order = Presentation(letters: rows.text(5))
      if order?.order.count != rows.int(9), presentations.count < 20 {
        presentations.append(rows.text(10))
      }
      events.add(rows, isTakenBack: takenBack.contains(rows.int64(2)))
    }
    try compare()
    let extra = try connection.make(
      """
      SELECT i.key FROM labelState l JOIN item i ON i.id = l.item WHERE NOT EXISTS
        (SELECT 1 FROM labelEvent e WHERE e.rater = l.rater AND e.item = l.item) LIMIT 20
      """)
    while try extra.step() { states.append(extra.text(0)) }
    return (states, presentations)
  }
}

/// The newest event of each kind that one person left on one item.
private struct HeldEvents {
  private struct Held {
    var seq: Int64
    var code: Int64?
    var actedAt: Int64
    var flag: Bool
  }

  private var slots: [AnnotationStore.Slot: Held] = [:]
  private var hasRevealed = false

  /// Columns as `wrongItems` selects them.
  mutating func add(_ row: Statement, isTakenBack: Bool) {
    let isRevealed = row.int(4) == 1
    // Who took a label back has still seen what was revealed.
    if isRevealed || row.text(3) == "reveal" { hasRevealed = true }
    if isTakenBack { return }
    let slot: AnnotationStore.Slot
    switch row.text(3) {
    case "label":
      slot = isRevealed ? .revealed : .blind
    case "note": slot = .note
    case "flag": slot = .flag
    default: return
    }
    let held = Held(
      seq: row.int64(2), code: row.optionalInt64(6), actedAt: row.int64(7), flag: row.int(8) == 1)
    if held.seq > slots[slot]?.seq ?? 0 { slots[slot] = held }
  }

  func state() -> LabelStateRow {
    var state = LabelStateRow(
      blind: slots[.blind]?.seq, revealed: slots[.revealed]?.seq, note: slots[.note]?.seq,
      flag: slots[.flag]?.seq)
    func said(_ slot: AnnotationStore.Slot) -> LabelStateRow.Said? {
      slots[slot].map { LabelStateRow.Said(code: $0.code, actedAt: $0.actedAt) }
    }
    state.settle(blind: said(.blind), revealed: said(.revealed))
    state.flagged = slots[.flag]?.flag ?? false
    state.hasRevealed = hasRevealed
    return state
  }
}
