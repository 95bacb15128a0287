import AnnotationModel
import JSONText

/// Prompts as the column `itemContent.prompt` holds them.
enum PromptCoding {
  static func text(of prompt: [Turn]) -> String {
    var json = JSONWriter()
    json.array(prompt) { json, turn in
      json.raw("{\"role\":")
      json.string(turn.role.rawValue)
      json.raw(",\"text\":")
      json.string(turn.text)
      if !turn.attachments.isEmpty {
        json.raw(",\"attachments\":")
        json.array(turn.attachments) { json, attachment in
          json.object([
            ("mediaType", { $0.string(attachment.mediaType) }),
            ("name", { $0.string(attachment.name) }),
            ("location", { $0.string(attachment.location) }),
          ])
        }
      }
      json.raw("}")
    }
    return json.text
  }

  static func prompt(from text: String) -> [Turn] {
    (JSONNode(text)?.elements ?? []).map { turn in
      Turn(
        role: Turn.Role(rawValue: turn["role"]?.string ?? "") ?? .user,
        text: turn["text"]?.string ?? "",
        attachments: (turn["attachments"]?.elements ?? []).map {
          Attachment(
            mediaType: $0["mediaType"]?.string ?? "", name: $0["name"]?.string ?? "",
            location: $0["location"]?.string ?? "")
        })
    }
  }

  static func metadata(from text: String) -> [String: String] {
    Dictionary(
      (JSONNode(text)?.members ?? []).compactMap { field in
        field.value.string.map { (field.name, $0) }
      }, uniquingKeysWith: { $1 })
  }
}

/// The study's task as the row `task` of table `study` holds it.
enum TaskCoding {
  static func text(of task: StudyTask) -> String {
    var json = JSONWriter()
    json.object([
      ("name", { $0.string(task.name) }),
      ("instructions", { $0.string(task.instructions) }),
      ("scale", { write(task.scale, to: &$0) }),
      ("asksConfidence", { $0.bool(task.asksConfidence) }),
      ("errorCodes", { $0.array(task.errorCodes) { $0.string($1) } }),
      ("shufflesSides", { $0.bool(task.shufflesSides) }),
      ("breakAfterMinutes", { $0.number(Double(task.breakAfterMinutes)) }),
    ])
    return json.text
  }

  private static func write(_ scale: Scale, to json: inout JSONWriter) {
    switch scale {
    case .preference(let candidates, let tie, let bothBad):
      json.object([
        ("kind", { $0.string("preference") }),
        ("candidates", { $0.number(Double(candidates)) }),
        ("tie", { $0.bool(tie) }), ("bothBad", { $0.bool(bothBad) }),
      ])
    case .score(let low, let high, let step):
      json.object([
        ("kind", { $0.string("score") }), ("low", { $0.number(low) }),
        ("high", { $0.number(high) }), ("step", { $0.number(step) }),
      ])
    case .correctness: json.object([("kind", { $0.string("correctness") })])
    case .ranking(let candidates):
      json.object([
        ("kind", { $0.string("ranking") }), ("candidates", { $0.number(Double(candidates)) }),
      ])
    }
  }

  /// Nil where a part is missing or impossible.
  static func task(from text: String) -> StudyTask? {
    guard let json = JSONNode(text), let name = json["name"]?.string,
      let scale = json["scale"].flatMap(scale(from:))
    else { return nil }
    return StudyTask(
      name: name, instructions: json["instructions"]?.string ?? "", scale: scale,
      asksConfidence: json["asksConfidence"]?.boolean ?? false,
      errorCodes: json["errorCodes"]?.strings ?? [],
      shufflesSides: json["shufflesSides"]?.boolean ?? true,
      breakAfterMinutes: json["breakAfterMinutes"]?.integer ?? 5)
  }

  private static func scale(from json: JSONNode) -> Scale? {
    switch json["kind"]?.string {
    case "preference":
      guard let candidates = json["candidates"]?.integer, (1...26).contains(candidates) else {
        return nil
      }
      return .preference(
        candidates: candidates, tie: json["tie"]?.boolean ?? false,
        bothBad: json["bothBad"]?.boolean ?? false)
    case "score":
      guard let low = json["low"]?.number, let high = json["high"]?.number,
        let step = json["step"]?.number, step > 0, high > low
      else { return nil }
      return .score(low: low, high: high, step: step)
    case "correctness": return .correctness
    case "ranking": return json["candidates"]?.integer.map { .ranking(candidates: $0) }
    default: return nil
    }
  }
}

extension Presentation {
  /// Reads `letters` back; nil for what is not a permutation.
  init?(letters: String) {
    self.init(checking: letters.utf8.map { Int($0) - 97 })
  }
}
