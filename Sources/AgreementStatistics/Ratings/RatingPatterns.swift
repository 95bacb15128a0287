/// The distinct rows of a rating matrix and how often each occurs: all that agreement, its errors
/// and its resamples depend on, in a size that does not grow with the number of items.
///
/// Rows are in ascending order of their codes, a missing rating last; so equal data give equal
/// patterns, whatever the order of the items. Items without any rating are counted apart.
///
/// ```swift
/// let matrix = RatingMatrix(
///   categoryCount: 3, rows: [[0, 0, nil], [1, 1, 1], [2, 1, 2], [0, 0, 0]])
/// let patterns = RatingPatterns(matrix)
/// let alpha = patterns.krippendorffAlpha(metric: .nominal)
/// // alpha.value is 0.7368 over the 4 items, although a rating is missing
/// ```
public struct RatingPatterns: Hashable, Sendable {
  public typealias Code = RatingMatrix.Code

  public let categoryCount: Int
  public let raterCount: Int
  /// Row-major, `count * raterCount` codes.
  public let codes: [Code]
  /// Items of each pattern, each > 0.
  public let counts: [Int]
  /// Items with at least one rating.
  public let itemCount: Int
  /// Items without any.
  public let unratedCount: Int
  /// The pattern of each item of the matrix, nil for those without a rating; empty unless asked
  /// for.
  public let patternOfItem: [Int?]

  /// Number of distinct patterns.
  public var count: Int { counts.count }

  /// Rater's code in a pattern.
  public subscript(pattern: Int, rater: Int) -> Code { codes[pattern * raterCount + rater] }

  /// The categories given in a pattern, without the missing ones.
  public func ratings(of pattern: Int) -> [Int] {
    (0..<raterCount).compactMap { rater in
      let code = self[pattern, rater]
      return code == RatingMatrix.missing ? nil : Int(code)
    }
  }
}

extension RatingPatterns {
  /// The patterns of a matrix.
  ///
  /// - Parameter keepingItems: whether `patternOfItem` is filled, which clusters need.
  /// - Cost: O(items × raters) where (K + 1)^raters is below 2⁶², else more for looking up each
  ///   row. Some 2 ns for each rating where there are at most some 65,000 possible rows.
  public init(_ matrix: RatingMatrix, keepingItems: Bool = false) {
    let rows = DistinctRows(matrix, keepingItems: keepingItems)
    let raters = matrix.raterCount
    // A row without ratings is the last one in the order of codes.
    let hasUnrated =
      !rows.counts.isEmpty
      && rows.codes.suffix(raters).allSatisfy { $0 == RatingMatrix.missing }
    let rated = rows.counts.count - (hasUnrated ? 1 : 0)
    categoryCount = matrix.categoryCount
    raterCount = raters
    codes = hasUnrated ? Array(rows.codes.prefix(rated * raters)) : rows.codes
    counts = hasUnrated ? Array(rows.counts.prefix(rated)) : rows.counts
    itemCount = counts.reduce(0, +)
    unratedCount = matrix.itemCount - itemCount
    patternOfItem = rows.placeOfItem.map { $0 < rated ? $0 : nil }
  }
}

extension RatingPatterns {
  /// Two raters' table over the items that both rated. O(patterns).
  public func table(of first: Int, and second: Int) -> ConfusionTable {
    var table = ConfusionTable(categoryCount: categoryCount)
    for pattern in 0..<count {
      let (row, column) = (self[pattern, first], self[pattern, second])
      guard row != RatingMatrix.missing, column != RatingMatrix.missing else { continue }
      table.add(counts[pattern], row: Int(row), column: Int(column))
    }
    return table
  }

  /// The tally of all ratings, in which raters are not told apart. O(patterns × raters²).
  public var tally: RatingTally {
    var tally = RatingTally(categoryCount: categoryCount)
    for pattern in 0..<count { tally.add(ratings: ratings(of: pattern), times: counts[pattern]) }
    return tally
  }
}

extension RatingPatterns {
  /// The same ratings with raters not told apart: each row's in ascending order, and equal rows
  /// put together. Statistics that do not ask who said what find the same in these, which are
  /// fewer: resamples of them are drawn and counted sooner. O(patterns × raters · log).
  public var mergingRaters: RatingPatterns {
    let rows = (0..<count).map { pattern in
      (codes: self.codes[pattern * raterCount..<(pattern + 1) * raterCount].sorted(), at: pattern)
    }
    var (codes, counts): ([Code], [Int]) = ([], [])
    for row in rows.sorted(by: { $0.codes.lexicographicallyPrecedes($1.codes) }) {
      if !counts.isEmpty, codes.suffix(raterCount).elementsEqual(row.codes) {
        counts[counts.count - 1] += self.counts[row.at]
      } else {
        codes += row.codes
        counts.append(self.counts[row.at])
      }
    }
    return RatingPatterns(
      categoryCount: categoryCount, raterCount: raterCount, codes: codes, counts: counts,
      itemCount: itemCount, unratedCount: unratedCount, patternOfItem: [])
  }
}
