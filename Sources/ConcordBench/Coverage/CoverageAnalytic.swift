import AgreementStatistics

extension CoverageStatistic {
  /// The interval by formula, for independent items.
  func analyticInterval(_ counts: [Int]) -> Interval? {
    switch self {
    case .kappa: table(counts).cohenKappa().coefficient?.interval
    case .ac1: table(counts).gwetAC1().coefficient?.interval
    case .alpha: tally(counts).krippendorffAlpha().coefficient?.interval
    case .difference: differenceInterval(counts)
    case .f1: f1Interval(counts)
    case .winRate: winRateInterval(counts)
    }
  }

  /// How it is called, for the report.
  var analyticName: String {
    switch self {
    case .kappa: "Fleiss, Cohen & Everitt 1969, normal"
    case .ac1: "Gwet's linearisation, Student"
    case .alpha: "Gwet's linearisation, Student"
    case .difference: "delta method with the covariance of both kappas, normal"
    case .f1: "delta method, normal"
    case .winRate: "Wilson, of wins and half the ties"
    }
  }

  private func table(_ counts: [Int]) -> ConfusionTable {
    ConfusionTable(rows: [[counts[0], counts[1]], [counts[2], counts[3]]])
  }

  private func tally(_ counts: [Int]) -> RatingTally {
    var tally = RatingTally(categoryCount: 2)
    for outcome in counts.indices {
      tally.add(ratings: (0..<raterCount).map { category(outcome, $0) }, times: counts[outcome])
    }
    return tally
  }

  /// value ± z·√(Σ p·IF²/n), with the influence of each outcome.
  private func normalInterval(
    _ value: Double, _ counts: [Int], _ influence: (Int) -> Double
  ) -> Interval {
    let n = Double(counts.reduce(0, +))
    let sum = counts.indices.reduce(0.0) { sum, outcome in
      let own = influence(outcome)
      return sum + Double(counts[outcome]) / n * own * own
    }
    let half = 1.959963984540054 * (sum / n).squareRoot()
    return Interval(low: value - half, high: value + half)
  }

  private func differenceInterval(_ counts: [Int]) -> Interval? {
    guard let one = kappaInfluences(counts, rater: 1),
      let two = kappaInfluences(counts, rater: 2)
    else { return nil }
    return normalInterval(two.kappa - one.kappa, counts) { two.influences[$0] - one.influences[$0] }
  }

  /// ((a − p_o) − (1 − κ)·(q_row + p_column − 2·p_e))/(1 − p_e) of each outcome.
  private func kappaInfluences(_ counts: [Int], rater: Int)
    -> (kappa: Double, influences: [Double])?
  {
    let n = Double(counts.reduce(0, +))
    var (rows, columns, observed) = ([0.0, 0.0], [0.0, 0.0], 0.0)
    for outcome in counts.indices {
      let share = Double(counts[outcome]) / n
      let (row, column) = (category(outcome, 0), category(outcome, rater))
      rows[row] += share
      columns[column] += share
      observed += row == column ? share : 0
    }
    let chance = rows[0] * columns[0] + rows[1] * columns[1]
    guard chance < 1 - 1e-12 else { return nil }
    let kappa = (observed - chance) / (1 - chance)
    let influences = counts.indices.map { outcome in
      let (row, column) = (category(outcome, 0), category(outcome, rater))
      let agreement = (row == column ? 1 : 0) - observed
      let margins = columns[row] + rows[column] - 2 * chance
      return (agreement - (1 - kappa) * margins) / (1 - chance)
    }
    return (kappa, influences)
  }

  private func f1Interval(_ counts: [Int]) -> Interval? {
    let n = Double(counts.reduce(0, +))
    let whole = Double(2 * counts[3] + counts[1] + counts[2]) / n
    guard whole > 0 else { return nil }
    let value = 2 * Double(counts[3]) / n / whole
    let influences = [0, -value / whole, -value / whole, (2 - 2 * value) / whole]
    return normalInterval(value, counts) { influences[$0] }
  }

  private func winRateInterval(_ counts: [Int]) -> Interval? {
    let n = Double(counts.reduce(0, +))
    let share = (Double(counts[0]) + Double(counts[1]) / 2) / n
    let square = 1.959963984540054 * 1.959963984540054
    let centre = (share + square / (2 * n)) / (1 + square / n)
    let spread = (square * share * (1 - share) / n + square * square / (4 * n * n)).squareRoot()
    let half = spread / (1 + square / n)
    return Interval(low: centre - half, high: centre + half)
  }
}
