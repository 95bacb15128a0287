import AgreementStatistics

/// A coefficient of all raters of a table, by the name that output and command lines use.
public enum TableStatistic: String, Sendable, CaseIterable {
  case percent, fleiss, ac
  case brennanPrediger = "brennan-prediger"
  case alpha

  public var title: String {
    switch self {
    case .percent: "percent agreement"
    case .fleiss: "Fleiss' kappa"
    case .ac: "Gwet's AC"
    case .brennanPrediger: "Brennan-Prediger"
    case .alpha: "Krippendorff's alpha"
    }
  }
}

extension RatingSample {
  /// A coefficient over all raters.
  ///
  /// - Parameter weights: for all but alpha, whose distances are those of the sample's level.
  ///   Weights other than identity of categories without order are undefined (`.notNumeric`).
  public func estimate(
    _ statistic: TableStatistic, weights: AgreementWeights = .identity, level: Double = 0.95
  ) -> Estimate {
    if statistic == .alpha { return alpha(level) }
    guard isCategorical else { return .undefined(.notCategories) }
    guard weights == .identity || scores != nil else { return .undefined(.notNumeric) }
    switch statistic {
    case .percent: return tally.percentAgreement(weights: weights, level: level)
    case .fleiss: return tally.fleissKappaGeneral(weights: weights, scores: scores, level: level)
    case .ac: return tally.gwetAC(weights: weights, scores: scores, level: level)
    case .brennanPrediger:
      return tally.brennanPrediger(weights: weights, scores: scores, level: level)
    case .alpha: return alpha(level)
    }
  }

  private func alpha(_ level: Double) -> Estimate {
    tally.krippendorffAlpha(metric: self.level.metric, scores: scores, level: level)
  }
}
