/// The shares of two raters' joint answers, K × K and summing to 1: of counts, of a model, or of
/// strata that were put together. What kappa and its variance are functions of.
struct JointShares: Hashable, Sendable {
  let categoryCount: Int
  /// Row-major.
  let cells: [Double]

  /// Precondition: `categoryCount`² shares.
  init(_ cells: [Double], categoryCount: Int) {
    precondition(cells.count == categoryCount * categoryCount, "a share for every pair")
    self.cells = cells
    self.categoryCount = categoryCount
  }

  /// The shares of a table's counts. Precondition: the table is not empty.
  init(_ table: ConfusionTable) {
    precondition(table.total > 0, "an empty table has no shares")
    let n = Double(table.total)
    self.init(table.counts.map { Double($0) / n }, categoryCount: table.categoryCount)
  }

  /// Kappa, what it is made of, and its derivative by each cell.
  struct Kappa {
    var value: Double
    var observed: Double
    var chance: Double
    /// Per cell, the influence of one more item there, up to a constant: its variance over the
    /// cells is n times the variance of kappa. Fleiss, Cohen & Everitt 1969,
    /// doi:10.1037/h0028106.
    var influences: [Double]
  }

  /// Nil where chance agreement is certain. O(K²).
  func kappa(_ distances: CategoryDistances) -> Kappa? {
    let k = categoryCount
    var (rows, columns) = (Array(repeating: 0.0, count: k), Array(repeating: 0.0, count: k))
    for at in cells.indices {
      rows[at / k] += cells[at]
      columns[at % k] += cells[at]
    }
    var (rowMeans, columnMeans) = (rows.map { _ in 0.0 }, rows.map { _ in 0.0 })
    var (observed, chance) = (0.0, 0.0)
    for at in cells.indices {
      let (row, column) = (at / k, at % k)
      let weight = distances.weight(row, column)
      observed += weight * cells[at]
      chance += weight * rows[row] * columns[column]
      rowMeans[row] += weight * columns[column]
      columnMeans[column] += weight * rows[row]
    }
    guard chance < 1 - 1e-15 else { return nil }
    let kappa = (observed - chance) / (1 - chance)
    let influences = cells.indices.map { at in
      let means = rowMeans[at / k] + columnMeans[at % k]
      return (distances.weight(at / k, at % k) - (1 - kappa) * means) / (1 - chance)
    }
    return Kappa(value: kappa, observed: observed, chance: chance, influences: influences)
  }

  /// n times the large-sample variance of kappa. Nil where kappa is undefined. O(K²).
  func unitVariance(_ distances: CategoryDistances) -> Double? {
    guard let kappa = kappa(distances) else { return nil }
    var (mean, square) = (0.0, 0.0)
    for (share, influence) in zip(cells, kappa.influences) { mean += share * influence }
    for (share, influence) in zip(cells, kappa.influences) {
      square += share * (influence - mean) * (influence - mean)
    }
    return square
  }
}
