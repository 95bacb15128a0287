import JSONText
import ModelCalls

/// `POST …/chat/completions`: OpenAI's, and of the servers that do as it does (vLLM, llama.cpp,
/// Ollama, LM Studio, OpenRouter and others).
struct OpenAIChatFormat: WireFormat {
  func address(of request: ModelRequest, at endpoint: Endpoint) -> String {
    endpoint.base + "/chat/completions"
  }

  func headers(key: String?) -> [(name: String, value: String)] {
    key.map { [("Authorization", "Bearer \($0)")] } ?? []
  }

  func body(of request: ModelRequest, at endpoint: Endpoint) -> [UInt8] {
    var json = JSONWriter()
    json.object(fields(of: request, at: endpoint))
    return json.bytes
  }

  func modelsAddress(at endpoint: Endpoint) -> String { endpoint.base + "/models" }

  private func fields(of request: ModelRequest, at endpoint: Endpoint) -> [JSONField] {
    let settings = request.settings
    var fields: [JSONField] = [
      ("model", { $0.string(request.model) }),
      ("messages", { $0.array(request.messages) { Self.write($1, &$0) } }),
    ]
    if let value = settings.temperature { fields.append(("temperature", { $0.number(value) })) }
    if let value = settings.topProbability { fields.append(("top_p", { $0.number(value) })) }
    if let value = settings.maximumTokens {
      // OpenAI's models that reason refuse the older name; other servers know no newer one.
      let isNew = endpoint.capabilities.contains(.reasoningEffort)
      fields.append((isNew ? "max_completion_tokens" : "max_tokens", { $0.integer(value) }))
    }
    if let value = settings.seed { fields.append(("seed", { $0.integer(value) })) }
    if let value = settings.reasoningEffort {
      fields.append(("reasoning_effort", { $0.string(value) }))
    }
    if let most = request.alternatives {
      fields.append(("logprobs", { $0.bool(true) }))
      fields.append(("top_logprobs", { $0.integer(most) }))
    }
    if case .json(let name, let schema) = request.form {
      fields.append(("response_format", { Self.write(name, schema, endpoint, &$0) }))
    }
    return fields
  }

  /// Text alone goes as a plain string: some servers take no list of parts.
  private static func write(_ message: ChatMessage, _ json: inout JSONWriter) {
    let hasImage = message.parts.contains { if case .image = $0 { true } else { false } }
    json.object([
      ("role", { $0.string(message.role.rawValue) }),
      (
        "content",
        { json in
          guard hasImage else { return json.string(message.text) }
          json.array(message.parts) { write($1, &$0) }
        }
      ),
    ])
  }

  private static func write(_ part: ChatMessage.Part, _ json: inout JSONWriter) {
    switch part {
    case .text(let text): json.textPart(text)
    case .image(let mediaType, let base64):
      json.object([
        ("type", { $0.string("image_url") }),
        (
          "image_url",
          { $0.object([("url", { $0.string("data:\(mediaType);base64,\(base64)") })]) }
        ),
      ])
    }
  }

  private static func write(
    _ name: String, _ schema: String, _ endpoint: Endpoint, _ json: inout JSONWriter
  ) {
    guard endpoint.capabilities.contains(.jsonSchema) else {
      return json.object([
        ("type", { $0.string("json_object") }), ("schema", { $0.verbatim(schema) }),
      ])
    }
    json.object([
      ("type", { $0.string("json_schema") }),
      (
        "json_schema",
        {
          $0.object([
            ("name", { $0.string(name) }), ("strict", { $0.bool(true) }),
            ("schema", { $0.verbatim(SchemaSubset.withoutLengths(schema)) }),
          ])
        }
      ),
    ])
  }

  func reply(from node: JSONNode) throws(CallFailure) -> ModelReply {
    guard let choice = node["choices"]?.elements?.first else { throw .shape("choices") }
    guard let message = choice["message"], message.members != nil else { throw .shape("message") }
    let refusal = message["refusal"]?.string ?? ""
    let text = message["content"]?.string ?? Self.joined(message["content"])
    let finish = Self.finish(choice["finish_reason"]?.string, isRefusal: !refusal.isEmpty)
    return ModelReply(
      text: text.isEmpty ? refusal : text, finish: finish, usage: Self.usage(node["usage"]),
      reportedModel: node["model"]?.string ?? "",
      tokens: (choice.at("logprobs.content")?.elements ?? []).compactMap(Self.token))
  }

  private static func joined(_ content: JSONNode?) -> String {
    (content?.elements ?? []).compactMap { $0["text"]?.string }.joined()
  }

  private static func finish(_ word: String?, isRefusal: Bool) -> FinishReason {
    if isRefusal { return .refusal }
    switch word {
    case "stop", nil: return .stop
    case "length": return .length
    case "content_filter": return .refusal
    case .some(let other): return .other(other)
    }
  }

  private static func usage(_ node: JSONNode?) -> TokenUsage? {
    guard let prompt = node?["prompt_tokens"]?.integer else { return nil }
    return TokenUsage(
      prompt: prompt, completion: node?["completion_tokens"]?.integer ?? 0,
      cached: node?.at("prompt_tokens_details.cached_tokens")?.integer ?? 0)
  }

  private static func token(_ node: JSONNode) -> TokenChoice? {
    guard let token = node["token"]?.string, let value = node["logprob"]?.number, value.isFinite
    else { return nil }
    let alternatives = (node["top_logprobs"]?.elements ?? []).compactMap { other in
      other["token"]?.string.flatMap { token in
        other["logprob"]?.number.flatMap { value in
          value.isFinite
            ? TokenChoice.Alternative(token: token, logProbability: value) : nil
        }
      }
    }
    return TokenChoice(token: token, logProbability: value, alternatives: alternatives)
  }
}
