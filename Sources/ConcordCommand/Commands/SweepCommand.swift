import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import Judging
import RunExecution

/// `concord run sweep`: models × strategies × scales as judges, and which of them is best.
struct SweepCommand {
  private let options: RunOptions
  private let store: AnnotationStore
  private let console: Console
  private var invocation: Invocation { options.invocation }

  static func run(_ invocation: Invocation, _ store: AnnotationStore, _ console: Console)
    async throws
  {
    let command = SweepCommand(
      options: RunOptions(invocation: invocation), store: store, console: console)
    try command.options.refuse(refused, "a sweep of strategies")
    try await command.perform()
  }

  /// What a sweep chooses itself, and what other kinds take.
  private static let refused = [
    "model": "--models", "strategy": "--strategies", "scale": "--scales", "seats": "--models",
    "roles": "", "rule": "", "quorum": "", "threshold": "", "rounds": "", "talk": "",
    "open-vote": "", "decision": "", "early-stop": "", "batch": "", "output": "", "collect": "",
    "to": "concord run promote", "from": "concord run promote", "like": "concord run again",
    "sweep": "concord run promote",
  ]

  private func perform() async throws {
    let against = invocation.value("against") ?? Rater.majorityName
    let prefix = invocation.value("name") ?? "judge"
    let models = invocation.list("models")
    if invocation.has("table") {
      let judges = try await SweptJudges.of(store, prefix: prefix, models: models)
      guard !judges.isEmpty else {
        throw CommandFailure.data(
          "\(store.path): no run of a sweep is called \(prefix)/MODEL/STRATEGY")
      }
      return try await show(judges, against)
    }
    let sweep = try sweep(models, prefix)
    // What is wrong with the reference is said before anything is paid.
    let isThere = try await hasReference(against)
    let ending = try await ask(sweep)
    if case .shown = ending { return }
    let judges = try await SweptJudges.of(store, prefix: prefix, models: models)
      .filter { there in sweep.judges.contains { $0.name == there.name } }
    if isThere, !judges.isEmpty { try await show(judges, against, of: sweep.judges.count) }
    try RunSeries.raise(ending)
  }

  private func hasReference(_ against: String) async throws -> Bool {
    let tracker = try await AgreeCommand.tracker(
      store, AnalysisPolicy(), only: [against], isNarrow: true)
    if invocation.has("against") { _ = try tracker.knownStream(named: against) }
    if let stream = tracker.stream(named: against), stream.ratingCount > 0 { return true }
    console.message(
      "\(against) has answered nothing yet, so there will be no table: label, and then say the "
        + "same with --table")
    return false
  }

  private func ask(_ sweep: StrategySweep) async throws -> RunSeries.Ending {
    let scale = try await store.study().task.scale
    guard case .preference = scale else {
      throw CommandFailure.data(
        "\(store.path): a sweep compares ways of judging pairs; this study's answers are "
          + "no preferences")
    }
    let start = RunStart(options: options, store: store)
    let items = try await start.items(try options.selection())
    return try await RunSeries(start: start, console: console, what: "the sweep").perform(
      sweep.judges.map { ($0.name, $0.settings) }, items, scale)
  }

  private func sweep(_ models: [String], _ prefix: String) throws -> StrategySweep {
    guard !models.isEmpty else {
      throw CommandFailure.usage("which models? --models A,B,…; concord models lists them")
    }
    if let twice = models.indices.first(where: { models[..<$0].contains(models[$0]) }) {
      throw CommandFailure.usage("\(models[twice]) is named twice in --models")
    }
    let strategies = try words("strategies", JudgeStrategy.allCases.map(\.rawValue))
      .compactMap(JudgeStrategy.init(rawValue:))
    let scales = try words("scales", ["5", "10", "100"]).compactMap { Int($0) }
    return StrategySweep(
      models: models, strategies: strategies, scales: scales,
      base: try options.changed(RunSettings(.judge)), prefix: prefix)
  }

  /// The words of a list, each once; all of the menu where none is given.
  private func words(_ option: String, _ menu: [String]) throws -> [String] {
    let given = invocation.list(option)
    if let wrong = given.first(where: { !menu.contains($0) }) {
      throw CommandFailure.usage(
        "--\(option): '\(wrong)' is none of \(menu.joined(separator: ", "))")
    }
    return given.isEmpty ? menu : menu.filter(given.contains)
  }

  /// - Parameter planned: how many ways there should be.
  private func show(
    _ judges: [StrategySweep.Judge], _ against: String, of planned: Int? = nil
  ) async throws {
    if let open = try await SweptJudges.open(judges, of: planned, in: store) {
      console.message(open)
    }
    let board = try await SweptJudges.board(of: judges, in: store, against: against)
    let table = StrategyTable(
      board: board, scales: judges.map(\.strategy.highestScore))
    if invocation.has("json") {
      try console.print(table.json)
    } else {
      try console.print(table.text(heading: console.heading))
    }
  }
}

/// The judges of a sweep that a study holds.
enum SweptJudges {
  /// - Parameter models: only theirs; of all where empty.
  static func of(
    _ store: AnnotationStore, prefix: String, models: [String] = []
  ) async throws -> [StrategySweep.Judge] {
    let rated = Set(try await store.raters().filter { $0.ratings > 0 }.map(\.rater.name))
    let judges = try await store.runs().compactMap {
      StrategySweep.judge(ofRun: $0.name, specification: $0.specification, prefix: prefix)
    }
    return judges.filter {
      rated.contains($0.name) && (models.isEmpty || models.contains($0.model))
    }
  }

  /// What of a sweep is not done, so that its winner may yet be another; nil where all is.
  static func open(
    _ judges: [StrategySweep.Judge], of planned: Int?, in store: AnnotationStore
  ) async throws -> String? {
    let names = Set(judges.map(\.name))
    let runs = try await store.runs().filter { names.contains($0.name) && $0.state != .finished }
    let missing = max(0, (planned ?? 0) - judges.count)
    guard missing > 0 || !runs.isEmpty else { return nil }
    let parts =
      (missing > 0
        ? [missing == 1 ? "1 way was not asked yet" : "\(missing) ways were not asked yet"] : [])
      + runs.map { "\($0.name) is \($0.state.rawValue)" }
    return "the sweep is not done (\(parts.joined(separator: ", "))): another way may yet win; say "
      + "the sweep again to end it"
  }

  static func board(
    of judges: [StrategySweep.Judge], in store: AnnotationStore, against: String
  ) async throws -> StrategyBoard {
    let names = judges.map(\.name)
    var tracker = try await AgreeCommand.tracker(
      store, AnalysisPolicy(), only: names + [against], isNarrow: true)
    return try tracker.strategies(
      judges.map { ($0.name, $0.model, $0.strategy.name) }, against: against,
      conduct: try await CompareCommand.conduct(of: names, store, tracker))
  }
}
