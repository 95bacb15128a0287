import Glibc
import JSONText
import ModelCalls

/// Calls over HTTP. A key is fetched for each call from where its source says, goes into a header
/// of that call, and is nowhere else: what comes back is searched for it before it is kept.
public struct HTTPModelClient: ModelClient {
  private let loop: HTTPLoop
  private let limits: HTTPLimits
  private let keys: KeyRing
  /// How much of an answer's body is kept beside the reply.
  public static let keptBody = 64 << 10

  public init(_ loop: HTTPLoop, limits: HTTPLimits = HTTPLimits(), keys: KeyRing = KeyRing()) {
    self.loop = loop
    self.limits = limits
    self.keys = keys
  }

  public func attempt(_ request: ModelRequest, at endpoint: Endpoint) async -> CallAttempt {
    let start = ContinuousClock.now
    let key: String?
    switch await keys.key(of: endpoint.key) {
    case .success(let found): key = found
    case .failure(let failure): return CallAttempt(result: .failure(failure), latency: .zero)
    }
    let format = endpoint.kind.format
    let answer = await send(
      format.address(of: request, at: endpoint), body: format.body(of: request, at: endpoint),
      key: key, endpoint)
    return attempt(answer, format, key: key, took: ContinuousClock.now - start)
  }

  /// The models that an endpoint offers, by the names it wants to be asked by, in its own order:
  /// one request, charged by nobody, without any repeating of its own.
  public func models(at endpoint: Endpoint) async -> Result<[String], CallFailure> {
    let key: String?
    switch await keys.key(of: endpoint.key) {
    case .success(let found): key = found
    case .failure(let failure): return .failure(failure)
    }
    let format = endpoint.kind.format
    switch await send(format.modelsAddress(at: endpoint), body: nil, key: key, endpoint) {
    case .failure(let failure): return .failure(CallFailure(failure))
    case .success(let response):
      return AnswerReading.models(response, format, now: Int64(time(nil)))
        .mapError { Self.without(key, $0) }
        .map { names in key.map { key in names.map { Self.without(key, $0) } } ?? names }
    }
  }

  private func send(
    _ url: String, body: [UInt8]?, key: String?, _ endpoint: Endpoint
  ) async -> Result<HTTPResponse, HTTPFailure> {
    var headers: [(name: String, value: String)] = [(name: "Accept", value: "application/json")]
    if body != nil { headers.append((name: "Content-Type", value: "application/json")) }
    return await loop.send(
      HTTPRequest(
        url: url, body: body, headers: headers + endpoint.kind.format.headers(key: key),
        limits: limits.with(endpoint.times)))
  }

  private func attempt(
    _ answer: Result<HTTPResponse, HTTPFailure>, _ format: any WireFormat, key: String?,
    took: Duration
  ) -> CallAttempt {
    switch answer {
    case .failure(let failure):
      return CallAttempt(result: .failure(CallFailure(failure)), latency: took)
    case .success(let response):
      let result = AnswerReading.result(response, format, now: Int64(time(nil)))
        .mapError { Self.without(key, $0) }
        .map { Self.without(key, $0) }
      let body = String(decoding: response.body.prefix(Self.keptBody), as: UTF8.self)
      return CallAttempt(
        result: result, latency: response.latency,
        body: key.map { Self.without($0, body) } ?? body)
    }
  }

  /// A server that repeats what it was sent does not get the key into a study's file.
  private static func without(_ key: String?, _ reply: ModelReply) -> ModelReply {
    guard let key else { return reply }
    var reply = reply
    reply.text = without(key, reply.text)
    reply.reportedModel = without(key, reply.reportedModel)
    // A key is many tokens long: in one of them alone there is none.
    return reply
  }

  private static func without(_ key: String?, _ failure: CallFailure) -> CallFailure {
    var failure = failure
    if let key { failure.detail = without(key, failure.detail) }
    return failure
  }

  private static func without(_ key: String, _ text: String) -> String {
    key.isEmpty ? text : text.replacing(key, with: "(key)")
  }
}

extension CallFailure {
  /// The kinds are named in full: both types have a `timeout`, and the call would be its own.
  init(_ failure: HTTPFailure) {
    switch failure {
    case .badURL(let text): self.init(Kind.badRequest, detail: "the address: \(text)")
    case .unknownHost(let text): self.init(Kind.unknownHost, detail: text)
    case .notReachable(let text): self.init(Kind.notReachable, detail: text)
    case .secureConnection(let text): self.init(Kind.secureConnection, detail: text)
    case .connectTimeout: self.init(Kind.connectTimeout)
    case .firstByteTimeout: self.init(Kind.firstByteTimeout)
    case .timeout: self.init(Kind.timeout)
    case .reset(let text): self.init(Kind.reset, detail: text)
    case .tooLarge(let bytes): self.init(Kind.tooLarge, detail: "more than \(bytes) bytes")
    case .cancelled: self.init(Kind.cancelled)
    }
  }
}
