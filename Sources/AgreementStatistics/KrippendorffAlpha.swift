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
  ///   in one category (D_e = 0).
  /// - Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"; Krippendorff
  ///   2019, Content Analysis, 4th ed.; Gwet 2014.
  public func krippendorffAlpha(
    metric: AlphaMetric = .nominal, scores: [Double]? = nil, level: Double = 0.95
  ) -> Estimate {
    let rows = rows().filter { $0.ratings > 1 }
    guard !rows.isEmpty else { return .undefined(.noItems) }
    var totals = Array(repeating: 0.0, count: categoryCount)
    for row in rows {
      for (category, count) in row.counts { totals[category] += row.times * count }
    }
    guard totals.filter({ $0 > 0 }).count > 1 else { return .undefined(.oneCategory) }
    let distances = Self.distances(metric, scores ?? (1...categoryCount).map(Double.init), totals)
    let widest = distances.reduce(0) { max($0, $1.max() ?? 0) }
    guard widest > 0 else { return .undefined(.certainChance) }
    let n = totals.reduce(0, +)
    var within = 0.0
    for row in rows {
      within += row.times * Self.disagreement(row, distances) / (row.ratings - 1)
    }
    var between = 0.0
    for c in totals.indices where totals[c] > 0 {
      for k in totals.indices { between += totals[c] * totals[k] * distances[c][k] }
    }
    guard between > 0 else { return .undefined(.certainChance) }
    let value = 1 - (n - 1) * within / between
    let items = Int(rows.reduce(0) { $0 + $1.times })
    guard metric != .ordinal else {
      return .defined(Coefficient(value: value, level: level, itemCount: items))
    }
    let weights = distances.map { $0.map { 1 - $0 / widest } }
    return linearised(value, rows, weights, totals, level)
  }

  /// Σ over ordered pairs of one item's ratings of their distance.
  private static func disagreement(_ row: Row, _ distances: [[Double]]) -> Double {
    row.counts.reduce(0) { sum, one in
      sum + row.counts.reduce(0) { $0 + one.1 * $1.1 * distances[one.0][$1.0] }
    }
  }

  /// δ² between categories. Ordinal: the squared difference of mid-ranks, in order of the scores.
  private static func distances(
    _ metric: AlphaMetric, _ scores: [Double], _ totals: [Double]
  ) -> [[Double]] {
    let midRanks = midRanks(scores, totals)
    return scores.indices.map { c in
      scores.indices.map { k in
        guard c != k else { return 0 }
        switch metric {
        case .nominal: return 1
        case .ordinal: return square(midRanks[c] - midRanks[k])
        case .interval: return square(scores[c] - scores[k])
        case .ratio:
          let sum = scores[c] + scores[k]
          return sum == 0 ? 0 : square((scores[c] - scores[k]) / sum)
        }
      }
    }
  }

  private static func square(_ x: Double) -> Double { x * x }

  private static func midRanks(_ scores: [Double], _ totals: [Double]) -> [Double] {
    var result = Array(repeating: 0.0, count: scores.count)
    var before = 0.0
    for category in scores.indices.sorted(by: { scores[$0] < scores[$1] }) {
      result[category] = before + totals[category] / 2
      before += totals[category]
    }
    return result
  }

  /// Gwet's linearisation for items of unequal numbers of ratings.
  private func linearised(
    _ value: Double, _ rows: [Row], _ w: [[Double]], _ totals: [Double], _ level: Double
  ) -> Estimate {
    let items = rows.reduce(0) { $0 + $1.times }
    let mean = rows.reduce(0) { $0 + $1.times * $1.ratings } / items
    let shares = totals.map { $0 / (items * mean) }
    let weighted = shares.indices.map { k in
      shares.indices.reduce(0) { $0 + (w[k][$1] + w[$1][k]) / 2 * shares[$1] }
    }
    let chance = zip(shares, weighted).reduce(0) { $0 + $1.0 * $1.1 }
    func own(_ row: Row) -> Double { row.agreeing(w) / (mean * (row.ratings - 1)) }
    let observed = rows.reduce(0) { $0 + $1.times * own($1) } / items
    let prime = (observed - chance) / (1 - chance)
    // Gwet's small-sample agreement: every item is taken to agree with itself once.
    let corrected = observed + (1 - observed) / (items * mean)
    var squares = 0.0
    for row in rows {
      let stretch = (row.ratings - mean) / mean
      let agreement = own(row) - corrected * stretch
      let expected =
        row.counts.reduce(0) { $0 + $1.1 * weighted[$1.0] } / mean - chance * stretch
      let deviation =
        (agreement - chance) / (1 - chance) - 2 * (1 - prime) * (expected - chance) / (1 - chance)
        - prime
      squares += row.times * deviation * deviation
    }
    return Self.estimate(
      value, squares: squares, n: Int(items), level: level, observed: observed, chance: chance)
  }
}
