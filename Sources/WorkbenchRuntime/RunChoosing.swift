import AnnotationModel
import Judging
import ModelCalls
import ModelSettings
import PersonalSettings
import RunExecution
import Workbench

/// The form of a run: what its fields can be, and the settings that their values mean.
enum RunChoosing {
  static func form(_ scale: Scale, shelf: EndpointShelf) -> RunForm {
    let models = shelf.entries.map(\.endpoint.name)
    var problems = shelf.problems
    if models.isEmpty {
      problems.append(
        "no file names a model: write one into \(shelf.paths.joined(separator: " or ")); "
          + "`concord models --example` prints one to begin with")
    }
    func field<Choice: CaseIterable & RawRepresentable>(_ id: String, _: Choice.Type) -> RunField
    where Choice.RawValue == String {
      RunField(id, Choice.allCases.map(\.rawValue))
    }
    var fields = [
      RunField("kind", ["judge", "lexical"], at: models.isEmpty ? 1 : 0),
      RunField("model", models),
    ]
    if case .preference = scale {
      fields += [
        field("strategy", JudgeStrategy.self), RunField("scale", ["5", "10", "100"], at: 1),
      ]
    }
    let rules =
      scale == .correctness ? [LexicalRule.exact, .contains] : [.longer, .first, .random]
    fields += [
      field("evidence", Evidence.self), field("reference", ReferenceCondition.self),
      RunField("rule", rules.map(\.rawValue)), field("order", OrderChoice.self),
      RunField("repeats", ["1", "2", "3", "5", "10"]),
      RunField("items", ["all", "labelled", "first 10", "first 100"]),
    ]
    return RunForm(fields: fields, problems: problems)
  }

  static func settings(_ request: RunRequest) -> RunSettings {
    func value(_ id: String) -> String { request.choices[id] ?? "" }
    let kind = RunKind(rawValue: value("kind")) ?? .judge
    var result = RunSettings(kind)
    result.order = OrderChoice(rawValue: value("order")) ?? result.order
    result.repeats = Int(value("repeats")) ?? 1
    if kind == .lexical {
      result.lexical = LexicalSpec(LexicalRule(rawValue: value("rule")) ?? .longer)
      return result
    }
    result.seats = value("model").isEmpty ? [] : [RunSeat(endpoint: value("model"))]
    result.strategy = JudgeStrategy(rawValue: value("strategy")) ?? result.strategy
    result.highestScore = Int(value("scale")) ?? result.highestScore
    result.evidence = Evidence(rawValue: value("evidence")) ?? result.evidence
    result.reference = ReferenceCondition(rawValue: value("reference")) ?? result.reference
    return result
  }

  /// Of all choices that change what is asked, so that the same choices go on with the same run.
  static func name(_ settings: RunSettings) -> String {
    var parts: [String] = [settings.kind.rawValue]
    if settings.kind == .lexical {
      parts.append(settings.lexical.rule.rawValue)
    } else {
      parts += settings.seats.map(\.endpoint) + [settings.strategy.rawValue]
      parts.append("\(settings.highestScore)")
      if settings.evidence != .first { parts.append("evidence-\(settings.evidence.rawValue)") }
      if settings.reference != .none { parts.append("ref-\(settings.reference.rawValue)") }
    }
    if settings.order != .stored { parts.append(settings.order.rawValue) }
    if settings.repeats > 1 { parts.append("x\(settings.repeats)") }
    return parts.joined(separator: "/")
  }
}
