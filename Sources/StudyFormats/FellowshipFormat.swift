import AnnotationModel
import Glibc
import JSONText

/// The Fellowship's verdicts on FairEval, PandaLM, MT-Bench and Alpaca-Eval: raw JSON files of
/// judges and debates, and the compact CSV. Rows join items by their place: row k is question k+1,
/// or idx k, or the k-th of MT-Bench's sorted pairs.
enum FellowshipFormat {
  struct Options {
    /// `judge` or `debate`; from the file's folder where nil.
    var kind: String?
    /// The data set; from the file's path, or from what the study holds, where nil.
    var dataset: String?
    /// The sources of the study's items.
    var sources: Set<String> = []
    /// Files of MT-Bench's votes that are imported with them.
    var votes: [String] = []
  }

  /// The data sets, and the source that their items have in a study.
  static let datasets = [
    ("fair-eval", "faireval"), ("pandalm-eval", "pandalm"), ("mt-bench", "mtbench"),
    ("alpaca-eval", "alpaca-eval"),
  ]

  /// Files in any order. A judge or debate that is there as a raw file is not read again from the
  /// compact CSV, which lacks its replies.
  static func reader(_ files: [String], _ options: Options) throws(FormatError) -> FileSequence {
    let read = ReadVerdicts()
    var parts: [(file: String, open: FileSequence.Opening)] = []
    var remarks: [String] = []
    for file in files where !isCSV(file) && !isVotes(file) {
      guard let raw = try RawFile(file, options, read, &remarks) else { continue }
      parts.append(
        (
          file,
          { () throws(FormatError) in
            try ElementReader(file) { raw.add($0, $1, &$2) }
          }
        ))
    }
    for file in files where isCSV(file) {
      parts.append(
        (
          file,
          { () throws(FormatError) in
            try FellowshipTable(file, among: files + options.votes, options, read)
          }
        ))
    }
    return try FileSequence(parts, opening: RecordBatch(remarks: remarks))
  }

  /// The verdicts that came from raw files.
  final class ReadVerdicts {
    struct Verdict: Hashable {
      var rater: String
      var item: String
    }
    var all: Set<Verdict> = []
  }

  /// Whether a file in a folder can be one of ours: not the published figures beside them.
  static func isOurs(_ file: String) -> Bool {
    let name = lastComponent(file).replacing(".gz", with: "")
    if name.hasSuffix(".csv") { return true }
    return name.hasSuffix(".json") && !parentFolders(file).contains("Kappa")
  }

  /// Standard input is one too: of a raw file the name is wanted, which says the model.
  private static func isCSV(_ file: String) -> Bool {
    file == "-" || lastComponent(file).contains(".csv")
  }

  /// MT-Bench's human votes, which say what the rows of its verdicts are about.
  static func isVotes(_ file: String) -> Bool { lastComponent(file).contains(".jsonl") }

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
    case "alpaca-eval": "alpaca-eval/\(row)"
    default: nil
    }
  }

  private static func value(_ first: Double, _ second: Double) -> RatingValue {
    first > second ? .prefer(0) : (first < second ? .prefer(1) : .tie)
  }

  static func verdict(_ first: Double, _ second: Double) -> Verdict {
    let compared = value(first, second)
    let isParsed = first != -1 && second != -1
    return Verdict(
      value: isParsed ? compared : .abstention(.unparsed), recorded: isParsed ? nil : compared,
      presentation: .asStored(2), scores: [first, second], parserVersion: "fellowship-1")
  }

  static func rater(_ kind: String, _ model: String) -> ImportedRater {
    ImportedRater(
      name: kind + "/" + model, kind: kind == "debate" ? .debate : .judge, model: model,
      family: String(model.lowercased().replacing("meta-", with: "").prefix { $0 != "-" }))
  }

  // MARK: - Raw files

  /// A raw file: its k-th row is about the k-th item of the data set.
  private final class RawFile {
    let dataset: String
    let kind: String
    let rater: ImportedRater
    private let read: ReadVerdicts
    private var row = 0

    /// Nil, with a remark, where the file is about another data set than the one asked for.
    init?(
      _ file: String, _ options: Options, _ read: ReadVerdicts, _ remarks: inout [String]
    ) throws(FormatError) {
      let folders = parentFolders(file)
      kind =
        options.kind
        ?? folders.lazy.compactMap { ["debate": "debate", "multi-rater10": "judge"][$0] }.first
        ?? "judge"
      let known = ["fair-eval", "pandalm-eval"]
      let own = folders.first(where: known.contains)
      if let own, let wanted = options.dataset, own != wanted {
        remarks.append("\(file): is about \(own), so it was left out")
        return nil
      }
      let held = datasets.filter { options.sources.contains($0.1) }.map(\.0)
      if options.dataset == nil, let own, !held.isEmpty, !held.contains(own) {
        remarks.append("\(file): the study has no items of \(own), so it was left out")
        return nil
      }
      guard let dataset = options.dataset ?? own, known.contains(dataset) else {
        throw .unknownFormat(
          path: file, reason: "which data set is it about? Say --dataset fair-eval or pandalm-eval")
      }
      self.dataset = dataset
      let stem = lastComponent(file).split(separator: "_").first.map(String.init) ?? file
      rater = FellowshipFormat.rater(kind, stem.replacing(".json", with: ""))
      self.read = read
    }

    func add(_ node: JSONNode, _ place: SourcePlace, _ batch: inout RecordBatch) {
      defer { row += 1 }
      guard let first = node["score_1"]?.number, let second = node["score_2"]?.number,
        let key = key(dataset, row)
      else {
        batch.problems.append(
          RowProblem(place, "no numbers score_1 and score_2", remedy: "give the row its scores"))
        return
      }
      var verdict = verdict(first, second)
      verdict.turnsToAnswer = node["turns_to_answer"]?.integer ?? 1
      if kind == "debate" {
        verdict.debate = debate(node, rater.model)
      } else {
        verdict.rawReply = node["response"]?.text ?? ""
      }
      read.all.insert(.init(rater: rater.name, item: key))
      batch.add(.rater(rater), at: place)
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
}
