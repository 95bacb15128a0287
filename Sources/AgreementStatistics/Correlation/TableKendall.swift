extension ConfusionTable {
  /// Kendall's τ_b of two raters whose categories have numbers.
  ///
  /// - Returns: value in −1…1 with the asymptotic non-null standard error and its normal interval,
  ///   unclipped; no interval where the error is 0. Undefined without two items, and where one
  ///   rater's numbers are all equal.
  /// - Cost: O(K²).
  /// - Source: Kendall 1970, Rank Correlation Methods, 4th ed.; error: Brown & Benedetti 1977,
  ///   doi:10.1080/01621459.1977.10480996.
  public func kendallTauB(scores: [Double], level: Double = 0.95) -> Estimate {
    guard total > 0 else { return .undefined(.noItems) }
    guard total > 1 else { return .undefined(.tooFewItems) }
    let table = mergedByScore(scores)
    let (rows, columns) = (
      table.rowTotals.map { Double($0) }, table.columnTotals.map { Double($0) }
    )
    let n = Double(total)
    let untiedRows = n * n - rows.reduce(0) { $0 + $1 * $1 }
    let untiedColumns = n * n - columns.reduce(0) { $0 + $1 * $1 }
    guard untiedRows > 0, untiedColumns > 0 else { return .undefined(.noVariation) }
    let excess = table.concordanceExcess
    let k = table.categoryCount
    var score = 0.0
    for at in 0..<k * k { score += Double(table.counts[at]) * excess[at] }
    let size = (untiedRows * untiedColumns).squareRoot()
    let tau = untiedRows == untiedColumns ? score / untiedRows : score / size
    var squares = 0.0
    for row in 0..<k {
      for column in 0..<k where table[row, column] > 0 {
        let spread = rows[row] * untiedColumns + columns[column] * untiedRows
        let term = 2 * size * excess[row * k + column] + tau * spread
        squares += Double(table[row, column]) * term * term
      }
    }
    let offset = n * n * n * tau * tau * (untiedRows + untiedColumns) * (untiedRows + untiedColumns)
    let variance = squares - offset
    let error = variance <= squares * 1e-12 ? 0 : variance.squareRoot() / (size * size)
    let half = NormalDistribution.critical(level) * error
    return .defined(
      Coefficient(
        value: tau, standardError: error,
        interval: error > 0 ? Interval(low: tau - half, high: tau + half) : nil, level: level,
        itemCount: total))
  }

  /// Categories in ascending order of their scores, equal ones as one.
  private func mergedByScore(_ scores: [Double]) -> ConfusionTable {
    precondition(scores.count == categoryCount, "a score for every category")
    let distinct = Set(scores).sorted()
    let places = scores.map { score in distinct.firstIndex(of: score) ?? 0 }
    var result = ConfusionTable(categoryCount: distinct.count)
    for row in 0..<categoryCount {
      for column in 0..<categoryCount {
        result.add(self[row, column], row: places[row], column: places[column])
      }
    }
    return result
  }

  /// For each cell, the items that both raters order as they order it, less those that they order
  /// oppositely; by sums over rectangles.
  private var concordanceExcess: [Double] {
    let k = categoryCount
    // sums[r][c]: items of rows before r and columns before c.
    var sums = Array(repeating: 0, count: (k + 1) * (k + 1))
    for row in 0..<k {
      for column in 0..<k {
        sums[(row + 1) * (k + 1) + column + 1] =
          self[row, column] + sums[row * (k + 1) + column + 1]
          + sums[(row + 1) * (k + 1) + column] - sums[row * (k + 1) + column]
      }
    }
    func items(_ rows: Range<Int>, _ columns: Range<Int>) -> Int {
      sums[rows.upperBound * (k + 1) + columns.upperBound]
        - sums[rows.lowerBound * (k + 1) + columns.upperBound]
        - sums[rows.upperBound * (k + 1) + columns.lowerBound]
        + sums[rows.lowerBound * (k + 1) + columns.lowerBound]
    }
    var result: [Double] = []
    for row in 0..<k {
      for column in 0..<k {
        let alike = items(0..<row, 0..<column) + items(row + 1..<k, column + 1..<k)
        let opposed = items(0..<row, column + 1..<k) + items(row + 1..<k, 0..<column)
        result.append(Double(alike - opposed))
      }
    }
    return result
  }
}
