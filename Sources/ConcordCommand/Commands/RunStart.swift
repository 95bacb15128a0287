import AnnotationModel
import AnnotationStorage
import Glibc
import Judging
import ModelCalls
import ModelSettings
import PersonalSettings
import RunExecution

/// From settings to a run that can begin: what its specification is, what of it is left to do, and
/// whether a person says yes.
struct RunStart {
  let options: RunOptions
  let store: AnnotationStore
  private var invocation: Invocation { options.invocation }

  /// The items that are chosen; a failure that says why where there are none.
  func items(_ selection: ItemSelection) async throws -> [(id: ItemID, candidates: Int)] {
    let items = try await store.items(of: selection)
    guard items.isEmpty else { return items }
    let isEmpty = try await store.items(of: ItemSelection()).isEmpty
    throw CommandFailure.data(
      isEmpty
        ? "the study has no items yet: concord import \(store.path) FILE"
        : "no item is like that: --items '\(invocation.value("items") ?? "")'")
  }

  func specification(
    _ settings: RunSettings, _ scale: Scale, _ exemplars: [Exemplar]
  ) throws -> RunSpecification {
    let prompts = PromptShelf(folder: SettingsFolder.ofPerson.path)
    return try RunSpecification(
      settings, scale: scale, exemplars: exemplars, endpoint: try endpoints(),
      prompt: { try prompts.template(named: $0) })
  }

  /// The same again: its prompts and exemplars as they were, its models where they are now.
  func specification(again frozen: RunSpecification, _ scale: Scale) throws -> RunSpecification {
    let endpoint = try endpoints()
    return try RunSpecification(
      frozen.settings, scale: scale, exemplars: frozen.exemplars,
      endpoint: { name in
        let now = try endpoint(name)
        guard let before = frozen.endpoints[name], before.model != now.model else { return now }
        throw CommandFailure.data(
          "'\(name)' was the model \(before.model), and is \(now.model) in the endpoints' file: "
            + "give the one that it was a name of its own, or change the model in a saved file")
      },
      prompt: { name in
        if let found = frozen.prompts[name] { return found }
        throw CommandFailure.data(
          "the specification has no prompt '\(name)', which this study's scale needs")
      })
  }

  private func endpoints() throws -> (String) throws -> Endpoint {
    let shelf = try EndpointShelf(
      folder: SettingsFolder.ofPerson.path, study: store.path, only: invocation.value("endpoints"))
    return { name in
      guard let url = invocation.value("url") else { return try shelf.endpoint(named: name) }
      return try .adHoc(url: url, model: name)
    }
  }

  /// The units that a run of this name has not concluded on.
  func left(
    of units: [RunUnit], _ name: String, _ specification: RunSpecification,
    _ reader: AnnotationStore
  ) async throws -> [RunUnit] {
    guard let run = try await reader.run(named: name), run.hash == specification.hash else {
      return units
    }
    let done = try await reader.concluded(of: run, withFailures: invocation.has("keep-failed"))
    return units.filter { !done.contains($0) }
  }

  func begin(_ name: String, _ specification: RunSpecification) async throws -> Run {
    try await store.beginRun(named: name, specification, at: Clock.milliseconds())
  }

  func runnerOptions() throws -> Runner.Options {
    var chosen = Runner.Options()
    chosen.limits = try options.limits()
    chosen.parallel = max(1, invocation.number("parallel") ?? 64)
    chosen.retriesFailed = !invocation.has("keep-failed")
    chosen.mostFailuresInARow = max(0, invocation.number("failures") ?? chosen.mostFailuresInARow)
    return chosen
  }

  /// Whether to begin: without money nothing is asked where no person sits.
  func begins(calls: Int, money: Money) throws -> Bool {
    if invocation.has("yes") || calls == 0 { return true }
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
      guard money > .zero else { return true }
      throw CommandFailure.usage("this would spend money: say --yes")
    }
    try Console.writeAll("Start? [y/N] ", to: STDERR_FILENO)
    let answer = readLine() ?? ""
    return ["y", "yes"].contains(answer.lowercased())
  }

  /// What would be sent first of a unit, printed.
  func printFirst(
    _ units: [RunUnit], _ specifications: [RunSpecification], _ scale: Scale, _ console: Console
  ) async throws {
    guard let unit = units.first, let item = try await store.wholeItem(unit.item) else { return }
    let requests = try specifications.flatMap {
      try $0.firstRequests(of: item, unit, scale: scale)
    }
    guard !requests.isEmpty else { return console.message("a rule asks nobody") }
    if invocation.has("json") {
      return try console.print(.array(requests.map(RunForm.json)))
    }
    try console.print(requests.map(RunForm.text).joined(separator: "\n\n"))
  }
}
