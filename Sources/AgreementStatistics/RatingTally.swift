/// Any number of raters' ratings of items, counted by what was given together: equal sets of
/// ratings are held once, with how often they occur. Holes are simply shorter sets.
///
/// Changing one item's ratings is O(raters); statistics are O(distinct sets · raters).
public struct RatingTally: Hashable, Sendable {
  public let categoryCount: Int
  /// Ascending categories of one item → number of items.
  public private(set) var sets: [[Int]: Int] = [:]
  /// Items with at least one rating.
  public private(set) var itemCount = 0
  /// The rows in their order, where they are known without sorting; no part of the value.
  private var ready: [Row]?

  /// Precondition: `categoryCount` ≥ 0. Declared categories count, used or not.
  public init(categoryCount: Int) {
    precondition(categoryCount >= 0, "a tally cannot have a negative number of categories")
    self.categoryCount = categoryCount
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
    ready = nil
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

  /// A tally of distinct sets in their order, as resampling draws them: nothing is sorted again.
  init(categoryCount: Int, drawn: [(key: [Int], row: Row)]) {
    self.categoryCount = categoryCount
    for (key, row) in drawn {
      sets[key] = Int(row.times)
      itemCount += Int(row.times)
    }
    ready = drawn.map(\.row)
  }

  public static func == (left: RatingTally, right: RatingTally) -> Bool {
    left.categoryCount == right.categoryCount && left.itemCount == right.itemCount
      && left.sets == right.sets
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(categoryCount)
    hasher.combine(sets)
  }

  /// Items with at least two ratings.
  public var pairableItemCount: Int { sets.reduce(0) { $0 + ($1.key.count > 1 ? $1.value : 0) } }

  /// True when no two ratings differ, over all items.
  var isOneCategory: Bool {
    guard let first = sets.first?.key.first else { return true }
    return sets.keys.allSatisfy { $0.allSatisfy { $0 == first } }
  }

  /// The sets with their category counts, in a fixed order so that sums do not depend on hashing.
  func rows() -> [Row] {
    if let ready { return ready }
    return sets.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, times in
      var pairs: [(Int, Double)] = []
      for category in key {
        if pairs.last?.0 == category {
          pairs[pairs.count - 1].1 += 1
        } else {
          pairs.append((category, 1))
        }
      }
      return Row(counts: pairs, ratings: Double(key.count), times: Double(times))
    }
  }

  struct Row {
    /// (category, how many raters gave it), only those given.
    var counts: [(Int, Double)]
    var ratings: Double
    var times: Double

    /// Σ_k r_k (r*_k − 1), with r* the weighted counts.
    func agreeing(_ w: [[Double]]) -> Double {
      counts.reduce(0) { sum, one in
        let weighted = counts.reduce(0) { $0 + w[one.0][$1.0] * $1.1 }
        return sum + one.1 * (weighted - 1)
      }
    }
  }
}
