extension ConfusionTable {
  /// Of the choices of a candidate in answers to one order (rows) and to the other (columns), the
  /// share that went to the one shown first: 0 to 1, 0.5 without bias. Answers name candidates and
  /// not places; all other categories are ties, or no choice.
  ///
  /// An item's two answers depend on each other, so the interval is one of items and not of
  /// choices: with u choices of the first place among v choices on an item, P = Σu/Σv and
  /// Var = n/(n − 1) · Σ(u − P·v)²/(Σv)², a ratio of totals over clusters (Cochran 1977, chapter
  /// 6); normal, unclipped. Where no item varies it is Wilson's of as many items: what was never
  /// seen is not impossible.
  ///
  /// - Returns: undefined without items, and where no candidate was ever chosen. `itemCount` is the
  ///   number of items with a choice. O(k²).
  ///
  /// Precondition: two different categories of the table.
  ///
  /// - Parameters:
  ///   - first: the category of the candidate that is shown first in the rows' order.
  ///   - second: the category of the other.
  public func firstPlaceShare(
    first: Int = 0, second: Int = 1, level: Double = 0.95
  ) -> Estimate {
    precondition(
      first != second && max(first, second) < categoryCount && min(first, second) >= 0,
      "two categories of the table")
    guard total > 0 else { return .undefined(.noItems) }
    let (rows, columns) = (rowTotals, columnTotals)
    let chosen = rows[first] + columns[second]
    let choices = chosen + rows[second] + columns[first]
    guard choices > 0 else { return .undefined(.nothingDecided) }
    var (items, squares) = (0, 0.0)
    for row in 0..<categoryCount {
      for column in 0..<categoryCount where self[row, column] > 0 {
        let ofFirst = (row == first ? 1 : 0) + (column == second ? 1 : 0)
        let ofAny = ofFirst + (row == second ? 1 : 0) + (column == first ? 1 : 0)
        guard ofAny > 0 else { continue }
        items += self[row, column]
        // On whole numbers, so that it is 0 exactly where nothing varies.
        let gap = Double(ofFirst * choices - chosen * ofAny)
        squares += Double(self[row, column]) * gap * gap
      }
    }
    let share = Double(chosen) / Double(choices)
    guard squares > 0, items > 1 else {
      return .defined(.proportion(share, of: items, level: level))
    }
    let whole = Double(choices) * Double(choices)
    let error = (squares * Double(items) / Double(items - 1)).squareRoot() / whole
    let half = NormalDistribution.critical(level) * error
    return .defined(
      Coefficient(
        value: share, standardError: error,
        interval: Interval(low: share - half, high: share + half), level: level, itemCount: items))
  }
}
