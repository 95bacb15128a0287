extension RatingPatterns {
  /// Conger's kappa: chance is that two different raters, each with margins of its own, agree.
  /// For two raters without missing ratings the value is Cohen's.
  ///
  /// - Returns: value ≤ 1; the error by Gwet's linearisation over items and raters (divisor
  ///   n − 1) and Student's interval with n − 1 degrees, unclipped. A rater's margins are over the
  ///   items that this rater rated; raters without any rating do not count. Undefined without an
  ///   item of two ratings and where all ratings are in one category.
  /// - Cost: O(patterns × raters² + raters × K²).
  /// - Source: Conger 1980, doi:10.1037/0033-2909.88.2.322; Gwet 2014, Handbook of Inter-Rater
  ///   Reliability, 4th ed.
  public func congerKappa(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    switch linearised(.congerKappa, weights: weights, scores: scores) {
    case .defined(let parts): parts.estimate(level: level)
    case .undefined(let reason): .undefined(reason)
    }
  }
}

extension PatternAgreement {
  /// p_e is the mean over pairs of raters g ≠ h of Σ w_kl·p_gk·p_hl. It is linear in each rater's
  /// margins, so an item adds, for each rater, how far its rating is from that rater's mean in
  /// terms of the others' margins.
  var congerKappa: Finding<LinearisedCoefficient> {
    let k = distances.categoryCount
    let (margins, ratedCounts) = raterMargins
    let active = (0..<raterCount).filter { ratedCounts[$0] > 0 }
    let pairs = Double(active.count * (active.count - 1))
    let all = (0..<k).map { category in active.reduce(0) { $0 + margins[$1][category] } }
    // For each rater and category: Σ_l w_kl · Σ_{h ≠ g} p_hl.
    let others = margins.map { own in distances.weighted(zip(all, own).map { $0 - $1 }) }
    let means = zip(margins, others).map { own, other in
      zip(own, other).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let chance = active.reduce(0) { $0 + means[$1] } / pairs
    let n = Double(itemCount)
    return linearised { pattern in
      rows[pattern].reduce(chance) { sum, rating in
        let g = rating.rater
        return sum
          + n / Double(ratedCounts[g]) * (others[g][rating.category] - means[g]) / pairs
      }
    }
  }

  /// Each rater's shares of categories over the items that this rater rated, and their number.
  private var raterMargins: (shares: [[Double]], counts: [Int]) {
    var totals = Array(
      repeating: Array(repeating: 0, count: distances.categoryCount), count: raterCount)
    for (row, count) in zip(rows, counts) {
      for rating in row { totals[rating.rater][rating.category] += count }
    }
    let rated = totals.map { $0.reduce(0, +) }
    let shares = zip(totals, rated).map { own, rated in
      own.map { rated > 0 ? Double($0) / Double(rated) : 0 }
    }
    return (shares, rated)
  }
}
