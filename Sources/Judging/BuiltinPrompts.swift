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

  /// The text of the template of this name; nil where there is none.
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

  /// When a template of this name is used, as a short clause; one that is not the program's own,
  /// for what it can stand in.
  public static func use(of name: String) -> String {
    switch name {
    case "judge-direct": "a judge says which answer is better"
    case "judge-combined": "a judge scores all answers in one call"
    case "judge-single": "a judge scores one answer"
    case "judge-correctness": "a judge says whether an answer is correct"
    case "judge-ranking": "a judge puts the answers in order"
    default:
      switch PromptPurpose(ofTemplate: name) {
      case .judge: "a judge decides"
      case .askAgain: "a reply had no answer, and is asked for again"
      case .debateTurn: "a referee speaks in a debate"
      case .debateSummary: "a debate's round is summed up"
      case .debateVote: "a referee votes after a debate"
      }
    }
  }
}
