import ModelCalls

/// What a template is for: who fills its places, and which of them have to be there.
public enum PromptPurpose: String, Sendable, CaseIterable {
  case judge
  case askAgain = "ask-again"
  case debateTurn = "debate-turn"
  case debateSummary = "debate-summary"
  case debateVote = "debate-vote"

  /// The purpose of a template by its name: one that is called as one of the program's, or begins
  /// with its name, is used as that; any other is a judge's.
  public init(ofTemplate name: String) {
    self =
      Self.allCases.first {
        $0 != .judge && (name == $0.rawValue || name.hasPrefix($0.rawValue + "-"))
      }
      ?? .judge
  }

  /// The places that are filled. A name beyond them stays empty.
  public var variables: Set<String> { required.union(optional) }

  /// What a model has to be told: a template that does not print it asks for nothing that can be
  /// answered.
  public var required: Set<String> {
    switch self {
    case .judge: ["conversation", "answers", "form"]
    case .askAgain: ["form"]
    case .debateTurn: ["conversation", "answers", "discussion"]
    case .debateSummary: ["discussion"]
    case .debateVote: ["conversation", "answers", "discussion", "form"]
    }
  }

  private var optional: Set<String> {
    let ofItem: Set<String> = ["reference", "criteria"]
    let ofRole: Set<String> = ["role", "roles", "persona"]
    return switch self {
    case .judge: ofItem.union(Self.ofJudge).union(Self.ofScores)
    case .askAgain: []
    case .debateTurn: ofItem.union(ofRole).union(["round", "rounds", "form"])
    case .debateSummary: ["roles", "round", "minutes"]
    case .debateVote: ofItem.union(ofRole).union(["votes"])
    }
  }

  private static let evidence = ["evidence_first", "verdict_first", "no_evidence"]
  private static let ofJudge = Set(["guidance", "exemplars", "step_by_step"] + evidence)
  private static let ofScores: Set<String> = ["lowest", "highest", "rubric", "steps"]

  /// Required places that a template does not print, each with the settings in which it is
  /// missing: found by filling the template as a run would.
  public func missing(in template: PromptTemplate) -> [(name: String, setting: String)] {
    var found: [(name: String, setting: String)] = []
    for name in required.sorted() {
      let mark = "\u{1}\(name)\u{1}"
      let settings = settings.filter { setting in
        var values = Dictionary(uniqueKeysWithValues: setting.names.map { ($0, "x") })
        for other in required { values[other] = "x" }
        values[name] = mark
        return !template.messages(values).contains { $0.text.contains(mark) }
      }
      guard let first = settings.first else { continue }
      found.append((name, settings.count == self.settings.count ? "" : first.words))
    }
    return found
  }

  /// What is filled in a plain run and in one with every option, for each place of the evidence.
  private var settings: [(words: String, names: Set<String>)] {
    let free = optional.subtracting(Self.evidence)
    let plain: [(words: String, names: Set<String>)] = [
      ("without options", []), ("with a reference, criteria and all other options", free),
    ]
    guard self == .judge else { return plain }
    return zip(Self.evidence, ["evidence first", "the verdict first", "no evidence"])
      .flatMap { flag, words in
        plain.map { ("\($0.words), \(words)", $0.names.union([flag])) }
      }
  }
}

extension PromptTemplate {
  /// Every tag's name with its line, from 1, in the order of the text; ends of sections are left
  /// out.
  public var places: [(name: String, line: Int)] {
    var found: [(name: String, line: Int)] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.hasPrefix("=== ") {
      var rest = line
      while let start = rest.firstRange(of: "{{"),
        let end = rest[start.upperBound...].firstRange(of: "}}")
      {
        let tag = rest[start.upperBound..<end.lowerBound]
        let name = tag.drop { "#^/".contains($0) }.filter { !$0.isWhitespace }
        if tag.first != "/" { found.append((name, number + 1)) }
        rest = rest[end.upperBound...]
      }
    }
    return found
  }
}
