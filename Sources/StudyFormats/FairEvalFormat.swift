import AnnotationModel
import JSONText

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
        // Only where the published folder has them: what lies around may be a whole home.
        for part in ["", "/answer", "/review"] {
          beside += FolderContents.files(below: folder + part, depth: 1)
        }
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
    let words = try FolderContents.text(of: file)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, word) in words.enumerated() {
      if word.isEmpty, index == words.count - 1 { break }
      let place = SourcePlace(file: file, line: index + 1)
      let values: [String: RatingValue] = [
        "VICUNA13B": .prefer(0), "CHATGPT": .prefer(1), "TIE": .tie,
      ]
      guard let value = values[String(word)] else {
        batch.problems.append(
          RowProblem(
            place, "'\(word.prefix(40))' is no label", remedy: "use CHATGPT, VICUNA13B or TIE"))
        continue
      }
      batch.add(
        .label(ImportedLabel(rater: "human", item: "faireval/\(index + 1)", value: value)),
        at: place)
    }
  }
}
