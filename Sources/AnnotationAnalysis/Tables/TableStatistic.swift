import AgreementStatistics

/// A coefficient of all raters of a table, by the name that output and command lines use.
public enum TableStatistic: String, Sendable, CaseIterable {
  case percent, fleiss, conger, ac
  case brennanPrediger = "brennan-prediger"
  case alpha, light
  case oneWay = "icc-1"
  case agreement = "icc-a1"
  case consistency = "icc-c1"
  case averageOneWay = "icc-1k"
  case averageAgreement = "icc-ak"
  case averageConsistency = "icc-ck"

  public var title: String {
    switch self {
    case .percent: "percent agreement"
    case .fleiss: "Fleiss' kappa"
    case .conger: "Conger's kappa"
    case .ac: "Gwet's AC"
    case .brennanPrediger: "Brennan-Prediger"
    case .alpha: "Krippendorff's alpha"
    case .light: "Light's kappa"
    case .oneWay: "ICC(1)"
    case .agreement: "ICC(A,1)"
    case .consistency: "ICC(C,1)"
    case .averageOneWay: "ICC(1,k)"
    case .averageAgreement: "ICC(A,k)"
    case .averageConsistency: "ICC(C,k)"
    }
  }

  var isIntraclass: Bool {
    switch self {
    case .oneWay, .agreement, .consistency, .averageOneWay, .averageAgreement,
      .averageConsistency:
      true
    default: false
    }
  }
}

extension RatingSample {
  /// Coefficients over all raters, in the order asked.
  ///
  /// - Parameter weights: for all but alpha, whose distances are those of the sample's level.
  ///   Weights other than identity of categories without order are undefined (`.notNumeric`).
  /// - Cost: O(patterns × raters²); intraclass correlations O(units × raters) once.
  public func estimates(
    _ statistics: [TableStatistic], weights: AgreementWeights = .identity, level: Double = 0.95
  ) -> [Estimate] {
    let wantsIntraclass = statistics.contains(where: \.isIntraclass)
    let intraclass = wantsIntraclass ? intraclassCorrelations(level) : nil
    return statistics.map { statistic in
      if let intraclass, statistic.isIntraclass {
        return withoutClusteredInterval(Self.form(statistic, of: intraclass))
      }
      return estimate(statistic, weights, level)
    }
  }

  private func estimate(
    _ statistic: TableStatistic, _ weights: AgreementWeights, _ level: Double
  ) -> Estimate {
    if statistic == .alpha { return alpha(level) }
    guard isCategorical else { return .undefined(.notCategories) }
    guard weights == .identity || scores != nil else { return .undefined(.notNumeric) }
    switch statistic {
    case .percent: return patterns.percentAgreement(weights: weights, level: level)
    case .fleiss:
      return patterns.fleissKappaGeneral(weights: weights, scores: scores, level: level)
    case .conger: return congerKappa(weights, level)
    case .ac: return patterns.gwetAC(weights: weights, scores: scores, level: level)
    case .brennanPrediger:
      return patterns.brennanPrediger(weights: weights, scores: scores, level: level)
    case .light: return patterns.lightKappa(level: level).estimate
    default: return alpha(level)
    }
  }

  /// With the error of clusters where there are any: its linearisation stands for resamples.
  private func congerKappa(_ weights: AgreementWeights, _ level: Double) -> Estimate {
    guard let clusters else {
      return patterns.congerKappa(weights: weights, scores: scores, level: level)
    }
    switch patterns.linearised(.congerKappa, weights: weights, scores: scores) {
    case .undefined(let reason): return .undefined(reason)
    case .defined(let parts):
      return parts.estimateByCluster(
        clusters, patternOfItem: patterns.patternOfItem, level: level)
    }
  }

  private func alpha(_ level: Double) -> Estimate {
    guard isCategorical else {
      return scoredItems.krippendorffAlpha(metric: .interval, level: level)
    }
    return patterns.krippendorffAlpha(metric: self.level.metric, scores: scores, level: level)
  }

  private var scoredItems: ScoredItems {
    let scores = scores ?? []
    return ScoredItems(
      rows: (0..<matrix.itemCount).map { item in
        (0..<raters.count).map { rater in matrix[item, rater].map { scores[$0] } }
      })
  }

  /// F limits take units for independent.
  private func withoutClusteredInterval(_ estimate: Estimate) -> Estimate {
    guard clusters != nil, var found = estimate.coefficient else { return estimate }
    found.interval = nil
    found.standardError = nil
    return .defined(found)
  }

  private func intraclassCorrelations(_ level: Double) -> Finding<IntraclassCorrelations> {
    guard let scores, self.level != .nominal else { return .undefined(.notNumeric) }
    return IntraclassCorrelations.of(
      (0..<matrix.itemCount).map { item in
        (0..<raters.count).map { rater in matrix[item, rater].map { scores[$0] } }
      }, level: level)
  }

  private static func form(
    _ statistic: TableStatistic, of found: Finding<IntraclassCorrelations>
  ) -> Estimate {
    switch found {
    case .undefined(let reason): .undefined(reason)
    case .defined(let all):
      switch statistic {
      case .oneWay: all.oneWay
      case .agreement: all.agreement
      case .consistency: all.consistency
      case .averageOneWay: all.averageOneWay
      case .averageAgreement: all.averageAgreement
      default: all.averageConsistency
      }
    }
  }
}
