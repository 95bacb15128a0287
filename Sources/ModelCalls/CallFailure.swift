/// Why a call gave no reply. Each kind has its own remedy, and is counted by itself.
public struct CallFailure: Error, Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The host's name is not known.
    case unknownHost = "unknown-host"
    /// Nobody listens there, or the network is away.
    case notReachable = "not-reachable"
    /// The certificate or the handshake.
    case secureConnection = "secure-connection"
    case connectTimeout = "connect-timeout"
    /// Connected, but the answer did not begin in time.
    case firstByteTimeout = "first-byte-timeout"
    /// The answer began and did not end in time.
    case timeout
    /// The connection broke before the whole answer was there.
    case reset
    case rateLimited = "rate-limited"
    /// 5xx, and what endpoints say when they are overloaded.
    case server
    /// 408, 409 or 425: not now, but perhaps soon.
    case notNow = "not-now"
    case unauthorised
    case forbidden
    /// 404: the path or the model.
    case notFound = "not-found"
    case badRequest = "bad-request"
    case contextTooLong = "context-too-long"
    /// The answer is larger than we read.
    case tooLarge = "too-large"
    /// An answer that is no reply: HTML, broken JSON, another shape.
    case garbled
    /// An answer that sends us to another place; a key is never carried there.
    case redirected
    /// No key where one is needed, or the key's command failed.
    case noKey = "no-key"
    /// What was asked for is not among the endpoint's abilities, such as log-probabilities.
    case notAble = "not-able"
    /// We stopped it.
    case cancelled
  }

  public var kind: Kind
  /// The HTTP status, where one came.
  public var status: Int?
  /// What the endpoint or the system said, without keys, cut to a line's length.
  public var detail: String
  /// How long the endpoint asks us to wait.
  public var retryAfter: Duration?

  public init(_ kind: Kind, status: Int? = nil, detail: String = "", retryAfter: Duration? = nil) {
    self.kind = kind
    self.status = status
    self.detail = detail
    self.retryAfter = retryAfter
  }

  /// Whether the same call may succeed later. 400, 401, 403, 404 and a context that is too long
  /// will not change by asking again.
  public var isRetryable: Bool {
    switch kind {
    case .notReachable, .connectTimeout, .firstByteTimeout, .timeout, .reset, .rateLimited,
      .server, .notNow:
      true
    case .unknownHost, .secureConnection, .unauthorised, .forbidden, .notFound, .badRequest,
      .contextTooLong, .tooLarge, .garbled, .redirected, .noKey, .notAble, .cancelled:
      false
    }
  }

  /// Whether every other call of this endpoint will fail the same way: a run stops instead of
  /// failing a million times.
  public var stopsTheRun: Bool {
    switch kind {
    case .unknownHost, .secureConnection, .unauthorised, .forbidden, .notFound, .noKey, .notAble,
      .redirected:
      true
    default: false
    }
  }

  /// Whether it says something of the endpoint, and not of the one prompt alone.
  public var isOfTheEndpoint: Bool { ![.contextTooLong, .cancelled].contains(kind) }

  /// Whether the endpoint asks for fewer calls at a time.
  public var asksForLess: Bool { kind == .rateLimited || status == 503 || status == 529 }
}
