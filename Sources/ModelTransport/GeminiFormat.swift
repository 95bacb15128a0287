import JSONText
import ModelCalls

/// `POST …/models/MODEL:generateContent`, as Google's Gemini has it.
struct GeminiFormat: WireFormat {
  func address(of request: ModelRequest, at endpoint: Endpoint) -> String {
    endpoint.base + "/models/" + request.model + ":generateContent"
  }

  func headers(key: String?) -> [(name: String, value: String)] {
    key.map { [("x-goog-api-key", $0)] } ?? []
  }

  func modelsAddress(at endpoint: Endpoint) -> String { endpoint.base + "/models?pageSize=1000" }

  /// Names come as `models/NAME`; those that write nothing, such as embeddings, are left out.
  func models(from node: JSONNode) throws(CallFailure) -> [String] {
    guard let entries = node["models"]?.elements else { throw .shape("list of models") }
    return entries.compactMap { entry in
      let methods = entry["supportedGenerationMethods"]?.strings
      guard methods?.contains("generateContent") ?? true else { return nil }
      return entry["name"]?.string.map { $0.hasPrefix("models/") ? String($0.dropFirst(7)) : $0 }
    }
  }

  func body(of request: ModelRequest, at endpoint: Endpoint) -> [UInt8] {
    let rules = request.messages.filter { $0.role == .system }
    let talk = request.messages.filter { $0.role != .system }
    var fields: [JSONField] = [("contents", { $0.array(talk) { Self.write($1, &$0) } })]
    if !rules.isEmpty {
      fields.append(
        (
          "systemInstruction",
          { $0.object([("parts", { Self.write(rules.flatMap(\.parts), &$0) })]) }
        )
      )
    }
    fields.append(("generationConfig", { $0.object(Self.configuration(request)) }))
    var json = JSONWriter()
    json.object(fields)
    return json.bytes
  }

  private static func configuration(_ request: ModelRequest) -> [JSONField] {
    let settings = request.settings
    var fields: [JSONField] = []
    if let value = settings.temperature { fields.append(("temperature", { $0.number(value) })) }
    if let value = settings.topProbability { fields.append(("topP", { $0.number(value) })) }
    if let value = settings.maximumTokens {
      fields.append(("maxOutputTokens", { $0.integer(value) }))
    }
    if let value = settings.seed { fields.append(("seed", { $0.integer(value) })) }
    if let most = request.alternatives {
      fields.append(("responseLogprobs", { $0.bool(true) }))
      fields.append(("logprobs", { $0.integer(most) }))
    }
    if case .json(_, let schema) = request.form {
      fields.append(("responseMimeType", { $0.string("application/json") }))
      fields.append(("responseJsonSchema", { $0.verbatim(SchemaSubset.withoutLengths(schema)) }))
    }
    return fields
  }

  private static func write(_ message: ChatMessage, _ json: inout JSONWriter) {
    json.object([
      ("role", { $0.string(message.role == .assistant ? "model" : "user") }),
      ("parts", { write(message.parts, &$0) }),
    ])
  }

  private static func write(_ parts: [ChatMessage.Part], _ json: inout JSONWriter) {
    json.array(parts) { json, part in
      switch part {
      case .text(let text): json.object([("text", { $0.string(text) })])
      case .image(let mediaType, let base64):
        json.object([
          (
            "inlineData",
            {
              $0.object([
                ("mimeType", { $0.string(mediaType) }), ("data", { $0.string(base64) }),
              ])
            }
          )
        ])
      }
    }
  }

  func reply(from node: JSONNode) throws(CallFailure) -> ModelReply {
    let usage = node.at("usageMetadata.promptTokenCount")?.integer.map { prompt in
      TokenUsage(
        prompt: prompt,
        completion: node.at("usageMetadata.candidatesTokenCount")?.integer ?? 0,
        cached: node.at("usageMetadata.cachedContentTokenCount")?.integer ?? 0)
    }
    let model = node["modelVersion"]?.string ?? ""
    if let blocked = node.at("promptFeedback.blockReason")?.string {
      return ModelReply(text: blocked, finish: .refusal, usage: usage, reportedModel: model)
    }
    guard let candidate = node["candidates"]?.elements?.first else { throw .shape("candidates") }
    let parts = candidate.at("content.parts")?.elements ?? []
    // Thoughts are not part of the answer.
    let text = parts.filter { $0["thought"]?.boolean != true }.compactMap { $0["text"]?.string }
    return ModelReply(
      text: text.joined(), finish: Self.finish(candidate["finishReason"]?.string), usage: usage,
      reportedModel: model, tokens: Self.tokens(candidate["logprobsResult"]))
  }

  private static func finish(_ word: String?) -> FinishReason {
    switch word {
    case "STOP", nil: .stop
    case "MAX_TOKENS": .length
    case "SAFETY", "RECITATION", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII": .refusal
    case .some(let other): .other(other.lowercased())
    }
  }

  private static func tokens(_ node: JSONNode?) -> [TokenChoice] {
    let chosen = node?["chosenCandidates"]?.elements ?? []
    let others = node?["topCandidates"]?.elements ?? []
    return chosen.enumerated().compactMap { at, token in
      alternative(token).map { choice in
        let alternatives = others.indices.contains(at) ? others[at]["candidates"]?.elements : nil
        return TokenChoice(
          token: choice.token, logProbability: choice.logProbability,
          alternatives: (alternatives ?? []).compactMap(alternative))
      }
    }
  }

  private static func alternative(_ node: JSONNode) -> TokenChoice.Alternative? {
    guard let token = node["token"]?.string, let value = node["logProbability"]?.number,
      value.isFinite
    else { return nil }
    return TokenChoice.Alternative(token: token, logProbability: value)
  }
}
