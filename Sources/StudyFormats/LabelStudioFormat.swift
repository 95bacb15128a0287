import AnnotationModel
import JSONText

/// Label Studio's JSON export (not JSON_MIN): tasks with `data`, `annotations` and `predictions`.
/// Answers are the first of the results of type `pairwise`, `choices`, `rating` or `number`.
enum LabelStudioFormat {
  static func read(
    _ node: JSONNode, _ place: SourcePlace, _ setting: ToolSetting, _ batch: inout RecordBatch
  ) {
    guard let data = node["data"], data.members != nil else {
      batch.problems.append(
        RowProblem(place, "no object 'data'", remedy: "export as JSON, not as JSON_MIN or CSV"))
      return
    }
    let task = ToolTask(
      key: node["id"]?.text.map { "label-studio/" + $0 } ?? "label-studio/row-\(place.line)",
      source: "label-studio", fields: RowFields(text: { data.at($0)?.text }, node: { data.at($0) }),
      mapping: setting.complete(FieldRows.fieldNames(data)), place: place)
    guard task.addItem(to: &batch) else { return }
    var seen: [String: Int] = [:]
    for annotation in node["annotations"]?.elements ?? [] {
      let rater = rater(annotation["completed_by"])
      let occurrence = seen[rater, default: 0]
      seen[rater] = occurrence + 1
      let word =
        annotation["was_cancelled"] == .bool(true)
        ? Abstention.skipped.rawValue : answer(annotation)
      guard let word else {
        if annotation["result"]?.elements?.isEmpty == false {
          batch.problems.append(
            RowProblem(
              place, "an annotation has none of 'selected', 'choices', 'rating', 'number'",
              remedy: "export a project with a Pairwise, Choices, Rating or Number tag"))
        }
        continue
      }
      let seconds = annotation["lead_time"]?.number ?? 0
      task.addLabel(
        word, by: rater, setting,
        activeMilliseconds: (0..<1e9).contains(seconds) ? Int64(seconds * 1000) : 0,
        note: note(annotation), occurrence: occurrence == 0 ? "" : String(occurrence), to: &batch)
    }
    for prediction in node["predictions"]?.elements ?? [] {
      guard let word = answer(prediction) else { continue }
      task.addVerdict(
        word, by: "prediction/" + (prediction["model_version"]?.text ?? "unknown"), setting,
        to: &batch)
    }
  }

  /// A user's number, or their e-mail address where the export has it.
  private static func rater(_ node: JSONNode?) -> String {
    if let text = node?.text { return "user-" + text }
    return node?["email"]?.text ?? node?["id"]?.text.map { "user-" + $0 } ?? "user"
  }

  private static func answer(_ annotation: JSONNode) -> String? {
    for result in annotation["result"]?.elements ?? [] {
      guard let value = result["value"] else { continue }
      let found =
        value["selected"]?.text ?? value["choices"]?.elements?.first?.text
        ?? value["rating"]?.text ?? value["number"]?.text
      if let found { return found }
    }
    return nil
  }

  /// Free text that the person wrote beside the answer.
  private static func note(_ annotation: JSONNode) -> String {
    (annotation["result"]?.elements ?? []).filter { $0["type"]?.text == "textarea" }
      .flatMap { $0.at("value.text")?.elements?.compactMap(\.text) ?? [] }
      .joined(separator: "\n")
  }
}
