import AnnotationModel
import JSONText

/// Prodigy's `db-out` JSONL: tasks of the `choice` interface (`options`, and the chosen ids in
/// `accept`). Other interfaces are refused, not guessed at.
enum ProdigyFormat {
  static func read(
    _ node: JSONNode, _ place: SourcePlace, _ setting: ToolSetting, _ batch: inout RecordBatch
  ) {
    guard node["options"]?.elements != nil else {
      // Of `compare` we do not know for certain which candidate its answer speaks of.
      batch.problems.append(
        RowProblem(
          place, "no list 'options'",
          remedy: "only tasks of the choice interface are known; if 'accept' means here that "
            + "the text in accept is better, say --format jsonl --map response-a=accept.text "
            + "--map response-b=reject.text --map verdict=answer"))
      return
    }
    let key =
      node["_input_hash"]?.text ?? node["id"]?.text ?? "row-\(place.line)"
    choice(node, key, place, setting, &batch)
  }

  private static func rater(_ node: JSONNode) -> String {
    node["_annotator_id"]?.text ?? node["_session_id"]?.text ?? "prodigy"
  }

  private static func prompt(_ node: JSONNode) -> JSONNode {
    let input = node["input"]
    let text =
      ["text", "prompt", "html"].lazy.compactMap { input?[$0]?.text ?? node[$0]?.text }.first
    return .string(text ?? input?.text ?? "")
  }

  private static func task(
    _ key: String, _ texts: [String: String], _ place: SourcePlace
  ) -> ToolTask {
    ToolTask(
      key: "prodigy/" + key, source: "prodigy",
      fields: RowFields(text: { texts[$0] }, node: { _ in nil }),
      mapping: FieldMapping(
        fields: Dictionary(uniqueKeysWithValues: texts.keys.map { ($0, $0) })), place: place)
  }

  /// Options that are long texts are the candidates; short ones are words for an answer about the
  /// responses of the task's own fields.
  private static func choice(
    _ node: JSONNode, _ key: String, _ place: SourcePlace, _ setting: ToolSetting,
    _ batch: inout RecordBatch
  ) {
    let options = node["options"]?.elements ?? []
    func text(_ option: JSONNode) -> String { option["text"]?.text ?? option["html"]?.text ?? "" }
    let own = setting.complete(
      FieldRows.fieldNames(node).filter { !$0.hasPrefix("_") && $0 != "accept" })
    let task: ToolTask
    let words: [String: String]
    if own.fields["response-b"] != nil {
      task = ToolTask(
        key: "prodigy/" + key, source: "prodigy",
        fields: RowFields(text: { node.at($0)?.text }, node: { node.at($0) }), mapping: own,
        place: place)
      words = [:]
    } else {
      let candidates = options.filter {
        VerdictWord.value($0["id"]?.text ?? "", scale: setting.scale) != .tie
          && VerdictWord.value(text($0), scale: setting.scale) != .tie
      }
      var texts = ["prompt": prompt(node).text ?? ""]
      var ids: [String: String] = [:]
      for (letter, option) in zip(["a", "b", "c", "d"], candidates) {
        texts["response-" + letter] = text(option)
        ids[option["id"]?.text ?? ""] = letter
        if let model = option["model"]?.text { texts["system-" + letter] = model }
      }
      task = self.task(key, texts, place)
      words = ids
    }
    guard task.addItem(to: &batch), let answer = node["answer"]?.text else { return }
    let chosen = (node["accept"]?.elements ?? []).compactMap(\.text)
    let ignored = answer != "accept" || chosen.isEmpty
    let word = ignored ? Abstention.skipped.rawValue : chosen.count > 1 ? "tie" : chosen[0]
    task.addLabel(
      words[word] ?? word, by: rater(node), setting, note: node["comment"]?.text ?? "", to: &batch)
  }
}
