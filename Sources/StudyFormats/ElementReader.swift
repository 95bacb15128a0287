import AnnotationModel
import JSONText

/// What the exports of other tools are read with.
struct ToolSetting {
  /// Fields whose meaning the user gave; the others are guessed per task.
  var mapping: FieldMapping
  var scale: Scale

  /// The meanings of the fields of one task.
  func complete(_ fields: [String]) -> FieldMapping {
    var result = FieldMapping.guess(fields: fields)
    for (meaning, field) in mapping.fields {
      for (other, taken) in result.fields where taken == field { result.fields[other] = nil }
      result.fields[meaning] = field
    }
    return result
  }
}

/// A file whose JSON elements each become some records, on their own.
final class ElementReader: RecordReader {
  typealias Convert = (JSONNode, SourcePlace, inout RecordBatch) -> Void

  private let source: ByteSource
  private let elements: JSONElements
  private let convert: Convert
  private var raters: Set<String> = []
  private var items: Set<Int> = []
  private var hasRemarked = false

  init(_ file: String, convert: @escaping Convert) throws(FormatError) {
    source = try ByteSource(path: file)
    elements = JSONElements(source, name: file)
    self.convert = convert
  }

  var progress: (read: Int, total: Int?) { (source.bytesRead, source.bytesTotal) }

  func next() throws(FormatError) -> RecordBatch? {
    var batch = RecordBatch()
    while batch.records.count < 1000, batch.problems.count < 1000 {
      guard let (parsed, place) = try elements.next() else {
        if !hasRemarked, let said = elements.remark {
          hasRemarked = true
          batch.remarks.append(said)
        }
        return batch == RecordBatch() ? nil : once(batch)
      }
      batch.records += elements.takeOriginals(at: place)
      switch parsed {
      case .success(let node): convert(node, place, &batch)
      case .failure(let mistake):
        batch.problems.append(RowProblem(place, mistake.text, remedy: JSONRemedy.words(place)))
      }
    }
    return once(batch)
  }

  /// Each rater and item once, although every task names them.
  private func once(_ batch: RecordBatch) -> RecordBatch {
    var result = batch
    result.records.removeAll { placed in
      switch placed.record {
      case .rater(let rater): !raters.insert(rater.name).inserted
      case .item(let item): !items.insert(item.key.hashValue).inserted
      case .label, .verdict, .event, .original, .queue: false
      }
    }
    return result
  }
}

/// One task of a tool: its texts by meaning, and the answers given to it.
struct ToolTask {
  var key: String
  var source: String
  var fields: RowFields
  var mapping: FieldMapping
  var place: SourcePlace

  private func text(_ meaning: String) -> String? {
    mapping.fields[meaning].flatMap { fields.text($0) }
  }

  var responses: [String] { ["a", "b", "c", "d"].compactMap { text("response-" + $0) } }

  var systems: [String] {
    ["a", "b", "c", "d"].prefix(responses.count).map { text("system-" + $0) ?? "" }
  }

  /// The task's item; nil, with a problem said, where no response was found.
  func addItem(to batch: inout RecordBatch) -> Bool {
    guard !responses.isEmpty else {
      batch.problems.append(
        RowProblem(
          place, "none of its fields was understood as a response",
          remedy: "say which with --map response-a=FIELD --map response-b=FIELD"))
      return false
    }
    let item = Item(
      key: key, kind: responses.count == 1 ? .single : responses.count == 2 ? .pair : .list,
      questionKey: text("question") ?? key, category: text("category") ?? "", source: source,
      prompt: mapping.fields["prompt"].map { PromptTurns.of(fields, $0) } ?? [],
      candidates: responses.map { CandidateText($0) },
      origins: systems.map { CandidateOrigin(system: $0) },
      references: text("reference").map { [Reference(text: $0)] } ?? [])
    batch.add(.item(item), at: place)
    return true
  }

  /// A person's answer, or a problem that names the words of the scale.
  func addLabel(
    _ word: String, by rater: String, _ setting: ToolSetting, activeMilliseconds: Int64 = 0,
    note: String = "", occurrence: String = "", to batch: inout RecordBatch
  ) {
    guard let value = value(word, setting, &batch) else { return }
    batch.add(.rater(ImportedRater(name: rater, kind: .human)), at: place)
    batch.add(
      .label(
        ImportedLabel(
          rater: rater, item: key, value: value, note: note,
          presentation: .asStored(responses.count), activeMilliseconds: activeMilliseconds,
          occurrence: occurrence)), at: place)
  }

  /// A model's suggestion or prediction.
  func addVerdict(
    _ word: String, by rater: String, _ setting: ToolSetting, to batch: inout RecordBatch
  ) {
    guard let value = value(word, setting, &batch) else { return }
    batch.add(.rater(ImportedRater(name: rater, kind: .imported, model: rater)), at: place)
    let verdict = Verdict(
      value: value, presentation: .asStored(responses.count), rawReply: word)
    batch.add(.verdict(ImportedVerdict(rater: rater, item: key, verdict: verdict)), at: place)
  }

  /// The answer that a word stands for: of the scale, a system's name, or a response's field.
  func value(_ word: String, _ scale: Scale) -> RatingValue? {
    VerdictWord.value(word, scale: scale, systems: systems)
      ?? mapping.response(named: word, scale)
  }

  private func value(_ word: String, _ setting: ToolSetting, _ batch: inout RecordBatch)
    -> RatingValue?
  {
    if let value = value(word, setting.scale) { return value }
    batch.problems.append(
      RowProblem(
        place, "'\(word.prefix(40))' is no answer on this study's scale",
        remedy: "use \(setting.scale.categories.prefix(12).joined(separator: ", "))"))
    return nil
  }
}
