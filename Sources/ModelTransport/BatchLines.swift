import JSONText
import ModelCalls

/// Calls as lines of an OpenAI batch file, which `vllm run-batch` reads too, and the lines that
/// come back. One object a line; `custom_id` is the call's key.
public enum BatchLines {
  /// What a line of results says of one call.
  public struct Result: Sendable {
    public var key: String
    public var result: Swift.Result<ModelReply, CallFailure>

    public init(key: String, result: Swift.Result<ModelReply, CallFailure>) {
      self.key = key
      self.result = result
    }
  }

  /// A call as a line, without a line end. Only endpoints of the kind `openai-chat` have batches
  /// of this form: the others' calls have another body.
  public static func line(_ request: ModelRequest, key: CallKey, at endpoint: Endpoint) -> String {
    var json = JSONWriter()
    json.object([
      ("custom_id", { $0.string(key.hexadecimal) }), ("method", { $0.string("POST") }),
      ("url", { $0.string("/v1/chat/completions") }),
      (
        "body",
        { writer in
          let body = OpenAIChatFormat().body(of: request, at: endpoint)
          writer.verbatim(String(decoding: body, as: UTF8.self))
        }
      ),
    ])
    return json.text
  }

  /// Reads a line of results; nil where it is no such object or names no call.
  public static func result(_ line: String) -> Result? {
    guard let node = JSONNode(line), let key = node["custom_id"]?.string else { return nil }
    guard let response = node["response"], response.members != nil else {
      let detail = node.at("error.message")?.text ?? node["error"]?.text ?? "no response"
      let code = node.at("error.code")?.text ?? ""
      let kind: CallFailure.Kind = code.contains("expired") ? .notNow : .server
      return Result(key: key, result: .failure(CallFailure(kind, detail: detail)))
    }
    guard let body = response["body"] else {
      return Result(key: key, result: .failure(CallFailure(.garbled, detail: "no body")))
    }
    var writer = JSONWriter()
    writer.node(body)
    let answer = HTTPResponse(
      status: response["status_code"]?.integer ?? 200, headers: [:], body: writer.bytes,
      latency: .zero)
    return Result(key: key, result: AnswerReading.result(answer, OpenAIChatFormat(), now: 0))
  }
}
