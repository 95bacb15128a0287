import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage

/// `concord passrate`: how often candidates pass, from some labels and a judge's answers to all.
enum PassRateCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let level = try invocation.share("level", or: 0.95)
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    let study = try await JudgedStudy(invocation, store)
    let (measure, words) = try await measure(invocation, study)
    var property: SliceColumn?
    if let asked = invocation.value("by").flatMap(SliceColumn.Property.init(rawValue:)) {
      property = try await store.sliceColumn(asked)
    }
    let items = study.tracker.judgedItems(by: study.judge.id, reference: study.reference.id)
    let text = PassRateText(
      study: study, items: items, measure: words, property: property?.property.rawValue,
      rates: PassRates(items, measure, by: property, level: level), level: level)
    if invocation.has("json") {
      try console.print(text.json)
    } else {
      try console.print(text.plain(heading: console.heading))
    }
  }

  /// What counts as passing, and what to call that.
  private static func measure(
    _ invocation: Invocation, _ study: JudgedStudy
  ) async throws -> (PassMeasure, words: String) {
    let names = study.tracker.tabulated.names
    if let name = invocation.value("category") {
      guard !invocation.has("system") else {
        throw CommandFailure.usage("--category and --system are two questions: choose one")
      }
      guard let place = names.firstIndex(of: name) else {
        throw CommandFailure.usage(
          "there is no category '\(name)' here; there are " + names.joined(separator: ", "))
      }
      return (.category(place), "share of '\(name)'")
    }
    switch study.tracker.scale {
    case .score where !invocation.has("system"): return (.mean, "mean score")
    case .preference: return try await wins(invocation, study)
    default:
      if invocation.has("system") {
        throw CommandFailure.usage("--system asks who wins, which is asked of preferences only")
      }
      return (.category(0), "share of '\(names.first ?? "")'")
    }
  }

  private static func wins(
    _ invocation: Invocation, _ study: JudgedStudy
  ) async throws -> (PassMeasure, words: String) {
    let systems = try await study.store.systemsInOrder()
    if let asked = invocation.value("system"), !systems.contains(asked) {
      throw CommandFailure.usage(
        "no system is called '\(asked)'; "
          + (systems.isEmpty
            ? "the study names none: ask for a --category"
            : "there are " + systems.joined(separator: ", ")))
    }
    guard let system = invocation.value("system") ?? systems.first else {
      let first = study.tracker.tabulated.names.first ?? ""
      return (.category(0), "share of '\(first)', the first candidate as stored")
    }
    return (.wins(try await study.store.places(ofSystem: system)), "share won by '\(system)'")
  }
}
