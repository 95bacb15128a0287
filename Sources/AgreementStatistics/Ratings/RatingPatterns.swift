/// The distinct rows of a rating matrix and how often each occurs: all that agreement, its errors
/// and its resamples depend on, in a size that does not grow with the number of items.
///
/// Rows are in ascending order of their codes, a missing rating last; so equal data give equal
/// patterns, whatever the order of the items. Items without any rating are counted apart.
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
  /// - Cost: O(items × raters) where (K + 1)^raters is at most some 65,000, else
  ///   O(items × raters + sorting of the distinct rows).
  public init(_ matrix: RatingMatrix, keepingItems: Bool = false) {
    let (rows, places) = RowCounting(matrix).distinctRows(keepingItems: keepingItems)
    let rated = rows.filter { $0.codes.contains { $0 != RatingMatrix.missing } }
    // A row without ratings is the last one in the order of codes.
    categoryCount = matrix.categoryCount
    raterCount = matrix.raterCount
    codes = rated.flatMap(\.codes)
    counts = rated.map(\.count)
    itemCount = counts.reduce(0, +)
    unratedCount = matrix.itemCount - itemCount
    patternOfItem = places.map { $0 < rated.count ? $0 : nil }
  }
}

/// Counting of equal rows: in a table of all possible rows where that is small, else in a
/// dictionary.
private struct RowCounting {
  struct Row {
    var codes: [RatingMatrix.Code]
    var count: Int
  }

  let matrix: RatingMatrix

  init(_ matrix: RatingMatrix) { self.matrix = matrix }

  /// Distinct rows in ascending order, and each item's place among them if asked for.
  func distinctRows(keepingItems: Bool) -> (rows: [Row], places: [Int]) {
    guard matrix.raterCount > 0 else { return ([], []) }
    let answers = matrix.categoryCount + 1
    var possible = 1
    for _ in 0..<matrix.raterCount where possible <= 1 << 16 { possible *= answers }
    return possible <= 1 << 16
      ? counted(possible, answers, keepingItems) : hashed(keepingItems)
  }

  /// A row as a number: its codes as digits, the first rater's first.
  private func counted(_ possible: Int, _ answers: Int, _ keepingItems: Bool)
    -> (rows: [Row], places: [Int])
  {
    let last = RatingMatrix.Code(answers - 1)
    let keys = rowNumbers(answers: UInt32(answers))
    // Four tables in turn: equal neighbours then do not wait for each other's count.
    var counts = Array(repeating: 0, count: 4 * possible)
    counts.withUnsafeMutableBufferPointer { counts in
      keys.withUnsafeBufferPointer { keys in
        for at in keys.indices { counts[(at & 3) * possible + Int(keys[at])] += 1 }
      }
    }
    var rows: [Row] = []
    var placeOfKey = Array(repeating: 0, count: keepingItems ? possible : 0)
    for key in 0..<possible {
      let count = (0..<4).reduce(0) { $0 + counts[$1 * possible + key] }
      guard count > 0 else { continue }
      var codes: [RatingMatrix.Code] = []
      var rest = key
      for _ in 0..<matrix.raterCount {
        let code = RatingMatrix.Code(rest % answers)
        codes.append(code == last ? RatingMatrix.missing : code)
        rest /= answers
      }
      if keepingItems { placeOfKey[key] = rows.count }
      rows.append(Row(codes: codes.reversed(), count: count))
    }
    return (rows, keepingItems ? keys.map { placeOfKey[Int($0)] } : [])
  }

  private func rowNumbers(answers: UInt32) -> [UInt32] {
    var keys = Array(repeating: UInt32(0), count: matrix.itemCount)
    let last = answers - 1
    keys.withUnsafeMutableBufferPointer { keys in
      for column in matrix.columns {
        column.withUnsafeBufferPointer { column in
          for at in column.indices {
            // `missing` is larger than all codes, so it becomes the last digit.
            keys[at] = keys[at] &* answers &+ min(UInt32(column[at]), last)
          }
        }
      }
    }
    return keys
  }

  private func hashed(_ keepingItems: Bool) -> (rows: [Row], places: [Int]) {
    var placeOfRow: [[RatingMatrix.Code]: Int] = [:]
    var rows: [Row] = []
    var places: [Int] = []
    var codes = Array(repeating: RatingMatrix.missing, count: matrix.raterCount)
    for item in 0..<matrix.itemCount {
      for rater in codes.indices { codes[rater] = matrix.columns[rater][item] }
      let place: Int
      if let known = placeOfRow[codes] {
        place = known
        rows[known].count += 1
      } else {
        place = rows.count
        placeOfRow[codes] = place
        rows.append(Row(codes: codes, count: 1))
      }
      if keepingItems { places.append(place) }
    }
    let order = rows.indices.sorted { rows[$0].codes.lexicographicallyPrecedes(rows[$1].codes) }
    var newPlace = Array(repeating: 0, count: rows.count)
    for (at, old) in order.enumerated() { newPlace[old] = at }
    return (order.map { rows[$0] }, places.map { newPlace[$0] })
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
