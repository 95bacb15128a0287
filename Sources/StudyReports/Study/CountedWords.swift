import AnnotationModel

/// Numbers and names as parts of sentences.
enum CountedWords {
  /// `1 item`, `43 items`.
  static func of(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(count) " + (count == 1 ? noun : plural ?? noun + "s")
  }

  /// `a`, `a and b`, `a, b and c`.
  static func series(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The same, of many the first ones.
  static func names(_ names: [String], most: Int = 8) -> String {
    guard names.count > most else { return series(names) }
    return names.prefix(most).joined(separator: ", ") + " and \(names.count - most) more"
  }

  /// What raters of a kind are called in a sentence.
  static func raters(_ count: Int, _ kind: RaterKind) -> String {
    switch kind {
    case .human: of(count, "person", "people")
    case .judge: of(count, "LLM judge")
    case .jury: of(count, "jury of models", "juries of models")
    case .debate: of(count, "debate between models", "debates between models")
    case .lexical: of(count, "lexical rule")
    case .imported: of(count, "imported rater")
    case .consensus: of(count, "consensus of raters", "consensuses of raters")
    }
  }
}
