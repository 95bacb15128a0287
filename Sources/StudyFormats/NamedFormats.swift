import AnnotationModel

/// PandaLM's test set: items with three annotators, and verdict files of judges that join by idx.
enum PandaLMFormat {
  static func read(_ files: [String]) throws(FormatError) -> RecordBatch {
    var batch = RecordBatch()
    for file in files {
      for (row, place) in try allElements(of: file, &batch) {
        guard let index = row["idx"]?.integer else {
          batch.problems.append(
            RowProblem(place, "no whole number 'idx'", remedy: "give the row its idx"))
          continue
        }
        if row["response1"] != nil { item(row, index, place, &batch) }
        for (field, rater, reason, family) in [
          ("gpt_result", "gpt-3.5-turbo", "gpt_reason", "gpt"),
          ("pandalm_result", "pandalm-7b", "pandalm_reason", "pandalm"),
        ] where row[field] != nil {
          verdict(row, field, rater, reason, family, index, place, &batch)
        }
      }
    }
    return ordered(batch)
  }

  private static func item(
    _ row: JSONNode, _ index: Int, _ place: SourcePlace, _ batch: inout RecordBatch
  ) {
    let instruction = row["instruction"]?.text ?? ""
    let input = row["input"]?.text ?? ""
    let systems = (row["cmp_key"]?.text ?? "_").split(
      separator: "_", maxSplits: 1, omittingEmptySubsequences: false
    ).map(String.init)
    let item = Item(
      key: "pandalm/\(index)", questionKey: instruction + "\n\n" + input,
      category: row["motivation_app"]?.text ?? "", source: "pandalm",
      prompt: [
        Turn(role: .user, text: input.isEmpty ? instruction : instruction + "\n\n" + input)
      ],
      candidates: ["response1", "response2"].map { CandidateText(row[$0]?.text ?? "") },
      origins: systems.map { CandidateOrigin(system: $0, family: family($0)) })
    batch.add(.item(item), at: place)
    for rater in ["annotator1", "annotator2", "annotator3"] {
      guard let word = row[rater]?.text else { continue }
      guard let value = value(word) else {
        var place = place
        place.field = rater
        batch.problems.append(RowProblem(place, "'\(word)' is no label", remedy: "use 0, 1 or 2"))
        continue
      }
      batch.add(.label(ImportedLabel(rater: rater, item: item.key, value: value)), at: place)
    }
  }

  private static func verdict(
    _ row: JSONNode, _ field: String, _ rater: String, _ reason: String, _ family: String,
    _ index: Int, _ place: SourcePlace, _ batch: inout RecordBatch
  ) {
    let word = row[field]?.text ?? ""
    batch.add(
      .rater(ImportedRater(name: rater, kind: .judge, model: rater, family: family)), at: place)
    let verdict = Verdict(
      value: value(word) ?? .abstention(.unparsed), presentation: .asStored(2),
      reasoning: row[reason]?.text ?? "", rawReply: word, parserVersion: "pandalm-1")
    batch.add(
      .verdict(ImportedVerdict(rater: rater, item: "pandalm/\(index)", verdict: verdict)),
      at: place)
  }

  static func value(_ word: String) -> RatingValue? {
    switch word {
    case "1": .prefer(0)
    case "2": .prefer(1)
    case "0", "Tie", "tie": .tie
    default: nil
    }
  }

  /// `bloom-7b` is of the family `bloom`.
  static func family(_ system: String) -> String {
    String(system.prefix { $0 != "-" && $0 != "_" })
  }

  /// Items first, and each rater once: files may come in any order.
  static func ordered(_ batch: RecordBatch) -> RecordBatch {
    var result = RecordBatch(problems: batch.problems, remarks: batch.remarks)
    var raters: Set<String> = []
    for record in batch.records {
      if case .item = record.record { result.records.append(record) }
    }
    for record in batch.records {
      if case .rater(let rater) = record.record, raters.insert(rater.name).inserted {
        result.records.append(record)
      }
    }
    for record in batch.records {
      switch record.record {
      case .label, .verdict: result.records.append(record)
      default: break
      }
    }
    return result
  }
}

/// FairEval: 80 questions, the answers of Vicuna-13B (a) and ChatGPT (b), one merged human label.
enum FairEvalFormat {
  static func read(_ files: [String]) throws(FormatError) -> RecordBatch {
    var batch = RecordBatch()
    let found = try complete(files, &batch)
    var questions: [Int: JSONNode] = [:]
    for (row, _) in try allElements(of: found.questions, &batch) {
      if let id = row["question_id"]?.integer { questions[id] = row }
    }
    let first = try answers(found.vicuna, &batch)
    let second = try answers(found.chatGPT, &batch)
    for id in questions.keys.sorted() {
      let text = questions[id]?["text"]?.text ?? ""
      let item = Item(
        key: "faireval/\(id)", questionKey: "faireval/\(id)",
        category: questions[id]?["category"]?.text ?? "", source: "faireval",
        prompt: [Turn(role: .user, text: text)],
        candidates: [CandidateText(first[id] ?? ""), CandidateText(second[id] ?? "")],
        origins: [
          CandidateOrigin(system: "vicuna-13b", family: "vicuna"),
          CandidateOrigin(system: "gpt-3.5-turbo", family: "gpt"),
        ])
      batch.add(.item(item), at: SourcePlace(file: found.questions, line: id))
    }
    try labels(found.review, &batch)
    return batch
  }

  private struct Files {
    var questions: String
    var vicuna: String
    var chatGPT: String
    var review: String
  }

  /// The four files that are needed: given, or beside those given as the folder has them.
  private static func complete(_ given: [String], _ batch: inout RecordBatch) throws(FormatError)
    -> Files
  {
    var beside: [String] = []
    for file in given {
      for folder in [parentFolder(file), parentFolder(parentFolder(file))] {
        beside += FolderContents.files(below: folder, depth: 2)
      }
    }
    func find(_ part: String) throws(FormatError) -> String {
      if let direct = given.first(where: { lastComponent($0).contains(part) }) { return direct }
      guard let near = beside.first(where: { lastComponent($0).contains(part) }) else {
        throw .missingFile(path: given.first ?? "faireval", needed: "a file '\(part)…' beside it")
      }
      batch.remarks.append("also reads \(near)")
      return near
    }
    return Files(
      questions: try find("question.jsonl"), vicuna: try find("answer_vicuna"),
      chatGPT: try find("answer_gpt35"), review: try find("review_gpt35_vicuna"))
  }

  private static func answers(_ file: String, _ batch: inout RecordBatch) throws(FormatError)
    -> [Int: String]
  {
    var result: [Int: String] = [:]
    for (row, _) in try allElements(of: file, &batch) {
      if let id = row["question_id"]?.integer { result[id] = row["text"]?.text ?? "" }
    }
    return result
  }

  private static func labels(_ file: String, _ batch: inout RecordBatch) throws(FormatError) {
    batch.add(
      .rater(ImportedRater(name: "human", kind: .human)), at: SourcePlace(file: file, line: 1))
    let words = try FolderContents.text(of: file).split(whereSeparator: \.isNewline)
    for (index, word) in words.enumerated() {
      let place = SourcePlace(file: file, line: index + 1)
      let values: [String: RatingValue] = [
        "VICUNA13B": .prefer(0), "CHATGPT": .prefer(1), "TIE": .tie,
      ]
      guard let value = values[String(word)] else {
        batch.problems.append(
          RowProblem(place, "'\(word)' is no label", remedy: "use CHATGPT, VICUNA13B or TIE"))
        continue
      }
      batch.add(
        .label(ImportedLabel(rater: "human", item: "faireval/\(index + 1)", value: value)),
        at: place)
    }
  }
}

/// MT-Bench's human and GPT-4 votes: both directions of a pair are one item, and votes turn with it.
enum MTBenchFormat {
  static func read(_ files: [String]) throws(FormatError) -> RecordBatch {
    var batch = RecordBatch()
    var questions: [Int: JSONNode] = [:]
    var references: [Int: [String]] = [:]
    var votes: [(JSONNode, SourcePlace)] = []
    for file in files {
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
        let a = row["model_a"]?.text, let b = row["model_b"]?.text,
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
