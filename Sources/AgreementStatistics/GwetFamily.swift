/// The chance-corrected coefficients of any number of raters in Gwet's common form: missing
/// ratings, weights, and a standard error by linearisation.
///
/// All: n items with a rating, n₂ with two or more; p_a is the mean over the n₂ of the agreeing
/// pairs; the interval uses Student's t with n − 1 degrees and is stored unclipped. Undefined
/// without an item of two ratings. Source: Gwet 2014, Handbook of Inter-Rater Reliability, 4th
/// ed., ch. 2–6; Gwet 2008 doi:10.1348/000711006X126600.
extension RatingTally {
  /// Mean share of agreeing pairs over items with two or more ratings.
  public func percentAgreement(
    weights: AgreementWeights = .identity, level: Double = 0.95
  ) -> Estimate {
    gwet(weights, level) { _ in (0, { _ in 0 }) }
  }

  /// Fleiss' kappa in the general form (Scott's pi for two raters): chance is that two ratings
  /// drawn from all agree. Undefined where all ratings are in one category. For complete data the
  /// value is that of Fleiss 1971, doi:10.1037/h0031619.
  public func fleissKappaGeneral(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    guard !isOneCategory || pairableItemCount == 0 else { return .undefined(.oneCategory) }
    return gwet(weights, level, scores: scores) { context in
      let (shares, w) = (context.shares, context.weights)
      let mean = shares.indices.map { k in
        shares.indices.reduce(0) { $0 + (w[k][$1] + w[$1][k]) / 2 * shares[$1] }
      }
      let chance = zip(mean, shares).reduce(0) { $0 + $1.0 * $1.1 }
      return (chance, { row in row.counts.reduce(0) { $0 + $1.1 * mean[$1.0] } / row.ratings })
    }
  }

  /// Gwet's AC1, or AC2 with weights. Defined with one used category, if two are declared.
  public func gwetAC(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    guard categoryCount > 1 else { return .undefined(.tooFewCategories) }
    let k = Double(categoryCount)
    return gwet(weights, level, scores: scores) { context in
      let factor = context.weights.reduce(0) { $0 + $1.reduce(0, +) } / (k * (k - 1))
      let shares = context.shares
      let chance = factor * shares.reduce(0) { $0 + $1 * (1 - $1) }
      return (
        chance,
        { row in
          factor * row.counts.reduce(0) { $0 + $1.1 * (1 - shares[$1.0]) } / row.ratings
        }
      )
    }
  }

  /// Brennan-Prediger (Bennett's S, Randolph's free-marginal kappa): chance is one in K.
  public func brennanPrediger(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    guard categoryCount > 1 else { return .undefined(.tooFewCategories) }
    let k = Double(categoryCount)
    return gwet(weights, level, scores: scores) { context in
      let chance = context.weights.reduce(0) { $0 + $1.reduce(0, +) } / (k * k)
      return (chance, { _ in chance })
    }
  }

  // MARK: - The common form

  private struct Context {
    var weights: [[Double]]
    /// π_k: the mean over items of the share of their ratings in k.
    var shares: [Double]
  }

  private func gwet(
    _ weights: AgreementWeights, _ level: Double, scores: [Double]? = nil,
    chance: (Context) -> (Double, (Row) -> Double)
  ) -> Estimate {
    let pairable = Double(pairableItemCount)
    guard pairable > 0 else { return .undefined(.noItems) }
    let w = weights.matrix(categoryCount: categoryCount, scores: scores)
    let rows = rows()
    let n = Double(itemCount)
    var shares = Array(repeating: 0.0, count: categoryCount)
    var observed = 0.0
    for row in rows {
      for (category, count) in row.counts {
        shares[category] += row.times * count / row.ratings / n
      }
      observed += row.times * Self.agreement(row, w) / pairable
    }
    let (expected, ofItem) = chance(Context(weights: w, shares: shares))
    guard expected < 1 - 1e-15 else { return .undefined(.certainChance) }
    let value = (observed - expected) / (1 - expected)
    var squares = 0.0
    for row in rows {
      let own =
        row.ratings > 1 ? n / pairable * (Self.agreement(row, w) - expected) / (1 - expected) : 0
      let shift = 2 * (1 - value) * (ofItem(row) - expected) / (1 - expected)
      let deviation = own - shift - value
      squares += row.times * deviation * deviation
    }
    return Self.estimate(
      value, squares: squares, n: itemCount, level: level, observed: observed, chance: expected)
  }

  private static func agreement(_ row: Row, _ w: [[Double]]) -> Double {
    row.ratings > 1 ? row.agreeing(w) / (row.ratings * (row.ratings - 1)) : 0
  }

  static func estimate(
    _ value: Double, squares: Double, n: Int, level: Double, observed: Double, chance: Double
  ) -> Estimate {
    var result = Coefficient(
      value: value, level: level, observedAgreement: observed, chanceAgreement: chance,
      itemCount: n)
    if n > 1 {
      let count = Double(n)
      let variance = squares / (count * (count - 1))
      let error = variance < 1e-24 ? 0 : variance.squareRoot()
      let half = StudentDistribution.critical(level, degrees: n - 1) * error
      result.standardError = error
      result.interval = Interval(low: value - half, high: value + half)
    }
    return .defined(result)
  }
}

extension ConfusionTable {
  /// Scott's pi: as Fleiss' general kappa of two raters. Scott 1955, doi:10.1086/266577.
  public func scottPi(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    RatingTally(self).fleissKappaGeneral(weights: weights, scores: scores, level: level)
  }

  /// Gwet's AC1 (AC2 with weights) of two raters.
  public func gwetAC1(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    RatingTally(self).gwetAC(weights: weights, scores: scores, level: level)
  }

  /// Bennett's S. Bennett, Alpert & Goldstein 1954, doi:10.1086/266520.
  public func bennettS(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    RatingTally(self).brennanPrediger(weights: weights, scores: scores, level: level)
  }
}
