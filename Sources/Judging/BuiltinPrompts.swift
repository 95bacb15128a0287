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
    PromptPurpose(ofTemplate: name).variables
  }

  /// What a template of this name is for, in a few words; of one that is not the program's own,
  /// what it can stand in for.
  public static func use(of name: String) -> String {
    switch name {
    case "judge-direct": "a judge says which answer is better"
    case "judge-combined": "a judge scores all answers in one call"
    case "judge-single": "a judge scores one answer"
    case "judge-correctness": "a judge says whether an answer is correct"
    case "judge-ranking": "a judge puts the answers in order"
    default:
      switch PromptPurpose(ofTemplate: name) {
      case .judge: "a judge"
      case .askAgain: "once more, where a reply had no answer"
      case .debateTurn: "a referee's turn in a debate"
      case .debateSummary: "the minutes of a debate's round"
      case .debateVote: "a referee's vote after a debate"
      }
    }
  }
}
