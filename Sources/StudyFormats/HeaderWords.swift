/// What a column's heading says in free words, such as "query text" or "which is better?": where no
/// usual name was found.
enum HeaderWords {
  /// The meaning of a heading; nil where its words say none, or more than one thing.
  static func meaning(of heading: String) -> String? {
    let words = Set(
      heading.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    func has(_ some: Set<String>) -> Bool { !words.isDisjoint(with: some) }
    if has(["date", "time"]) { return nil }
    if has(["id", "key", "uid", "uuid"]) { return has(people) ? nil : "item" }
    let slots = letters.filter { has($0.words) }
    if has(answers), slots.count == 1, !has(["score", "rating", "length", "tokens"]) {
      return "response-" + slots[0].letter
    }
    if has(systems), slots.count == 1 { return "system-" + slots[0].letter }
    return slots.isEmpty ? plain.first { has($0.words) }?.meaning : nil
  }

  /// Whose number is no item's.
  private static let people: Set<String> = [
    "annotator", "rater", "user", "worker", "labeler", "labeller", "judge", "author", "session",
    "model", "system",
  ]
  private static let answers: Set<String> = [
    "answer", "response", "output", "completion", "reply", "text", "candidate", "summary",
  ]
  private static let systems: Set<String> = ["model", "system", "generator", "assistant", "llm"]

  private static let letters: [(letter: String, words: Set<String>)] = [
    ("a", ["a", "1", "left", "first", "one"]), ("b", ["b", "2", "right", "second", "two"]),
    ("c", ["c", "3", "third", "three"]), ("d", ["d", "4", "fourth", "four"]),
  ]

  private static let plain: [(meaning: String, words: Set<String>)] = [
    (
      "verdict",
      [
        "better", "best", "winner", "winning", "wins", "won", "preferred", "preference", "verdict",
        "choice", "vote",
      ]
    ),
    ("reference", ["reference", "gold", "truth", "expected", "correct"]),
    (
      "rater", ["who", "annotator", "rater", "judge", "evaluator", "grader", "labeller", "labeler"]
    ),
    ("reasoning", ["reasoning", "reason", "why", "explanation", "rationale", "justification"]),
    ("note", ["note", "notes", "comment", "comments", "remark", "remarks"]),
    ("prompt", ["prompt", "question", "instruction", "query", "request", "input"]),
    ("category", ["category", "topic", "domain", "genre"]),
  ]
}
