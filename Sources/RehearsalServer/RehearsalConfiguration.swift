/// How a rehearsal server behaves. The default answers every call at once.
public struct RehearsalConfiguration: Sendable {
  /// How a wait is named with a 429.
  public enum RetryAfter: String, Sendable, CaseIterable {
    /// `Retry-After: 3`.
    case seconds
    /// `Retry-After: Fri, 31 Dec 1999 23:59:59 GMT` (RFC 9110, 5.6.7).
    case date
    /// `retry-after-ms: 2500`.
    case milliseconds
    /// No wait is named.
    case none
  }

  /// What models elsewhere may lack: a call that asks for it is refused with status 400.
  public enum Ability: String, Sendable, CaseIterable { case logprobs, json }

  /// A name or an address of this machine, such as `::1`.
  public var host = "127.0.0.1"
  /// 0 takes a free one.
  public var port: UInt16 = 0
  /// The models that there are; any name is one where this is empty.
  public var models: [String] = []
  /// What a client has to show; nil for none.
  public var key: String?
  /// From a call to its answer.
  public var latency = Duration.zero
  /// Up to this much more, drawn for each call.
  public var jitter = Duration.zero
  /// Calls a minute: a bucket of a sixth of it, filled evenly. Nil for no limit.
  public var requestsPerMinute: Int?
  /// Prompt and reply together, in the server's own tokens. Nil for no limit.
  public var tokensPerMinute: Int?
  /// Calls at a time. Nil for no limit.
  public var parallel: Int?
  public var retryAfter = RetryAfter.seconds
  /// The most tokens of a prompt; a longer one is answered with 400. Nil for no limit.
  public var contextTokens: Int?
  public var lacking: Set<Ability> = []
  public var faults: [Fault] = []
  /// Of faults, jitter and a batch's order. Replies do not depend on it.
  public var seed: UInt64 = 1
  /// The size of a body of the fault `huge`.
  public var hugeBytes = 1 << 30
  /// What to say instead of a reply of the server's own; nil leaves it to the server.
  public var script: (@Sendable (RehearsalCall) -> ScriptedReply?)?

  public init() {}
}

/// A reply that a test wants.
public struct ScriptedReply: Sendable {
  /// What the model says; nil for what it would say without a script.
  public var text: String?
  public var finish: SpokenEnd
  /// Instead of a reply.
  public var fault: Fault.Kind?
  /// Added to the server's latency.
  public var delay: Duration

  public init(
    _ text: String? = nil, finish: SpokenEnd = .stop, fault: Fault.Kind? = nil,
    delay: Duration = .zero
  ) {
    self.text = text
    self.finish = finish
    self.fault = fault
    self.delay = delay
  }

  /// A script of the first reply whose words stand in a call's messages.
  public static func table(
    _ replies: [(words: String, reply: ScriptedReply)]
  ) -> @Sendable (RehearsalCall) -> ScriptedReply? {
    { call in replies.first { call.prompt.contains($0.words) }?.reply }
  }
}

/// Why a reply ends.
public enum SpokenEnd: String, Sendable { case stop, length, refusal }

/// Why a rehearsal cannot be held.
public enum RehearsalFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// A setting that means nothing.
  case usage(String)
  /// The host, the port, a file, or the system.
  case system(String)

  public var description: String {
    switch self {
    case .usage(let text), .system(let text): text
    }
  }
}
