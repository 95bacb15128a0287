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
    switch name {
    case .percent: confusion.percentAgreement()
    case .cohen: confusion.cohenKappa()
    case .cohenLinear: weighted(.linear)
    case .cohenQuadratic: weighted(.quadratic)
    case .scott: confusion.scottPi()
    case .ac1: confusion.gwetAC1()
    case .pabak: confusion.pabak()
    }
  }

  private func weighted(_ weights: AgreementWeights) -> Estimate {
    guard let scores = categories.scores else { return .undefined(.notNumeric) }
    let matrix = weights.matrix(categoryCount: scores.count, scores: scores)
    return confusion.cohenKappa(weights: .custom(matrix))
  }
}
