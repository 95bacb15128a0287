import AgreementStatistics

/// The coefficients of two raters, by the names that output and command lines use.
public enum PairCoefficient: String, Sendable, CaseIterable {
  case percent, cohen
  case cohenLinear = "cohen-linear"
  case cohenQuadratic = "cohen-quadratic"
  case scott, ac1, pabak

  /// The name as a column's title.
  public var title: String {
    switch self {
    case .percent: "agree"
    case .cohen: "κ"
    case .cohenLinear: "κ lin"
    case .cohenQuadratic: "κ quad"
    case .scott: "π"
    case .ac1: "AC1"
    case .pabak: "PABAK"
    }
  }

  public var fullName: String {
    switch self {
    case .percent: "percent agreement (Wilson interval)"
    case .cohen: "Cohen's kappa (Fleiss-Cohen-Everitt interval)"
    case .cohenLinear: "Cohen's kappa, linear weights"
    case .cohenQuadratic: "Cohen's kappa, quadratic weights"
    case .scott: "Scott's pi"
    case .ac1: "Gwet's AC1"
    case .pabak: "prevalence- and bias-adjusted kappa"
    }
  }
}

extension PairTable {
  /// A coefficient of this table at 95 %. Weighted kappas of categories that have no order are
  /// undefined (`.notNumeric`).
  public func coefficient(_ name: PairCoefficient) -> Estimate {
    confusion.coefficient(name, scores: categories.scores)
  }
}

extension ConfusionTable {
  /// A coefficient of this table.
  ///
  /// - Parameter scores: the categories' numbers, or their order; nil where they have none, and
  ///   weighted kappas are undefined (`.notNumeric`).
  public func coefficient(
    _ name: PairCoefficient, scores: [Double]?, level: Double = 0.95
  ) -> Estimate {
    switch name {
    case .percent: percentAgreement(level: level)
    case .cohen: cohenKappa(level: level)
    case .cohenLinear: weightedKappa(.linear, scores, level)
    case .cohenQuadratic: weightedKappa(.quadratic, scores, level)
    case .scott: scottPi(level: level)
    case .ac1: gwetAC1(level: level)
    case .pabak: pabak(level: level)
    }
  }

  private func weightedKappa(
    _ weights: AgreementWeights, _ scores: [Double]?, _ level: Double
  ) -> Estimate {
    guard let scores else { return .undefined(.notNumeric) }
    let matrix = weights.matrix(categoryCount: scores.count, scores: scores)
    return cohenKappa(weights: .custom(matrix), level: level)
  }
}
