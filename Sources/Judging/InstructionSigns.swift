/// Signs that a text addresses the judge instead of the person who asked. A run marks the items
/// that have one; nothing else follows from it, since honest texts can speak of judges too.
public enum InstructionSigns {
  /// Each sign is a series of words that come in this order, with at most three others between.
  static let phrases: [[String]] = [
    ["ignore", "instructions"], ["ignore", "above"], ["disregard", "instructions"],
    ["forget", "instructions"], ["new", "instructions", "judge"],
    ["as", "the", "judge", "you"], ["dear", "judge"], ["note", "to", "the", "judge"],
    ["attention", "judge"], ["give", "highest", "score"], ["give", "maximum", "score"],
    ["give", "full", "marks"], ["give", "me", "10"], ["rate", "this", "10"],
    ["score", "this", "10"], ["choose", "this", "answer"], ["choose", "this", "response"],
    ["choose", "answer", "a"], ["choose", "answer", "b"], ["pick", "this", "answer"],
    ["prefer", "this", "answer"], ["prefer", "this", "response"],
    ["this", "answer", "is", "the", "best"], ["the", "winner", "is", "answer"],
    ["evaluators", "must"], ["the", "evaluator", "must"], ["system", "prompt"],
  ]

  private static let words = Set(phrases.joined().map { Substring($0) })

  private static func isOfWord(_ character: Character) -> Bool {
    guard let ascii = character.asciiValue else { return character.isLetter || character.isNumber }
    return switch ascii {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    default: false
    }
  }

  /// The first sign in a text, as its words; nil where there is none. One pass over the words.
  public static func first(in text: String) -> String? {
    var recent: [Substring] = []
    var progress = [Progress](repeating: Progress(), count: phrases.count)
    var place = 0
    for word in text.lowercased().split(whereSeparator: { !isOfWord($0) }) {
      place += 1
      recent.append(word)
      if recent.count > 16 { recent.removeFirst() }
      // A word of no phrase only makes the gap greater, which the next one sees.
      guard words.contains(word) else { continue }
      for index in phrases.indices
      where progress[index].read(word, at: place, phrases[index]) {
        let length = place - progress[index].start + 1
        return recent.suffix(length).joined(separator: " ")
      }
    }
    return nil
  }

  private struct Progress {
    var matched = 0
    var start = 0
    var last = 0

    /// Returns whether the phrase is complete.
    mutating func read(_ word: Substring, at place: Int, _ phrase: [String]) -> Bool {
      if matched > 0, place - last > 4 { matched = 0 }
      if word == phrase[matched] {
        if matched == 0 { start = place }
        matched += 1
        last = place
        if matched == phrase.count {
          matched = 0
          return true
        }
      } else if word == phrase[0] {
        (matched, start, last) = (1, place, place)
      }
      return false
    }
  }
}
