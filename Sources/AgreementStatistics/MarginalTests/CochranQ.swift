/// Do several raters say "yes" equally often?
public struct CochranQ: Hashable, Sendable {
  /// χ² with one degree less than there are raters.
  public var test: SignificanceTest
  /// Items that all raters rated.
  public var itemCount: Int
  /// Items left out since a rating is missing.
  public var incompleteItemCount: Int
}

extension RatingPatterns {
  /// Cochran's Q of raters with two categories: whether their shares of the second one are equal,
  /// on the items that all of them rated. For two raters it is McNemar's χ².
  ///
  /// - Returns: undefined with fewer than two raters, without a complete item, and where the
  ///   raters agree on every item. Precondition: at most two declared categories.
  /// - Cost: O(patterns × raters).
  /// - Source: Cochran 1950, doi:10.1093/biomet/37.3-4.256.
  public func cochranQ() -> Finding<CochranQ> {
    precondition(categoryCount <= 2, "Cochran's Q is of binary ratings")
    guard raterCount > 1 else { return .undefined(.tooFewRaters) }
    var ofRater = Array(repeating: 0, count: raterCount)
    var (items, squares) = (0, 0)
    for pattern in 0..<count {
      let row = (0..<raterCount).map { self[pattern, $0] }
      guard !row.contains(RatingMatrix.missing) else { continue }
      let yes = row.reduce(0) { $0 + Int($1) }
      items += counts[pattern]
      squares += counts[pattern] * yes * yes
      for rater in ofRater.indices { ofRater[rater] += counts[pattern] * Int(row[rater]) }
    }
    guard items > 0 else { return .undefined(.noItems) }
    let all = ofRater.reduce(0, +)
    let spread = raterCount * all - squares
    guard spread > 0 else { return .undefined(.noDisagreement) }
    let between = raterCount * ofRater.reduce(0) { $0 + $1 * $1 } - all * all
    let test = SignificanceTest(
      statistic: Double(raterCount - 1) * Double(between) / Double(spread),
      distribution: .chiSquared(degrees: Double(raterCount - 1)))
    return .defined(
      CochranQ(
        test: test, itemCount: items,
        incompleteItemCount: itemCount + unratedCount - items))
  }
}
