import AgreementStatistics

extension PairCoefficient {
  /// Formed as (p_o − p_e)/(1 − p_e), or without any p_e.
  var isChanceCorrected: Bool {
    switch self {
    case .percent, .cohen, .cohenLinear, .cohenQuadratic, .scott, .ac1, .ac2, .pabak: true
    default: false
    }
  }
}

extension ConfusionTable {
  /// The parts that a coefficient is made of which is not of the form (p_o − p_e)/(1 − p_e).
  func partSteps(
    _ name: PairCoefficient, _ names: [String], _ scores: [Double]?
  ) -> [WorkedStep] {
    switch name {
    case .alpha: disagreementSteps(.nominal, nil)
    case .alphaOrdinal: scores.map { disagreementSteps(.ordinal, $0) } ?? []
    case .alphaInterval: scores.map { disagreementSteps(.interval, $0) } ?? []
    case .pearson, .concordance: scores.map(momentSteps) ?? []
    case .spearman:
      scores.map { _ in [WorkedStep("ranks", "equal answers share their mean rank", "")] } ?? []
    case .kendall: scores.map(orderSteps) ?? []
    case .balancedAccuracy: classSteps(names) { $0.recall }
    case .macroF1: classSteps(names) { $0.f1 }
    case .matthews: [productStep]
    default: []
    }
  }

  private func disagreementSteps(_ metric: AlphaMetric, _ scores: [Double]?) -> [WorkedStep] {
    guard
      let parts = RatingTally(self).krippendorffDisagreement(metric: metric, scores: scores)
    else { return [] }
    return [
      WorkedStep("D_o", "within items", Self.digits(parts.observed)),
      WorkedStep("D_e", "between all \(2 * total) ratings", Self.digits(parts.expected)),
    ]
  }

  /// Means and standard deviations (divisor n), and the covariance.
  private func momentSteps(_ scores: [Double]) -> [WorkedStep] {
    let n = Double(total)
    func mean(_ totals: [Int]) -> Double {
      zip(totals, scores).reduce(0) { $0 + Double($1.0) * $1.1 } / n
    }
    func deviation(_ totals: [Int], _ mean: Double) -> Double {
      (zip(totals, scores).reduce(0) { $0 + Double($1.0) * ($1.1 - mean) * ($1.1 - mean) } / n)
        .squareRoot()
    }
    let (one, two) = (mean(rowTotals), mean(columnTotals))
    var product = 0.0
    for row in 0..<categoryCount {
      for column in 0..<categoryCount {
        product += Double(self[row, column]) * (scores[row] - one) * (scores[column] - two)
      }
    }
    return [
      WorkedStep("means", "", "\(Self.digits(one)) and \(Self.digits(two))"),
      WorkedStep(
        "s_x, s_y", "divisor n",
        "\(Self.digits(deviation(rowTotals, one))) and "
          + Self.digits(deviation(columnTotals, two))),
      WorkedStep("s_xy", "divisor n", Self.digits(product / n)),
    ]
  }

  /// Pairs of items by how both raters order them.
  private func orderSteps(_ scores: [Double]) -> [WorkedStep] {
    var (alike, opposed) = (0, 0)
    for row in 0..<categoryCount {
      for column in 0..<categoryCount where self[row, column] > 0 {
        for other in 0..<categoryCount where scores[other] > scores[row] {
          for second in 0..<categoryCount {
            let pairs = self[row, column] * self[other, second]
            if scores[second] > scores[column] { alike += pairs }
            if scores[second] < scores[column] { opposed += pairs }
          }
        }
      }
    }
    return [
      WorkedStep("C", "pairs of items ordered alike", "\(alike)"),
      WorkedStep("D", "pairs ordered oppositely", "\(opposed)"),
      WorkedStep(
        "tied", "pairs that a rater does not order",
        "\(total * (total - 1) / 2 - alike - opposed)"),
    ]
  }

  private func classSteps(
    _ names: [String], _ score: (Classification) -> [Estimate]
  ) -> [WorkedStep] {
    zip(names, score(Classification(self))).prefix(8).map { name, estimate in
      WorkedStep("  of " + name, "", Figure.value(estimate, digits: 4))
    }
  }

  private var productStep: WorkedStep {
    let product =
      total * diagonalTotal - zip(rowTotals, columnTotals).reduce(0) { $0 + $1.0 * $1.1 }
    return WorkedStep(
      "product", "\(total) · \(diagonalTotal) − Σ_k r_k · c_k", "\(product)")
  }
}
