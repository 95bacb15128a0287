import AnnotationModel
import AnnotationStorage
import Glibc
import Judging
import ModelCalls
import ModelSettings
import ModelTransport
import PersonalSettings
import RunExecution

/// One sitting of a run: what it would be, whether to begin, how far it is, how it ended.
struct RunSitting {
  private let options: RunOptions
  private let settings: RunSettings
  private let store: AnnotationStore
  private let console: Console
  private var invocation: Invocation { options.invocation }

  init(
    _ options: RunOptions, _ settings: RunSettings, _ store: AnnotationStore, _ console: Console
  ) {
    self.options = options
    self.settings = settings
    self.store = store
    self.console = console
  }

  func perform() async throws {
    let scale = try await store.study().task.scale
    let items = try await store.items(of: try options.selection())
    guard !items.isEmpty else {
      let isEmpty = try await store.items(of: ItemSelection()).isEmpty
      throw CommandFailure.data(
        isEmpty
          ? "the study has no items yet: concord import \(store.path) FILE"
          : "no item is like that: --items '\(invocation.value("items") ?? "")'")
    }
    let exemplars = try await store.exemplars(settings, judging: items.map(\.id), scale: scale)
    let specification = try specification(scale, exemplars)
    let units = RunPlan.units(items, settings)
    if invocation.has("dry-run") { return try await printFirst(units, specification, scale) }
    let reader = try AnnotationStore.open(at: store.path, mode: .readOnly)
    do {
      try await perform(units, specification, scale, reader)
    } catch {
      await reader.close()
      throw error
    }
    await reader.close()
  }

  private func perform(
    _ units: [RunUnit], _ specification: RunSpecification, _ scale: Scale, _ reader: AnnotationStore
  ) async throws {
    let name = invocation.value("name") ?? RunOptions.standardName(settings)
    let left = try await left(of: units, name, specification, reader)
    let plan = try await RunPlan(left, specification, scale: scale, from: reader)
    if invocation.has("plan-only"), !invocation.has("batch") {
      return console.message(RunForm.plan(plan, settings, specification))
    }
    if invocation.has("plan-only") || invocation.has("collect") {
      let run = try await begin(name, specification)
      let batch = RunBatch(
        run, specification, scale, units, store: store, reader: reader,
        seats: try await store.seats(of: run.id), console: console)
      return try await batch.perform(invocation)
    }
    let there = units.count - left.count
    console.message(
      RunForm.plan(plan, settings, specification)
        + (there > 0 ? "; \(there) verdicts are there already" : ""))
    guard try begins(plan) else { throw CommandFailure.cancelled("nothing was sent") }
    let run = try await begin(name, specification)
    let loop = HTTPLoop()
    defer { loop.close() }
    var chosen = Runner.Options()
    chosen.limits = try options.limits()
    chosen.parallel = max(1, invocation.number("parallel") ?? 64)
    chosen.mostFailuresInARow = max(0, invocation.number("failures") ?? chosen.mostFailuresInARow)
    chosen.retriesFailed = !invocation.has("keep-failed")
    let runner = try Runner(
      run, specification, scale: scale, seats: try await store.seats(of: run.id), store: store,
      reader: reader, client: HTTPModelClient(loop), options: chosen)
    let stop = await watched(runner, units)
    try await tell(run, stop, await runner.progress())
  }

  /// The units that a run of this name has not concluded on.
  private func left(
    of units: [RunUnit], _ name: String, _ specification: RunSpecification,
    _ reader: AnnotationStore
  ) async throws -> [RunUnit] {
    guard let run = try await reader.run(named: name), run.hash == specification.hash else {
      return units
    }
    let done = try await reader.concluded(of: run, withFailures: invocation.has("keep-failed"))
    return units.filter { !done.contains($0) }
  }

  private func specification(
    _ scale: Scale, _ exemplars: [Exemplar]
  ) throws -> RunSpecification {
    let folder = SettingsFolder.ofPerson.path
    let shelf = try EndpointShelf(
      folder: folder, study: store.path, only: invocation.value("endpoints"))
    let prompts = PromptShelf(folder: folder)
    return try RunSpecification(
      settings, scale: scale, exemplars: exemplars,
      endpoint: { name in
        guard let url = invocation.value("url") else { return try shelf.endpoint(named: name) }
        return try .adHoc(url: url, model: name)
      }, prompt: { try prompts.template(named: $0) })
  }

  private func begin(_ name: String, _ specification: RunSpecification) async throws -> Run {
    let seats = [.jury, .cascade].contains(settings.kind) ? settings.seats : []
    let first = settings.seats.first.flatMap { specification.endpoints[$0.endpoint] }
    let isOne = specification.endpoints.count == 1
    return try await store.beginRun(
      named: name, kind: settings.kind, specification: specification.text,
      hash: specification.hash, model: isOne ? first?.model ?? "" : "",
      family: isOne ? first?.family ?? "" : "",
      seats: seats.map { seat in
        let endpoint = specification.endpoints[seat.endpoint]
        return ImportedRater(
          name: name + "/" + seat.endpoint, kind: .judge, model: endpoint?.model ?? "",
          family: endpoint?.family ?? "")
      }, at: Clock.milliseconds())
  }

  // MARK: - Before

  private func printFirst(
    _ units: [RunUnit], _ specification: RunSpecification, _ scale: Scale
  ) async throws {
    guard let unit = units.first, let item = try await store.wholeItem(unit.item) else { return }
    let requests = try specification.firstRequests(of: item, unit, scale: scale)
    guard !requests.isEmpty else { return console.message("a rule asks nobody") }
    if invocation.has("json") {
      return try console.print(.array(requests.map(RunForm.json)))
    }
    try console.print(requests.map(RunForm.text).joined(separator: "\n\n"))
  }

  /// Whether to begin: without money nothing is asked where no person sits.
  private func begins(_ plan: RunPlan) throws -> Bool {
    if invocation.has("yes") || plan.calls == 0 { return true }
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
      guard plan.money > .zero else { return true }
      throw CommandFailure.usage("this would spend money: say --yes")
    }
    try Console.writeAll("Start? [y/N] ", to: STDERR_FILENO)
    let answer = readLine() ?? ""
    return ["y", "yes"].contains(answer.lowercased())
  }

  // MARK: - While it goes

  private func watched(_ runner: Runner, _ units: [RunUnit]) async -> RunStop? {
    Interruption.watch()
    let console = console
    let watcher = Task.detached {
      var isStopping = false
      var told = ContinuousClock.now
      while !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(100))
        if Interruption.isRequested, !isStopping {
          isStopping = true
          console.endProgress()
          console.message("stopping; what is under way comes back. Ctrl-C once more leaves at once")
          await runner.stop()
        }
        guard ContinuousClock.now - told >= .seconds(1) else { continue }
        told = .now
        let line = RunForm.progress(await runner.progress())
        console.showsProgress ? console.progress(line) : console.message(line)
      }
    }
    let stop = await runner.perform(units)
    watcher.cancel()
    await watcher.value
    console.endProgress()
    return stop
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
    case nil: return
    case .asked?:
      throw CommandFailure.cancelled("stopped; say the same again to go on with \(run.name)")
    case .budget?:
      throw CommandFailure.checkFailed(
        "\(stop.map { "\($0)" } ?? ""); say the same with a larger one to go on")
    case .outage?:
      throw CommandFailure.data(
        "\(stop.map { "\($0)" } ?? ""); say the same again to go on with \(run.name)")
    case .endpoint?, .storage?: throw CommandFailure.data("\(stop.map { "\($0)" } ?? "")")
    }
  }
}
