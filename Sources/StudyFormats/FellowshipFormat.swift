import AnnotationModel
import Glibc

/// The Fellowship's verdicts on FairEval and PandaLM: raw JSON files of judges and debates, and
/// the compact CSV. Rows join items by their place: row k is question k+1, or idx k.
enum FellowshipFormat {
  struct Options {
    /// `judge` or `debate`; from the file's folder where nil.
    var kind: String?
    /// `fair-eval` or `pandalm-eval`; from the file's path where nil.
    var dataset: String?
  }

  /// Files in any order. A judge or debate that is there as a raw file is not read again from the
  /// compact CSV, which lacks its replies.
  static func read(_ files: [String], _ options: Options) throws(FormatError) -> RecordBatch {
    var batch = RecordBatch()
    for file in files where !isCSV(file) { try readJSON(file, options, &batch) }
    let raw = Set(batch.records.compactMap(Self.rated))
    for file in files where isCSV(file) { try readCSV(file, options, raw, &batch) }
    return PandaLMFormat.ordered(batch)
  }

  /// Whether a file in a folder can be one of ours: not the published figures beside them.
  static func isOurs(_ file: String) -> Bool {
    let name = lastComponent(file).replacing(".gz", with: "")
    if name.hasSuffix(".csv") { return true }
    return name.hasSuffix(".json") && !parentFolders(file).contains("Kappa")
  }

  private static func isCSV(_ file: String) -> Bool { lastComponent(file).contains(".csv") }

  private struct Rated: Hashable {
    var rater: String
    var item: String
  }

  private static func rated(_ placed: PlacedRecord) -> Rated? {
    guard case .verdict(let verdict) = placed.record else { return nil }
    return Rated(rater: verdict.rater, item: verdict.item)
  }

  /// The names of the folders around a file, innermost first, also of those not in the given path.
  private static func parentFolders(_ file: String) -> [String] {
    let whole = realpath(file, nil)
    defer { free(whole) }
    let path = whole.map { String(cString: $0) } ?? file
    return path.split(separator: "/").dropLast().reversed().map(String.init)
  }

  static func key(_ dataset: String, _ row: Int) -> String? {
    guard (0..<1_000_000).contains(row) else { return nil }
    return switch dataset {
    case "fair-eval": "faireval/\(row + 1)"
    case "pandalm-eval": "pandalm/\(row)"
    default: nil
    }
  }

  private static func value(_ first: Double, _ second: Double) -> RatingValue {
    first > second ? .prefer(0) : (first < second ? .prefer(1) : .tie)
  }

  private static func verdict(_ first: Double, _ second: Double) -> Verdict {
    let compared = value(first, second)
    let isParsed = first != -1 && second != -1
    return Verdict(
      value: isParsed ? compared : .abstention(.unparsed), recorded: isParsed ? nil : compared,
      presentation: .asStored(2), scores: [first, second], parserVersion: "fellowship-1")
  }

  private static func rater(_ kind: String, _ model: String) -> ImportedRater {
    ImportedRater(
      name: kind + "/" + model, kind: kind == "debate" ? .debate : .judge, model: model,
      family: String(model.lowercased().replacing("meta-", with: "").prefix { $0 != "-" }))
  }

  // MARK: - Raw files

  private static func readJSON(
    _ file: String, _ options: Options, _ batch: inout RecordBatch
  ) throws(FormatError) {
    let folders = parentFolders(file)
    let kind =
      options.kind
      ?? folders.lazy.compactMap { ["debate": "debate", "multi-rater10": "judge"][$0] }.first
      ?? "judge"
    let known = ["fair-eval", "pandalm-eval"]
    let own = folders.first(where: known.contains)
    if let own, let wanted = options.dataset, own != wanted {
      batch.remarks.append("\(file): is about \(own), so it was left out")
      return
    }
    guard let dataset = options.dataset ?? own,
      known.contains(dataset)
    else {
      throw .unknownFormat(
        path: file, reason: "which data set is it about? Say --dataset fair-eval or pandalm-eval")
    }
    let stem = lastComponent(file).split(separator: "_").first.map(String.init) ?? file
    let rater = rater(kind, stem.replacing(".json", with: ""))
    batch.add(.rater(rater), at: SourcePlace(file: file, line: 1))
    for (index, (row, place)) in try allElements(of: file, &batch).enumerated() {
      guard let first = row["score_1"]?.number, let second = row["score_2"]?.number,
        let key = key(dataset, index)
      else {
        batch.problems.append(
          RowProblem(place, "no numbers score_1 and score_2", remedy: "give the row its scores"))
        continue
      }
      var verdict = verdict(first, second)
      verdict.turnsToAnswer = row["turns_to_answer"]?.integer ?? 1
      if kind == "debate" {
        verdict.debate = debate(row, rater.model)
      } else {
        verdict.rawReply = row["response"]?.text ?? ""
      }
      batch.add(
        .verdict(ImportedVerdict(rater: rater.name, item: key, verdict: verdict)), at: place)
    }
  }

  private static let roles = ["General Public", "Psychologist", "Critic"]

  private static func debate(_ row: JSONNode, _ model: String) -> [DebateTurn] {
    var turns: [DebateTurn] = []
    for round in 1...2 {
      for (index, role) in roles.enumerated() {
        guard let text = row["response_\(index + 1)_\(round)"]?.text else { continue }
        turns.append(turn(round, role, model, text))
      }
    }
    for (index, role) in roles.enumerated() {
      guard let text = row["response_\(index + 1)"]?.text else { continue }
      turns.append(turn(3, role, model, text))
    }
    return turns
  }

  /// Some debaters give scores in the discussion already: who changes is seen by them.
  private static func turn(_ round: Int, _ role: String, _ model: String, _ text: String)
    -> DebateTurn
  {
    let scores = scores(in: text)
    return DebateTurn(
      round: round, role: role, model: model, text: text,
      vote: scores.count == 2 ? value(scores[0], scores[1]) : nil, scores: scores)
  }

  /// The last `Score … : X/10` of each assistant in a closing statement; empty unless both are
  /// there.
  static func scores(in text: String) -> [Double] {
    var found: [Character: Double] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let lower = line.lowercased().replacing("*", with: "")
      guard lower.contains("score"), let slash = lower.firstRange(of: "/10") else { continue }
      let digits = lower[..<slash.lowerBound].reversed().prefix { $0.isNumber || $0 == "." }
      guard let score = Double(String(digits.reversed())) else { continue }
      for (mark, name) in [
        ("a", "assistant a"), ("b", "assistant b"), ("a", "assistant 1"), ("b", "assistant 2"),
      ]
      where lower.contains(name) {
        found[Character(mark)] = score
      }
    }
    guard let a = found["a"], let b = found["b"] else { return [] }
    return [a, b]
  }

  // MARK: - The compact CSV

  private static func readCSV(
    _ file: String, _ options: Options, _ raw: Set<Rated>, _ batch: inout RecordBatch
  ) throws(FormatError) {
    let rows = CSVRows(try ByteSource(path: file), separator: UInt8(ascii: ","))
    guard let header = try rows.next()?.fields else { return }
    let columns = ["dataset", "agent_type", "model", "item", "score_1", "score_2"].map {
      header.firstIndex(of: $0)
    }
    guard !columns.contains(nil) else {
      throw .unknownFormat(
        path: file,
        reason: "its header lacks one of dataset, agent_type, model, item, score_1, score_2")
    }
    let at = columns.compactMap { $0 }
    var others = 0
    var doubles = 0
    while let (fields, line) = try rows.next() {
      guard fields.count == header.count else {
        batch.problems.append(
          RowProblem(
            SourcePlace(file: file, line: line),
            "\(fields.count) fields, the header has \(header.count)",
            remedy: "mend the row"))
        continue
      }
      let kind = fields[at[1]] == "debate" ? "debate" : "judge"
      guard ["debate", "multi-rater10"].contains(fields[at[1]]),
        options.dataset == nil || options.dataset == fields[at[0]],
        options.kind == nil || options.kind == kind, let row = Int(fields[at[3]]),
        let key = key(fields[at[0]], row), let first = Double(fields[at[4]]),
        let second = Double(fields[at[5]])
      else {
        others += 1
        continue
      }
      let place = SourcePlace(file: file, line: line)
      let rater = rater(kind, fields[at[2]])
      if raw.contains(Rated(rater: rater.name, item: key)) {
        doubles += 1
        continue
      }
      batch.add(.rater(rater), at: place)
      batch.add(
        .verdict(ImportedVerdict(rater: rater.name, item: key, verdict: verdict(first, second))),
        at: place)
    }
    if doubles > 0 {
      batch.remarks.append("\(file): \(doubles) rows were read from the raw files already")
    }
    if others > 0 {
      batch.remarks.append("\(file): \(others) rows of other data sets or kinds were left out")
    }
  }
}
