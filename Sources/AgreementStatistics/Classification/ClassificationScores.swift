/// Scores that are no plain shares. Errors are by the delta method over items (divisor n),
/// intervals normal and unclipped; without disagreement the error is exactly 0, which says that
/// none was seen and not that there is none.
extension Classification {
  /// F1 of each class, 2·TP/(2·TP + FP + FN), in 0…1. Undefined where neither side uses the class.
  /// O(K²) each.
  public var f1: [Estimate] {
    ClassF1.all(of: table).map { share in
      guard let share else { return .undefined(.noItems) }
      return estimate(share.value) { share.move($0, $1) }
    }
  }

  /// The mean of the classes' F1 over all declared classes; one that neither side uses counts as 0.
  /// Undefined without items. O(K²).
  public var macroF1: Estimate {
    guard itemCount > 0 else { return .undefined(.noItems) }
    let shares = ClassF1.all(of: table)
    let k = Double(shares.count)
    let value = shares.reduce(0) { $0 + ($1?.value ?? 0) } / k
    return estimate(value) { row, column in
      let own = shares[row]?.move(row, column) ?? 0
      return (row == column ? own : own + (shares[column]?.move(row, column) ?? 0)) / k
    }
  }

  /// The mean of the classes' F1, weighted by how often the reference has them; the weights vary
  /// with the items. Undefined without items. O(K²).
  public var weightedF1: Estimate {
    guard itemCount > 0 else { return .undefined(.noItems) }
    let shares = ClassF1.all(of: table)
    let weights = table.rowTotals.map { Double($0) / Double(itemCount) }
    let value = zip(shares, weights).reduce(0) { $0 + ($1.0?.value ?? 0) * $1.1 }
    func part(_ k: Int, _ row: Int, _ column: Int) -> Double {
      weights[k] * (shares[k]?.move(row, column) ?? 0)
    }
    return estimate(value) { row, column in
      let own = part(row, row, column) + (shares[row]?.value ?? 0)
      return row == column ? own : own + part(column, row, column)
    }
  }

  /// The mean recall of the classes that the reference has, in 0…1. Undefined without items. O(K²).
  /// Brodersen et al. 2010, doi:10.1109/ICPR.2010.764.
  public var balancedAccuracy: Estimate {
    guard itemCount > 0 else { return .undefined(.noItems) }
    let rows = table.rowTotals
    let used = Double(rows.count { $0 > 0 })
    let recalls = rows.indices.map { k in
      rows[k] > 0 ? Double(table[k, k]) / Double(rows[k]) : 0
    }
    return estimate(recalls.reduce(0, +) / used) { row, column in
      ((row == column ? 1 : 0) - recalls[row]) * Double(itemCount) / Double(rows[row]) / used
    }
  }

  /// Matthews' correlation for any number of classes, R_K, in −1…1. Undefined without items, and
  /// where one side uses one class only. O(K²).
  ///
  /// Source: Matthews 1975, doi:10.1016/0005-2795(75)90109-9; Gorodkin 2004,
  /// doi:10.1016/j.compbiolchem.2004.09.006.
  public var matthewsCorrelation: Estimate {
    guard itemCount > 0 else { return .undefined(.noItems) }
    let (rows, columns, n) = (table.rowTotals, table.columnTotals, itemCount)
    let rowSpread = n * n - rows.reduce(0) { $0 + $1 * $1 }
    let columnSpread = n * n - columns.reduce(0) { $0 + $1 * $1 }
    guard rowSpread > 0, columnSpread > 0 else { return .undefined(.noVariation) }
    let product = n * table.diagonalTotal - zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 }
    let (a, b) = (Double(rowSpread), Double(columnSpread))
    let root = a.squareRoot() * b.squareRoot()
    let value = rowSpread == columnSpread ? Double(product) / a : Double(product) / root
    guard table.diagonalTotal < n else { return estimate(value) { _, _ in 0 } }
    let size = Double(n)
    return estimate(value) { row, column in
      let joint = (row == column ? size : 0) - Double(columns[row]) - Double(rows[column])
      let spread = Double(rows[row]) / a + Double(columns[column]) / b
      return size * (joint / root + value * spread)
    }
  }

  /// A score with its error: `move` is its derivative by the share of items in a cell, up to a
  /// constant.
  private func estimate(_ value: Double, _ move: (Int, Int) -> Double) -> Estimate {
    let n = Double(itemCount)
    var moves: [(value: Double, share: Double)] = []
    for row in 0..<table.categoryCount {
      for column in 0..<table.categoryCount where table[row, column] > 0 {
        moves.append((move(row, column), Double(table[row, column]) / n))
      }
    }
    let mean = moves.reduce(0) { $0 + $1.value * $1.share }
    let squares = moves.reduce(0) { $0 + $1.share * ($1.value - mean) * ($1.value - mean) }
    let error = squares / n < 1e-24 ? 0 : (squares / n).squareRoot()
    let half = NormalDistribution.critical(level) * error
    return .defined(
      Coefficient(
        value: value, standardError: error,
        interval: Interval(low: value - half, high: value + half), level: level,
        itemCount: itemCount))
  }
}

/// F1 of one class, 2a/(r + c), with its derivatives.
private struct ClassF1 {
  let value: Double
  private let k: Int
  /// n over the sum of both margins.
  private let scale: Double

  /// Nil for classes that neither side uses.
  static func all(of table: ConfusionTable) -> [ClassF1?] {
    zip(table.rowTotals, table.columnTotals).enumerated().map { k, margins in
      let both = margins.0 + margins.1
      guard both > 0 else { return nil }
      return ClassF1(
        value: 2 * Double(table[k, k]) / Double(both), k: k,
        scale: Double(table.total) / Double(both))
    }
  }

  func move(_ row: Int, _ column: Int) -> Double {
    let uses = (row == k ? 1.0 : 0) + (column == k ? 1.0 : 0)
    return ((uses == 2 ? 2 : 0) - value * uses) * scale
  }
}
