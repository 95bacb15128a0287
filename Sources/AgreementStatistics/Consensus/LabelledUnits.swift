/// Ratings without the holes: for each unit the raters' labels, one after the other. A unit is a
/// distinct row, which stands for several items, or a single item where rows are rarely equal.
struct LabelledUnits {
  let categoryCount: Int
  let raterCount: Int
  /// The labels of unit u are `labels[starts[u]..<starts[u + 1]]`.
  private(set) var starts: [Int]
  /// Each is rater · K + category.
  private(set) var labels: [Int32]
  /// The items that a unit stands for.
  private(set) var weights: [Double]
  /// Nil for items without a rating.
  private(set) var unitOfItem: [Int?]

  var count: Int { weights.count }

  /// Labels that a rater gave, over all items.
  var labelsOfRater: [Double] {
    var result = Array(repeating: 0.0, count: raterCount)
    for unit in 0..<count {
      for label in labels[starts[unit]..<starts[unit + 1]] {
        result[Int(label) / categoryCount] += weights[unit]
      }
    }
    return result
  }

  /// Each pattern is a unit, and an item of its own. O(patterns × raters).
  init(_ patterns: RatingPatterns) {
    categoryCount = patterns.categoryCount
    raterCount = patterns.raterCount
    (starts, labels) = ([0], [])
    for pattern in 0..<patterns.count {
      for rater in 0..<raterCount {
        let code = patterns[pattern, rater]
        guard code != RatingMatrix.missing else { continue }
        labels.append(Int32(rater * categoryCount + Int(code)))
      }
      starts.append(labels.count)
    }
    weights = patterns.counts.map { Double($0) }
    unitOfItem = Array(0..<patterns.count)
  }

  /// By distinct rows where there cannot be more of them than items. O(items × raters).
  init(_ matrix: RatingMatrix) {
    var possible = 1
    for _ in matrix.columns where possible <= 1 << 16 { possible *= matrix.categoryCount + 1 }
    if possible <= 1 << 16, possible <= matrix.itemCount {
      let patterns = RatingPatterns(matrix, keepingItems: true)
      self.init(patterns)
      unitOfItem = patterns.patternOfItem
    } else {
      self.init(itemsOf: matrix)
    }
  }

  private init(itemsOf matrix: RatingMatrix) {
    categoryCount = matrix.categoryCount
    raterCount = matrix.raterCount
    // Two passes over the columns in the order in which they lie in memory: sizes, then labels.
    var next = Array(repeating: 0, count: matrix.itemCount)
    for column in matrix.columns {
      // Without a branch, so that the compiler can spread it over lanes.
      for item in next.indices { next[item] &+= column[item] == RatingMatrix.missing ? 0 : 1 }
    }
    (starts, weights, unitOfItem) = ([0], [], [])
    var filled = 0
    for item in next.indices {
      let size = next[item]
      next[item] = filled
      filled += size
      unitOfItem.append(size > 0 ? weights.count : nil)
      guard size > 0 else { continue }
      starts.append(filled)
      weights.append(1)
    }
    labels = Array(repeating: 0, count: filled)
    for (rater, column) in matrix.columns.enumerated() {
      for (item, code) in column.enumerated() where code != RatingMatrix.missing {
        labels[next[item]] = Int32(rater * categoryCount + Int(code))
        next[item] += 1
      }
    }
  }
}
