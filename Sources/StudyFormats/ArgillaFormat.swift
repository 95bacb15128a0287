import AnnotationModel

/// Argilla 2's records as `records.to_json` writes them: `fields`, `responses` by question with one
/// value per user, and `suggestions` by question with the agent that made them. The question is the
/// first one with an answer that the study's scale has a word for, or the one mapped as `verdict`.
enum ArgillaFormat {
  static func read(
    _ node: JSONNode, _ place: SourcePlace, _ setting: ToolSetting, _ batch: inout RecordBatch
  ) {
    guard let fields = node["fields"], fields.members != nil else {
      batch.problems.append(
        RowProblem(place, "no object 'fields'", remedy: "export with dataset.records.to_json"))
      return
    }
    let mapping = setting.complete(FieldRows.fieldNames(fields))
    let task = ToolTask(
      key: node["id"]?.text.map { "argilla/" + $0 } ?? "argilla/row-\(place.line)",
      source: "argilla",
      fields: RowFields(text: { fields.at($0)?.text }, node: { fields.at($0) }),
      mapping: mapping, place: place)
    guard task.addItem(to: &batch) else { return }
    guard let question = question(node, task, setting) else { return }
    for response in node["responses"]?[question]?.elements ?? [] {
      guard let word = answer(response["value"]) else { continue }
      task.addLabel(
        response["status"]?.text == "discarded" ? Abstention.skipped.rawValue : word,
        by: response["user_id"]?.text ?? "user", setting, to: &batch)
    }
    if let suggestion = node["suggestions"]?[question], let word = answer(suggestion["value"]) {
      task.addVerdict(
        word, by: "suggestion/" + (suggestion["agent"]?.text ?? "unknown"), setting, to: &batch)
    }
  }

  private static func question(_ node: JSONNode, _ task: ToolTask, _ setting: ToolSetting)
    -> String?
  {
    if let given = setting.mapping.fields["verdict"] { return given }
    let answers = (node["responses"]?.members ?? []).map { one in
      (one.name, one.value.elements?.compactMap { answer($0["value"]) } ?? [])
    }
    let suggested = (node["suggestions"]?.members ?? []).map { one in
      (one.name, answer(one.value["value"]).map { [$0] } ?? [])
    }
    let all = (answers + suggested).filter { !$0.1.isEmpty }
    func fits(_ word: String) -> Bool {
      VerdictWord.value(word, scale: setting.scale, systems: task.systems) != nil
        || task.mapping.fields.values.contains(word)
    }
    return (all.first { $0.1.allSatisfy(fits) } ?? all.first)?.0
  }

  /// A label or a rating; of a ranking `[{"value": …, "rank": 1}]` its first, unless two share it.
  private static func answer(_ value: JSONNode?) -> String? {
    if let text = value?.text { return text }
    let ranked = (value?.elements ?? []).compactMap { one -> (String, Int)? in
      guard let name = one["value"]?.text, let rank = one["rank"]?.integer else { return nil }
      return (name, rank)
    }
    guard let best = ranked.map(\.1).min() else { return value?.elements?.first?.text }
    let first = ranked.filter { $0.1 == best }
    return first.count == 1 ? first[0].0 : "tie"
  }
}
