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
  /// Whether answers came as numbers, of which one cannot know what they mean.
  private var sawNumbers = false

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
    self.defaultRater = Self.name(of: defaultRater)
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
    if isEnded, sawNumbers {
      sawNumbers = false
      batch.remarks.append(
        "\(name): answers that are numbers were read as 0 for a tie, 1 for the first response, 2 "
          + "for the second; --value 0=a --value 1=b says what else they mean")
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
    // The same texts in another turn are another item, and its key says so.
    let turn = field("turn").flatMap { Int($0) }
    let key =
      (field("item") ?? StableText(prompt.map(\.text) + responses).key)
      + (turn.map { $0 > 1 ? "/turn \($0)" : "" } ?? "")
    let texts = responses.isEmpty ? nil : (prompt.map(\.text) + responses).hashValue
    if let reason = scale.whyNot(ofCandidates: responses.count) {
      batch.problems.append(
        RowProblem(
          place, reason, remedy: "map other columns to the responses, or make a study for that many"
        ))
      return
    }
    if let before = seenItems[key.hashValue], let texts, before != texts {
      batch.problems.append(
        RowProblem(
          place, "item \(key) has other texts here than in a row before",
          remedy: "give one of them another key, or map another column to item"))
      return
    }
    if let texts, seenItems.updateValue(texts, forKey: key.hashValue) == nil {
      let item = Item(
        key: key, kind: Self.kind(responses.count, turn: turn),
        questionKey: field("question") ?? key, category: field("category") ?? "",
        source: field("source") ?? lastComponent(name), prompt: prompt,
        candidates: responses.map { CandidateText($0) },
        origins: systems.map { CandidateOrigin(system: $0) },
        references: field("reference").map { [Reference(text: $0)] } ?? [],
        metadata: turn.map { ["turn": String($0)] } ?? [:])
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

  private static func kind(_ responses: Int, turn: Int?) -> ItemKind {
    if let turn, turn > 1 { return .dialogueTurn }
    return responses == 1 ? .single : responses == 2 ? .pair : .list
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
      rating(word, by: Self.name(of: column), column: column, field, row, &batch)
    }
    for meaning in ["verdict", "score"] {
      guard let word = field(meaning) else { continue }
      let column = mapping.fields[meaning] ?? ""
      guard let rater = rater(of: field, row, &batch) else { return }
      return rating(word, by: rater, column: column, field, row, &batch)
    }
  }

  /// A column's heading or a file's name as a rater's; what no name may have is replaced.
  private static func name(of heading: String) -> String {
    let name = heading.replacing(",", with: ";").trimmedOfSpace
    return name == Rater.majorityName ? name + " (imported)" : name
  }

  /// Who rated: the file's name only where no column says it.
  private func rater(
    of field: (String) -> String?, _ row: RatedRow, _ batch: inout RecordBatch
  ) -> String? {
    guard let column = mapping.fields["rater"] else { return defaultRater }
    let name = (field("rater") ?? "").trimmedOfSpace
    guard let reason = Rater.fault(inName: name) else { return name }
    var place = row.place
    place.field = column
    batch.problems.append(
      RowProblem(place, reason, remedy: "write who rated, or map another column to rater"))
    return nil
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
    guard let value = value(of: word, row) else {
      let answers = scale.categories.prefix(12).joined(separator: ", ")
      batch.problems.append(
        RowProblem(
          place, "'\(word.prefix(40))' is no answer on this study's scale",
          remedy: answers.isEmpty
            ? "rankings are not read from files" : "use \(answers), or say --value WORD=ANSWER"))
      return
    }
    guard let shown = presentation(field, row) else {
      batch.problems.append(
        RowProblem(
          place, "'\(field("order")?.prefix(20) ?? "")' is no order of the responses",
          remedy: "write the letters as they stood, such as ab or ba"))
      return
    }
    if seenRaters.insert(rater).inserted {
      batch.add(.rater(ImportedRater(name: rater, kind: kind)), at: row.place)
    }
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

extension GenericReader {
  private func noteNumber(_ word: String) {
    guard case .preference = scale, mapping.words[word] == nil, ["0", "1", "2"].contains(word)
    else { return }
    sawNumbers = true
  }

  /// What a word of the file says: what the user says of it, else what it says itself.
  private func value(of word: String, _ row: RatedRow) -> RatingValue? {
    let meant = mapping.words[word] ?? word
    noteNumber(word)
    return VerdictWord.value(meant, scale: scale, systems: row.systems)
      ?? mapping.response(named: meant, scale)
  }

  /// In which order the responses stood, where a field says it; nil where it says nonsense.
  private func presentation(_ field: (String) -> String?, _ row: RatedRow) -> Presentation? {
    let count = row.systems.isEmpty ? scale.shownCount : row.systems.count
    guard let letters = field("order") else { return .asStored(count) }
    let order = letters.lowercased().utf8.map { Int($0) - 97 }
    return order.count == count ? Presentation(checking: order) : nil
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

  /// Why an item of so many responses has no place in a study of this scale; nil where it has.
  func whyNot(ofCandidates count: Int) -> String? {
    guard case .preference(let candidates, _, _) = self else { return nil }
    return count > candidates
      ? "\(count) responses in a study that compares \(candidates)" : nil
  }
}
