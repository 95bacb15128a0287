import ModelCalls

/// How long a run is expected to take, and what tells it.
public struct RunTime: Hashable, Sendable {
  /// What tells how long it takes.
  public enum Basis: String, Sendable {
    /// The limits of calls and tokens a minute alone: it takes no less.
    case limits
    /// How long the endpoints' calls took before, so many at a time, within their limits.
    case earlierCalls
  }

  public var duration: Duration
  public var basis: Basis

  public init(_ duration: Duration, _ basis: Basis) {
    self.duration = duration
    self.basis = basis
  }

  /// The time of the slowest endpoint, since all are asked at the same time; what follows in a
  /// debate or a cascade is taken to overlap between units. Nil where nothing tells it: no limit,
  /// and some endpoint that was never called. O(endpoints).
  ///
  /// - Parameters:
  ///   - latencies: of a usual call, for those endpoints where it is known.
  ///   - units: no more than these are under way at a time.
  init?(
    _ loads: [String: RunLoad], _ endpoints: [String: Endpoint], latencies: [String: Duration],
    units: Int
  ) {
    var longest = 0.0
    for (name, load) in loads {
      guard let limits = endpoints[name]?.limits else { continue }
      if let calls = limits.requestsPerMinute {
        longest = max(longest, load.calls / Double(max(1, calls)) * 60)
      }
      if let tokens = limits.tokensPerMinute {
        let all = load.promptTokens + load.completionTokens
        longest = max(longest, all / Double(max(1, tokens)) * 60)
      }
      if let latency = latencies[name] {
        let atOnce = Double(max(1, min(limits.parallel, units)))
        longest = max(longest, load.calls * (latency / .seconds(1)) / atOnce)
      }
    }
    let isKnown = loads.keys.allSatisfy { latencies[$0] != nil }
    guard isKnown || longest > 0 else { return nil }
    self.init(.seconds(longest), isKnown ? .earlierCalls : .limits)
  }

  /// Such as "about 12 min", or "at least 12 min by its limits".
  public var text: String {
    let words = Self.words(duration)
    return basis == .limits ? "at least \(words) by the limits" : "about \(words)"
  }

  /// The two greatest units, rounded up: "40 s", "12 min", "3 h 5 min".
  static func words(_ duration: Duration) -> String {
    let parts = duration.components
    let seconds = parts.seconds + (parts.attoseconds > 0 ? 1 : 0)
    if seconds < 120 { return "\(seconds) s" }
    let minutes = (seconds + 59) / 60
    if minutes < 120 { return "\(minutes) min" }
    let (hours, rest) = (minutes / 60, minutes % 60)
    return rest == 0 ? "\(hours) h" : "\(hours) h \(rest) min"
  }
}
