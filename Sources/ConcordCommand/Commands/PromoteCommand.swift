import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import Judging
import RunExecution

/// `concord run promote`: the way of asking that won a sweep, as judges, a jury or debates over
/// other items.
struct PromoteCommand {
  private let options: RunOptions
  private let store: AnnotationStore
  private let console: Console
  private var invocation: Invocation { options.invocation }

  static func run(_ invocation: Invocation, _ store: AnnotationStore, _ console: Console)
    async throws
  {
    let command = PromoteCommand(
      options: RunOptions(invocation: invocation), store: store, console: console)
    try command.options.refuse(refused, "what a sweep's winner becomes")
    try await command.perform()
  }

  /// What the winner brings along, and what a series does not do.
  private static let refused = [
    "model": "--models", "seats": "--models", "strategy": "", "scale": "", "strategies": "",
    "scales": "", "like": "concord run again", "table": "concord run sweep", "threshold": "",
    "batch": "", "output": "",
    "collect": "",
  ]

  private func perform() async throws {
    guard
      let kind = invocation.value("to").flatMap(StrategySweep.Promotion.init(rawValue:))
    else {
      throw CommandFailure.usage("to what? Say --to judge, --to jury or --to debate")
    }
    let judges = try await swept()
    let winner = try await winner(of: judges)
    var named = invocation.list("models")
    if named.isEmpty {
      for judge in judges where !named.contains(judge.model) { named.append(judge.model) }
    }
    if kind == .jury, named.count < 2 {
      throw CommandFailure.usage("a jury has two models or more: --models A,B,…")
    }
    if kind == .debate, winner.strategy.strategy == .direct {
      console.message("a debate's roles vote by scores: they are out of 10")
    }
    let roles = try invocation.value("roles").map(DebateRolesFile.read) ?? RunOptions.standardRoles
    let runs = try StrategySweep.promoted(
      winner.settings, to: kind, models: named, roles: roles,
      prefix: invocation.value("name") ?? "promoted"
    ).map { ($0.name, try options.changed($0.settings)) }
    if runs.contains(where: { $0.1.rule.name == RunOptions.weighted }) {
      throw CommandFailure.usage(
        "promote makes no weighted jury: say concord run jury --rule weighted with the strategy "
          + "and scale of the winner")
    }
    let items = try await items(besides: judges.map(\.name))
    let scale = try await store.study().task.scale
    let start = RunStart(options: options, store: store)
    let ending = try await RunSeries(start: start, console: console, what: "step 2")
      .perform(runs, items, scale)
    if case .done(let failures) = ending, failures.isEmpty {
      console.message(
        "now: concord compare \(store.path) --reference \(against) --raters "
          + runs.map(\.0).joined(separator: ","))
    }
    try RunSeries.raise(ending)
  }

  private var against: String { invocation.value("against") ?? Rater.majorityName }

  // MARK: - Who won

  private func swept() async throws -> [StrategySweep.Judge] {
    let prefix = invocation.value("sweep") ?? "judge"
    let judges = try await onSwept { try await SweptJudges.of($0, prefix: prefix) }
    guard !judges.isEmpty else {
      throw CommandFailure.data(
        "\(invocation.value("from") ?? store.path): has no run of a sweep called "
          + "\(prefix)/MODEL/STRATEGY; begin with concord run sweep")
    }
    return judges
  }

  private func winner(of judges: [StrategySweep.Judge]) async throws -> StrategySweep.Judge {
    let against = against
    if let open = try await onSwept({ try await SweptJudges.open(judges, of: nil, in: $0) }) {
      console.message(open)
    }
    let board = try await onSwept {
      try await SweptJudges.board(of: judges, in: $0, against: against)
    }
    guard let place = board.winner else {
      throw CommandFailure.data(
        "no judge of the sweep has a kappa with \(board.reference), so none has won")
    }
    let table = StrategyTable(board: board, scales: judges.map(\.strategy.highestScore))
    console.message(table.verdict)
    return judges[place]
  }

  /// Something of the study that was swept: this one, or that of --from.
  private func onSwept<Found: Sendable>(
    _ look: (AnnotationStore) async throws -> Found
  ) async throws -> Found {
    guard let path = invocation.value("from") else { return try await look(store) }
    let other = try AnnotationStore.open(at: path, mode: .readOnly)
    do {
      let found = try await look(other)
      await other.close()
      return found
    } catch {
      await other.close()
      throw error
    }
  }

  // MARK: - On what

  /// The items that are chosen; without a choice, those that the sweep has not seen. Says how many
  /// of them it has.
  private func items(
    besides judges: [String]
  ) async throws -> [(id: ItemID, candidates: Int)] {
    let start = RunStart(options: options, store: store)
    var selection = try options.selection()
    if invocation.has("from") {
      let items = try await start.items(selection)
      let seen = try await onSwept { try await $0.contentHashes(ratedBy: judges) }
      let here = try await store.contentHashes(of: items.map(\.id))
      tell(here.count(where: seen.contains), of: items.count)
      return items
    }
    if !invocation.has("items") {
      selection.without = judges
      let items = try await store.items(of: selection)
      guard items.isEmpty else {
        console.message("\(items.count) items that the sweep has not seen")
        return items
      }
      throw CommandFailure.usage(
        "the sweep has seen every item, and a way of asking should be judged on others than those "
          + "it was chosen on: choose with --items all the same, or sweep another study (--from)")
    }
    let items = try await start.items(selection)
    selection.without = judges
    let fresh = Set(try await store.items(of: selection).map(\.id))
    tell(items.count { !fresh.contains($0.id) }, of: items.count)
    return items
  }

  private func tell(_ seen: Int, of all: Int) {
    guard seen > 0 else { return }
    console.message(
      "\(seen) of the \(all) items are those on which the way of asking was chosen: what it scores "
        + "there flatters it")
  }
}
