/// Light's kappa as a function of outcome counts: the mean of the Cohen kappas of all pairs of
/// raters, each over the items that both rated. Pairs whose kappa is undefined are left out, and
/// it is undefined where all are. Outcomes are patterns. Light 1971, doi:10.1037/h0031643.
/// O(raters² · (outcomes + K)), with weights K² for K.
public struct LightKappaStatistic: OutcomeStatistic {
  private var pairs: [CohenKappaStatistic]

  public init(
    _ patterns: RatingPatterns, weights: AgreementWeights = .identity, scores: [Double]? = nil
  ) {
    pairs = (0..<patterns.raterCount).flatMap { first in
      (first + 1..<max(first + 1, patterns.raterCount)).map { second in
        CohenKappaStatistic(
          patterns, first: first, second: second, weights: weights, scores: scores)
      }
    }
  }

  public mutating func value(of counts: [Int]) -> Double? {
    var (sum, defined) = (0.0, 0)
    for at in pairs.indices {
      guard let kappa = pairs[at].value(of: counts) else { continue }
      sum += kappa
      defined += 1
    }
    return defined > 0 ? sum / Double(defined) : nil
  }
}
