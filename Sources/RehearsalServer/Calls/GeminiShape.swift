import JSONText

/// `GenerateContentResponse`, as Google's Gemini answers.
struct GeminiShape: VendorShape {
  func reply(_ reply: SpokenReply, to call: RehearsalCall) -> [UInt8] {
    let answer: JSONField =
      reply.end == .refusal
      ? ("promptFeedback", { $0.object([("blockReason", { $0.string("SAFETY") })]) })
      : ("candidates", { $0.array([reply]) { Self.candidate($1, call, &$0) } })
    return JSONWriter.object([
      answer,
      (
        "usageMetadata",
        {
          $0.object([
            ("promptTokenCount", { $0.integer(reply.promptTokens) }),
            ("candidatesTokenCount", { $0.integer(reply.tokens.count) }),
            ("totalTokenCount", { $0.integer(reply.promptTokens + reply.tokens.count) }),
          ])
        }
      ),
      ("modelVersion", { $0.string(reply.model) }),
      ("responseId", { $0.string("rehearsal-" + reply.name) }),
    ])
  }

  private static func candidate(
    _ reply: SpokenReply, _ call: RehearsalCall, _ json: inout JSONWriter
  ) {
    var fields: [JSONField] = [
      (
        "content",
        {
          $0.object([
            ("role", { $0.string("model") }),
            (
              "parts",
              {
                $0.array([reply.text]) { json, text in
                  json.object([("text", { $0.string(text) })])
                }
              }
            ),
          ])
        }
      ),
      ("finishReason", { $0.string(reply.end == .length ? "MAX_TOKENS" : "STOP") }),
      ("index", { $0.integer(0) }),
    ]
    if let most = call.alternatives {
      fields.append(("logprobsResult", { Self.logprobs(reply.tokens, most, &$0) }))
    }
    json.object(fields)
  }

  private static func logprobs(_ tokens: [SpokenToken], _ most: Int, _ json: inout JSONWriter) {
    json.object([
      (
        "topCandidates",
        {
          $0.array(tokens) { json, token in
            let best = token.alternatives.prefix(most)
            json.object([
              (
                "candidates",
                { $0.array(best) { alternative($1.text, $1.logProbability, &$0) } }
              )
            ])
          }
        }
      ),
      (
        "chosenCandidates",
        { $0.array(tokens) { alternative($1.text, $1.logProbability, &$0) } }
      ),
    ])
  }

  private static func alternative(_ text: String, _ value: Double, _ json: inout JSONWriter) {
    json.object([("token", { $0.string(text) }), ("logProbability", { $0.number(value) })])
  }

  func error(_ refusal: CallRefusal) -> [UInt8] {
    let word =
      switch refusal.status {
      case 401: "UNAUTHENTICATED"
      case 403: "PERMISSION_DENIED"
      case 404: "NOT_FOUND"
      case 429: "RESOURCE_EXHAUSTED"
      case 503: "UNAVAILABLE"
      case 504: "DEADLINE_EXCEEDED"
      case 500...: "INTERNAL"
      default: "INVALID_ARGUMENT"
      }
    return JSONWriter.object([
      (
        "error",
        {
          $0.object([
            ("code", { $0.integer(refusal.status) }), ("message", { $0.string(refusal.message) }),
            ("status", { $0.string(word) }),
          ])
        }
      )
    ])
  }

  func models(_ names: [String]) -> [UInt8] {
    JSONWriter.object([
      (
        "models",
        {
          $0.array(names) { json, name in
            json.object([
              ("name", { $0.string("models/" + name) }),
              ("displayName", { $0.string(name + " (rehearsal)") }),
              (
                "supportedGenerationMethods",
                { $0.array(["generateContent"]) { $0.string($1) } }
              ),
            ])
          }
        }
      )
    ])
  }

  func key(in headers: [String: String]) -> String? { headers["x-goog-api-key"] }
}
