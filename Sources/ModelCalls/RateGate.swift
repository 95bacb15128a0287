/// Lets calls through to one endpoint or model as fast as it bears, and no faster.
///
/// Slow start: the window of calls at a time doubles with each window of answers, while it is the
/// window that binds; after the first cut it grows by one a window (additive increase,
/// multiplicative decrease: Chiu and Jain 1989, doi:10.1016/0169-7552(89)90019-6; slow start:
/// Jacobson 1988, doi:10.1145/52325.52356). However many calls in flight are refused, an episode
/// cuts once: a refusal counts only where its call was sent after the last cut. Requests and
/// tokens a minute are token buckets of a tenth of a minute.
///
/// Time is counted from any fixed moment; the gate has no clock of its own.
public struct RateGate: Sendable {
  public enum Admission: Hashable, Sendable {
    /// Send it; `settle` must follow with this ticket.
    case send(Ticket)
    /// Nothing is to be sent before this moment.
    case wait(until: Duration)
    /// As many are under way as the window allows: ask again when one has settled.
    case full
  }

  public struct Ticket: Hashable, Sendable {
    let sentAt: Duration
    let tokens: Int
  }

  public enum Outcome: Hashable, Sendable {
    case answered
    /// The endpoint asked for less; with the wait that it named.
    case refused(retryAfter: Duration?)
    /// Neither: the call failed for another reason, or was cancelled.
    case failed
  }

  public private(set) var window: Double
  public private(set) var inFlight = 0
  /// How often the window was cut.
  public private(set) var cuts = 0
  private let limits: RateLimits
  private var ceiling: Int
  private var slowStart = true
  private var answersInWindow = 0
  private var windowBound = false
  private var lastCut: Duration?
  private var pausedUntil = Duration.zero
  private var requests: Bucket?
  private var tokens: Bucket?

  public init(_ limits: RateLimits, now: Duration = .zero) {
    self.limits = limits
    ceiling = limits.parallel
    window = Double(min(4, limits.parallel))
    requests = limits.requestsPerMinute.map { Bucket(perMinute: $0, now: now) }
    tokens = limits.tokensPerMinute.map { Bucket(perMinute: $0, now: now) }
  }

  /// The most calls at a time, whatever the endpoint bears; a person may change it at any time.
  public mutating func setParallel(_ most: Int) {
    ceiling = max(1, most)
    window = min(window, Double(ceiling))
  }

  /// - Parameter tokens: the estimate of prompt and reply together.
  public mutating func admit(tokens count: Int, now: Duration) -> Admission {
    if now < pausedUntil { return .wait(until: pausedUntil) }
    guard inFlight < Int(window) else {
      windowBound = true
      return .full
    }
    let ready = max(
      requests?.ready(for: 1, now: now) ?? now, tokens?.ready(for: count, now: now) ?? now)
    if ready > now { return .wait(until: ready) }
    requests?.take(1, now: now)
    tokens?.take(count, now: now)
    inFlight += 1
    return .send(Ticket(sentAt: now, tokens: count))
  }

  /// - Parameter tokens: what the call did use, where the endpoint said it.
  public mutating func settle(
    _ ticket: Ticket, _ outcome: Outcome, tokens used: Int? = nil, now: Duration
  ) {
    inFlight -= 1
    if let used { tokens?.give(ticket.tokens - used) }
    switch outcome {
    case .answered: grow()
    case .refused(let retryAfter): cut(ticket, retryAfter, now)
    case .failed: break
    }
  }

  private mutating func grow() {
    answersInWindow += 1
    guard answersInWindow >= Int(window) else { return }
    answersInWindow = 0
    guard windowBound else { return }
    windowBound = false
    window = min(Double(ceiling), slowStart ? window * 2 : window + 1)
  }

  private mutating func cut(_ ticket: Ticket, _ retryAfter: Duration?, _ now: Duration) {
    if let retryAfter { pausedUntil = max(pausedUntil, now + retryAfter) }
    if let lastCut, ticket.sentAt <= lastCut { return }
    lastCut = now
    cuts += 1
    slowStart = false
    answersInWindow = 0
    window = max(1, (window / 2).rounded(.down))
  }
}

/// A token bucket: fills evenly, holds a tenth of a minute's worth.
struct Bucket: Sendable {
  private let perSecond: Double
  private let capacity: Double
  private var level: Double
  private var filledAt: Duration

  init(perMinute: Int, now: Duration) {
    perSecond = Double(max(1, perMinute)) / 60
    capacity = max(1, perSecond * 6)
    level = capacity
    filledAt = now
  }

  /// When `count` may be taken. One that is larger than the bucket may go when it is full.
  func ready(for count: Int, now: Duration) -> Duration {
    let lacking = min(Double(count), capacity) - filled(now)
    return lacking <= 1e-9 ? now : now + .seconds(lacking / perSecond)
  }

  mutating func take(_ count: Int, now: Duration) {
    level = filled(now) - Double(count)
    filledAt = now
  }

  /// Gives back what was reserved and not used; a negative count takes more.
  mutating func give(_ count: Int) { level = min(capacity, level + Double(count)) }

  private func filled(_ now: Duration) -> Double {
    min(capacity, level + (now - filledAt) / .seconds(1) * perSecond)
  }
}
