extension ConfusionTable {
  /// Percent agreement: the share of items that both put in the same category.
  ///
  /// Wilson's score interval; undefined without items. Wilson 1927, doi:10.2307/2276774.
  public func percentAgreement(level: Double = 0.95) -> Estimate {
    guard total > 0 else { return .undefined(.noItems) }
    let share = Double(diagonalTotal) / Double(total)
    return .defined(.proportion(share, of: total, level: level))
  }

  /// Cohen's kappa with any weights: agreement beyond what the raters' own margins lead to.
  ///
  /// - Returns: value in −1…1; the non-null standard error of Fleiss, Cohen and Everitt (divisor
  ///   n) and its normal interval, unclipped; their null standard error. Undefined without items,
  ///   and where both raters use one and the same category only. O(k²).
  /// - Source: Cohen 1960 doi:10.1177/001316446002000104; Cohen 1968 doi:10.1037/h0026256;
  ///   Fleiss, Cohen & Everitt 1969 doi:10.1037/h0028106.
  public func cohenKappa(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    guard total > 0 else { return .undefined(.noItems) }
    guard !isOneCategory else { return .undefined(.oneCategory) }
    guard weights != .identity else { return cohenKappa(IdentityWeights(), level) }
    let distances = CategoryDistances(weights, categoryCount: categoryCount, scores: scores)
    return cohenKappa(TabledWeights(distances: distances), level)
  }

  private func cohenKappa(_ w: some CategoryWeights, _ level: Double) -> Estimate {
    let margins = Margins(self)
    let k = categoryCount
    // Of counts, divided at last: so whole numbers stay whole, and full agreement is just 1.
    let (rows, columns, n) = (rowTotals, columnTotals, Double(total))
    var observed = 0.0
    var chance = 0.0
    for i in 0..<k {
      for j in 0..<k {
        observed += w[i, j] * Double(self[i, j])
        chance += w[i, j] * Double(rows[i]) * Double(columns[j])
      }
    }
    observed /= n
    chance /= n * n
    guard chance < 1 - 1e-15 else { return .undefined(.certainChance) }
    let kappa = observed == chance ? 0 : (observed - chance) / (1 - chance)
    let (variance, nullVariance) = kappaVariances(w, margins, kappa, chance)
    let error = hasNoDisagreement(w) ? 0 : max(0, variance).squareRoot()
    let half = NormalDistribution.critical(level) * error
    return .defined(
      Coefficient(
        value: kappa, standardError: error,
        interval: Interval(low: kappa - half, high: kappa + half), level: level,
        nullStandardError: max(0, nullVariance).squareRoot(), observedAgreement: observed,
        chanceAgreement: chance, itemCount: total))
  }

  /// The largest kappa that these margins allow. Cohen 1960.
  public func cohenKappaMaximum() -> Estimate {
    guard total > 0 else { return .undefined(.noItems) }
    guard !isOneCategory else { return .undefined(.oneCategory) }
    let margins = Margins(self)
    let pairs = zip(margins.rows, margins.columns)
    let most = pairs.reduce(0) { $0 + min($1.0, $1.1) }
    let chance = pairs.reduce(0) { $0 + $1.0 * $1.1 }
    return .defined(Coefficient(value: (most - chance) / (1 - chance), itemCount: total))
  }

  /// Prevalence- and bias-adjusted kappa, (K·p_o − 1)/(K − 1) over the declared categories.
  ///
  /// Byrt, Bishop & Carlin 1993, doi:10.1016/0895-4356(93)90018-V; for K > 2 as Bennett's S with
  /// the binomial variance. Undefined without items or with fewer than two declared categories.
  public func pabak(level: Double = 0.95) -> Estimate {
    guard total > 0 else { return .undefined(.noItems) }
    guard categoryCount > 1 else { return .undefined(.tooFewCategories) }
    let (n, k) = (Double(total), Double(categoryCount))
    let share = Double(diagonalTotal) / n
    let value = (k * share - 1) / (k - 1)
    let error = (share * (1 - share) / n).squareRoot() * k / (k - 1)
    let half = NormalDistribution.critical(level) * error
    return .defined(
      Coefficient(
        value: value, standardError: error,
        interval: Interval(low: value - half, high: value + half), level: level,
        observedAgreement: share, chanceAgreement: 1 / k, itemCount: total))
  }

  /// (a − d)/n of a 2×2 table: how unequal the two categories are. Nil for other tables.
  public var prevalenceIndex: Double? {
    guard categoryCount == 2, total > 0 else { return nil }
    return Double(self[0, 0] - self[1, 1]) / Double(total)
  }

  /// (b − c)/n of a 2×2 table: how unequal the two raters are. Nil for other tables.
  public var biasIndex: Double? {
    guard categoryCount == 2, total > 0 else { return nil }
    return Double(self[0, 1] - self[1, 0]) / Double(total)
  }

  // MARK: - Parts

  /// Decided on integers: one category carries both margins.
  var isOneCategory: Bool { counts.contains(total) && diagonalTotal == total }

  private struct Margins {
    var rows: [Double]
    var columns: [Double]

    init(_ table: ConfusionTable) {
      let k = table.categoryCount
      let n = Double(table.total)
      rows = Array(repeating: 0, count: k)
      columns = rows
      for row in 0..<k {
        for column in 0..<k {
          let count = Double(table[row, column])
          rows[row] += count
          columns[column] += count
        }
      }
      for at in 0..<k {
        rows[at] /= n
        columns[at] /= n
      }
    }
  }

  private func share(_ row: Int, _ column: Int) -> Double {
    Double(self[row, column]) / Double(total)
  }

  /// All items lie in cells of full weight, or one rater is constant and the other as well.
  private func hasNoDisagreement(_ w: some CategoryWeights) -> Bool {
    for i in 0..<categoryCount {
      for j in 0..<categoryCount where self[i, j] > 0 && w[i, j] != 1 { return false }
    }
    return true
  }

  private func kappaVariances(
    _ w: some CategoryWeights, _ margins: Margins, _ kappa: Double, _ chance: Double
  ) -> (Double, Double) {
    let k = categoryCount
    var rowMeans = Array(repeating: 0.0, count: k)
    var columnMeans = rowMeans
    for i in 0..<k {
      for j in 0..<k {
        rowMeans[i] += margins.columns[j] * w[i, j]
        columnMeans[j] += margins.rows[i] * w[i, j]
      }
    }
    var sum = 0.0
    var nullSum = 0.0
    for i in 0..<k {
      for j in 0..<k {
        let means = rowMeans[i] + columnMeans[j]
        let term = w[i, j] - means * (1 - kappa)
        sum += share(i, j) * term * term
        let nullTerm = w[i, j] - means
        nullSum += margins.rows[i] * margins.columns[j] * nullTerm * nullTerm
      }
    }
    let n = Double(total)
    let scale = n * (1 - chance) * (1 - chance)
    let offset = kappa - chance * (1 - kappa)
    let variance = (sum - offset * offset) / scale
    let nullVariance = (nullSum - chance * chance) / scale
    return (variance < 1e-15 ? 0 : variance, nullVariance < 1e-15 ? 0 : nullVariance)
  }
}

/// Weights of pairs of categories; two forms, so that the usual one costs no table.
private protocol CategoryWeights {
  subscript(row: Int, column: Int) -> Double { get }
}

private struct IdentityWeights: CategoryWeights {
  subscript(row: Int, column: Int) -> Double { row == column ? 1 : 0 }
}

private struct TabledWeights: CategoryWeights {
  let distances: CategoryDistances

  subscript(row: Int, column: Int) -> Double { distances.weight(row, column) }
}
