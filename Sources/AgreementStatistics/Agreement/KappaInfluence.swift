extension RatingPatterns {
  /// Judges' kappas against a reference, on the items that all of them and the reference rated.
  ///
  /// - Returns: undefined without judges or such items, and where a judge has no kappa.
  ///   Precondition: raters of these patterns.
  /// - Cost: O(patterns × judges² + judges × K²).
  public func kappas(
    of judges: [Int], against reference: Int, weights: AgreementWeights = .identity,
    scores: [Double]? = nil
  ) -> Finding<DependentKappas> {
    var outcomes: [(cells: [(row: Int, column: Int)], count: Int)] = []
    for pattern in 0..<count {
      let row = self[pattern, reference]
      let columns = judges.map { self[pattern, $0] }
      guard row != RatingMatrix.missing, !columns.contains(RatingMatrix.missing) else { continue }
      outcomes.append((columns.map { (Int(row), Int($0)) }, counts[pattern]))
    }
    return DependentKappas.of(
      outcomes, judgeCount: judges.count,
      CategoryDistances(weights, categoryCount: categoryCount, scores: scores))
  }
}

extension PairedKappas {
  /// Both raters' kappas with their covariance: the first one's in place 0. Undefined without
  /// items, and where one of the two has no kappa. O(distinct outcomes + K²).
  ///
  /// A test by resampling is `test(resamples:seed:level:)`, whose difference has the other sign.
  public func dependentKappas(weights: AgreementWeights = .identity, scores: [Double]? = nil)
    -> Finding<DependentKappas>
  {
    let k = categoryCount
    func cell(_ at: Int) -> (row: Int, column: Int) { (at / k, at % k) }
    return DependentKappas.of(
      outcomes.map { ([cell($0.outcome.first), cell($0.outcome.second)], $0.count) },
      judgeCount: 2, CategoryDistances(weights, categoryCount: k, scores: scores))
  }
}

extension DependentKappas {
  static func of(
    _ outcomes: [(cells: [(row: Int, column: Int)], count: Int)], judgeCount: Int,
    _ distances: CategoryDistances
  ) -> Finding<DependentKappas> {
    guard judgeCount > 0 else { return .undefined(.tooFewRaters) }
    var kappas: [Double] = []
    var influences: [[Double]] = []
    let counts = outcomes.map(\.count)
    for judge in 0..<judgeCount {
      let cells = outcomes.map { $0.cells[judge] }
      switch KappaInfluence.of(cells, counts, distances) {
      case .undefined(let reason): return .undefined(reason)
      case .defined(let own):
        kappas.append(own.kappa)
        influences.append(own.moves)
      }
    }
    let n = Double(counts.reduce(0, +))
    let covariance = influences.map { one in
      influences.map { two in
        counts.indices.reduce(0) { $0 + Double(counts[$1]) * one[$1] * two[$1] } / (n * n)
      }
    }
    return .defined(
      DependentKappas(
        kappas: kappas, covariance: covariance, itemCount: Int(n), influences: influences,
        counts: counts))
  }
}

/// One judge's kappa and how far an item of each outcome moves it.
struct KappaInfluence: Hashable, Sendable {
  var kappa: Double
  var moves: [Double]

  static func of(
    _ cells: [(row: Int, column: Int)], _ counts: [Int], _ distances: CategoryDistances
  ) -> Finding<KappaInfluence> {
    let k = distances.categoryCount
    var table = ConfusionTable(categoryCount: k)
    for (cell, count) in zip(cells, counts) { table.add(count, row: cell.row, column: cell.column) }
    guard table.total > 0 else { return .undefined(.noItems) }
    guard !table.isOneCategory else { return .undefined(.oneCategory) }
    let n = Double(table.total)
    let (rows, columns) = (table.rowTotals.map { Double($0) / n }, table.columnTotals)
    var rowMeans = Array(repeating: 0.0, count: k)
    var columnMeans = rowMeans
    for row in 0..<k {
      for column in 0..<k {
        rowMeans[row] += Double(columns[column]) / n * distances.weight(row, column)
        columnMeans[column] += rows[row] * distances.weight(row, column)
      }
    }
    let chance = zip(rows, rowMeans).reduce(0) { $0 + $1.0 * $1.1 }
    guard chance < 1 - 1e-15 else { return .undefined(.certainChance) }
    let pairs = zip(cells, counts)
    let observed = pairs.reduce(0) {
      $0 + distances.weight($1.0.row, $1.0.column) * Double($1.1) / n
    }
    let kappa = observed == chance ? 0 : (observed - chance) / (1 - chance)
    let raw = cells.map { cell in
      (distances.weight(cell.row, cell.column)
        - (1 - kappa) * (rowMeans[cell.row] + columnMeans[cell.column])) / (1 - chance)
    }
    let mean = zip(raw, counts).reduce(0) { $0 + $1.0 * Double($1.1) / n }
    // A judge that is perfect, or constant, moves by nothing but rounding.
    let floor = 1e-13 / (1 - chance)
    let moves = raw.map { $0 - mean }
    let isStill = zip(moves, counts).allSatisfy { abs($0) < floor || $1 == 0 }
    return .defined(
      KappaInfluence(kappa: kappa, moves: isStill ? moves.map { _ in 0 } : moves))
  }
}
