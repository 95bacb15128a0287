import JSONText

/// How a vendor writes what the server says.
protocol VendorShape: Sendable {
  func reply(_ reply: SpokenReply, to call: RehearsalCall) -> [UInt8]
  func error(_ refusal: CallRefusal) -> [UInt8]
  func models(_ names: [String]) -> [UInt8]
  /// The key that a client shows.
  func key(in headers: [String: String]) -> String?
}

extension RehearsalCall.Kind {
  var shape: any VendorShape {
    switch self {
    case .openAIChat: OpenAIShape()
    case .anthropicMessages: AnthropicShape()
    case .gemini: GeminiShape()
    }
  }
}

typealias JSONField = (String, (inout JSONWriter) -> Void)

extension JSONWriter {
  static func object(_ fields: [JSONField]) -> [UInt8] {
    var json = JSONWriter()
    json.object(fields)
    return json.bytes
  }
}

/// `chat.completion`, as OpenAI's servers and vLLM answer. The time of making is 0: the same call
/// has the same answer.
struct OpenAIShape: VendorShape {
  func reply(_ reply: SpokenReply, to call: RehearsalCall) -> [UInt8] {
    JSONWriter.object([
      ("id", { $0.string("chatcmpl-rehearsal-" + reply.name) }),
      ("object", { $0.string("chat.completion") }), ("created", { $0.integer(0) }),
      ("model", { $0.string(reply.model) }),
      ("system_fingerprint", { $0.string("rehearsal") }),
      ("choices", { $0.array([reply]) { Self.choice($1, call, &$0) } }),
      (
        "usage",
        {
          $0.object([
            ("prompt_tokens", { $0.integer(reply.promptTokens) }),
            ("completion_tokens", { $0.integer(reply.tokens.count) }),
            ("total_tokens", { $0.integer(reply.promptTokens + reply.tokens.count) }),
          ])
        }
      ),
    ])
  }

  private static func choice(
    _ reply: SpokenReply, _ call: RehearsalCall, _ json: inout JSONWriter
  ) {
    let isRefusal = reply.end == .refusal
    json.object([
      ("index", { $0.integer(0) }),
      (
        "message",
        {
          $0.object([
            ("role", { $0.string("assistant") }),
            ("content", { isRefusal ? $0.raw("null") : $0.string(reply.text) }),
            ("refusal", { isRefusal ? $0.string(reply.text) : $0.raw("null") }),
          ])
        }
      ),
      (
        "logprobs",
        { json in
          guard let most = call.alternatives, !isRefusal else { return json.raw("null") }
          json.object([("content", { $0.array(reply.tokens) { token($1, most, &$0) } })])
        }
      ),
      ("finish_reason", { $0.string(reply.end == .length ? "length" : "stop") }),
    ])
  }

  private static func token(_ token: SpokenToken, _ most: Int, _ json: inout JSONWriter) {
    let chosen: [JSONField] = alternative(token.text, token.logProbability)
    json.object(
      chosen + [
        (
          "top_logprobs",
          {
            $0.array(token.alternatives.prefix(most)) {
              $0.object(alternative($1.text, $1.logProbability))
            }
          }
        )
      ])
  }

  private static func alternative(_ text: String, _ value: Double) -> [JSONField] {
    [
      ("token", { $0.string(text) }), ("logprob", { $0.number(value) }),
      ("bytes", { $0.array(text.utf8) { $0.integer(Int($1)) } }),
    ]
  }

  func error(_ refusal: CallRefusal) -> [UInt8] {
    let code: String? =
      switch refusal.status {
      case 400: refusal.isContext ? "context_length_exceeded" : nil
      case 401: "invalid_api_key"
      case 404: "model_not_found"
      case 429: "rate_limit_exceeded"
      default: nil
      }
    let type =
      refusal.status == 429
      ? "requests" : refusal.status >= 500 ? "server_error" : "invalid_request_error"
    return JSONWriter.object([
      (
        "error",
        {
          $0.object([
            ("message", { $0.string(refusal.message) }), ("type", { $0.string(type) }),
            ("param", { $0.raw("null") }),
            ("code", { json in code.map { json.string($0) } ?? json.raw("null") }),
          ])
        }
      )
    ])
  }

  func models(_ names: [String]) -> [UInt8] {
    JSONWriter.object([
      ("object", { $0.string("list") }),
      (
        "data",
        {
          $0.array(names) { json, name in
            json.object([
              ("id", { $0.string(name) }), ("object", { $0.string("model") }),
              ("created", { $0.integer(0) }), ("owned_by", { $0.string("rehearsal") }),
            ])
          }
        }
      ),
    ])
  }

  func key(in headers: [String: String]) -> String? {
    headers["authorization"].flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil }
  }
}
