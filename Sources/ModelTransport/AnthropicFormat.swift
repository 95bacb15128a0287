import JSONText
import ModelCalls

/// `POST …/messages`, as Anthropic has it. A reply in a schema is asked for as the input of a tool
/// that the model has to use; there are neither seeds nor log-probabilities.
struct AnthropicFormat: WireFormat {
  func address(of request: ModelRequest, at endpoint: Endpoint) -> String {
    endpoint.base + "/messages"
  }

  func headers(key: String?) -> [(name: String, value: String)] {
    [("anthropic-version", "2023-06-01")] + (key.map { [("x-api-key", $0)] } ?? [])
  }

  func modelsAddress(at endpoint: Endpoint) -> String { endpoint.base + "/models?limit=1000" }

  func body(of request: ModelRequest, at endpoint: Endpoint) -> [UInt8] {
    let settings = request.settings
    let rules = request.messages.filter { $0.role == .system }.map(\.text)
    let talk = request.messages.filter { $0.role != .system }
    var fields: [JSONField] = [
      ("model", { $0.string(request.model) }),
      // The endpoint wants a limit.
      ("max_tokens", { $0.integer(settings.maximumTokens ?? 4_096) }),
      ("messages", { $0.array(talk) { Self.write($1, &$0) } }),
    ]
    if !rules.isEmpty {
      fields.append(("system", { $0.string(rules.joined(separator: "\n\n")) }))
    }
    if let value = settings.temperature { fields.append(("temperature", { $0.number(value) })) }
    if let value = settings.topProbability { fields.append(("top_p", { $0.number(value) })) }
    if case .json(let name, let schema) = request.form {
      fields += Self.tool(name, schema)
    }
    var json = JSONWriter()
    json.object(fields)
    return json.bytes
  }

  private static func tool(_ name: String, _ schema: String) -> [JSONField] {
    [
      (
        "tools",
        {
          $0.array([name]) { json, name in
            json.object([
              ("name", { $0.string(name) }), ("input_schema", { $0.verbatim(schema) }),
            ])
          }
        }
      ),
      (
        "tool_choice",
        { $0.object([("type", { $0.string("tool") }), ("name", { $0.string(name) })]) }
      ),
    ]
  }

  private static func write(_ message: ChatMessage, _ json: inout JSONWriter) {
    json.object([
      ("role", { $0.string(message.role.rawValue) }),
      ("content", { $0.array(message.parts) { write($1, &$0) } }),
    ])
  }

  private static func write(_ part: ChatMessage.Part, _ json: inout JSONWriter) {
    switch part {
    case .text(let text): json.textPart(text)
    case .image(let mediaType, let base64):
      json.object([
        ("type", { $0.string("image") }),
        (
          "source",
          {
            $0.object([
              ("type", { $0.string("base64") }), ("media_type", { $0.string(mediaType) }),
              ("data", { $0.string(base64) }),
            ])
          }
        ),
      ])
    }
  }

  func reply(from node: JSONNode) throws(CallFailure) -> ModelReply {
    guard let content = node["content"]?.elements else { throw .shape("content") }
    var text = ""
    for block in content {
      switch block["type"]?.string {
      case "text": text += block["text"]?.string ?? ""
      case "tool_use": text = block["input"].map(Self.written) ?? text
      default: break
      }
    }
    let usage = node["usage"]?["input_tokens"]?.integer.map { prompt in
      TokenUsage(
        prompt: prompt, completion: node["usage"]?["output_tokens"]?.integer ?? 0,
        cached: node["usage"]?["cache_read_input_tokens"]?.integer ?? 0)
    }
    return ModelReply(
      text: text, finish: Self.finish(node["stop_reason"]?.string), usage: usage,
      reportedModel: node["model"]?.string ?? "")
  }

  private static func finish(_ word: String?) -> FinishReason {
    switch word {
    case "end_turn", "stop_sequence", "tool_use", nil: .stop
    case "max_tokens": .length
    case "refusal": .refusal
    case .some(let other): .other(other)
    }
  }

  /// A parsed node as JSON again.
  private static func written(_ node: JSONNode) -> String {
    var json = JSONWriter()
    json.node(node)
    return json.text
  }
}
