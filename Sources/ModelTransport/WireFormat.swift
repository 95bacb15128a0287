import JSONText
import ModelCalls

/// How a call is written for one kind of endpoint, and how its answer is read.
protocol WireFormat: Sendable {
  /// The whole address of a call.
  func address(of request: ModelRequest, at endpoint: Endpoint) -> String
  func headers(key: String?) -> [(name: String, value: String)]
  func body(of request: ModelRequest, at endpoint: Endpoint) -> [UInt8]
  /// Reads the answer of a call that succeeded; throws `garbled` for another shape.
  func reply(from node: JSONNode) throws(CallFailure) -> ModelReply
  /// Where the endpoint lists its models, as many at once as it gives.
  func modelsAddress(at endpoint: Endpoint) -> String
  /// The names in such a list; throws `garbled` for another shape.
  func models(from node: JSONNode) throws(CallFailure) -> [String]
}

extension WireFormat {
  /// `{"data":[{"id":…}]}`, as OpenAI and Anthropic both have it.
  func models(from node: JSONNode) throws(CallFailure) -> [String] {
    guard let entries = node["data"]?.elements else { throw .shape("list of models") }
    return entries.compactMap { $0["id"]?.string }
  }
}

extension EndpointKind {
  var format: any WireFormat {
    switch self {
    case .openAIChat: OpenAIChatFormat()
    case .anthropicMessages: AnthropicFormat()
    case .gemini: GeminiFormat()
    }
  }
}

extension Endpoint {
  /// The base without a slash at its end.
  var base: String {
    var text = baseURL
    while text.hasSuffix("/") { text.removeLast() }
    return text
  }
}

extension JSONWriter {
  /// `{"type":"text","text":…}`, as OpenAI and Anthropic both have it.
  mutating func textPart(_ text: String) {
    object([("type", { $0.string("text") }), ("text", { $0.string(text) })])
  }
}

typealias JSONField = (String, (inout JSONWriter) -> Void)

extension CallFailure {
  static func shape(_ lacking: String) -> CallFailure {
    CallFailure(.garbled, status: 200, detail: "the answer has no \(lacking)")
  }
}
