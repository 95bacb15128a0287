import AnnotationModel

/// MT-Bench's human and GPT-4 votes: both directions of a pair are one item; votes turn with it.
enum MTBenchFormat {
  static func read(_ files: [String]) throws(FormatError) -> RecordBatch {
    var batch = RecordBatch()
    var questions: [Int: JSONNode] = [:]
    var references: [Int: [String]] = [:]
    var votes: [(JSONNode, SourcePlace)] = []
    for file in files + beside(files, &batch) {
      for (row, place) in try allElements(of: file, &batch) {
        if row["winner"] != nil {
          votes.append((row, place))
        } else if let id = row["question_id"]?.integer, row["choices"] != nil {
          references[id] =
            row.at("choices.0.turns")?.elements?.compactMap(\.text) ?? []
        } else if let id = row["question_id"]?.integer {
          questions[id] = row
        }
      }
    }
    if votes.isEmpty {
      throw .missingFile(path: files.first ?? "mtbench", needed: "a file of votes with 'winner'")
    }
    var known: Set<String> = []
    var seen: [String: Int] = [:]
    for (row, place) in votes {
      guard let vote = Vote(row) else {
        batch.problems.append(
          RowProblem(
            place, "a vote needs question_id, turn, model_a, model_b and winner",
            remedy: "see the format's documentation"))
        continue
      }
      if known.insert(vote.key).inserted {
        batch.add(.item(item(vote, questions[vote.question], references[vote.question])), at: place)
      }
      add(vote, row, place, &seen, &batch)
    }
    return PandaLMFormat.ordered(batch)
  }

  /// FastChat's questions and reference answers, where none were given but lie near the votes.
  private static func beside(_ files: [String], _ batch: inout RecordBatch) -> [String] {
    let wanted = ["question.jsonl", "reference_answer_gpt-4.jsonl"]
    let near = Set(files.flatMap { [parentFolder($0), parentFolder(parentFolder($0))] }).sorted()
      .flatMap { FolderContents.files(below: $0, depth: 2) }
    var found: [String] = []
    for name in wanted where !files.contains(where: { lastComponent($0) == name }) {
      // A folder of another data set may have a file of this name: ours lies in `fastchat` or
      // beside the votes.
      let folders = files.map(parentFolder)
      guard
        let file = near.first(where: {
          lastComponent($0) == name
            && (lastComponent(parentFolder($0)) == "fastchat" || folders.contains(parentFolder($0)))
        })
      else { continue }
      batch.remarks.append("also reads \(file)")
      found.append(file)
    }
    return found
  }

  private struct Vote {
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
