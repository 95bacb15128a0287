import AnnotationModel
import JSONText

/// Rows of any CSV, TSV, JSON or JSONL file, by a mapping.
final class GenericReader: RecordReader {
  private let rows: FieldRows
  private let name: String
  private let mapping: FieldMapping
  private var preview: MappingPreview?
  private let defaultRater: String
  private let kind: RaterKind?
  private let scale: Scale
  private var hasRemarked = false
  /// What each item that was read is like: by its key, its texts.
  private var seenItems: [Int: Int] = [:]
  private var seenRaters: Set<String> = []

  init(
    _ rows: FieldRows, name: String, mapping: MappingPreview, scale: Scale, defaultRater: String,
    kind: RaterKind? = nil
  ) {
    self.kind = kind
    self.rows = rows
    self.name = name
    self.mapping = mapping.mapping
    preview = mapping
    self.scale = scale
    self.defaultRater = defaultRater
  }

  var progress: (read: Int, total: Int?) { (rows.source.bytesRead, rows.source.bytesTotal) }

  func next() throws(FormatError) -> RecordBatch? {
    var batch = RecordBatch()
    (batch.mapping, preview) = (preview, nil)
    var isEnded = false
    while batch.records.count < 1000, batch.problems.count < 1000 {
      guard let row = try rows.next() else {
        isEnded = true
        break
      }
      switch row {
      case .mistake(let problem): batch.problems.append(problem)
      case .fields(let field, let place): convert(field, place, &batch)
      }
    }
    batch.records += rows.takeOriginals()
    if isEnded, !hasRemarked, let said = rows.remark {
      hasRemarked = true
      batch.remarks.append(said)
    }
    return isEnded && batch == RecordBatch() ? nil : batch
  }

  private func convert(_ fields: RowFields, _ place: SourcePlace, _ batch: inout RecordBatch) {
    func field(_ meaning: String) -> String? {
      mapping.fields[meaning].flatMap { fields.text($0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let letters = ["a", "b", "c", "d"]
    // An empty text is a response too, as long as its column is there.
    let responses = letters.compactMap { letter in
      mapping.fields["response-" + letter].flatMap { fields.text($0) }
    }
    let prompt = mapping.fields["prompt"].map { PromptTurns.of(fields, $0) } ?? []
    var systems = letters.map { field("system-" + $0) ?? "" }
    let known = responses.isEmpty ? (systems.lastIndex { !$0.isEmpty } ?? -1) + 1 : responses.count
    systems = Array(systems.prefix(known))
    let key = field("item") ?? StableText(prompt.map(\.text) + responses).key
    let texts = responses.isEmpty ? nil : (prompt.map(\.text) + responses).hashValue
    if let before = seenItems[key.hashValue], let texts, before != texts {
      batch.problems.append(
        RowProblem(
          place, "item \(key) has other texts here than in a row before",
          remedy: "give one of them another key, or map another column to item"))
      return
    }
    if let texts, seenItems.updateValue(texts, forKey: key.hashValue) == nil {
      let item = Item(
        key: key, kind: responses.count == 1 ? .single : responses.count == 2 ? .pair : .list,
        questionKey: field("question") ?? key, category: field("category") ?? "",
        source: field("source") ?? lastComponent(name), prompt: prompt,
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
    ratings(fields, field, RatedRow(key: key, systems: systems, place: place), &batch)
  }

  /// What the answers of a row are about.
  private struct RatedRow {
    var key: String
    var systems: [String]
    var place: SourcePlace
  }

  private func ratings(
    _ fields: RowFields, _ field: (String) -> String?, _ row: RatedRow, _ batch: inout RecordBatch
  ) {
    for column in mapping.raterFields {
      guard let word = fields.text(column), !word.isEmpty else { continue }
      rating(word, by: column, column: column, field, row, &batch)
    }
    for meaning in ["verdict", "score"] {
      guard let word = field(meaning) else { continue }
      let column = mapping.fields[meaning] ?? ""
      return rating(word, by: field("rater") ?? defaultRater, column: column, field, row, &batch)
    }
  }

  private func rating(
    _ word: String, by rater: String, column: String, _ field: (String) -> String?, _ row: RatedRow,
    _ batch: inout RecordBatch
  ) {
    var place = row.place
    place.field = column
    let kind =
      field("kind").flatMap { RaterKind(rawValue: $0.lowercased()) } ?? kind
      ?? RaterName.kind(of: rater) ?? mapping.kind(ofRatersIn: column)
    guard
      let value = VerdictWord.value(word, scale: scale, systems: row.systems)
        ?? mapping.response(named: word, scale)
    else {
      batch.problems.append(
        RowProblem(
          place, "'\(word.prefix(40))' is no answer on this study's scale",
          remedy: "use \(scale.categories.prefix(12).joined(separator: ", "))"))
      return
    }
    if seenRaters.insert(rater).inserted {
      batch.add(.rater(ImportedRater(name: rater, kind: kind)), at: row.place)
    }
    let shown = Presentation.asStored(row.systems.isEmpty ? scale.shownCount : row.systems.count)
    if kind.isHuman {
      batch.add(
        .label(
          ImportedLabel(
            rater: rater, item: row.key, value: value, note: field("note") ?? "",
            presentation: shown)), at: row.place)
    } else {
      let verdict = Verdict(
        value: value, presentation: shown, reasoning: field("reasoning") ?? "",
        rawReply: field("reply") ?? "")
      batch.add(
        .verdict(ImportedVerdict(rater: rater, item: row.key, verdict: verdict)), at: row.place)
    }
  }
}

extension Scale {
  /// How many candidates an item of this scale shows.
  var shownCount: Int {
    switch self {
    case .preference(let candidates, _, _), .ranking(let candidates): candidates
    case .score, .correctness: 1
    }
  }
}

/// A prompt as turns: a text is one turn of the user; a list of messages is a conversation.
enum PromptTurns {
  static func of(_ fields: RowFields, _ name: String) -> [Turn] {
    if let messages = fields.node(name)?.elements { return messages.compactMap(turn) }
    guard let text = fields.text(name), !text.isEmpty else { return [] }
    return [Turn(role: .user, text: text)]
  }

  /// `{"role": …, "content": …}` and the other usual spellings, or a text of the user's.
  static func turn(_ message: JSONNode) -> Turn? {
    if let text = message.text { return Turn(role: .user, text: text) }
    guard let text = ["content", "text", "value"].lazy.compactMap({ message[$0]?.text }).first
    else { return nil }
    let role = ["role", "from", "author"].lazy.compactMap { message[$0]?.text }.first ?? "user"
    switch role.lowercased() {
    case "system": return Turn(role: .system, text: text)
    case "assistant", "gpt", "bot", "model", "chatbot": return Turn(role: .assistant, text: text)
    default: return Turn(role: .user, text: text)
    }
  }
}
