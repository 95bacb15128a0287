import AnnotationModel
import AnnotationStorage
import RunExecution

/// `concord run`: from settings to verdicts in the study.
enum RunCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let path = invocation.operands[1]
    let kind = invocation.operands[0]
    // What is wrong with the words is said before the file is looked at.
    let settings = others.contains(kind) ? nil : try settings(invocation)
    let store = try AnnotationStore.open(at: path, mode: mode(invocation))
    do {
      if let settings {
        try await run(settings, store, invocation, console)
      } else if kind == "again" {
        let options = RunOptions(invocation: invocation)
        let frozen = try await FrozenRun.read(options, store)
        try await RunSitting(
          options, frozen.specification.settings, store, console, frozen: frozen
        ).perform()
      } else if kind == "promote" {
        try await PromoteCommand.run(invocation, store, console)
      } else {
        try await SweepCommand.run(invocation, store, console)
      }
    } catch {
      await store.close()
      throw error
    }
    await store.close()
  }

  /// Several runs with one plan, or one whose settings are not in the words.
  private static let others = ["sweep", "promote", "again"]

  /// What only those take.
  private static let ofSeries = [
    "models": "--model or --seats", "strategies": "--strategy", "scales": "--scale",
    "against": "concord compare", "table": "concord run sweep", "to": "concord run promote",
    "from": "concord run promote", "like": "concord run again", "sweep": "concord run promote",
  ]

  private static func mode(_ invocation: Invocation) -> OpenMode {
    invocation.has("table") ? .readOnly : .readWrite
  }

  private static func settings(_ invocation: Invocation) throws -> RunSettings {
    let options = RunOptions(invocation: invocation)
    try options.refuse(ofSeries, "one run")
    return try options.settings()
  }

  private static func run(
    _ settings: RunSettings, _ store: AnnotationStore, _ invocation: Invocation, _ console: Console
  ) async throws {
    let options = RunOptions(invocation: invocation)
    if settings.kind == .jury, try await isOffline(settings, store) {
      try await compose(settings, store, invocation, console)
    } else if settings.rule.name == RunOptions.weighted {
      try options.refuse(["batch": "", "collect": ""], "a weighted jury of models")
      try await WeightedJury(options: options, settings: settings, store: store, console: console)
        .live()
    } else {
      try await RunSitting(options, settings, store, console).perform()
    }
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
    var jury = FinishedRatersJury(
      seats: settings.seats.map(\.endpoint), rule: settings.rule, quorum: settings.quorum)
    if settings.rule.name == RunOptions.weighted {
      jury = try await WeightedJury(
        options: RunOptions(invocation: invocation), settings: settings, store: store,
        console: console
      ).finished()
    }
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
