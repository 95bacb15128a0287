extension RatingMatrix {
  /// Two raters' table over the items that both rated, row = first. Some 1 ns for each item, of
  /// which nothing is kept; and O(K²).
  public func table(of first: Int, and second: Int) -> ConfusionTable {
    let k = categoryCount
    let numbers = RowNumbers(columns: [columns[first], columns[second]], self)
    guard let possible = numbers.possible, possible <= max(1 << 16, min(1 << 24, 4 * itemCount))
    else { return tableByItem(first, second) }
    let all = numbers.counts(possible: possible)
    // Without the last row and column, where one of the two did not rate.
    var counts: [Int] = []
    counts.reserveCapacity(k * k)
    for row in 0..<k { counts += all[row * (k + 1)..<row * (k + 1) + k] }
    return ConfusionTable(categoryCount: k, counts: counts)
  }

  /// For more categories than items make use of.
  private func tableByItem(_ first: Int, _ second: Int) -> ConfusionTable {
    var table = ConfusionTable(categoryCount: categoryCount)
    for item in 0..<itemCount {
      guard let row = self[item, first], let column = self[item, second] else { continue }
      table.add(1, row: row, column: column)
    }
    return table
  }
}
