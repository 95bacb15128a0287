import AnnotationModel
import ModelCalls

/// Why a run ended before all was done.
public enum RunStop: Sendable, CustomStringConvertible {
  /// A person or a signal asked for it.
  case asked
  case budget(Budget.Limit)
  /// Every other call of the endpoint would fail the same way: its name, and what to do.
  case endpoint(String, FailureWords)
  /// So many calls of the endpoint in a row got no reply; the last one's words.
  case outage(String, calls: Int, FailureWords)
  /// The file could not be written.
  case storage(String)
  /// Only some units were meant to be done in this sitting: so many of the run's are done now.
  case trial(done: Int, of: Int)

  public var description: String {
    switch self {
    case .asked: "stopped when asked to"
    case .budget(let limit): "the budget of \(limit.rawValue) is used up"
    case .endpoint(let name, let words): "\(name): \(words.line)"
    case .outage(let name, let calls, let words):
      "\(name): \(calls) calls in a row got no reply; the last: \(words.line)"
    case .storage(let reason): reason
    case .trial(let done, let all): "a trial: \(done) of \(all)"
    }
  }

  /// Whether the same run can go on as it is.
  public var state: RunState {
    switch self {
    case .asked, .budget, .outage, .trial: .stopped
    case .endpoint, .storage: .failed
    }
  }
}

/// What one endpoint has been asked, in one sitting.
public struct EndpointCounts: Hashable, Sendable {
  public var replies = 0
  public var failures: [String: Int] = [:]
  public var promptTokens = 0
  public var completionTokens = 0
  /// Billionths of the endpoints' currency.
  public var cost: Int64 = 0
  public var latencyMicroseconds: Int64 = 0

  public init() {}

  public var failed: Int { failures.values.reduce(0, +) }

  mutating func add(_ record: CallRecord) {
    guard record.status == CallRecord.replied else {
      failures[record.status, default: 0] += 1
      return
    }
    replies += 1
    promptTokens += record.promptTokens ?? 0
    completionTokens += record.completionTokens ?? 0
    cost += record.cost
    latencyMicroseconds += record.latencyMicroseconds
  }
}

/// How far a run is.
public struct RunProgress: Sendable {
  /// Units of this sitting's plan, and of these concluded before it began.
  public var planned = 0
  public var before = 0
  public var concluded = 0
  public var abstentions: [Abstention: Int] = [:]
  public var askedAgain = 0
  /// Calls whose replies the file held already.
  public var cached = 0
  public var endpoints: [String: EndpointCounts] = [:]
  /// Units that another process has taken; this one waits for them.
  public var heldByOthers = 0
  public var isPaused = false
  public var stop: RunStop?
  /// Since this sitting began, without its pauses.
  public var elapsed = Duration.zero
  /// The newest replies, the newest last.
  public var last: [LastVerdict] = []

  /// A verdict with all that was asked and replied for it, in the order of asking.
  public struct LastVerdict: Sendable {
    public var item: ItemID
    public var value: RatingValue
    public var reply: String
    /// A call without a reply has "".
    public var exchanges: [(asked: [ChatMessage], replied: String)]
  }

  public init() {}

  public var left: Int { planned - before - concluded }
  public var calls: Int { endpoints.values.reduce(0) { $0 + $1.replies + $1.failed } }
  public var failed: Int { endpoints.values.reduce(0) { $0 + $1.failed } }
  public var tokens: Int {
    endpoints.values.reduce(0) { $0 + $1.promptTokens + $1.completionTokens }
  }
  public var money: Money {
    Money(billionths: endpoints.values.reduce(0) { $0 + $1.cost })
  }
  public var unparsed: Int { abstentions.values.reduce(0, +) }

  mutating func add(
    _ verdict: Verdict, of item: ItemID,
    _ exchanges: [(asked: [ChatMessage], replied: String)] = []
  ) {
    concluded += 1
    if case .abstention(let reason) = verdict.value { abstentions[reason, default: 0] += 1 }
    if verdict.turnsToAnswer > 1 { askedAgain += 1 }
    last.append(
      LastVerdict(
        item: item, value: verdict.value, reply: verdict.rawReply, exchanges: exchanges))
    if last.count > 8 { last.removeFirst() }
  }
}
