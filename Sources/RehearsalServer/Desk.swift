import Glibc
import JSONText

/// What is done with a request.
struct Handling {
  var delivery: Delivery
  var delay = Duration.zero
  /// Whether it is a call of a model that is now under way.
  var isCall = false
}

/// Answers requests, in the order in which they come.
struct Desk {
  private let configuration: RehearsalConfiguration
  private let tally: Tally
  private var limits: CallLimits

  init(_ configuration: RehearsalConfiguration, _ tally: Tally, now: ContinuousClock.Instant) {
    self.configuration = configuration
    self.tally = tally
    limits = CallLimits(configuration, now: now)
  }

  mutating func handle(_ request: IncomingRequest, now: ContinuousClock.Instant) -> Handling {
    if request.path == "/rehearsal/statistics" {
      return Handling(
        delivery: .whole(OutgoingAnswer(200, Array(tally.statistics.json.utf8))))
    }
    tally.change { $0.requests += 1 }
    let address = Address(request)
    do throws(CallRefusal) {
      try authorise(request, address.kind)
      switch address.target {
      case .welcome: return Self.welcome
      case .models:
        let names = configuration.models.isEmpty ? Self.models : configuration.models
        return Handling(
          delivery: .whole(OutgoingAnswer(200, address.kind.shape.models(names))))
      case .call(let model): return try handleCall(request, address.kind, model, now)
      case .wrongMethod: throw CallRefusal(405, "this address takes another method")
      case .unknown:
        throw CallRefusal(404, "the rehearsal server has no address \(request.path)")
      }
    } catch {
      return Handling(delivery: .whole(Self.answer(error, address.kind)))
    }
  }

  /// The behaviours, where any name is a model.
  private static let models = Behaviour.table.map { row in
    row.name == "always-WORD" ? "always-a" : row.name
  }

  private static let welcome = Handling(
    delivery: .whole(
      OutgoingAnswer(
        200, Array("Concord's rehearsal server: no model is behind it.\n".utf8),
        type: "text/plain; charset=utf-8")))

  static func answer(_ refusal: CallRefusal, _ kind: RehearsalCall.Kind) -> OutgoingAnswer {
    OutgoingAnswer(refusal.status, kind.shape.error(refusal), headers: refusal.headers)
  }

  private func authorise(
    _ request: IncomingRequest, _ kind: RehearsalCall.Kind
  ) throws(CallRefusal) {
    guard let key = configuration.key, request.path != "/" else { return }
    guard let shown = kind.shape.key(in: request.headers) else {
      throw CallRefusal(401, "the call shows no API key")
    }
    guard shown == key else { throw CallRefusal(401, "the API key is not the right one") }
  }

  private mutating func handleCall(
    _ request: IncomingRequest, _ kind: RehearsalCall.Kind, _ model: String?,
    _ now: ContinuousClock.Instant
  ) throws(CallRefusal) -> Handling {
    let node: JSONNode
    switch JSONReader.parse(request.body) {
    case .success(let parsed): node = parsed
    case .failure(let mistake): throw CallRefusal(400, "the body is no JSON: \(mistake.text)")
    }
    var prepared = PreparedCall(try CallReading.call(kind, model: model, node))
    try CallAnswer.check(prepared, configuration)
    prepared.call.number = tally.change { $0.count(model: prepared.call.model) }
    do throws(CallRefusal) {
      try limits.admit(
        tokens: prepared.promptTokens, underWay: tally.statistics.concurrency, retryAfter(_:), now)
    } catch {
      tally.change { $0.limited += 1 }
      throw error
    }
    let answer = try CallAnswer(prepared, configuration)
    limits.take(tokens: answer.tokens)
    tally.change {
      $0.begin()
      $0.tokens += answer.tokens
      if let fault = answer.fault { $0.faults[fault, default: 0] += 1 }
    }
    return Handling(delivery: answer.delivery(configuration), delay: answer.delay, isCall: true)
  }

  private func retryAfter(_ wait: Duration) -> [(name: String, value: String)] {
    RetryHeader.of(wait, configuration.retryAfter)
  }
}

/// How a wait is named in a header.
enum RetryHeader {
  static func of(
    _ wait: Duration, _ form: RehearsalConfiguration.RetryAfter
  ) -> [(name: String, value: String)] {
    let seconds = Int((wait / .seconds(1)).rounded(.up))
    switch form {
    case .none: return []
    case .seconds: return [("Retry-After", String(seconds))]
    case .date: return [("Retry-After", DateText.of(time(nil) + seconds))]
    case .milliseconds:
      return [("retry-after-ms", String(Int((wait / .milliseconds(1)).rounded(.up))))]
    }
  }
}
