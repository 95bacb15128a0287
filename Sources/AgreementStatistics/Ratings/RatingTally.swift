/// Any number of raters' ratings of items, counted by what was given together: equal sets of
/// ratings are held once, with how often they occur. Holes are simply shorter sets.
///
/// Changing one item's ratings is O(raters²); a coefficient costs the same however many items and
/// distinct sets there are.
public struct RatingTally: Hashable, Sendable {
  public let categoryCount: Int
  /// Ascending categories of one item → number of items.
  public private(set) var sets: [[Int]: Int] = [:]
  /// Items with at least one rating.
  public private(set) var itemCount = 0
  private(set) var sums: RatingSums

  /// Precondition: `categoryCount` ≥ 0. Declared categories count, used or not.
  ///
  /// - Parameter scores: the categories' numbers, for which the sums that alpha of intervals and
  ///   ratios needs are kept; for other scores it costs a pass over the distinct sets.
  public init(categoryCount: Int, scores: [Double]? = nil) {
    precondition(categoryCount >= 0, "a tally cannot have a negative number of categories")
    self.categoryCount = categoryCount
    let metrics: [AlphaMetric] = scores == nil ? [] : [.interval, .ratio]
    sums = RatingSums(
      categoryCount: categoryCount,
      distances: [.nominal(categoryCount)]
        + metrics.map { .alpha($0, scores ?? [], totals: []) })
  }

  /// Adds `times` items (which may be negative) that have these ratings, in any order. Items
  /// without ratings are not counted. Precondition: categories are declared.
  public mutating func add(ratings: [Int], times: Int = 1) {
    guard !ratings.isEmpty, times != 0 else { return }
    precondition(
      ratings.allSatisfy { (0..<categoryCount).contains($0) }, "a rating is a declared category")
    let key = ratings.sorted()
    let count = (sets[key] ?? 0) + times
    precondition(count >= 0, "no more items are taken away than there are")
    sets[key] = count == 0 ? nil : count
    itemCount += times
    sums.add(ascending: key, times: times)
  }

  /// Without items, but of the same kind.
  var emptied: RatingTally {
    var result = RatingTally(categoryCount: categoryCount)
    result.sums = RatingSums(categoryCount: categoryCount, distances: sums.distances)
    return result
  }

  /// The tally of two raters' table.
  public init(_ table: ConfusionTable) {
    self.init(categoryCount: table.categoryCount)
    for row in 0..<table.categoryCount {
      for column in 0..<table.categoryCount {
        add(ratings: [row, column], times: table[row, column])
      }
    }
  }

  /// Items with at least two ratings.
  public var pairableItemCount: Int { sums.pairableItemCount }

  /// What coefficients with these distances are worked out from: of the sums that are kept, or
  /// else of sums made now of the distinct sets.
  func moments(of distances: CategoryDistances) -> RatingMoments {
    if let kind = sums.distances.firstIndex(of: distances) { return sums.moments(kind) }
    var made = RatingSums(categoryCount: categoryCount, distances: [distances])
    for (ratings, times) in sets { made.add(ascending: ratings, times: times) }
    return made.moments(0)
  }
}
