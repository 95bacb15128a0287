import AnnotationModel

/// The Fellowship's compact CSV, row by row: `dataset`, `agent_type`, `model`, `item` (the row of
/// the data set, from 0), two scores, and for direct comparison `pick`.
final class FellowshipTable: RecordReader {
  private let file: String
  private let options: FellowshipFormat.Options
  private let read: FellowshipFormat.ReadVerdicts
  private let source: ByteSource
  private let rows: CSVRows
  private let width: Int
  private let columns: [String: Int]
  private let datasets: Set<String>
  private var pairs: [MTBenchPairs.Pair] = []
  private var raters: Set<String> = []
  private var items: Set<String> = []
  private var others = 0
  private var doubles = 0
  private var isEnded = false

  init(
    _ file: String, among files: [String], _ options: FellowshipFormat.Options,
    _ read: FellowshipFormat.ReadVerdicts
  ) throws(FormatError) {
    self.file = file
    self.options = options
    self.read = read
    source = try ByteSource(path: file)
    rows = CSVRows(source, separator: UInt8(ascii: ","))
    let header = try rows.next()?.fields ?? []
    width = header.count
    columns = Dictionary(zip(header, header.indices), uniquingKeysWith: { first, _ in first })
    let needed = ["dataset", "agent_type", "model", "item", "score_1", "score_2"]
    guard needed.allSatisfy(header.contains) else {
      throw .unknownFormat(
        path: file, reason: "its header lacks one of \(needed.joined(separator: ", "))")
    }
    datasets = try Self.datasets(file, options)
    if datasets.contains("mt-bench") { pairs = try MTBenchPairs.read(near: file, among: files) }
  }

  /// The data set that was asked for, or those whose items the study holds.
  private static func datasets(_ file: String, _ options: FellowshipFormat.Options)
    throws(FormatError) -> Set<String>
  {
    if let wanted = options.dataset { return [wanted] }
    let held = FellowshipFormat.datasets.filter { options.sources.contains($0.1) }.map(\.0)
    guard held.isEmpty else { return Set(held) }
    throw .unknownFormat(
      path: file,
      reason: "the study holds none of the items that it is about; import FairEval, PandaLM or "
        + "MT-Bench first, or say --dataset alpaca-eval")
  }

  var progress: (read: Int, total: Int?) { (source.bytesRead, source.bytesTotal) }

  func next() throws(FormatError) -> RecordBatch? {
    if isEnded { return nil }
    var batch = RecordBatch()
    while batch.records.count < 1000, batch.problems.count < 1000 {
      guard let (fields, line) = try rows.next() else {
        isEnded = true
        batch.remarks = remarks
        break
      }
      let place = SourcePlace(file: file, line: line)
      batch.records += rows.takeOriginals(at: place)
      guard fields.count == width else {
        batch.problems.append(
          RowProblem(
            place, "\(fields.count) fields, the header has \(width)", remedy: "mend the row"))
        continue
      }
      add(fields, place, &batch)
    }
    return batch
  }

  private var remarks: [String] {
    var result: [String] = []
    if doubles > 0 {
      result.append("\(file): \(doubles) rows were read from the raw files already")
    }
    if others > 0 {
      result.append("\(file): \(others) rows of other data sets or kinds were left out")
    }
    return result
  }

  /// The rater's kind and the first part of its name, by the way in which it was asked. Only
  /// Alpaca-Eval was judged in several ways.
  private static let ways: [String: (kind: String, name: String)] = [
    "debate": ("debate", "debate"), "multi-rater10": ("judge", "judge"),
    "judge": ("judge", "judge-direct"), "rater10": ("judge", "judge-independent-10"),
    "multi-rater5": ("judge", "judge-combined-5"),
    "multi-rater100": ("judge", "judge-combined-100"),
  ]

  private func add(_ fields: [String], _ place: SourcePlace, _ batch: inout RecordBatch) {
    func field(_ name: String) -> String { columns[name].map { fields[$0] } ?? "" }
    let dataset = field("dataset")
    guard datasets.contains(dataset), let way = Self.ways[field("agent_type")],
      options.kind == nil || options.kind == way.kind
    else {
      others += 1
      return
    }
    guard let row = Int(field("item")), let subject = subject(dataset, row),
      var verdict = verdict(field)
    else {
      batch.problems.append(
        RowProblem(
          place, "no row of \(dataset), or no verdict in it",
          remedy: "give item a row from 0, and two scores or a pick"))
      return
    }
    if subject.isTurned { verdict = verdict.turned }
    var rater = FellowshipFormat.rater(way.kind, field("model"))
    rater.name = way.name + "/" + rater.model
    if read.all.contains(.init(rater: rater.name, item: subject.key)) {
      doubles += 1
      return
    }
    if dataset == "alpaca-eval", items.insert(subject.key).inserted {
      batch.add(.item(placeholder(subject.key)), at: place)
    }
    if raters.insert(rater.name).inserted { batch.add(.rater(rater), at: place) }
    batch.add(
      .verdict(ImportedVerdict(rater: rater.name, item: subject.key, verdict: verdict)), at: place)
  }

  private func subject(_ dataset: String, _ row: Int) -> MTBenchPairs.Pair? {
    guard dataset == "mt-bench" else {
      return FellowshipFormat.key(dataset, row).map { .init(key: $0, isTurned: false) }
    }
    return pairs.indices.contains(row) ? pairs[row] : nil
  }

  private func verdict(_ field: (String) -> String) -> Verdict? {
    if let first = Double(field("score_1")), let second = Double(field("score_2")) {
      return FellowshipFormat.verdict(first, second)
    }
    let picks: [String: RatingValue] = ["model_a": .prefer(0), "model_b": .prefer(1), "tie": .tie]
    return picks[field("pick")].map {
      Verdict(value: $0, presentation: .asStored(2), parserVersion: "fellowship-1")
    }
  }

  /// Alpaca-Eval's texts and human labels are not in the file: an item to hang verdicts on.
  private func placeholder(_ key: String) -> Item {
    Item(
      key: key, questionKey: key, source: "alpaca-eval",
      candidates: [CandidateText(""), CandidateText("")])
  }
}

extension Verdict {
  /// The same verdict on a pair whose file had the candidates the other way round.
  fileprivate var turned: Verdict {
    func turn(_ value: RatingValue) -> RatingValue {
      if case .prefer(let ordinal) = value { .prefer(1 - ordinal) } else { value }
    }
    var result = self
    result.value = turn(value)
    result.recorded = recorded.map(turn)
    result.presentation = Presentation(order: [1, 0])
    result.scores = scores.reversed()
    return result
  }
}

/// The pairs that MT-Bench's people voted on, in the order in which others count them: distinct
/// turn, question and two models, sorted.
enum MTBenchPairs {
  struct Pair {
    var key: String
    /// The file's first model is the item's second candidate.
    var isTurned: Bool
  }

  /// From a file of votes that was given too, or that lies beside as `mt-bench`.
  static func read(near file: String, among files: [String]) throws(FormatError) -> [Pair] {
    let folders = [parentFolder(file), parentFolder(parentFolder(file))]
    let near = folders.flatMap { FolderContents.files(below: $0 + "/mt-bench", depth: 3) }
    let votes = files.filter(FellowshipFormat.isVotes)
    let named = votes.first { lastComponent($0).contains("human") } ?? votes.first
    guard let path = named ?? near.first(where: { lastComponent($0) == "human.jsonl" }) else {
      throw .missingFile(
        path: file, needed: "MT-Bench's human votes to count its rows: name human.jsonl too")
    }
    var aside = RecordBatch()
    var found: Set<Ordered> = []
    for (row, _) in try allElements(of: path, &aside) {
      guard let vote = MTBenchFormat.Vote(row) else { continue }
      found.insert(Ordered(vote))
    }
    return found.sorted().map { Pair(key: $0.key, isTurned: $0.isTurned) }
  }

  private struct Ordered: Hashable, Comparable {
    var turn: Int
    var question: Int
    var first: String
    var second: String
    var isTurned: Bool
    var key: String

    init(_ vote: MTBenchFormat.Vote) {
      (turn, question, isTurned, key) = (vote.turn, vote.question, vote.isTurned, vote.key)
      (first, second) = isTurned ? (vote.second, vote.first) : (vote.first, vote.second)
    }

    static func < (one: Ordered, two: Ordered) -> Bool {
      (one.turn, one.question, one.first, one.second)
        < (two.turn, two.question, two.first, two.second)
    }
  }
}
