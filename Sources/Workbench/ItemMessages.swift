import AnnotationModel

extension WorkbenchState {
  /// An item came from the file, or there is none.
  mutating func itemMessage(_ message: Message) -> [Effect] {
    switch message {
    case .itemLoaded(let loaded):
      show(loaded)
      nameWhatWasTurned(loaded.reading.id)
      keepInList(loaded.reading.id, loaded.own)
      return [.readAhead(after: loaded.reading.id)] + keepPlace() + recordWhatWasSeen()
    case .itemsAhead(let items, let item):
      guard item == label.item?.id else { return [] }
      label.ahead = items
    case .noItem(let end):
      label.end = end
      label.isMovingOn = false
      if label.item == nil || end == .allDone { return ended(end) }
      notice = Notice(end == .beginning ? "this is the first item" : "this is the last item")
    case .itemFailed(let reason):
      label.isMovingOn = false
      label.turned = nil
      notice = Notice(reason, .error)
    default: break
    }
    return []
  }

  /// The place is in the file as soon as the item is on the screen: a connection that breaks asks
  /// nobody whether to save.
  private mutating func keepPlace() -> [Effect] {
    guard session?.isReadOnly == false, let item = label.item?.id, item != label.keptPlace else {
      return []
    }
    label.keptPlace = item
    return [.saveCursor(item)]
  }

  private mutating func ended(_ end: QueueEnd) -> [Effect] {
    notice = end == .emptyStudy ? nil : Notice("every item has your label: thank you")
    return []
  }

  /// The file acknowledged something, or refused it.
  mutating func commitMessage(_ message: Message) -> [Effect] {
    switch message {
    case .committed(let receipt, let eventID):
      label.saves.acknowledge(eventID)
      if notice?.level == .error, label.saves.failed.isEmpty { notice = nil }
      return applyReceipt(receipt) + leaveIfSaved()
    case .commitFailed(let event, let reason, _):
      label.saves.fail(event, reason)
      notice = Notice(failureNotice, .error)
      return leaveIfSaved()
    case .undone(let receipt, let isRedo): return undone(receipt, isRedo)
    case .undoFailed(let reason):
      label.isMovingOn = false
      notice = Notice("NOT SAVED: \(reason)", .error)
    case .progressed(let progress): label.progress = progress
    case .othersChanged(let changes, let raters):
      session?.raters = raters
      return othersChanged(changes, raters)
    default: break
    }
    return []
  }

  private mutating func undone(_ receipt: CommitReceipt?, _ isRedo: Bool) -> [Effect] {
    label.isMovingOn = false
    guard let receipt, let event = receipt.events.last else {
      notice = Notice(isRedo ? "nothing to redo" : "nothing to undo")
      return []
    }
    label.end = nil
    if screen != .label { show(.label) }
    label.turned = TurnedWork(event: receipt.turned ?? event, isRedo: isRedo)
    // Said when its item is there, with the item's key and with what holds of it now.
    label.isMovingOn = true
    return applyReceipt(receipt) + [.loadItem(event.item)]
  }

  private mutating func applyReceipt(_ receipt: CommitReceipt) -> [Effect] {
    guard !receipt.wasThere else { return [] }
    // What is taken back counts on the day on which it was given.
    let given = receipt.turned ?? receipt.events.last
    let isToday = given.map { $0.actedAtMilliseconds >= today.lowerBound } ?? true
    for change in receipt.changes { countProgress(change, isToday: isToday) }
    // A label after seeing the others' counts as done where there is no blind one: the file knows.
    let isMine = receipt.changes.contains { change in
      let row = change.after ?? change.before
      return row?.phase == .revealed && row?.rater == session?.me.id
    }
    return agreementChanged(receipt.changes) + (isMine ? [.countProgress] : [])
  }

  /// Keeps the counts on the screen without asking the file: blind labels that are answers.
  private mutating func countProgress(_ change: RatingChange, isToday: Bool) {
    guard let row = change.after ?? change.before, row.rater == session?.me.id, row.phase == .blind
    else { return }
    func isDone(_ row: RatingRow?) -> Bool {
      row.map { $0.code != Abstention.skipped.code } ?? false
    }
    let step = (isDone(change.after) ? 1 : 0) - (isDone(change.before) ? 1 : 0)
    label.progress.done += step
    if isToday { label.progress.today = max(0, label.progress.today + step) }
  }
}
