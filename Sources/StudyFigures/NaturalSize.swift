import StatisticalFigures

/// How large a picture is where nobody says.
extension StatisticalFigure {
  /// Rows of characters that show everything, or are pleasant for a chart.
  public var naturalRows: Int {
    switch self {
    case let forest as ForestPlot:
      Set(forest.rows.compactMap(\.group)).count
        + forest.rows.count * max(1, forest.coefficients.count) + 6
    case let matrix as MatrixHeatMap: matrix.rows.count + matrix.caption.count + 4
    case let ranks as RankPlot: ranks.systems.count + 5
    default: 22
    }
  }

  /// Pixels of a picture for print.
  public var naturalPixels: (width: Int, height: Int) {
    switch self {
    case let forest as ForestPlot: (640, max(160, forest.naturalHeight))
    case let matrix as MatrixHeatMap: matrix.pixels
    case let ranks as RankPlot: (480, max(150, 70 + 30 * ranks.systems.count))
    default: (560, 360)
    }
  }
}

extension MatrixHeatMap {
  /// Names of raters stand upright over their columns; those of categories lie.
  fileprivate var pixels: (width: Int, height: Int) {
    let isOfCounts = cells.contains { row in
      row.contains { cell in if case .count = cell { true } else { false } }
    }
    return (
      max(320, 170 + 52 * columns.count + (isOfCounts ? 0 : 90)),
      130 + 52 * rows.count + (isOfCounts ? 0 : 110)
    )
  }
}
