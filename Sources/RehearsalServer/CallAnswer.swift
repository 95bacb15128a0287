/// What a call that was let through gets: a reply, or a fault in its place.
struct CallAnswer {
  let call: RehearsalCall
  let reply: SpokenReply
  let kind: Fault.Kind?
  /// The fault's name.
  let fault: String?
  let delay: Duration

  /// Prompt and reply.
  var tokens: Int { reply.promptTokens + reply.tokens.count }

  /// - Throws: status 400 where the reply cannot be made.
  init(
    _ prepared: PreparedCall, _ configuration: RehearsalConfiguration
  ) throws(CallRefusal) {
    let call = prepared.call
    self.call = call
    let scripted = configuration.script?(call)
    if let text = scripted?.text {
      reply = Speaker.reply(saying: text, scripted?.finish ?? .stop, to: prepared)
    } else {
      reply = try Speaker.reply(to: prepared)
    }
    let drawn = Fault.drawn(
      from: configuration.faults, call: call.number, seed: configuration.seed)
    kind = scripted == nil ? drawn?.kind : scripted?.fault
    fault = kind.map { Fault($0).name }
    let draw = Dice.unit(configuration.seed ^ 0x0A17, UInt64(call.number))
    delay =
      configuration.latency + configuration.jitter * draw + (scripted?.delay ?? .zero)
  }

  /// What the configuration says about calls before any is answered.
  ///
  /// - Throws: status 404 for a model that there is not, 400 for what is not to be had.
  static func check(
    _ prepared: PreparedCall, _ configuration: RehearsalConfiguration
  ) throws(CallRefusal) {
    let (call, tokens) = (prepared.call, prepared.promptTokens)
    if !configuration.models.isEmpty, !configuration.models.contains(call.model) {
      throw CallRefusal(404, "the model '\(call.model)' does not exist here")
    }
    if let most = configuration.contextTokens, tokens > most {
      var refusal = CallRefusal(
        400, "the prompt is too long: \(tokens) tokens, and the maximum context is \(most) tokens")
      refusal.isContext = true
      throw refusal
    }
    if call.alternatives != nil, configuration.lacking.contains(.logprobs) {
      throw CallRefusal(400, "this model has no logprobs")
    }
    if call.form != .text, configuration.lacking.contains(.json) {
      throw CallRefusal(400, "this model has no JSON mode")
    }
  }

  func delivery(_ configuration: RehearsalConfiguration) -> Delivery {
    let body = call.kind.shape.reply(reply, to: call)
    guard let kind else { return .whole(OutgoingAnswer(200, body)) }
    switch kind {
    case .status(let status): return .whole(error(status, configuration))
    case .hang: return .nothing
    case .reset: return .reset
    case .stall: return .half(OutgoingAnswer(200, body), closes: false)
    case .cut: return .half(OutgoingAnswer(200, body), closes: true)
    case .garbage:
      var dice = Dice(configuration.seed &+ UInt64(call.number))
      let noise = (0..<200).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
      return .whole(OutgoingAnswer(200, [UInt8(ascii: "<")] + noise))
    case .empty: return .whole(OutgoingAnswer(200))
    case .html: return .whole(OutgoingAnswer(200, Self.page, type: "text/html; charset=utf-8"))
    case .redirect:
      return .whole(
        OutgoingAnswer(307, headers: [("Location", "http://127.0.0.1:1/v1/elsewhere")]))
    case .huge:
      var answer = OutgoingAnswer(200, body)
      answer.statedLength = max(body.count, configuration.hugeBytes)
      return .padded(answer)
    case .wrongType: return .whole(OutgoingAnswer(200, body, type: "text/plain"))
    case .duplicateKeys: return .whole(OutgoingAnswer(200, Self.doubled(body)))
    case .gzip:
      guard let small = GzipBody.compressed(body) else { return .whole(error(500, configuration)) }
      return .whole(
        OutgoingAnswer(200, small, headers: [("Content-Encoding", "gzip")]))
    }
  }

  private func error(_ status: Int, _ configuration: RehearsalConfiguration) -> OutgoingAnswer {
    var refusal = CallRefusal(status, "the rehearsal server was told to fail with \(status)")
    if [429, 503, 529].contains(status) {
      refusal.headers = RetryHeader.of(.seconds(1), configuration.retryAfter)
    }
    return Desk.answer(refusal, call.kind)
  }

  private static let page = Array(
    "<!DOCTYPE html>\n<html><title>Rehearsal</title><p>A gateway's page.</p></html>\n".utf8)

  /// An object with its first field once more at its end.
  private static func doubled(_ body: [UInt8]) -> [UInt8] {
    guard let quote = body.dropFirst(2).firstIndex(of: UInt8(ascii: "\"")) else { return body }
    return body.dropLast() + [UInt8(ascii: ",")] + body[1...quote] + Array(":null}".utf8)
  }
}
