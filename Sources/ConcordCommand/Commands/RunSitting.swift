import AnnotationModel
import AnnotationStorage
import ModelCalls
import ModelTransport
import RunExecution

/// One sitting of a run: what it would be, whether to begin, how far it is, how it ended.
struct RunSitting {
  private let options: RunOptions
  private let settings: RunSettings
  /// What was asked before and is asked again, where it is; else the settings are asked now.
  private let frozen: FrozenRun?
  private let store: AnnotationStore
  private let console: Console
  private let start: RunStart
  /// What the same sitting has used of its budget before.
  private let spent: CallCost
  private var invocation: Invocation { options.invocation }

  init(
    _ options: RunOptions, _ settings: RunSettings, _ store: AnnotationStore, _ console: Console,
    frozen: FrozenRun? = nil, spent: CallCost = .zero
  ) {
    self.spent = spent
    self.options = options
    self.settings = settings
    self.frozen = frozen
    self.store = store
    self.console = console
    start = RunStart(options: options, store: store)
  }

  func perform() async throws {
    let scale = try await store.study().task.scale
    var items = try await start.items(try options.selection())
    if let weighing = settings.weighing {
      // On what its weights were found a jury would look better than it is.
      let held = try await store.heldOut(of: weighing)
      items.removeAll { held.excluded.contains($0.id) }
    }
    let specification = try await specification(items.map(\.id), scale)
    let units = RunPlan.units(items, settings)
    if invocation.has("dry-run") {
      return try await start.printFirst(units, [specification], scale, console)
    }
    let reader = try AnnotationStore.open(at: store.path, mode: .readOnly)
    do {
      try await perform(units, specification, scale, reader)
    } catch {
      await reader.close()
      throw error
    }
    await reader.close()
  }

  private func specification(_ items: [ItemID], _ scale: Scale) async throws -> RunSpecification {
    if let frozen {
      try await store.check(frozen.specification.exemplars, judging: items)
      return try start.specification(again: frozen.specification, scale)
    }
    let exemplars = try await store.exemplars(settings, judging: items, scale: scale)
    return try start.specification(settings, scale, exemplars)
  }

  private func perform(
    _ units: [RunUnit], _ specification: RunSpecification, _ scale: Scale, _ reader: AnnotationStore
  ) async throws {
    let name = invocation.value("name") ?? frozen?.name ?? RunOptions.standardName(settings)
    let left = try await start.left(of: units, name, specification, reader)
    let plan = try await RunPlan(left, specification, scale: scale, from: reader)
    if invocation.has("plan-only"), !invocation.has("batch") {
      return console.message(RunForm.plan(plan, settings, specification))
    }
    if invocation.has("plan-only") || invocation.has("collect") {
      let run = try await start.begin(name, specification)
      let batch = RunBatch(
        run, specification, scale, units, store: store, reader: reader,
        seats: try await store.seats(of: run.id), console: console)
      return try await batch.perform(invocation)
    }
    let there = units.count - left.count
    console.message(
      RunForm.plan(plan, settings, specification)
        + (there > 0 ? "; \(there) verdicts are there already" : ""))
    guard try start.begins(calls: plan.calls, money: plan.money) else {
      throw CommandFailure.cancelled("nothing was sent")
    }
    let run = try await start.begin(name, specification)
    let loop = HTTPLoop()
    defer { loop.close() }
    let runner = try Runner(
      run, specification, scale: scale, seats: try await store.seats(of: run.id), store: store,
      reader: reader, client: HTTPModelClient(loop), spent: spent,
      options: try start.runnerOptions())
    Interruption.watch()
    let stop = await RunWatch(console: console).perform(runner, units)
    try await tell(run, stop, await runner.progress())
  }

  // MARK: - After

  private func tell(_ run: Run, _ stop: RunStop?, _ progress: RunProgress) async throws {
    let ended = try await store.run(named: run.name) ?? run
    let summary = try await store.summary(of: ended)
    console.message(RunForm.end(run.name, progress))
    if invocation.has("json") {
      try console.print(RunForm.json(summary, specification: false))
    }
    if stop == nil, let failed = progress.abstentions[.failed], failed > 0 {
      console.message(
        "\(failed) got no reply; say the same again to ask them anew "
          + "(--keep-failed leaves them)")
    }
    switch stop {
    case nil, .trial?: return
    case .asked?:
      throw CommandFailure.cancelled("stopped; say the same again to go on with \(run.name)")
    case .budget?:
      throw CommandFailure.checkFailed(
        "\(stop.map { "\($0)" } ?? ""); the same words go on, with as much again")
    case .outage?:
      throw CommandFailure.data(
        "\(stop.map { "\($0)" } ?? ""); say the same again to go on with \(run.name)")
    case .endpoint?, .storage?: throw CommandFailure.data("\(stop.map { "\($0)" } ?? "")")
    }
  }
}
