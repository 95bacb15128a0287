/// Correlations of two raters whose categories have numbers, from their table: as of the items'
/// numbers, in a time that does not grow with the items.
///
/// `scores` are the categories' numbers; equal ones tie. Undefined without items, with a single
/// one, and where one rater's numbers are all equal. Sources: as in `PairedNumbers`.
extension ConfusionTable {
  /// Pearson's correlation with Fisher's interval. O(K²).
  public func pearson(scores: [Double], level: Double = 0.95) -> Estimate {
    correlation(scores, scores, level) { _ in 1 }
  }

  /// Spearman's correlation with the interval of Bonett and Wright. O(K²).
  public func spearman(scores: [Double], level: Double = 0.95) -> Estimate {
    correlation(midRanks(rowTotals, scores), midRanks(columnTotals, scores), level) {
      1 + $0 * $0 / 2
    }
  }

  /// Lin's concordance correlation with the interval in Fisher's scale. O(K²).
  public func linConcordance(scores: [Double], level: Double = 0.95) -> Estimate {
    if let obstacle = obstacle(scores) { return .undefined(obstacle) }
    let found = LinConcordance(moments(scores, scores), level)
    return .defined(
      Coefficient(
        value: found.value, standardError: found.standardError, interval: found.interval,
        level: level, itemCount: total))
  }

  private func correlation(
    _ rows: [Double], _ columns: [Double], _ level: Double, inflation: (Double) -> Double
  ) -> Estimate {
    if let obstacle = obstacle(rows, columns) { return .undefined(obstacle) }
    let found = Correlation(moments(rows, columns).correlation, total, level, inflation: inflation)
    return .defined(
      Coefficient(
        value: found.value, interval: found.interval, level: level, itemCount: total))
  }

  private func obstacle(_ scores: [Double]) -> UndefinedReason? { obstacle(scores, scores) }

  private func obstacle(_ rows: [Double], _ columns: [Double]) -> UndefinedReason? {
    guard total > 0 else { return .noItems }
    guard total > 1 else { return .tooFewItems }
    func varies(_ totals: [Int], _ numbers: [Double]) -> Bool {
      let used = zip(totals, numbers).filter { $0.0 > 0 }.map(\.1)
      return used.contains { $0 != used[0] }
    }
    return varies(rowTotals, rows) && varies(columnTotals, columns) ? nil : .noVariation
  }

  private func moments(_ rows: [Double], _ columns: [Double]) -> JointMoments {
    precondition(rows.count == categoryCount && columns.count == categoryCount, "scores for all")
    let n = Double(total)
    func mean(_ totals: [Int], _ numbers: [Double]) -> Double {
      zip(totals, numbers).reduce(0) { $0 + Double($1.0) * $1.1 } / n
    }
    var result = JointMoments(
      count: total, means: (mean(rowTotals, rows), mean(columnTotals, columns)))
    for row in 0..<categoryCount {
      for column in 0..<categoryCount where self[row, column] > 0 {
        result.add(rows[row], columns[column], times: Double(self[row, column]))
      }
    }
    return result
  }

  /// The mid-rank of each category's items; equal scores share one.
  private func midRanks(_ totals: [Int], _ scores: [Double]) -> [Double] {
    scores.map { score in
      var (below, equal) = (0, 0)
      for (other, count) in zip(scores, totals) {
        if other < score { below += count }
        if other == score { equal += count }
      }
      return Double(below) + Double(equal + 1) / 2
    }
  }
}
