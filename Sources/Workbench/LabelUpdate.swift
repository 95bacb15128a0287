import AnnotationModel

extension WorkbenchState {
  /// What an action does on the label screen that concerns answers and the way through the items.
  mutating func labelAction(_ id: ActionID) -> [Effect] {
    switch id {
    case .choose1: return choose(slot: 0)
    case .choose2: return choose(slot: 1)
    case .choose3: return choose(slot: 2)
    case .choose4: return choose(slot: 3)
    case .chooseTie: return answer(.tie)
    case .chooseBothBad: return answer(.bothBad)
    case .chooseCorrect: return answer(.category("correct"))
    case .chooseIncorrect: return answer(.category("incorrect"))
    case .chooseUnsure:
      // Of a pair one says so by a tie or by going past it: such a key would save unseen.
      guard session?.study.task.scale == .correctness else {
        return refuse("\(keyName(.chooseUnsure, in: .label)) does nothing in this task")
      }
      return answer(.abstention(.unsure))
    case .skip: return answer(.abstention(.skipped))
    case .undo: return undo(isRedo: false)
    case .redo: return undo(isRedo: true)
    case .note: return askForNote()
    case .flag: return commitMark(.flag(!label.own.flagged))
    case .retry: return retrySaves()
    case .nextItem: return move(forward: true, unlabelledOnly: false)
    case .previousItem: return move(forward: false, unlabelledOnly: false)
    case .nextUnlabelled: return move(forward: true, unlabelledOnly: true)
    case .open: return goOnFromAnswered()
    case .reveal: return revealOthers()
    default: return []
    }
  }

  // MARK: - Answers

  private mutating func choose(slot: Int) -> [Effect] {
    guard let scale = session?.study.task.scale, label.item != nil else { return [] }
    switch scale {
    case .preference(let count, _, _):
      guard slot < min(count, label.presentation.order.count) else {
        return refuse("this item has only \(label.presentation.order.count) of them")
      }
      return answer(.prefer(label.presentation.candidate(inSlot: slot)))
    case .correctness:
      let answers: [RatingValue] = [
        .category("correct"), .category("incorrect"), .abstention(.unsure),
      ]
      return slot < answers.count ? answer(answers[slot]) : []
    case .score, .ranking: return answer(.score(Double(slot + 1)))
    }
  }

  /// Takes an answer; asks for what the task wants to know besides, or commits and moves on.
  mutating func answer(_ value: RatingValue) -> [Effect] {
    guard let study = session?.study, label.item != nil else { return [] }
    guard !label.isMovingOn else { return refuse("the next item is being read") }
    guard session?.isReadOnly == false else {
      return refuse("the study is open for reading only; nothing can be labelled")
    }
    if !value.isAbstention, let reason = whyNotJudged(study.task.scale) { return refuse(reason) }
    guard study.task.scale.code(of: value) != nil else {
      return refuse(notAnAnswer(value, study.task.scale))
    }
    label.pendingValue = value
    label.pendingCodes = []
    if value == .category("incorrect"), !study.task.errorCodes.isEmpty {
      overlay = .errorCodes(chosen: [])
      return []
    }
    return answerWithCodes()
  }

  /// Why nothing can be said of the item that is shown.
  private func whyNotJudged(_ scale: Scale) -> String? {
    if label.isTextless {
      return "no response of this item has a text: there is nothing to judge here"
    }
    guard case .preference = scale, label.item?.candidates.count == 1 else { return nil }
    return "this item has one response: there is nothing to compare it with"
  }

  private func notAnAnswer(_ value: RatingValue, _ scale: Scale) -> String {
    if case .score(let low, let high, _) = scale {
      return "scores here go from \(RatingValue.score(low)) to \(RatingValue.score(high))"
    }
    guard case .preference = scale else {
      return "this task has no answer '\(answerName(value))'"
    }
    let tie = scale.tieCode == nil ? "" : ", \(keyName(.chooseTie, in: .label)) for a tie"
    return "here one says which response is better: \(keyName(.choose1, in: .label)) or "
      + "\(keyName(.choose2, in: .label))\(tie)"
  }

  mutating func answerWithCodes() -> [Effect] {
    guard let study = session?.study, let value = label.pendingValue else { return [] }
    if study.task.asksConfidence, !value.isAbstention {
      overlay = .confidence
      return []
    }
    return commitAnswer(value, confidence: nil)
  }

  mutating func commitAnswer(_ value: RatingValue, confidence: Confidence?) -> [Effect] {
    guard let item = label.item else { return [] }
    let codes = label.pendingCodes
    let action = LabelEvent.Action.label(value, confidence: confidence, errorCodes: codes)
    guard let event = makeEvent(action) else { return [] }
    overlay = nil
    notice = nil
    label.pace.add(event.activeMilliseconds)
    let wasRevealed = label.own.hasRevealed
    keepLocally(value, confidence, codes)
    label.pendingValue = nil
    label.pendingCodes = []
    let movesOn = label.goesOn && !wasRevealed
    let next = movesOn ? label.ahead.first { $0.reading.id != item.id }?.reading.id : nil
    let commits = save(event, place: next ?? item.id)
    if wasRevealed {
      notice = Notice(
        label.own.blind == nil
          ? "kept as a revealed label; there is no blind one"
          : "kept as a second label, beside your blind one")
    }
    return movesOn ? commits + goOn(after: item.id) : commits
  }

  /// Sends an event to the file, after those that could not be saved: what was said last must be
  /// what holds. The place in the queue goes with it: the item that is on the screen then.
  private mutating func save(_ event: LabelEvent, place: ItemID) -> [Effect] {
    let commits = sendFailedAgain()
    label.saves.send(event)
    label.keptPlace = place
    return commits + [.commit(event, cursor: place)]
  }

  private mutating func sendFailedAgain() -> [Effect] {
    let failed = label.saves.failed
    for event in failed { label.saves.send(event) }
    return failed.map { .commit($0, cursor: label.item?.id ?? $0.item) }
  }

  private mutating func keepLocally(
    _ value: RatingValue, _ confidence: Confidence?, _ codes: [String]
  ) {
    let given = Label(
      value: value, confidence: confidence, errorCodes: codes, phase: label.phase)
    if label.own.hasRevealed { label.own.revealed = given } else { label.own.blind = given }
    if let item = label.item { keepInList(item.id, label.own) }
  }

  private mutating func goOnFromAnswered() -> [Effect] {
    guard let item = label.item else { return [] }
    guard label.currentLabel != nil else {
      return refuse("no answer yet; \(keyName(.nextItem, in: .label)) goes on without one")
    }
    notice = nil
    return goOn(after: item.id)
  }

  /// The next item: at once where it has been read ahead.
  private mutating func goOn(after item: ItemID) -> [Effect] {
    label.ahead.removeAll { $0.reading.id == item }
    guard !label.ahead.isEmpty else {
      label.isMovingOn = true
      return [.loadNeighbour(of: item, forward: true, unlabelledOnly: true)]
    }
    show(label.ahead.removeFirst())
    return (label.item.map { [.readAhead(after: $0.id)] } ?? []) + recordWhatWasSeen()
  }

  mutating func show(_ loaded: LoadedItem) {
    guard let session else { return }
    label.show(
      loaded, sideSeed: session.sideSeed, shuffles: session.study.task.shufflesSides, now: now)
    switch overlay {
    case .confidence, .errorCodes: overlay = nil
    default: break
    }
  }

  func makeEventAction(_ action: LabelEvent.Action, id: String) -> LabelEvent? {
    guard let session, let item = label.item else { return nil }
    let pause = Milliseconds(session.study.task.breakAfterMinutes) * 60_000
    return LabelEvent(
      eventID: id, rater: session.me.id, item: item.id, action: action, phase: label.phase,
      presentation: label.presentation, shownAtMilliseconds: label.timer.shownAt,
      actedAtMilliseconds: now,
      activeMilliseconds: label.timer.activeMilliseconds(at: now, breakAfter: pause))
  }

  private mutating func makeEvent(_ action: LabelEvent.Action) -> LabelEvent? {
    let id = makeEventID()
    return makeEventAction(action, id: id)
  }

  // MARK: - Notes, flags, undo

  /// Commits something that is no answer: the item stays.
  mutating func commitMark(_ action: LabelEvent.Action) -> [Effect] {
    guard session?.isReadOnly == false else {
      return refuse("the study is open for reading only")
    }
    guard !label.isMovingOn else { return refuse("the next item is being read") }
    guard let item = label.item, let event = makeEvent(action) else { return [] }
    switch action {
    case .flag(let isOn): label.own.flagged = isOn
    case .note(let text): label.own.note = text
    case .reveal: label.own.hasRevealed = true
    default: break
    }
    keepInList(item.id, label.own)
    return save(event, place: item.id)
  }

  private mutating func askForNote() -> [Effect] {
    guard label.item != nil else { return [] }
    guard !label.isMovingOn else { return refuse("the next item is being read") }
    overlay = .line(
      LineOverlay(purpose: .note, text: label.own.note, hint: "Enter keeps the note"))
    return []
  }

  private mutating func undo(isRedo: Bool) -> [Effect] {
    guard session?.isReadOnly == false else {
      return refuse("the study is open for reading only")
    }
    let id = makeEventID()
    label.isMovingOn = true
    return sendFailedAgain() + [isRedo ? .redo(eventID: id, at: now) : .undo(eventID: id, at: now)]
  }

  private mutating func retrySaves() -> [Effect] {
    guard !label.saves.failed.isEmpty else { return refuse("everything is saved") }
    // The status line says that it is saving, and then that it is saved.
    notice = nil
    return sendFailedAgain()
  }

  // MARK: - The way through

  private mutating func move(forward: Bool, unlabelledOnly: Bool) -> [Effect] {
    guard let item = label.item else { return [.resume] }
    guard !label.isMovingOn else { return [] }
    label.isMovingOn = true
    label.saves.markSeen()
    return [.loadNeighbour(of: item.id, forward: forward, unlabelledOnly: unlabelledOnly)]
  }

  private mutating func revealOthers() -> [Effect] {
    guard let item = label.item else { return [] }
    // To go past an item is no answer: who looks then could only give one that is not blind.
    guard let own = label.currentLabel, own.value != .abstention(.skipped) else {
      return refuse("first give your own answer; then you may look")
    }
    show(.reveal)
    self.reveal = RevealScreen(isLoading: true)
    let mark = label.own.hasRevealed ? [] : commitMark(.reveal)
    return mark + [.loadReveal(item.id)]
  }

  mutating func refuse(_ reason: String) -> [Effect] {
    notice = Notice(reason, .warning)
    return []
  }
}
