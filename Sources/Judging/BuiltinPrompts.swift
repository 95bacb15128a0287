import AnnotationModel
import CPrompts

/// The program's own prompt templates.
public enum BuiltinPrompts {
  /// Name and text of each, in the order in which they are listed.
  public static let files: [(name: String, text: String)] =
    (0..<concord_prompt_count()).map { index in
      let prompt = concord_prompt_at(index)
      return (String(cString: prompt.name), String(cString: prompt.text))
    }

  public static func text(named name: String) -> String? {
    files.first { $0.name == name }?.text
  }

  /// The template of this name; nil where there is none. Tests hold all of them to be well-formed.
  public static func template(named name: String) -> PromptTemplate? {
    text(named: name).flatMap { try? PromptTemplate(name: name, text: $0) }
  }

  /// The template that a judge of this strategy uses for a task's scale.
  public static func judgeName(_ strategy: JudgeStrategy, scale: Scale) -> String {
    switch (scale, strategy) {
    case (.correctness, _): "judge-correctness"
    case (.score, _), (_, .independent): "judge-single"
    case (.ranking, .direct): "judge-ranking"
    case (_, .direct): "judge-direct"
    case (_, .combined): "judge-combined"
    }
  }

  /// The places that a template of this name may have: a name beyond them would stay empty.
  public static func variables(of name: String) -> Set<String> {
    let shared: Set<String> = ["conversation", "answers", "reference", "criteria", "form"]
    if name.hasPrefix("debate-") {
      return shared.union([
        "role", "roles", "persona", "discussion", "minutes", "votes", "round", "rounds",
      ])
    }
    if name == "ask-again" { return ["form"] }
    return shared.union([
      "guidance", "exemplars", "step_by_step", "evidence_first", "verdict_first", "no_evidence",
      "lowest", "highest", "rubric", "steps",
    ])
  }
}
