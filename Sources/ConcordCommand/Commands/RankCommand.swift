import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import StudyFigures

/// `concord rank`.
enum RankCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let resamples = invocation.number("resamples") ?? 1000
    guard (1...1_000_000).contains(resamples) else {
      throw CommandFailure.usage("--resamples is from 1 to 1000000")
    }
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    let names = invocation.list("raters")
    let tracker = try await AgreeCommand.tracker(
      store, AgreeCommand.policy(invocation), only: names, isNarrow: !names.isEmpty)
    guard tracker.scale.categoryCount > 0 else {
      throw CommandFailure.data(
        "\(store.path): its answers are rankings; ranking systems by them is not possible yet")
    }
    let systems = try await store.candidateSystems()
    guard systems.names.count > 1 else {
      throw CommandFailure.data(
        "\(store.path): its items do not name two systems that wrote their responses")
    }
    let raters = try raters(names, tracker)
    let worth = invocation.value("worth").flatMap(TieWorth.init(rawValue:)) ?? .half
    var table = RankTable(
      standings: raters.compactMap {
        tracker.systemStandings(of: $0, systems: systems, worth: worth)
      }, policy: tracker.policy)
    if raters.count > 1,
      let found = tracker.systemComparison(raters[0], raters[1], systems: systems, worth: worth)
    {
      table.comparison = found
      table.stability = found.scores.stability(
        resamples: resamples, seed: UInt64(invocation.number("seed") ?? 1))
    }
    if invocation.has("json") {
      try console.print(table.json)
    } else {
      try console.print(table.text(heading: console.heading))
    }
  }

  /// Those named; or the majority, or the one person, and then all machines.
  private static func raters(
    _ names: [String], _ tracker: AgreementTracker
  ) throws -> [StreamID] {
    guard names.isEmpty else {
      var chosen: [StreamID] = []
      for name in names {
        let id = try tracker.knownStream(named: name).id
        if !chosen.contains(id) { chosen.append(id) }
      }
      return chosen
    }
    guard let first = tracker.usualReference else {
      throw CommandFailure.data("nobody has rated anything yet")
    }
    return [first]
      + tracker.raters.filter { $0 != first && tracker.stream($0)?.kind.isHuman == false }
  }
}
