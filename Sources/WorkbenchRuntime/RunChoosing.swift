import AnnotationModel
import Judging
import ModelCalls
import ModelSettings
import PersonalSettings
import RunExecution
import Workbench

/// The form of a run: what its fields can be.
enum RunChoosing {
  /// The most seats and roles that the form has.
  static let most = 9

  /// - Parameter raters: of the study, for a jury of finished ones.
  static func form(_ scale: Scale, shelf: EndpointShelf, raters: [String] = []) -> RunForm {
    let models = shelf.entries.map(\.endpoint.name)
    var problems = shelf.problems
    if models.isEmpty {
      problems.append(
        "no file names a model: write one into \(shelf.paths.joined(separator: " or ")); "
          + "`concord models --example` prints one to begin with")
    }
    return RunForm(
      fields: who(scale, models, raters) + panel(models) + question(scale) + sampling
        + [
          RunField("budget-calls", [""], typing: .whole),
          RunField("budget-tokens", [""], typing: .whole),
          RunField("budget-money", [""], typing: .decimal),
        ], problems: problems)
  }

  private static func field<Choice: CaseIterable & RawRepresentable>(
    _ id: String, _: Choice.Type
  ) -> RunField where Choice.RawValue == String {
    RunField(id, Choice.allCases.map(\.rawValue))
  }

  private static func numbers(_ id: String, _ all: [Int], at: Int = 0) -> RunField {
    RunField(id, all.map { "\($0)" }, at: at, typing: .whole)
  }

  private static func yes(_ id: String) -> RunField { RunField(id, ["no", "yes"]) }

  private static func who(_ scale: Scale, _ models: [String], _ raters: [String]) -> [RunField] {
    let rules =
      scale == .correctness ? [LexicalRule.exact, .contains] : [.longer, .first, .random]
    let isComposable = raters.count > 1
    let panels = ["judge", "jury", "debate", "cascade", "lexical"]
    let kinds = models.isEmpty ? (isComposable ? ["lexical", "jury"] : ["lexical"]) : panels
    let ofs = (models.isEmpty ? [] : ["models"]) + (isComposable ? [RunForm.finished] : [])
    var fields = [
      RunField("kind", kinds), RunField("name", [], typing: .text),
      RunField("items", ["all", "labelled", "first=10", "first=100"], typing: .text),
      RunField("model", models), RunField("rule", rules.map(\.rawValue)), RunField("of", ofs),
      numbers("seats", Array(2...most), at: models.count > 2 ? 1 : 0),
    ]
    // Each seat begins with another model.
    fields += (1...most).map {
      RunField("seat \($0)", models, at: models.isEmpty ? 0 : ($0 - 1) % models.count)
    }
    fields += (1...most).map {
      RunField("rater \($0)", raters, at: raters.isEmpty ? 0 : ($0 - 1) % raters.count)
    }
    return fields
  }

  private static func panel(_ models: [String]) -> [RunField] {
    var fields = [
      RunField("jury-rule", PanelRule.names), numbers("quorum", Array(1...most)),
      RunField("threshold", ["0.5", "0.6", "0.75", "0.9", "1"], at: 2, typing: .decimal),
      RunField("rest", ["people"]), numbers("roles", Array(2...most), at: 1),
    ]
    let known = RunChoices.standardRoles
    for number in 1...most {
      let role = known.indices.contains(number - 1) ? known[number - 1] : nil
      fields += [
        RunField("role \(number)", [role?.role ?? "Referee \(number)"], typing: .text),
        RunField("persona \(number)", [role?.persona ?? ""], typing: .text),
        RunField("model \(number)", models),
      ]
    }
    return fields + [
      numbers("rounds", Array(1...5), at: 1), field("talk", DebateTalk.self),
      RunField("vote", ["blind", "open"]), field("decision", DebateDecision.self),
      yes("early-stop"),
    ]
  }

  private static func question(_ scale: Scale) -> [RunField] {
    var fields: [RunField] = []
    if case .preference = scale {
      fields += [
        field("strategy", JudgeStrategy.self), RunField("scale", ["5", "10", "100"], at: 1),
      ]
    }
    fields += [
      field("order", OrderChoice.self), numbers("order-seed", [1]),
      numbers("repeats", [1, 2, 3, 5, 10]), field("reference", ReferenceCondition.self),
      field("evidence", Evidence.self), yes("step-by-step"),
    ]
    fields += (1...most).map { RunField("criterion \($0)", [], typing: .text) }
    return fields + [
      RunField("guidance", [], typing: .text),
      RunField("reasks", [RunChoices.usual, "0", "1", "2", "3"]),
      numbers("samples", [1, 3, 5, 10, 20]),
      RunField("logprobs", ["", "5", "10", "20"], typing: .whole), yes("weigh-scores"),
      numbers("exemplars", [0, 1, 2, 4, 8]), numbers("exemplar-seed", [1]), yes("structured"),
    ]
  }

  private static let sampling = [
    RunField("temperature", ["0", "0.2", "0.5", "0.7", "1"], typing: .decimal),
    RunField("top-p", ["", "0.9", "0.95"], typing: .decimal),
    RunField("max-tokens", ["256", "512", "1024", "2048", "4096"], at: 2, typing: .whole),
    RunField("seed", ["", "1"], typing: .whole), RunField("effort", [], typing: .text),
  ]
}
