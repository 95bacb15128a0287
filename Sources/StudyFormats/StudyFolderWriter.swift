import AnnotationModel

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
    if label.flagged { json.raw("flagged", "true") }
    if label.phase == .revealed { json.string("phase", "revealed") }
    json.string("order", label.presentation.letters)
    json.number("shown", Double(label.shownAtMilliseconds))
    json.number("acted", Double(label.actedAtMilliseconds))
    json.number("active", Double(label.activeMilliseconds))
    json.string("occurrence", label.occurrence)
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

/// One JSON object on one line, written field by field; empty fields are left out.
public struct JSONLine {
  private var body = ""

  public init() {}

  public var text: String { "{" + body + "}" }

  private mutating func name(_ name: String) {
    if !body.isEmpty { body += "," }
    body += Self.quoted(name) + ":"
  }

  public mutating func raw(_ field: String, _ json: String) {
    name(field)
    body += json
  }

  public mutating func string(_ field: String, _ value: String, always: Bool = false) {
    if always || !value.isEmpty { raw(field, Self.quoted(value)) }
  }

  public mutating func strings(_ field: String, _ values: [String]) {
    if !values.isEmpty { raw(field, "[" + values.map(Self.quoted).joined(separator: ",") + "]") }
  }

  public mutating func number(_ field: String, _ value: Double?) {
    if let value, value.isFinite { raw(field, Self.plain(value)) }
  }

  public mutating func numbers(_ field: String, _ values: [Double]) {
    if !values.isEmpty { raw(field, "[" + values.map(Self.plain).joined(separator: ",") + "]") }
  }

  public mutating func object(_ field: String, _ write: (inout JSONLine) -> Void) {
    var inner = JSONLine()
    write(&inner)
    raw(field, inner.text)
  }

  public mutating func objects<Element>(
    _ field: String, _ all: [Element], always: Bool = false,
    _ write: (Element, inout JSONLine) -> Void
  ) {
    guard always || !all.isEmpty else { return }
    let texts = all.map { element in
      var inner = JSONLine()
      write(element, &inner)
      return inner.text
    }
    raw(field, "[" + texts.joined(separator: ",") + "]")
  }

  static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  /// RFC 8259, with all that a terminal could obey or hide escaped.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        let value = scalar.value
        if value < 0x20 || (0x7F..<0xA0).contains(value) || (0x2028...0x202E).contains(value)
          || (0x2066...0x2069).contains(value) || (0x200B...0x200F).contains(value)
        {
          let digits = String(value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
