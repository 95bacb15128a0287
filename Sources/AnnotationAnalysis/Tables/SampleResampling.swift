import AgreementStatistics

/// How a table's units are resampled.
public struct ResamplingPlan: Hashable, Sendable {
  public var resamples: Int
  public var seed: UInt64

  public init(resamples: Int, seed: UInt64) {
    self.resamples = resamples
    self.seed = seed
  }
}

extension RatingSample {
  /// What resamples are drawn from: patterns by unit, or by cluster where the table has clusters.
  public var resamplingUnits: ResamplingUnits {
    guard let clusters else { return ResamplingUnits(items: patterns.counts) }
    var places: [Int: Int] = [:]
    var lists: [[(outcome: Int, count: Int)]] = []
    for (unit, pattern) in patterns.patternOfItem.enumerated() {
      guard let pattern else { continue }
      if let place = places[clusters[unit]] {
        lists[place].append((pattern, 1))
      } else {
        places[clusters[unit]] = lists.count
        lists.append([(pattern, 1)])
      }
    }
    return ResamplingUnits(outcomeCount: patterns.count, clusters: lists)
  }

  /// A coefficient of all raters in all resamples; nil where it is undefined, and for those that
  /// are not resampled (Conger's kappa and intraclass correlations have intervals of their own;
  /// scores have as many patterns as units).
  public func distribution(
    of statistic: TableStatistic, _ plan: ResamplingPlan, units: ResamplingUnits,
    weights: AgreementWeights = .identity
  ) -> BootstrapDistribution? {
    guard isCategorical, weights == .identity || scores != nil else { return nil }
    let bootstrap = Bootstrap(units, resamples: plan.resamples, seed: plan.seed)
    func gwet(_ coefficient: GwetFamilyStatistic.Coefficient) -> BootstrapDistribution? {
      bootstrap.distribution(
        of: GwetFamilyStatistic(coefficient, patterns, weights: weights, scores: scores))
    }
    switch statistic {
    case .percent: return gwet(.percentAgreement)
    case .fleiss: return gwet(.fleissKappaGeneral)
    case .ac: return gwet(.gwetAC)
    case .brennanPrediger: return gwet(.brennanPrediger)
    case .alpha:
      return bootstrap.distribution(
        of: KrippendorffAlphaStatistic(patterns, metric: level.metric, scores: scores))
    case .light: return bootstrap.distribution(of: LightKappaStatistic(patterns))
    default: return nil
    }
  }

  /// A coefficient of two raters in all resamples; nil where it is undefined.
  public func distribution(
    of name: PairCoefficient, _ first: Int, _ second: Int, _ plan: ResamplingPlan,
    units: ResamplingUnits
  ) -> BootstrapDistribution? {
    guard isCategorical, scores != nil || !name.needsOrder else { return nil }
    let k = categories.count
    var cells: [Int?] = []
    for pattern in 0..<patterns.count {
      let (row, column) = (patterns[pattern, first], patterns[pattern, second])
      let isPair = row != RatingMatrix.missing && column != RatingMatrix.missing
      cells.append(isPair ? Int(row) * k + Int(column) : nil)
    }
    let (places, scores) = (cells, scores)
    let statistic = OutcomeFunction { counts in
      var table = Array(repeating: 0, count: k * k)
      for (place, count) in zip(places, counts) {
        if let place { table[place] += count }
      }
      return ConfusionTable(categoryCount: k, counts: table).coefficient(name, scores: scores).value
    }
    return Bootstrap(units, resamples: plan.resamples, seed: plan.seed).distribution(of: statistic)
  }
}
