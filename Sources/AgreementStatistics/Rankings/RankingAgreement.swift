/// How alike two raters rank the candidates of each item, over items.
///
/// Means have Student's interval and shares Wilson's; items for which a distance is undefined are
/// left out of it. `.noItems` where none is left.
public struct RankingAgreement: Hashable, Sendable {
  /// Mean distances, 0 to 1; see `RankingDistance`. Levenshtein's: Chen et al. 2024,
  /// arXiv:2402.04788.
  public var levenshtein: Estimate
  /// The share of pairs of candidates in another order.
  public var kendall: Estimate
  /// By how many places candidates are displaced.
  public var footrule: Estimate
  /// The share of items of which both rank the same candidate first.
  public var sameTop: Estimate
  /// The share of items that both rank in exactly the same order.
  public var sameOrder: Estimate
  /// Items whose two rankings are not of the same candidates: they have no distances but
  /// Levenshtein's.
  public var mismatchedCount: Int

  /// Of each item's two rankings, from best to worst. O(items × candidates²).
  public init<Element: Hashable>(
    _ pairs: [(first: [Element], second: [Element])], level: Double = 0.95
  ) {
    let distances = pairs.map { one, other in
      (
        RankingDistance.normalisedLevenshtein(one, other), RankingDistance.kendall(one, other),
        RankingDistance.footrule(one, other)
      )
    }
    levenshtein = .mean(distances.compactMap(\.0), level: level)
    kendall = .mean(distances.compactMap(\.1), level: level)
    footrule = .mean(distances.compactMap(\.2), level: level)
    let tops = pairs.compactMap { RankingDistance.hasSameTop($0.first, $0.second) }
    sameTop = .share(tops.count { $0 }, of: tops.count, level: level)
    let ranked = pairs.filter { !$0.first.isEmpty || !$0.second.isEmpty }
    sameOrder = .share(ranked.count { $0.first == $0.second }, of: ranked.count, level: level)
    mismatchedCount = pairs.count { Set($0.first) != Set($0.second) }
  }
}
