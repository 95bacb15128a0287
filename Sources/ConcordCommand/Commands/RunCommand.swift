import AnnotationModel
import AnnotationStorage
import RunExecution

/// `concord run`: from settings to verdicts in the study.
enum RunCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let options = RunOptions(invocation: invocation)
    let settings = try options.settings()
    let path = invocation.operands[1]
    let store = try AnnotationStore.open(at: path)
    do {
      if settings.kind == .jury, try await isOffline(settings, store) {
        try await compose(settings, store, invocation, console)
      } else {
        try await RunSitting(options, settings, store, console).perform()
      }
    } catch {
      await store.close()
      throw error
    }
    await store.close()
  }

  /// Whether a jury's seats are raters of the study; a mixture of raters and models is refused.
  private static func isOffline(_ settings: RunSettings, _ store: AnnotationStore) async throws
    -> Bool
  {
    let known = Set(try await store.raters().map(\.rater.name))
    let here = settings.seats.filter { known.contains($0.endpoint) }
    guard !here.isEmpty else { return false }
    if let other = settings.seats.first(where: { !known.contains($0.endpoint) }) {
      throw CommandFailure.usage(
        "'\(other.endpoint)' is no rater of the study, and '\(here[0].endpoint)' is one: a jury is "
          + "of raters that have finished, or of models")
    }
    return true
  }

  private static func compose(
    _ settings: RunSettings, _ store: AnnotationStore, _ invocation: Invocation, _ console: Console
  ) async throws {
    let jury = FinishedRatersJury(
      seats: settings.seats.map(\.endpoint), rule: settings.rule, quorum: settings.quorum)
    let name = invocation.value("name") ?? RunOptions.standardName(settings)
    let scale = try await store.study().task.scale
    let (run, answered, abstained) = try await jury.decide(named: name, in: store, scale: scale)
    console.message(
      "\(name): \(answered) answers, \(abstained) without one, of "
        + "\(settings.seats.count) seats; nobody was asked")
    if invocation.has("json") {
      try console.print(RunForm.json(try await store.summary(of: run), specification: false))
    }
  }
}
