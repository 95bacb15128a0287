/// The limits of rate and parallelism, and what is left of them.
struct CallLimits {
  private var requests: RateMeter?
  private var tokens: RateMeter?
  private let parallel: Int?

  init(_ configuration: RehearsalConfiguration, now: ContinuousClock.Instant) {
    requests = configuration.requestsPerMinute.map { RateMeter(perMinute: $0, now: now) }
    tokens = configuration.tokensPerMinute.map { RateMeter(perMinute: $0, now: now) }
    parallel = configuration.parallel
  }

  /// - Parameters:
  ///   - underWay: the calls under way.
  ///   - retryAfter: the headers for a wait.
  /// - Throws: status 429.
  mutating func admit(
    tokens count: Int, underWay: Int,
    _ retryAfter: (Duration) -> [(name: String, value: String)], _ now: ContinuousClock.Instant
  ) throws(CallRefusal) {
    if let parallel, underWay >= parallel {
      throw refusal("more than \(parallel) calls at a time", retryAfter(.seconds(1)))
    }
    if let wait = requests?.wait(for: 1, now: now) {
      throw refusal("the limit of requests per minute is reached", retryAfter(wait))
    }
    if let wait = tokens?.wait(for: count, now: now) {
      throw refusal("the limit of tokens per minute is reached", retryAfter(wait))
    }
    requests?.take(1)
  }

  mutating func take(tokens count: Int) { tokens?.take(count) }

  private func refusal(
    _ text: String, _ headers: [(name: String, value: String)]
  ) -> CallRefusal {
    var refusal = CallRefusal(429, text)
    refusal.headers = headers
    return refusal
  }
}
