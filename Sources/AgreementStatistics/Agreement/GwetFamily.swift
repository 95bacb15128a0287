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
    moments(weights, nil).percentAgreement(level)
  }

  /// Fleiss' kappa in the general form (Scott's pi for two raters): chance is that two ratings
  /// drawn from all agree. Undefined where all ratings are in one category. For complete data the
  /// value is that of Fleiss 1971, doi:10.1037/h0031619.
  public func fleissKappaGeneral(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    moments(weights, scores).fleissKappaGeneral(level)
  }

  /// Gwet's AC1, or AC2 with weights. Defined with one used category, if two are declared.
  public func gwetAC(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    moments(weights, scores).gwetAC(level)
  }

  /// Brennan-Prediger (Bennett's S, Randolph's free-marginal kappa): chance is one in K.
  public func brennanPrediger(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    moments(weights, scores).brennanPrediger(level)
  }

  private func moments(_ weights: AgreementWeights, _ scores: [Double]?) -> RatingMoments {
    moments(of: CategoryDistances(weights, categoryCount: categoryCount, scores: scores))
  }
}

extension RatingMoments {
  func percentAgreement(_ level: Double) -> Estimate {
    gwet(level) { _ in Chance(expected: 0, ofCategory: [], ofItem: 0) }
  }

  func fleissKappaGeneral(_ level: Double) -> Estimate {
    guard !isOneCategory || pairableItemCount == 0 else { return .undefined(.oneCategory) }
    return gwet(level) { shares in
      let mean = distances.weighted(shares)
      let expected = zip(mean, shares).reduce(0) { $0 + $1.0 * $1.1 }
      return Chance(expected: expected, ofCategory: mean, ofItem: 0)
    }
  }

  func gwetAC(_ level: Double) -> Estimate {
    guard categoryCount > 1 else { return .undefined(.tooFewCategories) }
    let k = Double(categoryCount)
    return gwet(level) { shares in
      let factor = totalWeight / (k * (k - 1))
      return Chance(
        expected: factor * shares.reduce(0) { $0 + $1 * (1 - $1) },
        ofCategory: shares.map { factor * (1 - $0) }, ofItem: 0)
    }
  }

  func brennanPrediger(_ level: Double) -> Estimate {
    guard categoryCount > 1 else { return .undefined(.tooFewCategories) }
    let k = Double(categoryCount)
    return gwet(level) { _ in
      let expected = totalWeight / (k * k)
      return Chance(expected: expected, ofCategory: [], ofItem: expected)
    }
  }

  private var totalWeight: Double { distances.values.reduce(0) { $0 + (1 - $1) } }

  // MARK: - The common form

  /// Agreement by chance: of all items, and what one item's ratings add to it,
  /// Σ_k ofCategory_k · r_k / m + ofItem.
  private struct Chance {
    var expected: Double
    var ofCategory: [Double]
    var ofItem: Double
  }

  private func gwet(_ level: Double, _ chance: ([Double]) -> Chance) -> Estimate {
    let (n, pairable) = (itemCount, pairableItemCount)
    guard pairable > 0 else { return .undefined(.noItems) }
    // π_k: the mean over items of the share of their ratings in k.
    var shares = Array(repeating: 0.0, count: categoryCount)
    var observed = 0.0
    for layer in layers {
      let m = Double(layer.ratings)
      for k in shares.indices { shares[k] += layer.given[k] / m / n }
      if layer.ratings > 1 { observed += layer.agreement / (m * (m - 1)) / pairable }
    }
    let chance = chance(shares)
    let expected = chance.expected
    guard expected < 1 - 1e-15 else { return .undefined(.certainChance) }
    let value = (observed - expected) / (1 - expected)
    let shift = -2 * (1 - value) / (1 - expected)
    let squares = squares(categories: chance.ofCategory) { m in
      let own = m > 1 ? n / pairable / (1 - expected) : 0
      return Deviation(
        agreement: m > 1 ? own / Double(m * (m - 1)) : 0, categories: shift / Double(m),
        constant: shift * (chance.ofItem - expected) - own * expected - value)
    }
    return Self.estimate(
      value, squares: squares, n: n, level: level, observed: observed, chance: expected)
  }

  static func estimate(
    _ value: Double, squares: Double, n: Double, level: Double, observed: Double, chance: Double
  ) -> Estimate {
    var result = Coefficient(
      value: value, level: level, observedAgreement: observed, chanceAgreement: chance,
      itemCount: Int(n))
    if n > 1 {
      let variance = squares / (n * (n - 1))
      let error = variance < 1e-24 ? 0 : variance.squareRoot()
      let half = StudentDistribution.critical(level, degrees: Int(n) - 1) * error
      result.standardError = error
      result.degrees = n - 1
      result.interval = Interval(low: value - half, high: value + half)
    }
    return .defined(result)
  }
}

extension ConfusionTable {
  private func moments(_ weights: AgreementWeights, _ scores: [Double]?) -> RatingMoments {
    RatingMoments(
      self, CategoryDistances(weights, categoryCount: categoryCount, scores: scores))
  }

  /// Scott's pi: as Fleiss' general kappa of two raters. Scott 1955, doi:10.1086/266577.
  public func scottPi(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    moments(weights, scores).fleissKappaGeneral(level)
  }

  /// Gwet's AC1 (AC2 with weights) of two raters.
  public func gwetAC1(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    moments(weights, scores).gwetAC(level)
  }

  /// Bennett's S. Bennett, Alpert & Goldstein 1954, doi:10.1086/266520.
  public func bennettS(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    moments(weights, scores).brennanPrediger(level)
  }
}
