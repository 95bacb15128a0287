/// When a failed call is tried again: exponential waits with full jitter, or what the endpoint
/// asks for where that is longer.
public struct RetryPolicy: Hashable, Sendable {
  /// Tries in all, the first included; at least 1.
  public var attempts: Int
  public var firstWait: Duration
  public var longestWait: Duration
  /// An endpoint that asks for more than this is not waited for: the call fails, and says so.
  public var longestRetryAfter: Duration

  public init(
    attempts: Int = 6, firstWait: Duration = .milliseconds(500),
    longestWait: Duration = .seconds(30), longestRetryAfter: Duration = .seconds(600)
  ) {
    self.attempts = max(1, attempts)
    self.firstWait = firstWait
    self.longestWait = longestWait
    self.longestRetryAfter = longestRetryAfter
  }

  /// How long to wait before the next try; nil where there is none.
  ///
  /// - Parameters:
  ///   - attempt: how many tries were made, from 1.
  ///   - jitter: uniform in 0..<1.
  public func wait(after failure: CallFailure, attempt: Int, jitter: Double) -> Duration? {
    guard failure.isRetryable, attempt < attempts else { return nil }
    let grown = firstWait * (1 << min(attempt - 1, 20))
    let wait = min(grown, longestWait) * (0.5 + jitter / 2)
    guard let asked = failure.retryAfter else { return wait }
    guard asked <= longestRetryAfter else { return nil }
    // A little more than asked, so that all who were told the same do not come back at once.
    return max(wait, asked + firstWait * jitter)
  }
}
