import AnnotationModel

/// Which field of a file means what in a study.
public struct FieldMapping: Hashable, Sendable {
  /// Meaning → field. Meanings: see `meanings`; `response-a` … `response-d`, `system-a` ….
  public var fields: [String: String]
  /// What words of the file mean as answers, where they do not mean what they say: word → answer.
  public var words: [String: String] = [:]

  public init(fields: [String: String] = [:]) { self.fields = fields }

  /// `raters` names several fields, with commas: each holds the answers of the rater of its name.
  public static let meanings =
    [
      "prompt", "item", "question", "turn", "category", "source", "reference", "rater", "kind",
      "verdict", "score", "order", "reply", "reasoning", "note", "raters",
    ]
    + ["a", "b", "c", "d"].flatMap { ["response-" + $0, "system-" + $0] }

  private static let names: [(meaning: String, words: [String])] = [
    ("prompt", ["prompt", "question", "instruction", "input", "query", "user", "conversation"]),
    ("item", ["item", "item_id", "id", "idx", "key", "uid", "index", "pair_id", "example_id"]),
    ("question", ["question_id", "qid", "question_key", "prompt_id"]),
    ("turn", ["turn", "turn_number", "turn_index"]),
    ("category", ["category", "topic", "task", "domain", "type", "subset"]),
    ("source", ["source", "dataset"]),
    ("reference", ["reference", "gold_answer", "ground_truth", "reference_answer", "target"]),
    (
      "rater",
      [
        "rater", "annotator", "judge", "grader", "evaluator", "annotator_id", "worker", "user_id",
        "labeler",
      ]
    ),
    ("kind", ["kind", "rater_kind"]),
    (
      "verdict",
      ["verdict", "label", "winner", "preference", "choice", "answer_label", "value", "annotation"]
    ),
    ("score", ["score", "rating", "grade"]),
    ("order", ["order", "order_shown", "presentation", "display_order"]),
    ("reply", ["reply", "raw", "raw_reply", "raw_output", "judgment", "completion"]),
    ("reasoning", ["reasoning", "reason", "explanation", "rationale"]),
    ("note", ["note", "comment"]),
    (
      "response-a",
      [
        "response_a", "answer_a", "response1", "answer1", "output_1", "response_1", "a", "chosen",
        "output_a", "completion_a", "response", "answer", "output", "text_a",
      ]
    ),
    (
      "response-b",
      [
        "response_b", "answer_b", "response2", "answer2", "output_2", "response_2", "b", "rejected",
        "output_b", "completion_b", "text_b",
      ]
    ),
    ("response-c", ["response_c", "answer_c", "response3", "response_3", "c"]),
    ("response-d", ["response_d", "answer_d", "response4", "response_4", "d"]),
    ("system-a", ["model_a", "system_a", "generator_1", "model1", "model_1", "model"]),
    ("system-b", ["model_b", "system_b", "generator_2", "model2", "model_2"]),
    ("system-c", ["model_c", "system_c"]), ("system-d", ["model_d", "system_d"]),
  ]

  /// The mapping that names and contents suggest: a word that comes earlier in the list wins, then
  /// numbered pairs of fields, then fields whose values are all answers.
  public static func guess(fields: [String], samples: [[String]] = []) -> FieldMapping {
    if let own = ofRatingTable(fields) { return own }
    var result = FieldMapping()
    let plain = fields.map { field in
      (field, field.lowercased().replacing("-", with: "_").replacing(" ", with: "_"))
    }
    func free(_ field: String) -> Bool { !result.fields.values.contains(field) }
    for (meaning, words) in names {
      for word in words {
        guard
          let found = plain.first(where: {
            ($0.1 == word || $0.1.hasSuffix("." + word)) && free($0.0)
          })
        else { continue }
        result.fields[meaning] = found.0
        break
      }
    }
    let raters = plain.filter { isRaterColumn($0.1) && free($0.0) && !$0.0.contains(",") }
    if !raters.isEmpty { result.fields["raters"] = raters.map(\.0).joined(separator: ",") }
    if result.fields["response-b"] == nil { result.addNumberedPair(plain) }
    result.addByWords(fields, samples)
    result.addAnswers(fields, samples)
    return result
  }

  /// The candidate whose text is in the field of this name, where the scale can prefer one: of the
  /// field `accept.text` the name is also `accept`.
  func response(named word: String, _ scale: Scale) -> RatingValue? {
    for (ordinal, letter) in ["a", "b", "c", "d"].enumerated() {
      guard let field = fields["response-" + letter], !word.isEmpty,
        field == word || field.hasPrefix(word + "."), scale.code(of: .prefer(ordinal)) != nil
      else { continue }
      return .prefer(ordinal)
    }
    return nil
  }

  /// Whether the mapping speaks of fields that a file has, and of no other.
  func fits(_ names: [String]) -> Bool {
    !fields.isEmpty
      && fields.allSatisfy { meaning, field in
        meaning == "raters" ? raterFields.allSatisfy(names.contains) : names.contains(field)
      }
  }

  /// Gives a field another meaning, and takes it from the field that had it; "" leaves it out.
  mutating func give(_ meaning: String, to field: String) {
    for (other, taken) in fields where taken == field { fields[other] = nil }
    var raters = raterFields.filter { $0 != field }
    if meaning == "raters" {
      raters.append(field)
    } else if !meaning.isEmpty {
      fields[meaning] = field
    }
    fields["raters"] = raters.isEmpty ? nil : raters.joined(separator: ",")
  }

  /// The table of ratings that an export writes.
  private static func ofRatingTable(_ fields: [String]) -> FieldMapping? {
    guard ["item", "rater", "kind", "answer", "order_shown"].allSatisfy(fields.contains) else {
      return nil
    }
    var result = FieldMapping(fields: ["item": "item", "rater": "rater", "kind": "kind"])
    result.fields["verdict"] = "answer"
    result.fields["order"] = "order_shown"
    if fields.contains("note") { result.fields["note"] = "note" }
    return result
  }

  /// The fields that hold answers of the raters of their names.
  var raterFields: [String] { fields["raters"]?.split(separator: ",").map(String.init) ?? [] }

  /// What rates by the name of its field: a judge where the field says so, else a person.
  func kind(ofRatersIn column: String) -> RaterKind {
    let name = raterFields.contains(column) ? column : fields["rater"] ?? ""
    if raterFields.contains(column), let kind = RaterName.kind(of: name) { return kind }
    let words = ["judge", "model", "grader", "evaluator", "llm"]
    return words.contains(where: name.lowercased().contains) ? .judge : .human
  }

  /// `annotator1`, `rater_2`: a word for a rater and a number.
  private static func isRaterColumn(_ plain: String) -> Bool {
    let digits = plain.reversed().prefix { $0.isASCII && $0.isNumber }.count
    guard digits > 0, digits < plain.count else { return false }
    let stem = plain.dropLast(digits).reversed().drop { $0 == "_" }.reversed()
    return ["annotator", "rater", "human", "labeler", "labeller", "worker", "judge", "expert"]
      .contains(String(stem))
  }

  /// `text1` and `text2`, `summary_left` and `summary_right`, `left_text` and `right_text`: two
  /// fields that differ in a count or a side.
  private mutating func addNumberedPair(_ plain: [(String, String)]) {
    let taken = Set(fields.values).subtracting([fields["response-a"] ?? ""])
    let others = ["model", "system", "score", "rating", "generator"]
    for (first, second, isEnd) in Self.sides {
      for (field, name) in plain where isEnd ? name.hasSuffix(first) : name.hasPrefix(first) {
        let stem = String(isEnd ? name.dropLast(first.count) : name.dropFirst(first.count))
        let wanted = isEnd ? stem + second : second + stem
        guard !taken.contains(field), !raterFields.contains(field),
          let other = plain.first(where: { $0.1 == wanted }), !taken.contains(other.0),
          !others.contains(where: stem.contains)
        else { continue }
        (fields["response-a"], fields["response-b"]) = (field, other.0)
        return
      }
    }
  }

  /// How two fields of a pair end, or begin.
  private static let sides: [(first: String, second: String, isEnd: Bool)] = [
    ("1", "2", true), ("_a", "_b", true), ("left", "right", true), ("_one", "_two", true),
    ("left_", "right_", false), ("first_", "second_", false), ("a_", "b_", false),
  ]

  /// Meanings that no usual name has told, from headings in free words. Both answers of a pair or
  /// none: one alone would make single items of pairs.
  private mutating func addByWords(_ names: [String], _ samples: [[String]]) {
    var found: [String: String] = [:]
    for (at, name) in names.enumerated()
    where !fields.values.contains(name) && !raterFields.contains(name) {
      guard let meaning = HeaderWords.meaning(of: name), found[meaning] == nil,
        meaning != "verdict" || at >= samples.count || Self.areAnswers(samples[at])
      else { continue }
      found[meaning] = name
    }
    if fields["response-b"] == nil, let first = found["response-a"],
      let second = found["response-b"]
    {
      (fields["response-a"], fields["response-b"]) = (first, second)
    }
    for (meaning, name) in found where fields[meaning] == nil && !fields.values.contains(name) {
      if meaning == "response-a" || meaning == "response-b" { continue }
      if meaning == "verdict" && (fields["score"] != nil || fields["raters"] != nil) { continue }
      fields[meaning] = name
    }
  }

  /// Whether four values in five are answers to a pair: a slip does not undo what a heading says.
  private static func areAnswers(_ values: [String]) -> Bool {
    let scale = Scale.preference(candidates: 2, tie: true, bothBad: true)
    let given = values.filter { !$0.isEmpty }
    let answers = given.count { VerdictWord.value($0, scale: scale) != nil }
    return answers * 5 >= given.count * 4
  }

  /// A field of which every value is an answer to a pair is the verdict, where no name says so.
  private mutating func addAnswers(_ names: [String], _ samples: [[String]]) {
    guard fields["verdict"] == nil, fields["score"] == nil, fields["raters"] == nil else { return }
    let scale = Scale.preference(candidates: 2, tie: true, bothBad: true)
    let found = zip(names, samples).filter { name, values in
      let given = values.filter { !$0.isEmpty }
      return !fields.values.contains(name) && !name.contains(",") && given.count > 1
        && Set(given).count > 1
        && given.allSatisfy { Int($0) == nil && VerdictWord.value($0, scale: scale) != nil }
    }.map(\.0)
    // Several such columns are several raters, unless a column says who rates.
    if found.count > 1, fields["rater"] == nil {
      fields["raters"] = found.joined(separator: ",")
    } else {
      fields["verdict"] = found.first
    }
  }
}
