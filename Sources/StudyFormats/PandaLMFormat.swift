import AnnotationModel
import JSONText

/// PandaLM's test set: items with three annotators, and verdict files of judges that join by idx.
enum PandaLMFormat {
  /// Files in any order: those that have items are read first.
  static func reader(_ files: [String]) throws(FormatError) -> FileSequence {
    var ordered: [String] = []
    var later: [String] = []
    for file in files {
      let first = files.count > 1 ? try firstElement(of: file) : nil
      if first?["response1"] != nil { ordered.append(file) } else { later.append(file) }
    }
    return try FileSequence(
      (ordered + later).map { file in
        (file, { () throws(FormatError) in try ElementReader(file, convert: read) })
      })
  }

  private static func read(_ row: JSONNode, _ place: SourcePlace, _ batch: inout RecordBatch) {
    guard let index = row["idx"]?.integer else {
      batch.problems.append(
        RowProblem(place, "no whole number 'idx'", remedy: "give the row its idx"))
      return
    }
    if row["response1"] != nil { item(row, index, place, &batch) }
    for (field, rater, reason, family) in [
      ("gpt_result", "gpt-3.5-turbo", "gpt_reason", "gpt"),
      ("pandalm_result", "pandalm-7b", "pandalm_reason", "pandalm"),
    ] where row[field] != nil {
      verdict(row, field, rater, reason, family, index, place, &batch)
    }
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
        batch.problems.append(
          RowProblem(place, "'\(word.prefix(40))' is no label", remedy: "use 0, 1 or 2"))
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
}
