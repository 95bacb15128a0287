import AnnotationModel
import Judging
import ModelCalls
import RunExecution

/// How a run asked, in the words of a paper.
enum RunWords {
  /// The models behind a run; "" for a rule without one.
  static func models(_ specification: RunSpecification) -> String {
    let models = specification.endpoints.values.sorted { $0.name < $1.name }.map {
      $0.model.isEmpty || $0.model == $0.name ? $0.name : "\($0.name) (\($0.model))"
    }
    return models.joined(separator: ", ")
  }

  /// The settings that can change a reply or what it is taken for.
  static func settings(_ specification: RunSpecification) -> String {
    let settings = specification.settings
    guard settings.kind != .lexical else { return "rule \(settings.lexical.rule.rawValue)" }
    var parts: [String] = []
    if settings.kind != .debate {
      parts.append("strategy \(settings.strategy.rawValue)")
      parts.append("evidence \(settings.evidence.rawValue)")
    }
    if settings.strategy != .direct || settings.kind == .debate {
      parts.append("scores to \(settings.highestScore)")
    }
    parts.append("order \(settings.order.rawValue)")
    return (parts + sampling(settings) + panel(settings)).joined(separator: ", ")
  }

  private static func sampling(_ settings: RunSettings) -> [String] {
    var parts = ["temperature " + (settings.temperature.map { "\($0)" } ?? "of the endpoint")]
    if let top = settings.topProbability { parts.append("top-p \(top)") }
    parts.append("at most \(settings.maximumTokens) tokens")
    if let seed = settings.seed { parts.append("seed \(seed)") }
    if let effort = settings.reasoningEffort { parts.append("effort \(effort)") }
    if settings.samples > 1 { parts.append("\(settings.samples) samples") }
    if settings.repeats > 1 { parts.append("\(settings.repeats) repeats, the first counts") }
    if settings.reasks > 0 { parts.append("at most \(settings.reasks) re-asks") }
    if settings.exemplars > 0 { parts.append("\(settings.exemplars) exemplars") }
    if settings.reference != .none { parts.append("reference \(settings.reference.rawValue)") }
    if !settings.criteria.isEmpty { parts.append("\(settings.criteria.count) criteria") }
    return parts
  }

  private static func panel(_ settings: RunSettings) -> [String] {
    switch settings.kind {
    case .jury: ["rule \(settings.rule.name)", "quorum \(settings.quorum)"]
    case .debate:
      ["\(settings.rounds) rounds", "talk \(settings.talk.rawValue)"]
        + ["decision \(settings.decision.rawValue)"]
    case .cascade: ["threshold \(settings.threshold)"]
    case .judge, .lexical: []
    }
  }
}
