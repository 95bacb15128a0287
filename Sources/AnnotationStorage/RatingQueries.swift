import AnnotationModel

/// The ratings as columns, for analyses.
extension AnnotationStore {
  /// The columns of ratings that exist.
  public func ratingColumns() throws(StorageError) -> [RatingColumnSummary] {
    let query = try connection.statement(
      "SELECT rater, phase, swapped, ratings FROM ratingCount WHERE ratings > 0 ORDER BY 1, 2, 3")
    var result: [RatingColumnSummary] = []
    while try query.step() {
      result.append(
        RatingColumnSummary(
          rater: RaterID(query.int64(0)), phase: LabelPhase(rawValue: query.int(1)) ?? .blind,
          swapped: query.int(2) == 1, count: query.int(3)))
    }
    return result
  }

  /// The part of each column with items in `items`.
  public func ratingColumns(of items: ClosedRange<Int64>) throws(StorageError) -> [RatingColumn] {
    var result: [RatingColumn] = []
    for summary in try ratingColumns() { result.append(try ratingColumn(summary, items: items)) }
    return result
  }

  /// One column, or the part of it with items in `items`. About 0.2 µs a rating.
  public func ratingColumn(_ summary: RatingColumnSummary, items: ClosedRange<Int64>? = nil)
    throws(StorageError) -> RatingColumn
  {
    let query = try connection.statement(
      """
      SELECT item, code, recorded FROM rating
      WHERE rater = ? AND phase = ? AND swapped = ? AND item BETWEEN ? AND ?
      """
    ).bind(1, summary.rater).bind(2, summary.phase.rawValue).bind(3, summary.swapped)
      .bind(4, items?.lowerBound ?? 0).bind(5, items?.upperBound ?? .max)
    var column = RatingColumn(
      rater: summary.rater, phase: summary.phase, swapped: summary.swapped, items: [], codes: [])
    let most = min(summary.count, items?.count ?? .max)
    column.items.reserveCapacity(most)
    column.codes.reserveCapacity(most)
    while try query.step() {
      let (code, recorded) = (Int16(truncatingIfNeeded: query.int64(1)), query.int64(2))
      if Int64(code) != recorded, column.recorded.isEmpty { column.recorded = column.codes }
      column.items.append(Int32(truncatingIfNeeded: query.int64(0)))
      column.codes.append(code)
      if !column.recorded.isEmpty || Int64(code) != recorded {
        column.recorded.append(Int16(truncatingIfNeeded: recorded))
      }
    }
    if column.recorded.count != column.codes.count { column.recorded = [] }
    return column
  }
}
