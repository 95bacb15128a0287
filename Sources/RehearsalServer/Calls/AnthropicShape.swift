import JSONText

/// `message`, as Anthropic answers.
struct AnthropicShape: VendorShape {
  func reply(_ reply: SpokenReply, to call: RehearsalCall) -> [UInt8] {
    JSONWriter.object([
      ("id", { $0.string("msg_rehearsal_" + reply.name) }), ("type", { $0.string("message") }),
      ("role", { $0.string("assistant") }), ("model", { $0.string(reply.model) }),
      ("content", { $0.array([reply]) { Self.block($1, call, &$0) } }),
      ("stop_reason", { $0.string(Self.reason(reply, call)) }),
      ("stop_sequence", { $0.raw("null") }),
      (
        "usage",
        {
          $0.object([
            ("input_tokens", { $0.integer(reply.promptTokens) }),
            ("output_tokens", { $0.integer(reply.tokens.count) }),
          ])
        }
      ),
    ])
  }

  private static func isTool(_ reply: SpokenReply, _ call: RehearsalCall) -> Bool {
    call.tool != nil && reply.end != .refusal
  }

  private static func block(
    _ reply: SpokenReply, _ call: RehearsalCall, _ json: inout JSONWriter
  ) {
    guard isTool(reply, call) else {
      return json.object([
        ("type", { $0.string("text") }), ("text", { $0.string(reply.text) }),
      ])
    }
    json.object([
      ("type", { $0.string("tool_use") }),
      ("id", { $0.string("toolu_rehearsal_" + reply.name) }),
      ("name", { $0.string(call.tool ?? "") }),
      // An input that was cut off is no JSON, and Anthropic's is then empty.
      ("input", { $0.verbatim(JSONNode(reply.text) == nil ? "{}" : reply.text) }),
    ])
  }

  private static func reason(_ reply: SpokenReply, _ call: RehearsalCall) -> String {
    switch reply.end {
    case .stop: isTool(reply, call) ? "tool_use" : "end_turn"
    case .length: "max_tokens"
    case .refusal: "refusal"
    }
  }

  func error(_ refusal: CallRefusal) -> [UInt8] {
    let type =
      switch refusal.status {
      case 401: "authentication_error"
      case 403: "permission_error"
      case 404: "not_found_error"
      case 413: "request_too_large"
      case 429: "rate_limit_error"
      case 529: "overloaded_error"
      case 500...: "api_error"
      default: "invalid_request_error"
      }
    return JSONWriter.object([
      ("type", { $0.string("error") }),
      (
        "error",
        {
          $0.object([
            ("type", { $0.string(type) }), ("message", { $0.string(refusal.message) }),
          ])
        }
      ),
    ])
  }

  func models(_ names: [String]) -> [UInt8] {
    JSONWriter.object([
      (
        "data",
        {
          $0.array(names) { json, name in
            json.object([
              ("type", { $0.string("model") }), ("id", { $0.string(name) }),
              ("display_name", { $0.string(name + " (rehearsal)") }),
              ("created_at", { $0.string("1970-01-01T00:00:00Z") }),
            ])
          }
        }
      ),
      ("first_id", { json in names.first.map { json.string($0) } ?? json.raw("null") }),
      ("last_id", { json in names.last.map { json.string($0) } ?? json.raw("null") }),
      ("has_more", { $0.bool(false) }),
    ])
  }

  func key(in headers: [String: String]) -> String? { headers["x-api-key"] }
}
