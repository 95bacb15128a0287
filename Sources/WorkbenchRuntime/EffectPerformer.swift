import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import Glibc
import PersonalSettings
import StudyFormats
import Workbench

/// Does what effects ask, one after the other, and posts what came of it. Long reads have a
/// connection of their own, so that a label never waits for them.
actor EffectPerformer {
  let mailbox: Mailbox
  private let raterName: String
  let settings: SettingsFolder
  var store: AnnotationStore?
  var reader: AnnotationStore?
  var me: Rater?
  /// The run at work, or the last one.
  var work: RunWork?
  var running: Task<Void, Never>?
  private var longReads: Task<Void, Never>?
  private var isClosed = false
  /// A pair's coefficient that is being resampled; the next one ends it.
  var resamplingPair: Task<Void, Never>?
  /// A check-list that is being made; the next one ends it.
  var validating: Task<Void, Never>?
  /// What check-lists need of the candidates' texts; nil before the first one.
  var candidatePairs: CandidatePairs?
  /// Intervals that are being resampled; the next request ends them.
  var resampling: Task<Void, Never>?
  /// Raters that are being compared; the next request ends them.
  var comparing: Task<Void, Never>?
  /// Juries that are being counted; the next request waits for their end.
  var sweeping: Task<Void, Never>?
  /// Tables that are being counted; the next request ends them.
  var counting: Task<Void, Never>?
  var seen: (sequence: Int64, version: Int64, verdicts: Int64) = (0, 0, 0)

  init(mailbox: Mailbox, raterName: String, settings: SettingsFolder) {
    self.mailbox = mailbox
    self.raterName = raterName
    self.settings = settings
  }

  /// A long read goes its own way, after the long reads before it: a label must not wait for it.
  func perform(_ effect: Effect) async {
    guard effect.isLongRead else { return await carryOut(effect) }
    let (before, study) = (longReads, reader)
    longReads = Task {
      await before?.value
      if isCurrent(study) { await carryOut(effect) }
    }
  }

  /// Whether this is still the study that is open: what was read of another is of no use.
  func isCurrent(_ study: AnnotationStore?) -> Bool { !isClosed && study === reader }

  private func carryOut(_ effect: Effect) async {
    do {
      try await dispatch(effect)
    } catch {
      switch effect {
      case .commit(let event, _):
        let storage = error as? StorageError
        mailbox.post(
          .commitFailed(event, reason: cause(error), isRetryable: storage?.isRetryable ?? true))
      case .undo, .redo: mailbox.post(.undoFailed(reason: cause(error)))
      case .openStudy(let path):
        mailbox.post(.studyFailed(path: path, reason: cause(error, of: path)))
      default: mailbox.post(.failed("\(error)"))
      }
    }
  }

  /// What went wrong, without the path (of the open study where none is given) that the screen
  /// shows already: the line has room for the cause.
  private func cause(_ error: any Error, of path: String? = nil) -> String {
    let text = "\(error)"
    guard let path = path ?? store?.path, text.hasPrefix(path + ": ") else { return text }
    return String(text.dropFirst(path.count + 2))
  }

  /// Leaves one file behind.
  func close() async {
    await endRun()
    isClosed = true
    await store?.close()
    await reader?.close()
  }

  /// An item by its key, or where no item has that key by its number in the file, from 1.
  private func load(named key: String) async throws {
    if let item = try await store?.item(named: key) { return try await load(item) }
    let count = try await store?.itemCount() ?? 0
    guard let number = Int(key.hasPrefix("#") ? String(key.dropFirst()) : key), number >= 1,
      number <= count
    else {
      return mailbox.post(
        .failed("no command and no item is called '\(key)'; the study has \(count) items"))
    }
    try await load(ItemID(Int64(number)))
  }

  private func undo(_ id: String, at time: Milliseconds, isRedo: Bool) async throws {
    guard let store, let me else { return }
    let undone =
      try await isRedo
      ? store.redo(rater: me.id, eventID: id, at: time)
      : store.undo(rater: me.id, eventID: id, at: time)
    mailbox.post(.undone(undone, isRedo: isRedo))
  }

  private func dispatch(_ effect: Effect) async throws {
    switch effect {
    case .openStudy(let path): try await open(path)
    case .createStudy(let path, let template): try await create(path, template)
    case .resume: try await resume()
    case .loadItem(let item): try await load(item)
    case .loadItemWithKey(let key): try await load(named: key)
    case .loadNeighbour(let item, let forward, let unlabelledOnly):
      try await neighbour(item, forward, unlabelledOnly)
    case .readAhead(let item): try await readAhead(item)
    case .saveCursor(let item):
      // A place that cannot be kept is no reason to alarm: a label that cannot be says so.
      if let me { try? await store?.saveCursor(item, of: me.id) }
    case .countProgress: try await countProgress()
    case .commit(let event, let cursor):
      guard let store else { return }
      let receipt = try await store.commit(event, cursor: cursor)
      mailbox.post(.committed(receipt, eventID: event.eventID))
    case .undo(let id, let time): try await undo(id, at: time, isRedo: false)
    case .redo(let id, let time): try await undo(id, at: time, isRedo: true)
    case .loadRows(let filter, let sort, let after, let forward, let limit, let generation):
      let place: RowPage.Place =
        after == nil ? (forward ? .replace : .replaceWithEnd) : (forward ? .after : .before)
      let rows = try await rows(filter, sort, after, forward, limit)
      mailbox.post(
        .rowsLoaded(
          RowPage(rows: rows, place: place, isLast: rows.count < limit, generation: generation)))
    case .setOrder(let order):
      guard let store, let me else { return }
      try await store.setQueueOrder(order, of: me.id)
      mailbox.post(.orderChanged(order))
    case .loadTracker, .loadSlice, .loadLabelOrder, .loadDebateVotes, .settleAgreement, .resample,
      .resamplePair, .validate, .countTables, .compareKappas, .loadConduct, .sweepJuries,
      .composeJury, .writeSweep, .writeFigure, .loadSystems:
      try await performAgreement(effect)
    case .loadReveal(let item): try await loadReveal(item)
    case .recordSeen(let items): try await recordSeen(items)
    case .loadRuns, .loadRunForm, .planRun, .startRun, .pauseRun, .stopRun, .setRunParallel,
      .loadFormLike, .diffRuns:
      await performRun(effect)
    case .listRecentStudies: mailbox.post(.recentStudies(RecentStudies.read()))
    case .openBundled(let study): try await openBundled(study)
    case .completePath(let path):
      mailbox.post(.pathsFound(FolderContents.paths(beginning: path), beginning: path))
    case .previewImport(let request):
      mailbox.post(.importPreviewed(try await ImportPreviewing.preview(request)))
    case .startImport(let request):
      mailbox.post(.importEnded(await ImportRun(mailbox, request).run()))
    case .keepTheme(let name):
      try mailbox.post(.said("theme \(name), kept in \(settings.keepTheme(name))"))
    // The loop does these itself.
    case .cancelImport, .suspend, .redraw, .quit: break
    }
  }

  private func countProgress() async throws {
    guard let store, let me else { return }
    mailbox.post(.progressed(try await store.progress(of: me.id, dayStart: Self.midnight())))
  }

  // MARK: - Studies

  private func open(_ path: String) async throws {
    await endRun()
    await store?.close()
    let new = try Self.opened(path)
    let study = try await new.study()
    let (person, isFirst) = try await enrolled(in: new)
    store = new
    me = person
    reader = try AnnotationStore.open(at: path, mode: .readOnly)
    candidatePairs = nil
    let sequence = try await new.currentSequence()
    let version = try await new.dataVersion()
    let verdicts = try await new.lastVerdict()
    seen = (sequence, version, verdicts)
    let raters = try await new.raters()
    let progress = try await new.progress(of: person.id, dayStart: Self.midnight())
    let order = try await new.queueOrder(of: person.id)
    let sides = try await new.sideSeed(of: person.id)
    RecentStudies.add(path, title: study.title)
    var opening = StudyOpening(
      path: path, study: study, me: person, raters: raters.map(\.rater),
      progress: progress, order: order, sideSeed: sides,
      isFirstTime: isFirst && !(study.about.isEmpty && study.task.instructions.isEmpty),
      note: new.isReadOnly ? "open for reading only" : new.journalNote,
      isReadOnly: new.isReadOnly)
    for summary in raters { opening.ratings[summary.rater.id] = summary.ratings }
    mailbox.post(.studyOpened(opening))
  }

  /// The study for writing, or where that is not allowed for reading.
  private static func opened(_ path: String) throws(StorageError) -> AnnotationStore {
    do throws(StorageError) {
      return try AnnotationStore.open(at: path)
    } catch {
      guard case .readOnly = error else { throw error }
      return try AnnotationStore.open(at: path, mode: .readOnly)
    }
  }

  /// This person in the study, and whether they are new there.
  private func enrolled(in store: AnnotationStore) async throws -> (Rater, Bool) {
    if store.isReadOnly {
      let known = try await store.rater(named: raterName)
      return (known ?? Rater(id: RaterID(0), name: raterName, kind: .human), false)
    }
    let person = try await store.rater(named: raterName, kind: .human)
    let isNew = try await store.enrol(person.id, sideSeed: .random(in: 1...UInt64(Int64.max)))
    return (person, isNew)
  }

  private func openBundled(_ study: BundledStudy) async throws {
    let copy = try BundledStudies.copy(study)
    if !FolderContents.exists(copy) {
      let request = ImportRequest(path: try BundledStudies.folder(study), study: copy)
      let ending = await ImportRun(mailbox, request).run()
      if ending.failed { return mailbox.post(.importEnded(ending)) }
    }
    try await open(copy)
  }

  private func create(_ path: String, _ template: String) async throws {
    guard let found = TaskTemplate.named(template),
      let task = TaskFile.parse(found.yaml, name: template).task
    else { return }
    let made = try AnnotationStore.create(
      at: path, study: Study(title: Self.title(of: path), task: task, taskText: found.yaml))
    await made.close()
    try await open(path)
  }

  /// A file's name without its ending.
  static func title(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".concord") && name.count > 8 ? String(name.dropLast(8)) : name
  }

  static func timeNow() -> Milliseconds { Int64(time(nil)) * 1000 }

  static func midnight() -> Milliseconds { calendarDay(Int64(time(nil)) * 1000).lowerBound }

  /// From the local midnight before a time to the next one, 23 to 25 hours later.
  static func calendarDay(_ time: Milliseconds) -> Range<Milliseconds> {
    var seconds = Int(time / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    func midnight(daysLater: Int32) -> Milliseconds {
      var day = parts
      (day.tm_hour, day.tm_min, day.tm_sec, day.tm_isdst) = (0, 0, 0, -1)
      day.tm_mday += daysLater
      return Int64(mktime(&day)) * 1000
    }
    let start = midnight(daysLater: 0)
    return start..<max(start + 1000, midnight(daysLater: 1))
  }
}

extension Effect {
  /// Reads all of a study's ratings or items, which takes up to a second for a million.
  fileprivate var isLongRead: Bool {
    switch self {
    case .loadTracker, .loadSlice, .loadLabelOrder, .loadDebateVotes, .loadConduct, .validate: true
    case .loadRuns, .planRun: true
    default: false
    }
  }
}
