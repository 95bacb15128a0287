import Glibc

/// How torn verdicts are on an item, over all orders and samples: −Σ p ln p of their shares.
///
/// The balanced position diversity entropy, by which items are handed to people: Wang et al. 2023,
/// arXiv:2305.17926.
public enum VerdictEntropy {
  /// From 0, all alike, to ln of the number of categories; nil without verdicts. O(K).
  ///
  /// - Parameter counts: of verdicts in each category, none negative.
  public static func entropy(_ counts: [Int]) -> Double? {
    precondition(counts.allSatisfy { $0 >= 0 }, "a count is not negative")
    let all = counts.reduce(0, +)
    guard all > 0 else { return nil }
    return counts.reduce(0) { sum, count in
      let p = Double(count) / Double(all)
      return count > 0 ? sum - p * log(p) : sum
    }
  }
}

extension RatingMatrix {
  /// The entropy of each item's ratings, nil for items without any. O(items × (raters + K)).
  public func verdictEntropies() -> [Double?] {
    let votes = MajorityVotes(self)
    return (0..<itemCount).map { VerdictEntropy.entropy(votes.votes(of: $0)) }
  }

  /// The items with ratings, from the most torn on; equal ones in their order.
  public func itemsByEntropy() -> [Int] {
    let entropies = verdictEntropies()
    return (0..<itemCount).filter { entropies[$0] != nil }.sorted {
      (-(entropies[$0] ?? 0), $0) < (-(entropies[$1] ?? 0), $1)
    }
  }
}
