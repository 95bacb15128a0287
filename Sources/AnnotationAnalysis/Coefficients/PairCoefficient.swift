import AgreementStatistics

/// The coefficients of two raters, by the names that output and command lines use.
public enum PairCoefficient: String, Sendable, CaseIterable {
  case percent, cohen
  case cohenLinear = "cohen-linear"
  case cohenQuadratic = "cohen-quadratic"
  case scott, ac1, pabak
  case ac2 = "ac2-quadratic"
  case alpha
  case alphaOrdinal = "alpha-ordinal"
  case alphaInterval = "alpha-interval"
  case pearson, spearman, kendall
  case concordance = "lin-ccc"
  case matthews = "mcc"
  case balancedAccuracy = "balanced-accuracy"
  case macroF1 = "macro-f1"

  /// Those that lists with little room show.
  public static let listed: [PairCoefficient] = [
    .percent, .cohen, .cohenLinear, .cohenQuadratic, .scott, .ac1, .pabak,
  ]

  /// Whether it is formed of categories that have an order only.
  public var needsOrder: Bool {
    switch self {
    case .cohenLinear, .cohenQuadratic, .ac2, .alphaOrdinal, .alphaInterval, .pearson, .spearman,
      .kendall, .concordance:
      true
    case .percent, .cohen, .scott, .ac1, .pabak, .alpha, .matthews, .balancedAccuracy, .macroF1:
      false
    }
  }

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
    case .ac2: "AC2 quad"
    case .alpha: "α"
    case .alphaOrdinal: "α ord"
    case .alphaInterval: "α int"
    case .pearson: "r"
    case .spearman: "ρ"
    case .kendall: "τ_b"
    case .concordance: "CCC"
    case .matthews: "MCC"
    case .balancedAccuracy: "bal acc"
    case .macroF1: "F1"
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
    case .ac2: "Gwet's AC2, quadratic weights"
    case .alpha: "Krippendorff's alpha, nominal"
    case .alphaOrdinal: "Krippendorff's alpha, ordinal"
    case .alphaInterval: "Krippendorff's alpha, interval"
    case .pearson: "Pearson's correlation"
    case .spearman: "Spearman's rank correlation"
    case .kendall: "Kendall's tau-b"
    case .concordance: "Lin's concordance correlation"
    case .matthews: "Matthews' correlation (the first rater is the truth)"
    case .balancedAccuracy: "balanced accuracy (the first rater is the truth)"
    case .macroF1: "mean F1 of the categories (the first rater is the truth)"
    }
  }
}

extension PairTable {
  /// A coefficient of this table at 95 %. Weighted kappas of categories that have no order are
  /// undefined (`.notNumeric`).
  public func coefficient(_ name: PairCoefficient) -> Estimate {
    // The numbers of categories are made anew each time, and few coefficients want them.
    confusion.coefficient(name, scores: name.needsOrder ? categories.scores : nil)
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
    case .alpha: RatingTally(self).krippendorffAlpha(level: level)
    case .matthews: Classification(self, level: level).matthewsCorrelation
    case .balancedAccuracy: Classification(self, level: level).balancedAccuracy
    case .macroF1: Classification(self, level: level).macroF1
    case .ac2, .alphaOrdinal, .alphaInterval, .pearson, .spearman, .kendall, .concordance:
      scores.map { ordered(name, $0, level) } ?? .undefined(.notNumeric)
    }
  }

  /// Coefficients of categories that have numbers.
  private func ordered(_ name: PairCoefficient, _ scores: [Double], _ level: Double) -> Estimate {
    switch name {
    case .ac2: gwetAC1(weights: .quadratic, scores: scores, level: level)
    case .alphaOrdinal:
      RatingTally(self).krippendorffAlpha(metric: .ordinal, scores: scores, level: level)
    case .alphaInterval:
      RatingTally(self).krippendorffAlpha(metric: .interval, scores: scores, level: level)
    case .pearson: pearson(scores: scores, level: level)
    case .spearman: spearman(scores: scores, level: level)
    case .kendall: kendallTauB(scores: scores, level: level)
    default: linConcordance(scores: scores, level: level)
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
