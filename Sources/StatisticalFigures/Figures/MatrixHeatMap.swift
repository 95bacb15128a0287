import AgreementStatistics

/// A matrix of estimates or of counts, shaded in five steps, with the number in each cell.
///
/// As columns become few, these are left out in this order: shares, names of columns (numbers stand
/// for them), numbers in cells (shades stand for them), names of rows, the last columns. As rows
/// become few: title, caption, the line that says what columns are, the last rows.
public struct MatrixHeatMap: StatisticalFigure {
  /// What a cell holds.
  public enum Cell: Hashable, Sendable {
    /// Shaded by its value; an undefined one is hatched, and its reason is in the caption.
    case estimate(Estimate)
    /// A count, shaded by its share of the row; nil where the row is empty.
    case count(Int, share: Double?)
    /// Nothing: the diagonal of a matrix of raters.
    case empty
  }

  /// Above the picture.
  public var title: String
  /// What rows are, such as the first rater's name.
  public var rowTitle: String
  /// What columns are.
  public var columnTitle: String
  /// Names of the rows, from the top.
  public var rows: [String]
  /// Names of the columns, from the left.
  public var columns: [String]
  /// Rows of cells; cells that are missing are empty.
  public var cells: [[Cell]]
  /// The values that have the lightest and the darkest shade.
  public var range: ClosedRange<Double>
  /// Short facts beneath, each whole or not shown.
  public var caption: [String]

  /// Raters by raters: what each pair's estimate is, nil for no cell. O(raters²).
  public init(
    title: String, measure: String, raters: [String], estimates: [[Estimate?]],
    range: ClosedRange<Double> = 0...1
  ) {
    self.title = title
    rowTitle = "rater"
    columnTitle = "rater"
    rows = raters
    columns = raters
    cells = estimates.map { $0.map { $0.map(Cell.estimate) ?? .empty } }
    self.range = range
    let all = estimates.flatMap { $0.compactMap { $0 } }
    let counts = all.compactMap { $0.drawable?.itemCount }
    caption = [measure]
    if let least = counts.min(), let most = counts.max() {
      caption.append(least == most ? "n = \(least)" : "n from \(least) to \(most)")
    }
    let reasons = Set(all.filter { $0.drawable == nil }.map(\.absence))
    caption += reasons.sorted().map { "– undefined: " + $0 }
  }

  /// Two raters' answers, counted, with each count's share of its row. O(categories²).
  public init(
    title: String, table: ConfusionTable, categories: [String], rowRater: String,
    columnRater: String
  ) {
    self.title = title
    rowTitle = rowRater
    columnTitle = columnRater
    rows = categories
    columns = categories
    range = 0...1
    let totals = table.rowTotals
    cells = totals.indices.map { row in
      totals.indices.map { column in
        let count = table[row, column]
        return .count(count, share: totals[row] > 0 ? Double(count) / Double(totals[row]) : nil)
      }
    }
    caption = ["rows: \(rowRater)", "n = \(table.total)", "shades and shares are of rows"]
  }

  /// The picture in characters.
  public func characters(
    width: Int, height: Int, style: CharacterStyle = .unicode
  ) -> CharacterPicture {
    HeatMapCharacters.picture(self, width: width, height: height, style: style)
  }

  /// The picture in SVG.
  public func svg(width: Int = 440, height: Int = 440) -> String {
    HeatMapSVG.text(self, width: width, height: height)
  }

  func cell(_ row: Int, _ column: Int) -> Cell {
    guard row < cells.count, column < cells[row].count else { return .empty }
    return cells[row][column]
  }

  /// Where in the range, in 0...1; nil for no shade.
  func shade(_ cell: Cell) -> Double? {
    switch cell {
    case .estimate(let estimate):
      guard let value = estimate.drawable?.value else { return nil }
      let length = range.upperBound - range.lowerBound
      return length > 0 ? (value - range.lowerBound) / length : 0
    case .count(_, let share): return share ?? 0
    case .empty: return nil
    }
  }

  /// The number of a cell.
  func text(_ cell: Cell) -> String {
    switch cell {
    case .estimate(let estimate):
      estimate.drawable.map { Numerals.fixed($0.value, decimals: 2) } ?? "–"
    case .count(let count, _): String(count)
    case .empty: ""
    }
  }

  /// The share of a count, or nothing.
  func shareText(_ cell: Cell) -> String {
    guard case .count(_, let share?) = cell else { return "" }
    return Numerals.fixed(share * 100, decimals: 0) + "%"
  }

  var summary: String {
    let lines = rows.indices.map { row in
      rows[row] + ": " + columns.indices.map { text(cell(row, $0)) }.joined(separator: " ")
    }
    return ([title, "rows: \(rowTitle)", "columns: \(columnTitle)"] + caption + lines)
      .joined(separator: "; ")
  }
}
