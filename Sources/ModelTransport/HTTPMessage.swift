import ModelCalls

/// How long, and how much, a request may take.
public struct HTTPLimits: Hashable, Sendable {
  public var connecting: Duration
  /// From the sending to the first byte of the answer: models think before they speak.
  public var firstByte: Duration
  public var whole: Duration
  /// Bytes of an answer's body; one that is longer is an error, and is not read on.
  public var bodyBytes: Int

  public init(
    connecting: Duration = .seconds(15), firstByte: Duration = .seconds(300),
    whole: Duration = .seconds(600), bodyBytes: Int = 16 << 20
  ) {
    self.connecting = connecting
    self.firstByte = firstByte
    self.whole = whole
    self.bodyBytes = bodyBytes
  }
}

extension HTTPLimits {
  /// These, with what an endpoint has of its own.
  func with(_ times: TimeLimits) -> HTTPLimits {
    HTTPLimits(
      connecting: times.connecting ?? connecting, firstByte: times.firstByte ?? firstByte,
      whole: times.whole ?? whole, bodyBytes: bodyBytes)
  }
}

/// A request of a body that is there in whole.
public struct HTTPRequest: Sendable {
  public var url: String
  /// A body makes it a POST, none a GET.
  public var body: [UInt8]?
  /// Each a name and a value. They may hold a key: they are never printed.
  public var headers: [(name: String, value: String)]
  public var limits: HTTPLimits

  public init(
    url: String, body: [UInt8]? = nil, headers: [(name: String, value: String)] = [],
    limits: HTTPLimits = HTTPLimits()
  ) {
    self.url = url
    self.body = body
    self.headers = headers
    self.limits = limits
  }
}

/// A whole answer.
public struct HTTPResponse: Sendable {
  public var status: Int
  /// By lower-case name; of several of a name, the last.
  public var headers: [String: String]
  public var body: [UInt8]
  public var latency: Duration

  public init(status: Int, headers: [String: String], body: [UInt8], latency: Duration) {
    self.status = status
    self.headers = headers
    self.body = body
    self.latency = latency
  }
}

/// Why there is no whole answer.
public enum HTTPFailure: Error, Hashable, Sendable {
  case badURL(String)
  case unknownHost(String)
  case notReachable(String)
  case secureConnection(String)
  case connectTimeout, firstByteTimeout, timeout
  case reset(String)
  case tooLarge(bytes: Int)
  case cancelled
}
