/// The coefficients of any number of raters from counted patterns: the answers of `RatingTally`,
/// many times faster where there are many distinct ratings. O(patterns × raters² + K²).
extension RatingPatterns {
  /// As `RatingTally.percentAgreement`.
  public func percentAgreement(
    weights: AgreementWeights = .identity, level: Double = 0.95
  ) -> Estimate {
    moments(weights, nil).percentAgreement(level)
  }

  /// As `RatingTally.fleissKappaGeneral`.
  public func fleissKappaGeneral(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    moments(weights, scores).fleissKappaGeneral(level)
  }

  /// As `RatingTally.gwetAC`.
  public func gwetAC(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    moments(weights, scores).gwetAC(level)
  }

  /// As `RatingTally.brennanPrediger`.
  public func brennanPrediger(
    weights: AgreementWeights = .identity, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    moments(weights, scores).brennanPrediger(level)
  }

  /// As `RatingTally.krippendorffAlpha`.
  public func krippendorffAlpha(
    metric: AlphaMetric = .nominal, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    let sets = RatingSets(self)
    return RatingMoments.alpha(
      metric, scores, totals: sets.pairableTotals(counts), level: level
    ) { sets.moments($0, counts) }
  }

  private func moments(_ weights: AgreementWeights, _ scores: [Double]?) -> RatingMoments {
    RatingSets(self).moments(
      CategoryDistances(weights, categoryCount: categoryCount, scores: scores), counts)
  }
}

extension RatingSets {
  /// Ratings in each category, of items with two ratings or more.
  func pairableTotals(_ counts: [Int]) -> [Double] {
    var totals = Array(repeating: 0, count: categoryCount)
    for set in counts.indices where sizes[set] > 1 {
      for entry in starts[set]..<starts[set + 1] {
        totals[categories[entry]] += counts[set] * amounts[entry]
      }
    }
    return totals.map { Double($0) }
  }

  /// The sums that coefficients are worked out from, of so many items of each set.
  func moments(_ distances: CategoryDistances, _ counts: [Int]) -> RatingMoments {
    let k = categoryCount
    let disagreements = disagreements(distances)
    let empty = RatingMoments.Layer(
      ratings: 0, items: 0, given: Array(repeating: 0, count: k),
      together: Array(repeating: 0, count: k * k), disagreement: 0, squares: 0,
      spread: Array(repeating: 0, count: k))
    var layers = Array(repeating: empty, count: (sizes.max() ?? 0) + 1)
    for size in layers.indices { layers[size].ratings = size }
    for set in counts.indices where counts[set] > 0 {
      add(set, Double(counts[set]), disagreements[set], to: &layers[sizes[set]])
    }
    var result = RatingMoments(distances: distances)
    result.layers = layers.dropFirst().filter { $0.items > 0 }
    return result
  }

  private func add(
    _ set: Int, _ times: Double, _ disagreement: Double, to layer: inout RatingMoments.Layer
  ) {
    let spread = times * disagreement
    layer.items += times
    layer.disagreement += spread
    layer.squares += spread * disagreement
    for one in starts[set]..<starts[set + 1] {
      let (category, amount) = (categories[one], Double(amounts[one]))
      layer.given[category] += times * amount
      layer.spread[category] += spread * amount
      for two in starts[set]..<starts[set + 1] {
        layer.together[category * categoryCount + categories[two]] +=
          times * amount * Double(amounts[two])
      }
    }
  }
}
