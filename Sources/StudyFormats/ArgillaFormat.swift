import AnnotationModel
import JSONText

/// Argilla's exports (see `ArgillaRecord`). The question is the first one whose answers the study's
/// scale has words for, or the one mapped as `verdict`. A draft is no answer yet, a discarded
/// record is one gone past.
enum ArgillaFormat {
  static func read(
    _ node: JSONNode, _ place: SourcePlace, _ setting: ToolSetting, _ batch: inout RecordBatch
  ) {
    guard let record = ArgillaRecord(node) else {
      batch.problems.append(
        RowProblem(
          place, "no object 'fields', and no answers to questions beside fields",
          remedy: "export with dataset.records.to_json, or the datasets library's to_json"))
      return
    }
    let fields = record.fields
    let task = ToolTask(
      key: record.id.map { "argilla/" + $0 } ?? "argilla/row-\(place.line)", source: "argilla",
      fields: RowFields(text: { fields.at($0)?.text }, node: { fields.at($0) }),
      mapping: setting.complete(FieldRows.fieldNames(fields)), place: place)
    guard task.addItem(to: &batch) else { return }
    func fits(_ word: String) -> Bool { task.value(word, setting.scale) != nil }
    guard let question = question(record, setting, fits) else { return }
    for response in record.responses where response.question == question {
      if response.status == "draft" { continue }
      let isDiscarded = response.status == "discarded"
      guard let word = isDiscarded ? Abstention.skipped.rawValue : answer(response.value, fits)
      else {
        batch.problems.append(
          RowProblem(
            place, "'\(question)' holds several labels",
            remedy: "choose a question with one answer: --map verdict=QUESTION"))
        continue
      }
      task.addLabel(word, by: response.user, setting, to: &batch)
    }
    for suggestion in record.suggestions where suggestion.question == question {
      guard let word = answer(suggestion.value, fits) else { continue }
      task.addVerdict(word, by: "suggestion/" + suggestion.agent, setting, to: &batch)
    }
  }

  private static func question(
    _ record: ArgillaRecord, _ setting: ToolSetting, _ fits: (String) -> Bool
  ) -> String? {
    if let given = setting.mapping.fields["verdict"] { return given }
    var names: [String] = []
    var words: [String: [String]] = [:]
    let all =
      record.responses.map { ($0.question, $0.value) }
      + record.suggestions.map { ($0.question, $0.value) }
    for (name, value) in all {
      if !names.contains(name) { names.append(name) }
      if let word = answer(value, fits) { words[name, default: []].append(word) }
    }
    return names.first { words[$0]?.allSatisfy(fits) == true } ?? names.first { words[$0] != nil }
  }

  /// A label or a rating; of a ranking (`[{"value": …, "rank": 1}]`, or names in their order) its
  /// first, unless two share it. Nil for several labels that are no ranking.
  private static func answer(_ value: JSONNode, _ fits: (String) -> Bool) -> String? {
    if let text = value.text { return text }
    guard let elements = value.elements, !elements.isEmpty else { return nil }
    let names = elements.compactMap { $0.text ?? $0["value"]?.text }
    let ranks = elements.compactMap { $0["rank"]?.integer }
    if ranks.count == elements.count, names.count == ranks.count, let best = ranks.min() {
      let first = zip(names, ranks).filter { $0.1 == best }
      return first.count == 1 ? first[0].0 : "tie"
    }
    return names.count == 1 || names.allSatisfy(fits) ? names.first : nil
  }
}
