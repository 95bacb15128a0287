import AnnotationModel
import AnnotationStorage
import Glibc
import StudyFormats
import Workbench

/// One import from the welcome screen: all of it, or nothing.
struct ImportRun {
  private let mailbox: Mailbox
  private let request: ImportRequest
  private var path: String { request.path }
  private var target: String { request.study }

  init(_ mailbox: Mailbox, _ request: ImportRequest) {
    self.mailbox = mailbox
    self.request = request
  }

  func run() async -> ImportEnding {
    mailbox.allowImport()
    let isNew = !FolderContents.exists(target)
    do {
      let lines = try await pump(isNew: isNew)
      return ImportEnding(studyPath: target, summary: lines, failed: false)
    } catch {
      // Only what this import made goes away; a study that was there is as it was.
      if isNew { for suffix in ["", "-wal", "-shm"] { unlink(target + suffix) } }
      let reason = error is Cancelled ? "cancelled; nothing was imported" : "\(error)"
      return ImportEnding(studyPath: target, summary: [reason], failed: true)
    }
  }

  private struct Cancelled: Error {}

  private struct BadRow: Error, CustomStringConvertible {
    let description: String
  }

  private func pump(isNew: Bool) async throws -> [String] {
    var plan = ImportPlan(
      paths: [path], format: request.format, scale: StudyTask.pairwise.scale)
    plan.meanings = request.meanings
    let isStudy = plan.chosenFormat == "study"
    let store: AnnotationStore
    if isNew {
      store = try AnnotationStore.create(
        at: target, study: isStudy ? try StudyFolder.study(in: path) : newStudy)
    } else {
      store = try AnnotationStore.open(at: target)
    }
    do {
      plan.scale = try await store.study().task.scale
      plan.sources = Set(try await store.sources())
      plan.savedMappings = try await store.usedMappings().map { FieldMapping(text: $0) }
      let lines = try await add(plan, to: store)
      await store.close()
      return lines
    } catch {
      await store.cancelImport()
      await store.close()
      throw error
    }
  }

  /// An empty study of the chosen task, with the file's name as its title.
  private var newStudy: Study {
    let template = TaskTemplate.named(request.task)
    let task = template.flatMap { TaskFile.parse($0.yaml, name: $0.name).task }
    return Study(
      title: EffectPerformer.title(of: target), task: task ?? .pairwise,
      taskText: template?.yaml ?? "")
  }

  private func add(_ plan: ImportPlan, to store: AnnotationStore) async throws -> [String] {
    try await store.beginImport(ImportSource(name: path, format: plan.chosenFormat))
    let start = ContinuousClock.now
    var count = 0
    var problems: [String] = []
    var mapping: MappingPreview?
    let before = Set(try await store.raters().map(\.rater.name))
    try await ImportFeed.run(plan, into: store) { step in
      if mailbox.importIsCancelled { throw Cancelled() }
      mapping = mapping ?? step.mapping
      problems += step.problems
      if let first = problems.first, !request.leavesBadRowsOut {
        throw BadRow(
          description: first + "\nNothing was imported. In the preview, e leaves such rows out.")
      }
      count += step.records
      mailbox.post(
        .importProgressed(
          ImportProgress(
            file: path, records: count, bytesRead: step.read, bytesTotal: step.total,
            seconds: (ContinuousClock.now - start) / .seconds(1))))
    }
    let done = try await store.finishImport(mapping: mapping?.mapping.text)
    let leftOut =
      problems.isEmpty
      ? []
      : ["\(problems.count) \(problems.count == 1 ? "row was" : "rows were") left out, such as:"]
    return [
      "\(done.addedItems) items, \(done.addedLabels) labels, \(done.addedVerdicts) verdicts; "
        + "\(done.alreadyThere) were there already"
    ] + done.warnings(mapping) + columns(mapping)
      + (try await newRaters(store, before)) + leftOut + problems.prefix(8)
  }

  private func columns(_ mapping: MappingPreview?) -> [String] {
    guard let left = mapping?.leftOut, !left.isEmpty else { return [] }
    return ["columns left out: " + left.prefix(12).joined(separator: ", ")]
  }

  private func newRaters(_ store: AnnotationStore, _ before: Set<String>) async throws -> [String] {
    let new = try await store.raters().map(\.rater).filter { !before.contains($0.name) }
    guard !new.isEmpty else { return [] }
    return [
      "new raters: "
        + new.prefix(12).map { "\($0.name) (\($0.kind.rawValue))" }.joined(separator: ", ")
    ]
  }
}
