import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage

/// `concord compare`.
enum CompareCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    guard let reference = invocation.value("reference") else {
      throw CommandFailure.usage("against whom? Say --reference NAME, or --reference majority")
    }
    let resamples = invocation.number("resamples") ?? 10_000
    guard (1...10_000_000).contains(resamples) else {
      throw CommandFailure.usage("--resamples is from 1 to 10000000")
    }
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    var names = invocation.list("raters")
    if names.isEmpty { names = try await machines(store, besides: reference) }
    var tracker = try await AgreeCommand.tracker(
      store, AgreeCommand.policy(invocation), only: names + [reference], isNarrow: true)
    guard tracker.scale.categoryCount > 0 else {
      throw CommandFailure.data(
        "\(store.path): its answers are rankings, which have no kappa: nothing to compare")
    }
    let board = try tracker.comparison(
      of: names, with: reference, conduct: try await conduct(of: names, store, tracker),
      resamples: resamples, seed: UInt64(invocation.number("seed") ?? 1))
    guard !board.rows.isEmpty else {
      throw CommandFailure.usage("\(reference) is the reference: name another rater in --raters")
    }
    let sort = invocation.value("sort").flatMap(ComparisonSort.init(rawValue:)) ?? .given
    let table = ComparisonTable(board: board, rows: sort.sorted(board.rows))
    if invocation.has("json") {
      try console.print(table.json)
    } else {
      try console.print(table.text(heading: console.heading))
    }
  }

  private static func machines(
    _ store: AnnotationStore, besides reference: String
  ) async throws -> [String] {
    let names = try await store.raters().filter {
      !$0.rater.kind.isHuman && $0.ratings > 0 && $0.rater.name != reference
    }.map(\.rater.name)
    guard !names.isEmpty else {
      throw CommandFailure.data(
        "\(store.path): no judge, jury or debate has rated anything; name people in --raters")
    }
    return names
  }

  /// How the raters of these names came to their answers, and what they took.
  static func conduct(
    of names: [String], _ store: AnnotationStore, _ tracker: AgreementTracker
  ) async throws -> [RaterID: RaterConduct] {
    let raters = names.compactMap { name in
      tracker.stream(named: name).flatMap { tracker.rater(of: $0.id) }
    }
    return try await store.conduct(of: raters)
  }
}

/// The order of a board's rows.
enum ComparisonSort: String, CaseIterable {
  case given, kappa, agreement, difference, unparsed, cost, seconds

  /// What is best first; what is not known last; of equal ones as given.
  func sorted(_ rows: [ComparisonBoard.Row]) -> [ComparisonBoard.Row] {
    column.sorted(rows, descending: column.startsDescending)
  }

  private var column: ComparisonColumn {
    switch self {
    case .given: .study
    case .kappa: .kappa
    case .agreement: .agreement
    case .difference: .difference
    case .unparsed: .unparsed
    case .cost: .cost
    case .seconds: .seconds
    }
  }
}
