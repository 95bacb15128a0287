extension ConfusionTable {
  /// How much more often the second rater (columns) gives a category than the first (rows): the
  /// difference of their shares on the same items, −1 to 1, with a paired normal interval,
  /// unclipped.
  ///
  /// For two categories it is the bias index with a sign (Byrt, Bishop & Carlin 1993). The error
  /// is that of McNemar's difference (1947), √(b + c − (b − c)²/n)/n, with b and c the items on
  /// which only one of the two gives the category. It is 0 where they never differ. O(k).
  ///
  /// Undefined without items. Precondition: a category of the table.
  public func shareDifference(of category: Int, level: Double = 0.95) -> Estimate {
    precondition((0..<categoryCount).contains(category), "a category of the table")
    guard total > 0 else { return .undefined(.noItems) }
    let both = self[category, category]
    return .defined(
      .pairedDifference(
        columnTotals[category] - both, rowTotals[category] - both, of: total, level: level))
  }
}
