import AnnotationModel

/// Leaving the program: never before what was said is in the file, or the person knows that it is
/// not.
extension WorkbenchState {
  mutating func quit() -> [Effect] {
    if !label.saves.failed.isEmpty, overlay != .confirmQuit {
      overlay = .confirmQuit
      return []
    }
    if runs.isAtWork, !runs.isLeavingTold {
      runs.isLeavingTold = true
      notice = Notice(
        "a run is at work; \(keyName(.quit)) once more stops it cleanly and leaves, and the same "
          + "choices go on with it", .warning)
      return []
    }
    guard !label.saves.pending.isEmpty, !leavesWhenSaved else { return leave() }
    leavesWhenSaved = true
    let count = label.saves.pending.count
    notice = Notice(
      plain("saving \(count == 1 ? "a label" : "\(count) labels") …; leaves when that is done. ")
        + "\(keyName(.quit)) once more does not wait on this screen")
    return []
  }

  /// Leaves for good, keeping the place.
  mutating func leave() -> [Effect] {
    let cursor = label.item.map { [Effect.saveCursor($0.id)] } ?? []
    return (session?.isReadOnly == false ? cursor : []) + [.quit]
  }

  /// The file answered: whoever wanted to leave does, or learns what was not saved.
  mutating func leaveIfSaved() -> [Effect] {
    guard leavesWhenSaved else { return [] }
    if !label.saves.failed.isEmpty {
      leavesWhenSaved = false
      overlay = .confirmQuit
      return []
    }
    return label.saves.isIdle ? leave() : []
  }
}
