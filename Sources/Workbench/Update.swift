import AnnotationModel
import TerminalCore

extension WorkbenchState {
  /// Changes the state by one message and says what the world must do.
  ///
  /// Pure but for the layout cache. Cost: far below a millisecond, apart from laying out a text
  /// that has not been seen at this width.
  public mutating func update(_ message: Message) -> [Effect] {
    var effects = answer(message)
    // Runs of other processes and our own are in the file alike.
    if case .othersChanged = message, [.runs, .monitor].contains(screen) {
      effects.append(.loadRuns)
    }
    refreshRunKappa()
    return effects + countTables() + sweeping()
  }

  private mutating func answer(_ message: Message) -> [Effect] {
    switch message {
    case .input(let event, let time):
      now = time
      turnDay()
      return input(event)
    case .tick(let time):
      now = time
      turnDay()
      return []
    case .studyOpened(let opening): return opened(opening)
    case .studyFailed(let path, let reason):
      notice = Notice("\(path): \(reason)", .error)
      return []
    case .recentStudies(let recent):
      welcome.recent = recent
      return []
    case .itemLoaded, .itemsAhead, .noItem, .itemFailed: return itemMessage(message)
    case .committed, .commitFailed, .undone, .undoFailed, .progressed, .othersChanged:
      return commitMessage(message)
    case .rowsLoaded, .orderChanged, .searchIndexed: return listMessage(message)
    case .trackerLoaded, .tablesCounted, .sliceLoaded, .intervalsResampled, .pairResampled,
      .labelOrderLoaded, .systemsLoaded,
      .agreementSettled, .kappasCompared, .conductLoaded, .consistenciesLoaded, .validated:
      return agreementMessage(message)
    case .revealLoaded(let item): return revealLoaded(item)
    case .seenRecorded(let items):
      seenRecorded(items)
      return []
    case .debateVotesLoaded(let votes): return debateVotesLoaded(votes)
    case .pathsFound(let paths, let typed):
      offerPaths(paths, typed)
      return []
    case .runsLoaded, .runFormLoaded, .runPlanned, .runProgressed, .runRefused, .runsDiffer:
      return runMessage(message)
    case .juriesSwept, .juryComposed: return sweepMessage(message)
    case .importProgressed, .importPreviewed, .importEnded: return importMessage(message)
    case .failed(let reason):
      label.isMovingOn = false
      notice = Notice(reason, .error)
      return []
    case .said(let text):
      notice = Notice(text)
      return []
    }
  }

  // MARK: - Input

  private mutating func input(_ event: InputEvent) -> [Effect] {
    switch event {
    case .resize(let size):
      keepingPlace { $0.size = size }
      clampScrolls()
      return []
    case .mouse(let mouse): return mouseInput(mouse)
    case .paste(let text):
      guard overlay != nil else {
        notice = Notice("pasted text is not read as keys", .warning)
        return []
      }
      return overlayPaste(text)
    case .key(let key):
      let pause = Milliseconds(session?.study.task.breakAfterMinutes ?? 5) * 60_000
      label.timer.keyPressed(at: now, breakAfter: pause)
      if !isLargeEnough { return keyWithoutRoom(latin(key)) }
      if overlay != nil { return overlayKey(latin(key)) }
      return screenKey(latin(key))
    }
  }

  /// The key in the same place of a Latin layout, where the typed letter itself does nothing.
  private func latin(_ key: Key) -> Key {
    switch overlay {
    case .palette, .line: return key
    default: break
    }
    guard case .character(let letter) = key,
      keymap.action(for: key, in: screen.context) == nil, let same = langmap.key(for: letter)
    else { return key }
    return .character(same)
  }

  /// Where nothing can be shown nothing is answered unseen: one can leave, and that is all.
  private mutating func keyWithoutRoom(_ key: Key) -> [Effect] {
    if overlay == .confirmQuit { return overlayKey(key) }
    guard let id = keymap.action(for: key, in: screen.context),
      [.quit, .interrupt, .suspend, .redraw].contains(id)
    else { return [] }
    overlay = nil
    return screenKey(key)
  }

  private mutating func screenKey(_ key: Key) -> [Effect] {
    let wasInterrupted = wasInterrupted
    self.wasInterrupted = false
    let wasLeaving = wasLeaving
    self.wasLeaving = false
    if screen == .label, let effects = scoreKey(key) { return effects }
    guard let id = keymap.action(for: key, in: screen.context) else {
      notice = Notice("\(key.name) does nothing here; \(keyName(.help)) shows the keys", .warning)
      return []
    }
    if notice?.level != .error { notice = nil }
    if ![.quit, .interrupt].contains(id) { leavesWhenSaved = false }
    if id == .interrupt, wasInterrupted { return quit() }
    if id == .back, !wasLeaving, isLeavingStudy {
      self.wasLeaving = true
      return refuse("\(key.name) once more leaves the study")
    }
    return perform(id)
  }

  /// Whether going back leaves the texts for the welcome screen: a reflex after a search.
  private var isLeavingStudy: Bool {
    screen == .label && stack.dropLast().last == .welcome && label.item != nil
      && label.query.isEmpty && label.pane == .all
  }

  /// Stops a running import, or says how to leave.
  private mutating func interrupt() -> [Effect] {
    if screen == .welcome, welcome.importing != nil { return leaveImport() }
    wasInterrupted = true
    let leave = keymap.name(of: .quit, in: screen.context).map { ", or \($0) leaves" } ?? ""
    notice = Notice("once more leaves" + leave + "; every label is saved")
    return []
  }

  /// Does an action by its name: from a key, the palette or the command line.
  mutating func perform(_ id: ActionID) -> [Effect] {
    if let effects = everywhereAction(id) { return effects }
    switch screen {
    case .welcome: return welcomeAction(id)
    case .about: return aboutAction(id)
    case .label:
      if let effects = readingAction(id) { return effects }
      return labelAction(id)
    case .list: return listAction(id)
    case .agreement: return agreementAction(id)
    case .disagreements: return disagreementAction(id)
    case .sweep: return sweepAction(id)
    case .reader: return readerAction(id)
    case .reveal: return revealAction(id)
    case .runs: return runsAction(id)
    case .runForm: return runFormAction(id)
    case .monitor: return monitorAction(id)
    }
  }

  private mutating func everywhereAction(_ id: ActionID) -> [Effect]? {
    switch id {
    case .help: overlay = .help(scroll: 0)
    case .palette: overlay = .palette(PaletteOverlay())
    case .commandLine:
      overlay = .line(LineOverlay(purpose: .command, hint: "Tab completes, Enter does it"))
    case .goItem:
      guard session != nil else { return refuse("open a study first") }
      overlay = .line(
        LineOverlay(purpose: .command, text: "goto ", hint: "an item's key or number"))
    case .quit: return quit()
    case .interrupt: return interrupt()
    case .back: return goBack()
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    case .goLabel: return goToLabel()
    case .goList: return goToList()
    case .goAgreement: return goToAgreement()
    case .goRuns: return goToRuns()
    case .goAbout:
      guard session != nil else { return refuse("open a study first") }
      about.scroll = 0
      show(.about)
    case .goWelcome:
      show(.welcome)
      return [.listRecentStudies]
    case .chooseTheme: return pickTheme()
    case .toggleMouse:
      mouseIsOn.toggle()
      notice = Notice(
        mouseIsOn
          ? "the mouse clicks and scrolls here; hold shift to select text"
          : "the mouse selects text, as the terminal does it")
    default: return nil
    }
    return []
  }

  private mutating func goBack() -> [Effect] {
    if screen == .welcome, welcome.importing != nil {
      let effects = leaveImport()
      // An import into the study that is open was begun there.
      if welcome.importing == nil, stack.count > 1 { stack.removeLast() }
      return effects
    }
    if screen == .welcome, welcome.choosing != nil {
      welcome.choosing = nil
      return []
    }
    if screen == .label, leaveSearchOrPane() { return [] }
    if screen == .runForm, runs.promptScroll != nil {
      runs.promptScroll = nil
      return []
    }
    if screen == .agreement, leavePair() { return agreementFollowUps() }
    if screen == .list, !list.filter.text.isEmpty {
      list.filter.text = ""
      return reloadList()
    }
    guard stack.count > 1 else {
      return refuse("this is the first screen; \(keyName(.quit)) leaves the program")
    }
    stack.removeLast()
    switch screen {
    case .welcome: return [.listRecentStudies]
    case .list: return returnToList()
    case .runs: return [.loadRuns]
    case .agreement: return loadAgreementIfNeeded() + agreementFollowUps()
    default: return []
    }
  }

  /// On the label screen `back` first ends what was begun there.
  private mutating func leaveSearchOrPane() -> Bool {
    let isBusy = !label.query.isEmpty || label.pane != .all
    label.query = ""
    label.mark = nil
    label.pane = .all
    return isBusy
  }

  private mutating func goToLabel() -> [Effect] {
    guard session != nil else { return refuse("open a study first") }
    show(.label)
    return label.item == nil ? [.resume] : []
  }

  // MARK: - A study is there

  private mutating func opened(_ opening: StudyOpening) -> [Effect] {
    session = opening
    label = LabelScreen()
    label.progress = opening.progress
    list = ListScreen()
    agreement = AgreementScreen()
    sweep = SweepScreen()
    reader = ReaderScreen()
    runs = RunsScreen()
    seenItems = []
    isWarnedOfLooking = false
    welcome.importing = nil
    // A warning from before is about the start of the program, and nobody has pressed a key since.
    let before = notice?.level == .warning ? notice : nil
    notice = opening.note.isEmpty ? before : Notice(opening.note, .warning)
    overlay = nil
    stack = [.welcome, .label]
    if opening.isFirstTime { stack.append(.about) }
    about.scroll = 0
    return [.resume]
  }
}
