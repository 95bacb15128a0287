/// How alike a rater's answers are where it was asked the same several times.
public struct RepeatedRatings: Hashable, Sendable {
  /// Items with two answers or more: the others tell nothing.
  public var itemCount: Int
  /// Answers of an item, at the least and at the most; 0 without such items.
  public var fewest: Int
  /// At the most.
  public var most: Int
  /// The share of items on which all answers are one. Wilson's interval.
  public var identical: Estimate
  /// The majority consistency criterion: the share of items on which one answer has more than half
  /// of the repeats. Wilson's interval. Chen et al. 2024, arXiv:2402.04788.
  public var majority: Estimate
  /// The mean over items of the share of answers that are the item's most frequent one: from
  /// 1/answers to 1. Student's interval.
  public var modalShare: Estimate
  /// Test-retest reliability: Cohen's kappa between an item's first and second answer.
  public var retest: Estimate
}

extension RatingPatterns {
  /// The patterns' columns taken as repeats, in their order; a missing rating is no answer.
  ///
  /// All are undefined where nothing was answered twice. O(patterns × repeats).
  public func repeatedRatings(level: Double = 0.95) -> RepeatedRatings {
    var (n, fewest, most, identical, majority) = (0, Int.max, 0, 0, 0)
    var (shares, times): ([Double], [Int]) = ([], [])
    var table = ConfusionTable(categoryCount: categoryCount)
    for pattern in 0..<count {
      let answers = ratings(of: pattern)
      guard answers.count > 1 else { continue }
      let items = counts[pattern]
      let mode = largestGroup(answers.sorted())
      n += items
      fewest = min(fewest, answers.count)
      most = max(most, answers.count)
      if mode == answers.count { identical += items }
      if 2 * mode > answers.count { majority += items }
      shares.append(Double(mode) / Double(answers.count))
      times.append(items)
      table.add(items, row: answers[0], column: answers[1])
    }
    return RepeatedRatings(
      itemCount: n, fewest: n > 0 ? fewest : 0, most: most,
      identical: .share(identical, of: n, undefined: .noRepeats, level: level),
      majority: .share(majority, of: n, undefined: .noRepeats, level: level),
      modalShare: .mean(shares, times: times, undefined: .noRepeats, level: level),
      retest: n > 0 ? table.cohenKappa(level: level) : .undefined(.noRepeats))
  }

  private func largestGroup(_ ascending: [Int]) -> Int {
    var (largest, run) = (1, 1)
    for (one, next) in zip(ascending, ascending.dropFirst()) {
      run = one == next ? run + 1 : 1
      largest = max(largest, run)
    }
    return largest
  }
}
