/// A system's mean scores by two raters, over the answers that both scored.
public struct SystemMeans: Hashable, Sendable {
  /// By the first rater, in units of the scores.
  public var first: Double
  /// By the second.
  public var second: Double
  /// Answers that both scored, at least 1.
  public var count: Int
}

extension SystemScores {
  /// Each system's means, by number; nil for one without scores. O(items × systems).
  public var systemMeans: [SystemMeans?] {
    let all = means(times: Array(repeating: 1, count: itemCount))
    return (0..<systemCount).map { system in
      all.counts[system] > 0
        ? SystemMeans(
          first: all.first[system], second: all.second[system], count: all.counts[system])
        : nil
    }
  }
}
