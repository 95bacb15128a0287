/// Cohen's kappa, with any weights, as a function of outcome counts: the value of
/// `ConfusionTable.cohenKappa`, without its errors. O(outcomes + K²), and without weights
/// O(outcomes + K).
public struct CohenKappaStatistic: OutcomeStatistic {
  /// Of each outcome, −1 where one of the two gave no rating.
  private let rows: [Int32]
  private let columns: [Int32]
  /// What the outcome's agreement lacks, 1 − w. Empty without weights.
  private let distances: [Double]
  /// Row-major, empty without weights.
  private let allDistances: [Double]
  private var rowTotals: [Int]
  private var columnTotals: [Int]

  /// - Parameter cells: row and column of each outcome; nil for those that do not enter.
  ///   Precondition: below `categoryCount`.
  /// - Parameter scores: the categories' numbers for weights; their ranks where nil.
  public init(
    categoryCount: Int, cells: [(row: Int, column: Int)?], weights: AgreementWeights = .identity,
    scores: [Double]? = nil
  ) {
    precondition(
      cells.allSatisfy { cell in
        cell.map { max($0.row, $0.column) < categoryCount && min($0.row, $0.column) >= 0 } ?? true
      }, "a cell lies in the table")
    rows = cells.map { $0.map { Int32($0.row) } ?? -1 }
    columns = cells.map { $0.map { Int32($0.column) } ?? -1 }
    if weights == .identity {
      (distances, allDistances) = ([], [])
    } else {
      let all = CategoryDistances(weights, categoryCount: categoryCount, scores: scores).values
      distances = cells.map { $0.map { all[$0.row * categoryCount + $0.column] } ?? 0 }
      allDistances = all
    }
    rowTotals = Array(repeating: 0, count: categoryCount)
    columnTotals = rowTotals
  }

  /// Outcomes are the cells of a table, row-major.
  public init(
    cellsOf categoryCount: Int, weights: AgreementWeights = .identity, scores: [Double]? = nil
  ) {
    self.init(
      categoryCount: categoryCount,
      cells: (0..<categoryCount * categoryCount).map {
        ($0 / max(1, categoryCount), $0 % max(1, categoryCount))
      }, weights: weights, scores: scores)
  }

  /// Outcomes are patterns; those in which one of the two raters gave no rating do not enter.
  public init(
    _ patterns: RatingPatterns, first: Int, second: Int, weights: AgreementWeights = .identity,
    scores: [Double]? = nil
  ) {
    let cells = (0..<patterns.count).map { pattern -> (row: Int, column: Int)? in
      let (row, column) = (patterns[pattern, first], patterns[pattern, second])
      guard row != RatingMatrix.missing, column != RatingMatrix.missing else { return nil }
      return (Int(row), Int(column))
    }
    self.init(
      categoryCount: patterns.categoryCount, cells: cells, weights: weights, scores: scores)
  }

  public mutating func value(of counts: [Int]) -> Double? {
    distances.isEmpty ? unweighted(counts) : weighted(counts)
  }

  /// On whole numbers: (n·d − Σrc)/(n² − Σrc). The denominator is 0 where both raters use one and
  /// the same category only.
  private mutating func unweighted(_ counts: [Int]) -> Double? {
    let (total, diagonal) = sumUp(counts)
    var chance = 0
    for at in rowTotals.indices { chance += rowTotals[at] * columnTotals[at] }
    guard total > 0, total * total != chance else { return nil }
    return Double(total * diagonal - chance) / Double(total * total - chance)
  }

  private mutating func weighted(_ counts: [Int]) -> Double? {
    let (total, _) = sumUp(counts)
    guard total > 0 else { return nil }
    var disagreement = 0.0
    for at in distances.indices where rows[at] >= 0 {
      disagreement += Double(counts[at]) * distances[at]
    }
    let (n, k) = (Double(total), rowTotals.count)
    var expected = 0.0
    for row in 0..<k where rowTotals[row] > 0 {
      if rowTotals[row] == total, columnTotals[row] == total { return nil }
      var sum = 0.0
      for column in 0..<k { sum += Double(columnTotals[column]) * allDistances[row * k + column] }
      expected += Double(rowTotals[row]) * sum
    }
    guard expected > 1e-15 * n * n else { return nil }
    return 1 - n * disagreement / expected
  }

  /// Fills the margins.
  private mutating func sumUp(_ counts: [Int]) -> (total: Int, diagonal: Int) {
    precondition(counts.count == rows.count, "a count for every outcome")
    for at in rowTotals.indices {
      rowTotals[at] = 0
      columnTotals[at] = 0
    }
    var (total, diagonal) = (0, 0)
    for at in counts.indices {
      let (row, column, count) = (Int(rows[at]), Int(columns[at]), counts[at])
      guard row >= 0 else { continue }
      rowTotals[row] += count
      columnTotals[column] += count
      total += count
      if row == column { diagonal += count }
    }
    return (total, diagonal)
  }
}
