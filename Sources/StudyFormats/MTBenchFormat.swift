import AnnotationModel
import JSONText

/// MT-Bench's human and GPT-4 votes: both directions of a pair are one item; votes turn with it.
enum MTBenchFormat {
  /// Files in any order: questions and reference answers are read first.
  static func reader(_ files: [String]) throws(FormatError) -> FileSequence {
    var aside = RecordBatch()
    let known = Known()
    var votes: [String] = []
    for file in files + beside(files, &aside) {
      let first = try firstElement(of: file)
      if file == "-" || first?["winner"] != nil {
        votes.append(file)
      } else if first?["question_id"] != nil {
        for (row, _) in try allElements(of: file, &aside) { known.add(row) }
      } else {
        aside.remarks.append("\(file): has neither votes nor questions, so it was left out")
      }
    }
    if votes.isEmpty {
      throw .missingFile(path: files.first ?? "mtbench", needed: "a file of votes with 'winner'")
    }
    return try FileSequence(
      votes.map { file in
        (
          file,
          { () throws(FormatError) in
            try ElementReader(file) { row, place, batch in known.add(row, place, &batch) }
          }
        )
      }, opening: aside)
  }

  /// What the votes are read with, and what was read of them.
  private final class Known {
    private var questions: [Int: JSONNode] = [:]
    private var references: [Int: [String]] = [:]
    private var items: Set<String> = []
    private var seen: [String: Int] = [:]

    /// A question, or the reference answer of one.
    func add(_ row: JSONNode) {
      guard let id = row["question_id"]?.integer else { return }
      if row["choices"] != nil {
        references[id] = row.at("choices.0.turns")?.elements?.compactMap(\.text) ?? []
      } else {
        questions[id] = row
      }
    }

    /// A vote, with its item where that was not there before.
    func add(_ row: JSONNode, _ place: SourcePlace, _ batch: inout RecordBatch) {
      guard let vote = Vote(row) else {
        batch.problems.append(
          RowProblem(
            place, "a vote needs question_id, turn, model_a, model_b and winner",
            remedy: "see the format's documentation"))
        return
      }
      if items.insert(vote.key).inserted {
        let item = item(vote, questions[vote.question], references[vote.question])
        batch.add(.item(item), at: place)
      }
      MTBenchFormat.add(vote, row, place, &seen, &batch)
    }
  }

  /// FastChat's questions and reference answers, where none were given but lie near the votes.
  private static func beside(_ files: [String], _ batch: inout RecordBatch) -> [String] {
    let wanted = ["question.jsonl", "reference_answer_gpt-4.jsonl"]
    let folders = files.map(parentFolder)
    // A folder of another data set may have a file of this name: ours lies beside the votes, or in
    // `fastchat`.
    let places = folders.flatMap { [$0, $0 + "/fastchat", parentFolder($0) + "/fastchat"] }
    var found: [String] = []
    for name in wanted where !files.contains(where: { lastComponent($0) == name }) {
      guard let file = places.map({ $0 + "/" + name }).first(where: FolderContents.exists)
      else { continue }
      batch.remarks.append("also reads \(file)")
      found.append(file)
    }
    return found
  }

  struct Vote {
    var judge: String
    var question: Int
    var turn: Int
    var first: String
    var second: String
    /// True when the file's model_a is the item's candidate b.
    var isTurned: Bool
    var value: RatingValue
    var key: String

    init?(_ row: JSONNode) {
      guard let question = row["question_id"]?.integer, let turn = row["turn"]?.integer,
        (1...100).contains(turn), let a = row["model_a"]?.text, let b = row["model_b"]?.text,
        let winner = row["winner"]?.text,
        let judge = row["judge"]?.text ?? row["judge"]?.elements?.first?.text
      else { return nil }
      self.judge = judge
      self.question = question
      self.turn = turn
      isTurned = a > b
      (first, second) = a > b ? (b, a) : (a, b)
      key = "mtbench/\(question)/\(turn)/\(first)/\(second)"
      switch winner {
      case "model_a": value = .prefer(isTurned ? 1 : 0)
      case "model_b": value = .prefer(isTurned ? 0 : 1)
      case _ where winner.hasPrefix("tie"): value = .tie
      default: return nil
      }
    }
  }

  private static func item(_ vote: Vote, _ question: JSONNode?, _ references: [String]?) -> Item {
    let turns = question?["turns"]?.elements?.compactMap(\.text) ?? []
    return Item(
      key: vote.key, kind: vote.turn > 1 ? .dialogueTurn : .pair,
      questionKey: "mtbench/\(vote.question)", category: question?["category"]?.text ?? "",
      source: "mtbench",
      prompt: turns.prefix(vote.turn).map { Turn(role: .user, text: $0) },
      candidates: [CandidateText(""), CandidateText("")],
      origins: [vote.first, vote.second].map {
        CandidateOrigin(system: $0, family: PandaLMFormat.family($0))
      },
      references: (references ?? []).dropFirst(vote.turn - 1).prefix(1).map {
        Reference(kind: .otherModel, text: $0, author: "gpt-4")
      }, metadata: ["turn": String(vote.turn)])
  }

  private static func add(
    _ vote: Vote, _ row: JSONNode, _ place: SourcePlace, _ seen: inout [String: Int],
    _ batch: inout RecordBatch
  ) {
    let isJudge = vote.judge.hasPrefix("gpt")
    batch.add(
      .rater(
        ImportedRater(
          name: vote.judge, kind: isJudge ? .judge : .human, model: isJudge ? "gpt-4" : "",
          family: isJudge ? "gpt" : "")), at: place)
    let order = Presentation(order: vote.isTurned ? [1, 0] : [0, 1])
    guard isJudge else {
      let count = seen[vote.judge + vote.key, default: 0]
      seen[vote.judge + vote.key] = count + 1
      let label = ImportedLabel(
        rater: vote.judge, item: vote.key, value: vote.value, presentation: order,
        occurrence: count == 0 ? "" : String(count))
      return batch.add(.label(label), at: place)
    }
    // The published pair verdicts join both orders already, so none of them is a swapped one.
    let verdict = Verdict(
      value: vote.value, presentation: .asStored(2), rawReply: row["winner"]?.text ?? "",
      parserVersion: "mtbench-1")
    batch.add(
      .verdict(ImportedVerdict(rater: vote.judge, item: vote.key, verdict: verdict)), at: place)
  }
}
