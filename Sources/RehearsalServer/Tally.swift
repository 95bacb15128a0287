import Synchronization

/// The statistics of a running server, for its thread and for those who ask.
final class Tally: Sendable {
  private let counts = Mutex(RehearsalStatistics())

  var statistics: RehearsalStatistics { counts.withLock { $0 } }

  /// - Returns: the calls so far.
  @discardableResult
  func change(_ change: (inout RehearsalStatistics) -> Void) -> Int {
    counts.withLock {
      change(&$0)
      return $0.calls
    }
  }
}
