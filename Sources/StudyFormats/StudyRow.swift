import AnnotationModel
import JSONText

/// What is wrong with one line of a study folder.
struct StudyRowMistake: Error {
  var field: String
  var problem: String
  var remedy: String
}

/// Lines of a study folder as records.
enum StudyRow {
  private static let fields: [String: [String]] = [
    "items.jsonl": [
      "key", "kind", "question", "category", "source", "prompt", "candidates", "references",
      "metadata",
    ],
    "raters.jsonl": ["name", "kind", "model", "family"],
    "labels.jsonl": [
      "rater", "item", "value", "confidence", "errors", "note", "flagged", "phase", "order",
      "shown", "acted", "active", "occurrence", "event", "action", "flag", "target",
    ],
    "verdicts.jsonl": [
      "rater", "item", "value", "recorded", "order", "repetition", "scores", "reasoning", "reply",
      "parser", "turns", "debate",
    ],
    "originals.jsonl": ["place", "text", "bytes"],
    "queues.jsonl": ["rater", "sides", "order", "seed", "size", "items", "at"],
  ]

  static func record(_ node: JSONNode, part: String) throws(StudyRowMistake) -> ImportRecord {
    let known = fields[part] ?? []
    for member in node.members ?? [] where !known.contains(member.name) {
      throw StudyRowMistake(
        field: member.name, problem: "there is no such field",
        remedy: "the fields are \(known.joined(separator: ", "))")
    }
    switch part {
    case "items.jsonl": return .item(try item(node))
    case "raters.jsonl":
      let kind = node["kind"]?.text ?? ""
      guard let kind = RaterKind(rawValue: kind) else {
        throw StudyRowMistake(
          field: "kind", problem: "there is no kind of rater '\(kind)'",
          remedy: "use one of \(RaterKind.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return .rater(
        ImportedRater(
          name: try text(node, "name"), kind: kind, model: node["model"]?.text ?? "",
          family: node["family"]?.text ?? ""))
    case "labels.jsonl":
      return node["event"] == nil ? .label(try label(node)) : .event(try event(node))
    case "originals.jsonl": return .original(try original(node))
    case "queues.jsonl": return .queue(try queue(node))
    default: return .verdict(try verdict(node))
    }
  }

  private static func text(_ node: JSONNode, _ field: String) throws(StudyRowMistake) -> String {
    guard let text = node[field]?.text, !text.isEmpty else {
      throw StudyRowMistake(field: field, problem: "is missing", remedy: "give it a text")
    }
    return text
  }

  private static func value(_ node: JSONNode, _ field: String) throws(StudyRowMistake)
    -> RatingValue
  {
    let word = try text(node, field)
    guard let value = RatingValue(word) else {
      throw StudyRowMistake(
        field: field, problem: "'\(word)' is no answer", remedy: "use a, b, tie, a number, …")
    }
    return value
  }

  private static func order(_ node: JSONNode, _ count: Int = 2) throws(StudyRowMistake)
    -> Presentation
  {
    guard let letters = node["order"]?.text else { return .asStored(count) }
    guard let order = Presentation(checking: letters.utf8.map { Int($0) - 97 }) else {
      throw StudyRowMistake(
        field: "order", problem: "'\(letters)' is no order", remedy: "use letters such as ab or ba")
    }
    return order
  }

  private static func item(_ node: JSONNode) throws(StudyRowMistake) -> Item {
    let key = try text(node, "key")
    guard let candidates = node["candidates"]?.elements else {
      throw StudyRowMistake(
        field: "candidates", problem: "is missing", remedy: "give a list of {\"text\": …}")
    }
    let kindName =
      node["kind"]?.text
      ?? (candidates.count == 1 ? "single" : candidates.count == 2 ? "pair" : "list")
    guard let kind = ItemKind(rawValue: kindName) else {
      throw StudyRowMistake(
        field: "kind", problem: "there is no kind of item '\(kindName)'",
        remedy: "use one of \(ItemKind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return Item(
      key: key, kind: kind, questionKey: node["question"]?.text ?? key,
      category: node["category"]?.text ?? "", source: node["source"]?.text ?? "",
      prompt: prompt(node["prompt"]),
      candidates: candidates.map { one in
        CandidateText(
          turns: one["turns"]?.elements?.compactMap(\.text) ?? [one["text"]?.text ?? one.text ?? ""]
        )
      },
      origins: candidates.map {
        CandidateOrigin(system: $0["system"]?.text ?? "", family: $0["family"]?.text ?? "")
      },
      references: (node["references"]?.elements ?? []).map { one in
        Reference(
          kind: ReferenceKind(rawValue: one["kind"]?.text ?? "") ?? .human,
          text: one["text"]?.text ?? one.text ?? "", author: one["author"]?.text ?? "")
      },
      metadata: Dictionary(
        (node["metadata"]?.members ?? []).map { ($0.name, $0.value.text ?? "") },
        uniquingKeysWith: { $1 }))
  }

  private static func prompt(_ node: JSONNode?) -> [Turn] {
    if let text = node?.text { return [Turn(role: .user, text: text)] }
    return (node?.elements ?? []).map { turn in
      Turn(
        role: Turn.Role(rawValue: turn["role"]?.text ?? "") ?? .user,
        text: turn["text"]?.text ?? "",
        attachments: (turn["attachments"]?.elements ?? []).map {
          Attachment(
            mediaType: $0["type"]?.text ?? "", name: $0["name"]?.text ?? "",
            location: $0["location"]?.text ?? "")
        })
    }
  }

  private static func label(_ node: JSONNode) throws(StudyRowMistake) -> ImportedLabel {
    ImportedLabel(
      rater: try text(node, "rater"), item: try text(node, "item"),
      value: try value(node, "value"),
      confidence: node["confidence"]?.integer.flatMap(Confidence.init),
      errorCodes: node["errors"]?.elements?.compactMap(\.text) ?? [],
      note: node["note"]?.text ?? "", flagged: node["flagged"] == .bool(true),
      phase: node["phase"]?.text == "revealed" ? .revealed : .blind,
      presentation: try order(node),
      shownAtMilliseconds: Int64(node["shown"]?.integer ?? 0),
      actedAtMilliseconds: Int64(node["acted"]?.integer ?? 0),
      activeMilliseconds: Int64(node["active"]?.integer ?? 0),
      occurrence: node["occurrence"]?.text ?? "")
  }

  /// A line with the name of an event tells what happened; one without tells what holds.
  private static func event(_ node: JSONNode) throws(StudyRowMistake) -> ImportedEvent {
    let action: LabelEvent.Action
    switch node["action"]?.text ?? "label" {
    case "label":
      action = .label(
        try value(node, "value"), confidence: node["confidence"]?.integer.flatMap(Confidence.init),
        errorCodes: node["errors"]?.elements?.compactMap(\.text) ?? [])
    case "note": action = .note(node["note"]?.text ?? "")
    case "flag": action = .flag(node["flag"] != .bool(false))
    case "undo": action = .undo
    case "redo": action = .redo
    case "reveal": action = .reveal
    case let other:
      throw StudyRowMistake(
        field: "action", problem: "there is no action '\(other)'",
        remedy: "use label, note, flag, undo, redo or reveal")
    }
    return ImportedEvent(
      eventID: try text(node, "event"), rater: try text(node, "rater"),
      item: try text(node, "item"), action: action, target: node["target"]?.text ?? "",
      phase: node["phase"]?.text == "revealed" ? .revealed : .blind,
      presentation: try order(node),
      shownAtMilliseconds: Int64(node["shown"]?.integer ?? 0),
      actedAtMilliseconds: Int64(node["acted"]?.integer ?? 0),
      activeMilliseconds: Int64(node["active"]?.integer ?? 0))
  }

  private static func original(_ node: JSONNode) throws(StudyRowMistake) -> OriginalText {
    guard let bytes = Base64.bytes(node["bytes"]?.text ?? "") else {
      throw StudyRowMistake(
        field: "bytes", problem: "is no base64", remedy: "take the line from the export again")
    }
    return OriginalText(
      text: node["text"]?.text ?? "", bytes: bytes, place: node["place"]?.text ?? "")
  }

  private static func queue(_ node: JSONNode) throws(StudyRowMistake) -> ImportedQueue {
    let word = node["order"]?.text ?? "file"
    guard let order = ImportedQueue.Order(rawValue: word) else {
      let known = ImportedQueue.Order.allCases.map(\.rawValue).joined(separator: ", ")
      throw StudyRowMistake(
        field: "order", problem: "there is no order '\(word)'", remedy: "use one of \(known)")
    }
    return ImportedQueue(
      rater: try text(node, "rater"), sideSeed: try seed(node, "sides"), order: order,
      seed: order == .random ? try seed(node, "seed") : 0, size: node["size"]?.integer ?? 0,
      items: node["items"]?.strings ?? [], place: node["at"]?.text ?? "")
  }

  private static func seed(_ node: JSONNode, _ field: String) throws(StudyRowMistake) -> UInt64 {
    let word = try text(node, field)
    guard let seed = UInt64(word) else {
      throw StudyRowMistake(
        field: field, problem: "'\(word)' is no seed", remedy: "give it a whole number from 0")
    }
    return seed
  }

  private static func verdict(_ node: JSONNode) throws(StudyRowMistake) -> ImportedVerdict {
    let debate = (node["debate"]?.elements ?? []).map { turn in
      DebateTurn(
        round: turn["round"]?.integer ?? 1, role: turn["role"]?.text ?? "",
        model: turn["model"]?.text ?? "", text: turn["text"]?.text ?? "",
        vote: turn["vote"]?.text.flatMap { RatingValue($0) },
        scores: turn["scores"]?.elements?.compactMap(\.number) ?? [])
    }
    return ImportedVerdict(
      rater: try text(node, "rater"), item: try text(node, "item"),
      verdict: Verdict(
        value: try value(node, "value"),
        recorded: node["recorded"]?.text == nil ? nil : try value(node, "recorded"),
        presentation: try order(node), repetition: node["repetition"]?.integer ?? 0,
        scores: node["scores"]?.elements?.compactMap(\.number) ?? [],
        reasoning: node["reasoning"]?.text ?? "", rawReply: node["reply"]?.text ?? "",
        parserVersion: node["parser"]?.text ?? "", turnsToAnswer: node["turns"]?.integer ?? 1,
        debate: debate))
  }
}
