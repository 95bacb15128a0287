/// What a request is for, by its path and method.
struct Address {
  enum Target: Equatable {
    case welcome, models, wrongMethod, unknown
    /// A call, with the model where the path names it.
    case call(model: String?)
  }

  var kind: RehearsalCall.Kind
  var target: Target

  init(_ request: IncomingRequest) {
    let path = request.path
    let isPost = request.method == "POST"
    let isGet = request.method == "GET"
    // One path may be two vendors': they differ in their headers.
    let isAnthropic = request.headers["anthropic-version"] != nil
    kind = isAnthropic ? .anthropicMessages : .openAIChat
    switch path {
    case "/":
      target = isGet ? .welcome : .wrongMethod
    case "/v1/chat/completions":
      kind = .openAIChat
      target = isPost ? .call(model: nil) : .wrongMethod
    case "/v1/messages":
      kind = .anthropicMessages
      target = isPost ? .call(model: nil) : .wrongMethod
    case "/v1/models":
      target = isGet ? .models : .wrongMethod
      if request.headers["x-goog-api-key"] != nil { kind = .gemini }
    case "/v1beta/models":
      kind = .gemini
      target = isGet ? .models : .wrongMethod
    default:
      let isBeta = path.hasPrefix("/v1beta/models/")
      if isBeta { kind = .gemini }
      guard isBeta || path.hasPrefix("/v1/models/"), path.hasSuffix(":generateContent") else {
        target = .unknown
        return
      }
      kind = .gemini
      let name = path.dropFirst(isBeta ? 15 : 11).dropLast(16)
      target = isPost ? .call(model: Self.decoded(name)) : .wrongMethod
    }
  }

  /// Without the escapes of RFC 3986.
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = String(rest.prefix(2)) ?? ""
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
