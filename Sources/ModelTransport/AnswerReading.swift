import JSONText
import ModelCalls

/// What an HTTP answer means for a call.
enum AnswerReading {
  static func result(
    _ response: HTTPResponse, _ format: any WireFormat, now: Int64
  ) -> Result<ModelReply, CallFailure> {
    guard response.status == 200 else { return .failure(failure(response, now: now)) }
    switch JSONReader.parse(response.body) {
    case .failure(let mistake):
      return .failure(CallFailure(.garbled, status: 200, detail: shape(response, mistake.text)))
    case .success(let node):
      // Some endpoints report errors with a status of success.
      if let message = errorText(node), node["choices"] == nil {
        return .failure(CallFailure(.garbled, status: 200, detail: message))
      }
      do throws(CallFailure) {
        return .success(try format.reply(from: node))
      } catch {
        return .failure(error)
      }
    }
  }

  /// The names in an endpoint's list of models.
  static func models(
    _ response: HTTPResponse, _ format: any WireFormat, now: Int64
  ) -> Result<[String], CallFailure> {
    guard response.status == 200 else { return .failure(failure(response, now: now)) }
    switch JSONReader.parse(response.body) {
    case .failure(let mistake):
      return .failure(CallFailure(.garbled, status: 200, detail: shape(response, mistake.text)))
    case .success(let node):
      do throws(CallFailure) {
        return .success(try format.models(from: node).map(line))
      } catch {
        return .failure(error)
      }
    }
  }

  private static func shape(_ response: HTTPResponse, _ mistake: String) -> String {
    if let page = page(response.body) { return page }
    let type = response.headers["content-type"] ?? "without a type"
    return type.contains("json") ? "not JSON: \(mistake)" : "not JSON but \(type)"
  }

  /// What to call a body that is a page for people: with its title, where it has one.
  private static func page(_ body: [UInt8]) -> String? {
    let text = String(decoding: body.prefix(4_000), as: UTF8.self).drop(while: \.isWhitespace)
    let start = text.prefix(20).lowercased()
    guard start.hasPrefix("<!doctype html") || start.hasPrefix("<html") else { return nil }
    guard let open = text.firstRange(of: "<title>"),
      let close = text[open.upperBound...].firstRange(of: "</title>")
    else { return "an HTML page" }
    return line("an HTML page, '\(text[open.upperBound..<close.lowerBound])'")
  }

  static func failure(_ response: HTTPResponse, now: Int64) -> CallFailure {
    var node: JSONNode?
    if case .success(let parsed) = JSONReader.parse(response.body) { node = parsed }
    let text = node.flatMap(errorText) ?? page(response.body) ?? plainText(response.body)
    var failure = CallFailure(
      kind(response, node, text), status: response.status, detail: line(text))
    failure.retryAfter = retryAfter(response.headers, now: now)
    if failure.kind == .redirected { failure.detail = "to \(response.headers["location"] ?? "?")" }
    return failure
  }

  private static func kind(
    _ response: HTTPResponse, _ node: JSONNode?, _ text: String
  ) -> CallFailure.Kind {
    let code = node?.at("error.code")?.string ?? ""
    let type = node?.at("error.type")?.string ?? ""
    switch response.status {
    case 300..<400: return .redirected
    case 401: return .unauthorised
    case 403: return .forbidden
    case 404: return .notFound
    case 408, 409, 425: return .notNow
    case 413: return .contextTooLong
    case 429: return code == "insufficient_quota" ? .forbidden : .rateLimited
    case 400..<500:
      let isLong =
        code == "context_length_exceeded" || type == "exceed_context_size_error"
        || saysContext(text)
      return isLong ? .contextTooLong : .badRequest
    case 500...: return .server
    default: return .garbled
    }
  }

  private static func saysContext(_ text: String) -> Bool {
    let text = text.lowercased()
    return ["context length", "context window", "maximum context", "prompt is too long"]
      .contains { text.contains($0) }
  }

  /// The message of the forms that are in use.
  private static func errorText(_ node: JSONNode) -> String? {
    node.at("error.message")?.string ?? node["error"]?.string ?? node["detail"]?.string
      ?? node["message"]?.string
  }

  private static func plainText(_ body: [UInt8]) -> String {
    String(decoding: body.prefix(2_000), as: UTF8.self)
  }

  /// One line of at most 300 characters, with no control characters.
  static func line(_ text: String) -> String {
    let words = text.prefix(4_000).split { $0.isWhitespace || $0.isNewline }
    let safe = words.joined(separator: " ").unicodeScalars.filter {
      $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
    }
    let line = String(String.UnicodeScalarView(safe))
    return line.count > 300 ? line.prefix(299) + "…" : line
  }

  /// The wait that an endpoint asks for: milliseconds, seconds, or a date (RFC 9110, 10.2.3).
  ///
  /// - Parameter now: seconds since 1970.
  static func retryAfter(_ headers: [String: String], now: Int64) -> Duration? {
    if let text = headers["retry-after-ms"], let value = Double(text), value >= 0, value < 1e12 {
      return .milliseconds(value)
    }
    guard let text = headers["retry-after"] else { return nil }
    if let seconds = Double(text), seconds >= 0, seconds < 1e9 { return .seconds(seconds) }
    return HTTPDate.seconds(text).map { .seconds(max(0, $0 - now)) }
  }
}
