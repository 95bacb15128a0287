import AnnotationModel

/// The words for an answer that files use.
enum VerdictWord {
  /// The answer that a word stands for; nil for a word that the scale has no answer for.
  static func value(_ word: String, scale: Scale, systems: [String] = []) -> RatingValue? {
    let plain = plain(word)
    if plain.utf8.count > 5, let reason = Abstention(rawValue: plain.replacing("_", with: "-")) {
      return .abstention(reason)
    }
    switch scale {
    case .preference(let candidates, _, _):
      if let at = systems.firstIndex(of: word), !word.isEmpty { return .prefer(at) }
      let value: RatingValue? =
        switch plain {
        case "left", "first", "one": .prefer(0)
        case "right", "second", "two": .prefer(1)
        case "tie", "0", "draw", "equal", "same", "neither": .tie
        case "c" where candidates == 2, "[[c]]" where candidates == 2: .tie
        case "both_bad", "bothbad", "tie_(bothbad)", "both_are_bad": .bothBad
        case _ where plain.hasPrefix("tie"): .tie
        default: ordinal(plain).map(RatingValue.prefer)
        }
      return value.flatMap { scale.code(of: $0) == nil ? nil : $0 }
    case .score:
      return Double(word).map(RatingValue.score).flatMap { scale.code(of: $0) == nil ? nil : $0 }
    case .correctness:
      switch plain {
      case "correct", "y", "yes", "1", "true": return .category("correct")
      case "incorrect", "n", "no", "0", "false", "wrong": return .category("incorrect")
      case "not_sure", "?", "maybe": return .abstention(.unsure)
      default: return nil
      }
    case .ranking: return nil
    }
  }

  /// In small letters, with `_` for hyphens and spaces. Not by `replacing`, which every row would
  /// feel.
  private static func plain(_ word: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in word.lowercased().unicodeScalars {
      result.append(scalar == "-" || scalar == " " ? "_" : scalar)
    }
    return String(result)
  }

  /// `b`, `2`, `model_b`, `response2` or `[[b]]` as 1.
  private static func ordinal(_ plain: String) -> Int? {
    var rest = plain[...]
    if rest.hasPrefix("[["), rest.hasSuffix("]]") { rest = rest.dropFirst(2).dropLast(2) }
    for stem in ["model", "response", "assistant", "answer", "output", "system", "text"]
    where rest.hasPrefix(stem) {
      rest = rest.dropFirst(stem.count)
      if rest.first == "_" { rest = rest.dropFirst() }
      break
    }
    guard rest.utf8.count == 1, let byte = rest.utf8.first else { return nil }
    return (97...122).contains(byte)
      ? Int(byte) - 97 : (49...57).contains(byte) ? Int(byte) - 49 : nil
  }
}
