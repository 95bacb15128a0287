/// How far apart two categories are, for Krippendorff's alpha.
public enum AlphaMetric: String, Hashable, Sendable, CaseIterable {
  case nominal, ordinal, interval, ratio
}

extension RatingTally {
  /// Krippendorff's alpha, 1 − D_o/D_e, over items with two or more ratings; any rating may be
  /// missing.
  ///
  /// - Parameter scores: the categories' numbers for interval and ratio, and their order for
  ///   ordinal; ranks from 1 where nil.
  /// - Returns: value ≤ 1. For all metrics but ordinal a standard error by Gwet's linearisation
  ///   and a t interval; ordinal distances depend on the ratings themselves, so only resampling
  ///   gives its interval. Undefined without a pairable item, and where all pairable ratings are
  ///   in one category (D_e = 0), and for a
  ///   ratio of scores on both sides of zero, which have no common origin.
  /// - Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"; Krippendorff
  ///   2019, Content Analysis, 4th ed.; Gwet 2014.
  public func krippendorffAlpha(
    metric: AlphaMetric = .nominal, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    RatingMoments.alpha(metric, scores, totals: sums.pairableTotals, level: level) { distances in
      metric == .ordinal ? sums.moments(0) : moments(of: distances)
    }
  }
}

extension RatingTally {
  /// The two disagreements whose ratio alpha is made of, in units of the metric's δ²: D_o within
  /// items and D_e among all pairable ratings. Nil without a pairable item. Ordinal δ² are
  /// squared differences of mid-ranks.
  public func krippendorffDisagreement(
    metric: AlphaMetric = .nominal, scores: [Double]? = nil
  ) -> (observed: Double, expected: Double)? {
    guard sums.pairableItemCount > 0 else { return nil }
    let totals = sums.pairableTotals
    let scores = scores ?? (1...categoryCount).map(Double.init)
    let distances = CategoryDistances.alpha(metric, scores, totals: totals)
    return sums.moments(0).disagreements(distances, totals)
  }

  /// Ratings of the items that have at least two.
  public var pairableRatingCount: Int { Int(sums.pairableTotals.reduce(0, +)) }
}

extension CategoryDistances {
  /// δ² between categories. Ordinal: the squared difference of mid-ranks, in order of the scores.
  static func alpha(_ metric: AlphaMetric, _ scores: [Double], totals: [Double])
    -> CategoryDistances
  {
    func square(_ x: Double) -> Double { x * x }
    let ranks = metric == .ordinal ? midRanks(scores, totals) : []
    return CategoryDistances(scores.count) { c, k in
      guard c != k else { return 0 }
      switch metric {
      case .nominal: return 1
      case .ordinal: return square(ranks[c] - ranks[k])
      case .interval: return square(scores[c] - scores[k])
      case .ratio:
        let sum = scores[c] + scores[k]
        return sum == 0 ? 0 : square((scores[c] - scores[k]) / sum)
      }
    }
  }

  private static func midRanks(_ scores: [Double], _ totals: [Double]) -> [Double] {
    var result = Array(repeating: 0.0, count: scores.count)
    var before = 0.0
    for category in scores.indices.sorted(by: { scores[$0] < scores[$1] }) {
      result[category] = before + totals[category] / 2
      before += totals[category]
    }
    return result
  }
}

extension RatingMoments {
  /// - Parameter totals: ratings in each category, of items with two or more.
  /// - Parameter moments: with these distances; ordinal ones do not enter the moments.
  static func alpha(
    _ metric: AlphaMetric, _ scores: [Double]?, totals: [Double], level: Double,
    moments: (CategoryDistances) -> RatingMoments
  ) -> Estimate {
    let used = totals.count { $0 > 0 }
    guard used > 0 else { return .undefined(.noItems) }
    guard used > 1 else { return .undefined(.oneCategory) }
    if metric == .ratio, let scores, scores.contains(where: { $0 < 0 }),
      scores.contains(where: { $0 > 0 })
    {
      return .undefined(.notNumeric)
    }
    let scores = scores ?? (1...totals.count).map(Double.init)
    let distances = CategoryDistances.alpha(metric, scores, totals: totals)
    guard distances.widest > 0 else { return .undefined(.certainChance) }
    let moments = moments(distances)
    return metric == .ordinal
      ? moments.ordinalAlpha(distances, totals, level) : moments.alpha(totals, level)
  }

  /// Σ over pairs of all ratings of their distance.
  private func between(_ distances: CategoryDistances, _ totals: [Double]) -> Double {
    var sum = 0.0
    for c in totals.indices where totals[c] > 0 {
      for k in totals.indices {
        sum += totals[c] * totals[k] * distances.values[c * categoryCount + k]
      }
    }
    return sum
  }

  /// D_o and D_e in units of δ².
  func disagreements(_ distances: CategoryDistances, _ totals: [Double])
    -> (observed: Double, expected: Double)
  {
    let n = totals.reduce(0, +)
    return (
      distances.widest * within(distances) / n,
      distances.widest * between(distances, totals) / (n * (n - 1))
    )
  }

  /// Σ over items of the distances of its pairs, divided by its number of ratings less 1.
  private func within(_ distances: CategoryDistances) -> Double {
    var within = 0.0
    for layer in layers where layer.ratings > 1 {
      let sum = zip(layer.together, distances.values).reduce(0) { $0 + $1.0 * $1.1 }
      within += sum / Double(layer.ratings - 1)
    }
    return within
  }

  /// 1 − D_o/D_e; nil where D_e is 0.
  private func alphaValue(_ distances: CategoryDistances, _ totals: [Double]) -> Double? {
    let between = between(distances, totals)
    guard between > 0 else { return nil }
    return 1 - (totals.reduce(0, +) - 1) * within(distances) / between
  }

  /// Without an error: these distances come from the ratings themselves.
  func ordinalAlpha(_ distances: CategoryDistances, _ totals: [Double], _ level: Double)
    -> Estimate
  {
    guard let value = alphaValue(distances, totals) else { return .undefined(.certainChance) }
    return .defined(Coefficient(value: value, level: level, itemCount: Int(pairableItemCount)))
  }

  /// With Gwet's linearisation for items of unequal numbers of ratings.
  func alpha(_ totals: [Double], _ level: Double) -> Estimate {
    guard let value = alphaValue(distances, totals) else { return .undefined(.certainChance) }
    let items = pairableItemCount
    let mean = totals.reduce(0, +) / items
    let shares = totals.map { $0 / (items * mean) }
    let weighted = distances.weighted(shares)
    let chance = zip(shares, weighted).reduce(0) { $0 + $1.0 * $1.1 }
    var observed = 0.0
    for layer in layers where layer.ratings > 1 {
      observed += layer.agreement / (mean * Double(layer.ratings - 1)) / items
    }
    let prime = (observed - chance) / (1 - chance)
    // Gwet's small-sample agreement: every item is taken to agree with itself once.
    let corrected = observed + (1 - observed) / (items * mean)
    let shift = -2 * (1 - prime) / (1 - chance)
    let squares = squares(from: 2, categories: weighted) { m in
      let stretch = (Double(m) - mean) / mean
      return Deviation(
        agreement: 1 / (mean * Double(m - 1)) / (1 - chance), categories: shift / mean,
        constant: -(corrected * stretch + chance) / (1 - chance)
          - shift * chance * (stretch + 1) - prime)
    }
    return Self.estimate(
      value, squares: squares, n: items, level: level, observed: corrected, chance: chance)
  }
}
