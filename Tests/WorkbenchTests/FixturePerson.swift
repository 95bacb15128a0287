import AnnotationAnalysis
import AnnotationModel
import TerminalCore

@testable import Workbench

/// A person at the workbench with a fixture study: keys become messages, and effects are answered
/// as the runtime would, at once and from memory.
struct FixturePerson {
  var state: WorkbenchState
  var study: FixtureStudy
  /// Nothing can be saved while this is set.
  var diskIsFull = false
  private var own: [ItemID: OwnWork] = [:]
  private var clock: Milliseconds = 1_790_000_000_000
  private var done = 0

  init(
    _ study: FixtureStudy = FixtureStudy(), columns: Int = 80, rows: Int = 24,
    glyphs: Glyphs = .unicode, isFirstTime: Bool = false, opens: Bool = true
  ) {
    self.study = study
    state = WorkbenchState(
      size: TerminalSize(columns: columns, rows: rows), glyphs: glyphs, seed: 1, now: clock,
      welcome: WelcomeScreen(
        tasks: [
          TaskChoice(name: "pairwise", summary: "two responses, which is better; ties allowed"),
          TaskChoice(name: "score-5", summary: "one response, a score from 1 to 5"),
        ], formats: ["auto", "csv", "jsonl"], meanings: ["prompt", "item", "verdict"]))
    guard opens else { return }
    send(
      .studyOpened(
        StudyOpening(
          path: "first.concord", study: study.study, me: study.me, raters: study.raters,
          progress: Progress(done: 0, total: FixtureStudy.itemCount, today: 0), order: .file,
          sideSeed: 5, isFirstTime: isFirstTime)))
  }

  /// Presses keys by name; a second passes before each.
  mutating func press(_ keys: String...) {
    for name in keys {
      clock += 1000
      send(.input(.key(Self.key(name)), at: clock))
    }
  }

  mutating func type(_ text: String) {
    for character in text { send(.input(.key(.character(character)), at: clock)) }
  }

  /// Goes to an item by its key.
  mutating func show(_ key: String) {
    let index = study.items.firstIndex { $0.key == key } ?? 0
    answer(.loadItem(ItemID(Int64(index + 1))))
  }

  mutating func send(_ message: Message) {
    for effect in state.update(message) { answer(effect) }
  }

  private static func key(_ name: String) -> Key {
    let named: [String: Key] = [
      "Enter": .enter, "Esc": .escape, "Tab": .tab, "S-Tab": .backTab, "Up": .up, "Down": .down,
      "Left": .left, "Right": .right, "Space": .character(" "), "PgDn": .pageDown, "End": .end,
    ]
    if let key = named[name] { return key }
    if name.hasPrefix("C-"), let letter = name.last { return .control(letter) }
    return .character(name.first ?? " ")
  }

  // MARK: - The world

  private mutating func answer(_ effect: Effect) {
    switch effect {
    case .resume: send(.itemLoaded(loaded(ItemID(1))))
    case .loadItem(let item): send(.itemLoaded(loaded(item)))
    case .loadNeighbour(let item, let forward, _):
      let next = item.value + (forward ? 1 : -1)
      guard (1...Int64(FixtureStudy.itemCount)).contains(next) else {
        return send(.noItem(forward ? .end : .beginning))
      }
      send(.itemLoaded(loaded(ItemID(next))))
    case .commit(let event, _): commit(event)
    case .loadTracker(let policy):
      send(
        .trackerLoaded(
          TrackerLoad(
            tracker: study.tracker(policy), countedItems: FixtureStudy.itemCount,
            isComplete: true)))
    case .loadSlice(let property): send(.sliceLoaded(study.slice(property)))
    case .loadLabelOrder(let first, let second):
      let order = (1...Int64(FixtureStudy.itemCount)).map { ItemID($0) }
      send(.labelOrderLoaded(first: first, second: second, order: order))
    case .resample(let requests):
      for request in requests { send(.intervalsResampled(intervals(request))) }
    case .validate(let request):
      let slices = request.missingProperties.map(study.slice)
      send(.validated(request.run(ValidationEvidence(), slices: slices)))
    case .compareKappas(var comparison):
      comparison.resamples = 300
      var found: [ComparedKappas] = []
      comparison.run(isCancelled: { false }, answer: { found.append($0) })
      for one in found { send(.kappasCompared(one)) }
    case .sweepJuries(let request):
      let conduct = study.conduct
      let seats = request.seats.map { id in
        SweptSeat(
          id, costPerItem: request.tracker.rater(of: id).flatMap { conduct[$0.id]?.costPerItem })
      }
      send(.juriesSwept(request.run(seats)))
    case .loadConduct: send(.conductLoaded(study.conduct))
    case .settleAgreement(let generation): send(.agreementSettled(generation))
    case .loadDebateVotes(let rater): send(.debateVotesLoaded(study.debateVotes(rater)))
    case .loadReveal(let item): send(.revealLoaded(revealed(item)))
    case .loadRows(let filter, _, _, _, _, let generation):
      send(
        .rowsLoaded(
          RowPage(rows: rows(filter), place: .replace, isLast: true, generation: generation)))
    case .setOrder(let order): send(.orderChanged(order))
    default: break
    }
  }

  private func loaded(_ item: ItemID) -> LoadedItem {
    let found = study.loaded(item, own: own[item] ?? OwnWork())
    return LoadedItem(reading: found.reading, own: found.own, position: Int(item.value))
  }

  private mutating func commit(_ event: LabelEvent) {
    if diskIsFull {
      return send(.commitFailed(event, reason: "the disk is full", isRetryable: true))
    }
    var work = own[event.item] ?? OwnWork()
    var changes: [RatingChange] = []
    switch event.action {
    case .label(let value, let confidence, let codes):
      let given = Label(
        value: value, confidence: confidence, errorCodes: codes, phase: event.phase)
      if event.phase == .blind { work.blind = given } else { work.revealed = given }
      let code = study.study.task.scale.code(of: value) ?? 0
      let row = RatingRow(rater: event.rater, item: event.item, phase: event.phase, code: code)
      study.codes[event.rater]?[Int(event.item.value) - 1] = code
      changes = [RatingChange(before: nil, after: row)]
    case .note(let text): work.note = text
    case .flag(let isOn): work.flagged = isOn
    case .reveal: work.hasRevealed = true
    default: break
    }
    own[event.item] = work
    send(
      .committed(CommitReceipt(events: [event], changes: changes), eventID: event.eventID))
  }

  private func intervals(_ request: ResampleRequest) -> ResampledIntervals {
    ResampledIntervals(
      members: request.members, table: request.table,
      low: [.fleiss: 0.41, .alphaNominal: 0.42], high: [.fleiss: 0.79, .alphaNominal: 0.8],
      resamples: 1000)
  }

  private func revealed(_ item: ItemID) -> RevealedItem {
    RevealedItem(
      reading: study.loaded(item).reading, origins: study.item(item).origins,
      ratings: study.ratings(of: item))
  }

  private func rows(_ filter: ItemFilter) -> [ItemRow] {
    (1...Int64(FixtureStudy.itemCount)).compactMap { number in
      let item = study.item(ItemID(number))
      let work = own[ItemID(number)] ?? OwnWork()
      if let category = filter.category, category != item.category { return nil }
      if filter.flaggedOnly, !work.flagged { return nil }
      if !filter.text.isEmpty, !item.key.contains(filter.text) { return nil }
      if filter.state == .labelled, work.blind == nil { return nil }
      if filter.state == .unlabelled, work.blind != nil { return nil }
      return ItemRow(
        id: ItemID(number), key: item.key, category: item.category,
        excerpt: String((item.prompt.first?.text ?? "").prefix(200)), label: work.blind,
        flagged: work.flagged, hasNote: !work.note.isEmpty)
    }
  }
}
