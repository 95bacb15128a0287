/// One try of one call.
public struct CallAttempt: Sendable {
  public var result: Result<ModelReply, CallFailure>
  /// From the sending to the last byte.
  public var latency: Duration
  /// The answer's body as it came, cut at a size that the client states; what a better reader can
  /// read again.
  public var body: String

  public init(result: Result<ModelReply, CallFailure>, latency: Duration, body: String = "") {
    self.result = result
    self.latency = latency
    self.body = body
  }
}

/// Something that takes a call to a model and brings back what it said: over HTTP, or from a
/// script in a test.
public protocol ModelClient: Sendable {
  /// One try, without any repeating of its own. Returns with `.cancelled` soon after the task is
  /// cancelled.
  func attempt(_ request: ModelRequest, at endpoint: Endpoint) async -> CallAttempt
}
