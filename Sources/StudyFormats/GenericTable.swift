import AnnotationModel

/// Which field of a file means what in a study.
public struct FieldMapping: Hashable, Sendable {
  /// Meaning → field. Meanings: see `meanings`; `response-a` … `response-d`, `system-a` ….
  public var fields: [String: String]

  public init(fields: [String: String] = [:]) { self.fields = fields }

  public static let meanings =
    [
      "prompt", "item", "question", "category", "source", "reference", "rater", "kind", "verdict",
      "score", "reply", "reasoning", "note",
    ]
    + ["a", "b", "c", "d"].flatMap { ["response-" + $0, "system-" + $0] }

  private static let names: [(meaning: String, words: [String])] = [
    ("prompt", ["prompt", "question", "instruction", "input", "query", "user", "conversation"]),
    ("item", ["item", "item_id", "id", "idx", "key", "uid", "index", "pair_id", "example_id"]),
    ("question", ["question_id", "qid", "question_key", "prompt_id"]),
    ("category", ["category", "topic", "task", "domain", "type", "subset"]),
    ("source", ["source", "dataset"]),
    ("reference", ["reference", "gold_answer", "ground_truth", "reference_answer", "target"]),
    ("rater", ["rater", "annotator", "judge", "annotator_id", "worker", "user_id", "labeler"]),
    ("kind", ["kind", "rater_kind"]),
    (
      "verdict",
      ["verdict", "label", "winner", "preference", "choice", "answer_label", "value", "annotation"]
    ),
    ("score", ["score", "rating", "grade"]),
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

  /// The mapping that the fields' names suggest; a word that comes earlier in the list wins.
  public static func guess(fields: [String]) -> FieldMapping {
    var result = FieldMapping()
    let plain = fields.map { field in
      (field, field.lowercased().replacing("-", with: "_").replacing(" ", with: "_"))
    }
    for (meaning, words) in names {
      for word in words {
        guard
          let found = plain.first(where: { $0.1 == word && !result.fields.values.contains($0.0) })
        else { continue }
        result.fields[meaning] = found.0
        break
      }
    }
    return result
  }

  /// One `meaning=field` a line, as it is saved with the study.
  public var text: String {
    fields.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value }.joined(separator: "\n")
  }
}

/// Rows of any CSV, TSV, JSON or JSONL file, by a mapping.
final class GenericReader: RecordReader {
  private let source: ByteSource
  private let name: String
  private let mapping: FieldMapping
  private let defaultRater: String
  private let scale: Scale
  private var rows: () throws(FormatError) -> Row?
  private var seenItems: Set<Int> = []
  private var seenRaters: Set<String> = []
  private var count = 0

  /// A row with its fields looked up by name, or what is wrong with it.
  enum Row {
    case fields((String) -> String?, SourcePlace)
    case mistake(RowProblem)
  }

  init(
    _ source: ByteSource, name: String, mapping: FieldMapping, scale: Scale, defaultRater: String,
    rows: @escaping () throws(FormatError) -> Row?
  ) {
    self.source = source
    self.name = name
    self.mapping = mapping
    self.scale = scale
    self.defaultRater = defaultRater
    self.rows = rows
  }

  var progress: (read: Int, total: Int?) { (source.bytesRead, source.bytesTotal) }

  func next() throws(FormatError) -> RecordBatch? {
    var batch = RecordBatch()
    var isEnded = false
    while batch.records.count < 1000, batch.problems.count < 1000 {
      guard let row = try rows() else {
        isEnded = true
        break
      }
      count += 1
      switch row {
      case .mistake(let problem): batch.problems.append(problem)
      case .fields(let field, let place):
        convert({ meaning in self.mapping.fields[meaning].flatMap(field) }, place, &batch)
      }
    }
    return isEnded && batch.records.isEmpty && batch.problems.isEmpty ? nil : batch
  }

  private func convert(
    _ field: (String) -> String?, _ place: SourcePlace, _ batch: inout RecordBatch
  ) {
    let letters = ["a", "b", "c", "d"]
    let responses = letters.compactMap { field("response-" + $0) }
    let prompt = field("prompt") ?? ""
    var hasher = StableText()
    for text in [prompt] + responses { hasher.add(text) }
    let key = field("item") ?? hasher.key
    let systems = letters.prefix(responses.count).map { field("system-" + $0) ?? "" }
    if !responses.isEmpty, seenItems.insert(key.hashValue).inserted {
      let item = Item(
        key: key, kind: responses.count == 1 ? .single : responses.count == 2 ? .pair : .list,
        questionKey: field("question") ?? key, category: field("category") ?? "",
        source: field("source") ?? lastComponent(name),
        prompt: prompt.isEmpty ? [] : [Turn(role: .user, text: prompt)],
        candidates: responses.map { CandidateText($0) },
        origins: systems.map { CandidateOrigin(system: $0) },
        references: field("reference").map { [Reference(text: $0)] } ?? [])
      batch.add(.item(item), at: place)
    } else if responses.isEmpty, field("item") == nil {
      batch.problems.append(
        RowProblem(
          place, "neither a response nor an item's key was found",
          remedy: "map columns with --map response-a=COLUMN or --map item=COLUMN"))
      return
    }
    rating(field, key, systems, place, &batch)
  }

  private func rating(
    _ field: (String) -> String?, _ key: String, _ systems: [String], _ place: SourcePlace,
    _ batch: inout RecordBatch
  ) {
    guard let word = field("verdict") ?? field("score"), !word.isEmpty else { return }
    let rater = field("rater") ?? defaultRater
    let kind = field("kind").flatMap(RaterKind.init(rawValue:)) ?? .human
    guard let value = VerdictWord.value(word, scale: scale, systems: systems) else {
      var place = place
      place.field = mapping.fields["verdict"] ?? mapping.fields["score"] ?? ""
      batch.problems.append(
        RowProblem(
          place, "'\(word.prefix(40))' is no answer on this study's scale",
          remedy: "use \(scale.categories.prefix(12).joined(separator: ", "))"))
      return
    }
    if seenRaters.insert(rater).inserted {
      batch.add(.rater(ImportedRater(name: rater, kind: kind)), at: place)
    }
    if kind.isHuman {
      batch.add(
        .label(ImportedLabel(rater: rater, item: key, value: value, note: field("note") ?? "")),
        at: place)
    } else {
      let verdict = Verdict(
        value: value, presentation: .asStored(max(1, systems.isEmpty ? 2 : systems.count)),
        reasoning: field("reasoning") ?? "", rawReply: field("reply") ?? "")
      batch.add(
        .verdict(ImportedVerdict(rater: rater, item: key, verdict: verdict)), at: place)
    }
  }
}

/// The words for an answer that files use.
enum VerdictWord {
  static func value(_ word: String, scale: Scale, systems: [String]) -> RatingValue? {
    let plain = word.lowercased().replacing("-", with: "_").replacing(" ", with: "_")
    if let reason = Abstention(rawValue: plain) { return .abstention(reason) }
    switch scale {
    case .preference:
      if let at = systems.firstIndex(of: word), !word.isEmpty { return .prefer(at) }
      let value: RatingValue? =
        switch plain {
        case "a", "model_a", "response_a", "1", "left", "response1", "first", "[[a]]": .prefer(0)
        case "b", "model_b", "response_b", "2", "right", "response2", "second", "[[b]]": .prefer(1)
        case "tie", "0", "draw", "equal", "c", "[[c]]", "same": .tie
        case "both_bad", "bothbad", "tie_(bothbad)", "both_are_bad": .bothBad
        default: nil
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
}

/// A key made of texts: the same texts give the same key, in every run (FNV-1a).
struct StableText {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    state = (state ^ 0xFF) &* 0x100_0000_01B3
  }

  var key: String { "row-" + String(state, radix: 16) }
}
