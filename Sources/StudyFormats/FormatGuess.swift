import JSONText

/// What a file is, by its name and its first row.
enum FormatGuess {
  /// A format's name: one with a name where the first row has its fields, else a generic one by the
  /// file's ending. Reads the beginning of a file, and nothing of standard input.
  static func format(of path: String) -> String {
    if StudyFolder.isStudy(path) { return "study" }
    let generic = ending(path)
    guard path != "-" else { return generic }
    guard FolderContents.isFolder(path) else {
      return isFairEvalReview(path) ? "faireval" : named(path) ?? generic
    }
    let files = FolderContents.files(below: path)
    if files.contains(where: isFairEvalReview) { return "faireval" }
    let known = files.filter {
      [".json", ".jsonl", ".csv", ".tsv"].contains(where: plain($0).hasSuffix)
    }
    return known.prefix(20).lazy.compactMap(named).first ?? known.first.map(ending) ?? generic
  }

  private static func isFairEvalReview(_ file: String) -> Bool {
    lastComponent(file).contains("review_gpt35_vicuna")
  }

  /// The format of the others that a file belongs to though it has none of its own: questions and
  /// answers beside votes or reviews.
  static func companion(_ path: String, of formats: Set<String>) -> String? {
    let files =
      FolderContents.isFolder(path)
      ? FolderContents.files(below: path).filter { plain($0).hasSuffix(".jsonl") } : [path]
    guard path != "-", !files.isEmpty else { return nil }
    let firsts = files.prefix(20).map { (name: plain($0), row: (try? firstElement(of: $0)) ?? nil) }
    guard firsts.allSatisfy({ $0.row?["question_id"] != nil }) else { return nil }
    if formats.contains("mtbench"),
      firsts.allSatisfy({ $0.row?["turns"] != nil || $0.row?["choices"] != nil })
    {
      return "mtbench"
    }
    let isFairEval = firsts.allSatisfy {
      $0.name == "question.jsonl" || $0.name.hasPrefix("answer_")
    }
    return formats.contains("faireval") && isFairEval ? "faireval" : nil
  }

  /// What a file is that cannot be rows of JSON, where its name says nothing; nil where it may be.
  static func whyNotRows(_ path: String) -> String? {
    let known = [".json", ".jsonl", ".ndjson", ".csv", ".tsv"]
    guard path != "-", !known.contains(where: plain(path).hasSuffix),
      let chunk = try? ByteSource(path: path).next()
    else { return nil }
    if chunk.starts(with: Array("SQLite format 3\0".utf8)) {
      return "is a database; a study goes into another by the folder that "
        + "`concord export STUDY --what study -o FOLDER` writes"
    }
    return isJSON(path) == false
      ? "its name does not say what it is, and it does not begin as JSON does; if it is a table, "
        + "say --format csv or tsv" : nil
  }

  /// What a file or folder is, where it cannot be of the format that was named: a table of JSON,
  /// or one that another format has for its own. Of one alone the latter is taken for a wrong
  /// guess.
  static func plainly(_ path: String, notThe format: String, isAlone: Bool) -> String? {
    guard path != "-" else { return nil }
    let tables = ["csv", "tsv"]
    if ImportPlan.genericFormats.contains(format) {
      guard !FolderContents.isFolder(path), let isJSON = isJSON(path) else { return nil }
      let ending = ending(path)
      let differs = isJSON == tables.contains(format) && isJSON != tables.contains(ending)
      return differs ? ending : nil
    }
    let guessed = Self.format(of: path)
    let isOwn = !ImportPlan.genericFormats.contains(guessed) && guessed != format
    // The votes say what the rows of the verdicts are about.
    return isAlone || !isOwn || (format, guessed) == ("fellowship", "mtbench") ? nil : guessed
  }

  /// Whether a file begins as JSON does; nil where it begins with nothing or cannot be read.
  private static func isJSON(_ path: String) -> Bool? {
    guard let chunk = try? ByteSource(path: path).next(),
      let first = chunk.first(where: { ![9, 10, 13, 32, 0xEF, 0xBB, 0xBF].contains($0) })
    else { return nil }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  private static func plain(_ path: String) -> String {
    lastComponent(path).replacing(".gz", with: "").lowercased()
  }

  static func ending(_ path: String) -> String {
    let name = plain(path)
    if name.hasSuffix(".tsv") { return "tsv" }
    if name.hasSuffix(".csv") { return "csv" }
    if name.hasSuffix(".json") { return "json" }
    return "jsonl"
  }

  private static func named(_ path: String) -> String? {
    let format = ending(path)
    if format == "tsv" { return nil }
    guard format != "csv" else {
      guard let source = try? ByteSource(path: path),
        let header = try? CSVRows(source, separator: UInt8(ascii: ",")).next()?.fields
      else { return nil }
      return has(header, ["dataset", "agent_type", "model", "item", "score_1", "score_2"])
        ? "fellowship" : nil
    }
    guard let node = try? firstElement(of: path), let members = node.members else { return nil }
    let fields = members.map(\.name)
    return signatures.first { signature in
      has(fields, signature.all) && signature.any.contains { has(fields, $0) }
    }?.format
  }

  /// Fields that only this format has together.
  private static let signatures: [(format: String, all: [String], any: [[String]])] = [
    (
      "pandalm", ["idx"],
      [["response1", "response2", "annotator1"], ["gpt_result"], ["pandalm_result"]]
    ),
    ("mtbench", ["winner", "model_a", "model_b", "question_id", "turn"], [[]]),
    (
      "fellowship", ["score_1", "score_2"],
      [["turns_to_answer"], ["response_1_1", "response_3_2"]]
    ),
    ("label-studio", ["data"], [["annotations"], ["predictions"]]),
    ("argilla", ["fields"], [["responses"], ["suggestions"]]),
    ("prodigy", ["options"], [["accept", "answer"], ["_input_hash"]]),
  ]

  private static func has(_ fields: [String], _ wanted: [String]) -> Bool {
    wanted.allSatisfy(fields.contains)
  }
}
