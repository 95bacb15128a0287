import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import RunExecution
import TerminalCore

@testable import Workbench
@testable import WorkbenchRuntime

/// One person at the workbench over a real file: keys in, effects done at once, one after another.
struct Desk {
  let study: LiveStudy
  var state: WorkbenchState
  /// Every change that a commit brought.
  var changes: [RatingChange] = []
  private var clock: Milliseconds = 0

  init(_ study: LiveStudy, columns: Int = 200, rows: Int = 60, seed: UInt64 = 5) async throws {
    self.study = study
    state = WorkbenchState(
      size: TerminalSize(columns: columns, rows: rows), seed: seed, now: 0)
    let store = study.store
    let opening = StudyOpening(
      path: "s", study: try await store.study(), me: study.me,
      raters: try await store.raters().map(\.rater),
      progress: Progress(done: 0, total: study.count, today: 0), order: .file,
      sideSeed: 77, isFirstTime: false)
    try await tell(.studyOpened(opening))
  }

  mutating func press(_ keys: Key...) async throws {
    for key in keys {
      clock += 1000
      try await tell(.input(.key(key), at: clock))
    }
  }

  mutating func type(_ letters: String) async throws {
    for letter in letters { try await press(.character(letter)) }
  }

  mutating func tell(_ message: Message) async throws {
    var effects = state.update(message)
    while !effects.isEmpty {
      let effect = effects.removeFirst()
      for answer in try await answers(to: effect) { effects += state.update(answer) }
    }
  }

  private mutating func answers(to effect: Effect) async throws -> [Message] {
    let store = study.store
    let me = study.me.id
    switch effect {
    case .resume:
      guard let item = try await store.resumeItem(for: me) else { return [.noItem(.allDone)] }
      return [.itemLoaded(try await loaded(item))]
    case .loadItem(let item): return [.itemLoaded(try await loaded(item))]
    case .loadNeighbour(let item, let forward, let unlabelledOnly):
      let next = try await store.nextItem(
        for: me, after: item, forward: forward, unlabelledOnly: unlabelledOnly)
      guard let next else {
        return [.noItem(unlabelledOnly ? .allDone : forward ? .end : .beginning)]
      }
      return [.itemLoaded(try await loaded(next))]
    case .commit(let event, let cursor):
      let receipt = try await store.commit(event, cursor: cursor)
      changes += receipt.changes
      return [.committed(receipt, eventID: event.eventID)]
    case .undo(let id, let time):
      let receipt = try await store.undo(rater: me, eventID: id, at: time)
      changes += receipt?.changes ?? []
      return [.undone(receipt, isRedo: false)]
    case .redo(let id, let time):
      let receipt = try await store.redo(rater: me, eventID: id, at: time)
      changes += receipt?.changes ?? []
      return [.undone(receipt, isRedo: true)]
    case .loadTracker(let policy):
      return [
        .trackerLoaded(
          TrackerLoad(
            tracker: try await Recount.tracker(store, policy), countedItems: study.count,
            isComplete: true))
      ]
    case .loadSlice(let property): return [.sliceLoaded(try await store.sliceColumn(property))]
    case .loadLabelOrder(let first, let second):
      return [
        .labelOrderLoaded(first: first, second: second, order: try await store.labelOrder())
      ]
    case .settleAgreement(let generation): return [.agreementSettled(generation)]
    case .loadDebateVotes(let rater):
      return [.debateVotesLoaded(try await store.debateVotes(of: rater))]
    case .recordSeen(let items):
      try await store.recordSeen(items, by: me, at: clock)
      return [.seenRecorded(items)]
    case .loadReveal(let item):
      guard let reading = try await store.reading(item) else { return [] }
      return [
        .revealLoaded(
          RevealedItem(
            reading: reading, origins: try await store.origins(of: item),
            ratings: try await store.revealedRatings(of: item, excluding: me)))
      ]
    default: return try await comparisons(effect)
    }
  }

  /// What is computed beside the figures, at once.
  private func comparisons(_ effect: Effect) async throws -> [Message] {
    let store = study.store
    switch effect {
    case .compareKappas(let comparison):
      var found: [Message] = []
      comparison.run(isCancelled: { false }, answer: { found.append(.kappasCompared($0)) })
      return found
    case .sweepJuries(let request):
      let seats = try await SeatReading.seats(
        request.seats, store, request.tracker, joinsScores: request.settings.rule.joinsScores)
      return [.juriesSwept(request.run(seats))]
    case .composeJury(let jury):
      let before = try await store.lastVerdict()
      let made = try await FinishedRatersJury(seats: jury.seats, rule: jury.rule)
        .decide(named: jury.name, in: store, scale: try await store.study().task.scale)
      let changed = try await store.changes(
        since: try await store.currentSequence(), verdictsSeen: before)
      return [
        try await seen(changed),
        .juryComposed(name: jury.name, answered: made.answered, abstained: made.abstained),
      ]
    case .writeSweep(let export): return [.said(try EffectPerformer.write(export))]
    case .loadConduct:
      return [.conductLoaded(try await store.conduct(of: try await store.raters().map(\.rater)))]
    default: return []
    }
  }

  /// What the file has besides what was read of it.
  private func seen(_ changed: RatingChanges) async throws -> Message {
    guard changed.reloads else {
      return .othersChanged(changed.changes, raters: try await study.store.raters().map(\.rater))
    }
    return .trackerLoaded(
      TrackerLoad(
        tracker: try await Recount.tracker(study.store, AnalysisPolicy()),
        countedItems: study.count, isComplete: true))
  }

  private func loaded(_ item: ItemID) async throws -> LoadedItem {
    guard let reading = try await study.store.reading(item) else { throw Missing(item: item) }
    return LoadedItem(
      reading: reading, own: try await study.store.ownWork(rater: study.me.id, item: item))
  }

  struct Missing: Error { var item: ItemID }
}

/// What the file alone says.
enum Recount {
  static func tracker(_ store: AnnotationStore, _ policy: AnalysisPolicy) async throws
    -> AgreementTracker
  {
    var columns: [RatingColumn] = []
    for summary in try await store.ratingColumns() {
      columns.append(try await store.ratingColumn(summary))
    }
    let study = try await store.study()
    var tracker = AgreementTracker(
      scale: study.task.scale, itemCount: study.itemCount,
      raters: try await store.raters().map(\.rater), policy: policy)
    tracker.load(columns)
    return tracker
  }
}
