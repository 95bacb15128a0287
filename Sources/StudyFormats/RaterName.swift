import AnnotationModel

/// What a rater's name says of who it is.
enum RaterName {
  /// The kind that a name tells: by a beginning such as `judge/`, or by a model's name in it. Nil
  /// where it tells nothing: most names are people's.
  static func kind(of name: String) -> RaterKind? {
    let name = name.lowercased()
    if let slash = name.firstIndex(of: "/"),
      let kind = RaterKind(rawValue: String(name[..<slash])), kind != .consensus, kind != .imported
    {
      return kind
    }
    let words = name.split { !$0.isLetter && !$0.isNumber }
    if words.contains("human") { return .human }
    let isModel = words.contains { word in
      models.contains { word.hasPrefix($0) && isVersion(word.dropFirst($0.count)) }
    }
    return isModel ? .judge : nil
  }

  /// Names of model families that are no people's names.
  private static let models = [
    "gpt", "chatgpt", "claude", "gemini", "gemma", "llama", "mistral", "mixtral", "qwen",
    "deepseek", "vicuna", "pandalm", "llm", "phi", "grok",
  ]

  /// Nothing, or what begins with a digit: "gpt4", and not "claudette".
  private static func isVersion(_ rest: Substring) -> Bool {
    rest.isEmpty || rest.first?.isNumber == true
  }
}

extension String {
  /// Without white space at its ends.
  var trimmedOfSpace: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
