import AnnotationModel
import JSONText

/// Records as lines of a study folder.
public enum StudyFolderLine {
  /// The file a record belongs to, and its line without a line end.
  public static func of(_ record: ImportRecord) -> (file: String, line: String) {
    var json = JSONLine()
    switch record {
    case .item(let item):
      write(item, &json)
      return ("items.jsonl", json.text)
    case .rater(let rater):
      json.string("name", rater.name)
      json.string("kind", rater.kind.rawValue)
      json.string("model", rater.model)
      json.string("family", rater.family)
      return ("raters.jsonl", json.text)
    case .label(let label):
      write(label, &json)
      return ("labels.jsonl", json.text)
    case .verdict(let verdict):
      write(verdict, &json)
      return ("verdicts.jsonl", json.text)
    case .event(let event):
      write(event, &json)
      return ("labels.jsonl", json.text)
    case .original(let original):
      json.string("place", original.place)
      json.string("text", original.text)
      json.string("bytes", Base64.text(original.bytes), always: true)
      return ("originals.jsonl", json.text)
    case .queue(let queue):
      write(queue, &json)
      return ("queues.jsonl", json.text)
    }
  }

  private static func write(_ item: Item, _ json: inout JSONLine) {
    json.string("key", item.key)
    json.string("kind", item.kind.rawValue)
    json.string("question", item.questionKey == item.key ? "" : item.questionKey)
    json.string("category", item.category)
    json.string("source", item.source)
    json.objects("prompt", item.prompt) { turn, json in
      json.string("role", turn.role.rawValue)
      json.string("text", turn.text, always: true)
      json.objects("attachments", turn.attachments) { file, json in
        json.string("type", file.mediaType)
        json.string("name", file.name)
        json.string("location", file.location)
      }
    }
    json.objects("candidates", Array(item.candidates.enumerated()), always: true) { one, json in
      if one.element.turns.count == 1 {
        json.string("text", one.element.text, always: true)
      } else {
        json.strings("turns", one.element.turns)
      }
      let origin = item.origins.indices.contains(one.offset) ? item.origins[one.offset] : .init()
      json.string("system", origin.system)
      json.string("family", origin.family)
    }
    json.objects("references", item.references) { reference, json in
      json.string("kind", reference.kind.rawValue)
      json.string("text", reference.text, always: true)
      json.string("author", reference.author)
    }
    if !item.metadata.isEmpty {
      json.object("metadata") { json in
        for (name, value) in item.metadata.sorted(by: { $0.key < $1.key }) {
          json.string(name, value, always: true)
        }
      }
    }
  }

  private static func write(_ label: ImportedLabel, _ json: inout JSONLine) {
    json.string("rater", label.rater)
    json.string("item", label.item)
    json.string("value", label.value.description)
    json.number("confidence", label.confidence.map { Double($0.rawValue) })
    json.strings("errors", label.errorCodes)
    json.string("note", label.note)
    if label.flagged { json.bool("flagged", true) }
    if label.phase == .revealed { json.string("phase", "revealed") }
    json.string("order", label.presentation.letters)
    json.number("shown", Double(label.shownAtMilliseconds))
    json.number("acted", Double(label.actedAtMilliseconds))
    json.number("active", Double(label.activeMilliseconds))
    json.string("occurrence", label.occurrence)
  }

  private static func write(_ event: ImportedEvent, _ json: inout JSONLine) {
    json.string("rater", event.rater)
    json.string("item", event.item)
    switch event.action {
    case .label(let value, let confidence, let codes):
      json.string("value", value.description)
      json.number("confidence", confidence.map { Double($0.rawValue) })
      json.strings("errors", codes)
    case .note(let text):
      json.string("action", "note")
      json.string("note", text)
    case .flag(let isOn):
      json.string("action", "flag")
      json.bool("flag", isOn)
    case .undo: json.string("action", "undo")
    case .redo: json.string("action", "redo")
    case .reveal: json.string("action", "reveal")
    }
    json.string("target", event.target)
    if event.phase == .revealed { json.string("phase", "revealed") }
    json.string("order", event.presentation.letters)
    json.number("shown", Double(event.shownAtMilliseconds))
    json.number("acted", Double(event.actedAtMilliseconds))
    json.number("active", Double(event.activeMilliseconds))
    json.string("event", event.eventID)
  }

  /// Seeds as texts: many readers of JSON round numbers above 2⁵³.
  private static func write(_ queue: ImportedQueue, _ json: inout JSONLine) {
    json.string("rater", queue.rater)
    json.string("sides", String(queue.sideSeed))
    json.string("order", queue.order.rawValue)
    if queue.order == .random { json.string("seed", String(queue.seed)) }
    json.number("size", Double(queue.size))
    json.strings("items", queue.items)
    json.string("at", queue.place)
  }

  private static func write(_ imported: ImportedVerdict, _ json: inout JSONLine) {
    let verdict = imported.verdict
    json.string("rater", imported.rater)
    json.string("item", imported.item)
    json.string("value", verdict.value.description)
    json.string("recorded", verdict.recorded?.description ?? "")
    json.string("order", verdict.presentation.letters)
    if verdict.repetition > 0 { json.number("repetition", Double(verdict.repetition)) }
    json.numbers("scores", verdict.scores)
    json.string("reasoning", verdict.reasoning)
    json.string("reply", verdict.rawReply)
    json.string("parser", verdict.parserVersion)
    if verdict.turnsToAnswer != 1 { json.number("turns", Double(verdict.turnsToAnswer)) }
    json.objects("debate", verdict.debate) { turn, json in
      json.number("round", Double(turn.round))
      json.string("role", turn.role)
      json.string("model", turn.model)
      json.string("text", turn.text, always: true)
      json.string("vote", turn.vote?.description ?? "")
      json.numbers("scores", turn.scores)
    }
  }
}
