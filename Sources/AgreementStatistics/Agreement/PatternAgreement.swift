/// The coefficients of agreement of any number of raters that can be taken apart by items.
public enum AgreementCoefficient: String, Hashable, Sendable, CaseIterable {
  case percentAgreement, brennanPrediger, gwetAC, fleissKappa, congerKappa, krippendorffAlpha
}

extension RatingPatterns {
  /// A coefficient with what each item adds to it.
  ///
  /// - Parameters:
  ///   - raters: those that are compared, all where nil. Items without a rating of theirs do not
  ///     enter (for alpha: without two).
  ///   - weights: for alpha, distances are 1 − weight: `.quadratic` with scores is its interval
  ///     metric.
  /// - Returns: undefined without an item of two ratings, with fewer than two declared categories
  ///   (AC, Brennan-Prediger), with ratings of one category only (kappas, alpha).
  /// - Cost: O(patterns × raters²).
  public func linearised(
    _ coefficient: AgreementCoefficient, raters: [Int]? = nil,
    weights: AgreementWeights = .identity, scores: [Double]? = nil
  ) -> Finding<LinearisedCoefficient> {
    let parts = PatternAgreement(
      self, raters ?? Array(0..<raterCount),
      CategoryDistances(weights, categoryCount: categoryCount, scores: scores))
    guard parts.pairableCount > 0 else { return .undefined(.noItems) }
    switch coefficient {
    case .percentAgreement: return parts.linearised { _ in 0 }
    case .brennanPrediger, .gwetAC:
      guard categoryCount > 1 else { return .undefined(.tooFewCategories) }
      return coefficient == .gwetAC ? parts.gwetAC : parts.brennanPrediger
    case .fleissKappa, .congerKappa:
      guard !parts.isOneCategory(from: 1) else { return .undefined(.oneCategory) }
      return coefficient == .fleissKappa ? parts.fleissKappa : parts.congerKappa
    case .krippendorffAlpha:
      guard !parts.isOneCategory(from: 2) else { return .undefined(.oneCategory) }
      return parts.krippendorffAlpha
    }
  }
}

/// Agreement within each pattern, and by chance.
struct PatternAgreement {
  let distances: CategoryDistances
  /// Ratings of each pattern: which of the chosen raters, and the category.
  let rows: [[(rater: Int, category: Int)]]
  /// Items of each pattern, 0 where none of the chosen raters rated.
  let counts: [Int]
  let raterCount: Int
  /// Σ over the pattern's ordered pairs of ratings of their weight.
  let agreeing: [Double]

  init(_ patterns: RatingPatterns, _ raters: [Int], _ distances: CategoryDistances) {
    self.distances = distances
    raterCount = raters.count
    rows = (0..<patterns.count).map { pattern in
      raters.enumerated().compactMap { place, rater in
        let code = patterns[pattern, rater]
        return code == RatingMatrix.missing ? nil : (place, Int(code))
      }
    }
    counts = zip(rows, patterns.counts).map { $0.isEmpty ? 0 : $1 }
    agreeing = rows.map { row in
      var sum = 0.0
      for (at, one) in row.enumerated() {
        for (other, two) in row.enumerated() where other != at {
          sum += distances.weight(one.category, two.category)
        }
      }
      return sum
    }
  }

  /// Items with a rating, and with two or more.
  var itemCount: Int { counts.reduce(0, +) }
  var pairableCount: Int { zip(rows, counts).reduce(0) { $0 + ($1.0.count > 1 ? $1.1 : 0) } }

  /// All ratings of items with at least so many are alike.
  func isOneCategory(from least: Int) -> Bool {
    let used = rows.lazy.filter { $0.count >= least }.joined().map(\.category)
    guard let first = used.first else { return true }
    return used.allSatisfy { $0 == first }
  }

  /// π_k: the mean over items of the share of their ratings in k.
  var shares: [Double] {
    var result = Array(repeating: 0.0, count: distances.categoryCount)
    let n = Double(itemCount)
    for (row, count) in zip(rows, counts) {
      for rating in row { result[rating.category] += Double(count) / Double(row.count) / n }
    }
    return result
  }

  /// Gwet's common form, of the chance agreement that each pattern stands for; their mean over
  /// items is the whole one.
  func linearised(_ chanceOfPattern: (Int) -> Double) -> Finding<LinearisedCoefficient> {
    let (n, pairable) = (Double(itemCount), Double(pairableCount))
    let chances = rows.indices.map { counts[$0] > 0 ? chanceOfPattern($0) : 0 }
    let chance = zip(chances, counts).reduce(0) { $0 + $1.0 * Double($1.1) } / n
    guard chance < 1 - 1e-15 else { return .undefined(.certainChance) }
    let own = zip(rows, agreeing).map { row, sum in
      row.count > 1 ? sum / Double(row.count * (row.count - 1)) : 0
    }
    let observed = zip(own, counts).reduce(0) { $0 + $1.0 * Double($1.1) } / pairable
    let value = (observed - chance) / (1 - chance)
    let deviations = rows.indices.map { at in
      guard counts[at] > 0 else { return 0.0 }
      let agreement =
        rows[at].count > 1 ? n / pairable * (own[at] - chance) / (1 - chance) : 0
      return agreement - 2 * (1 - value) * (chances[at] - chance) / (1 - chance) - value
    }
    return .defined(
      LinearisedCoefficient(
        value: value, observedAgreement: observed, chanceAgreement: chance,
        deviations: deviations, counts: counts))
  }

  /// The mean over a pattern's ratings of a number that each category has.
  func mean(_ ofCategory: [Double], _ pattern: Int) -> Double {
    let row = rows[pattern]
    return row.reduce(0) { $0 + ofCategory[$1.category] } / Double(row.count)
  }
}

extension PatternAgreement {
  private var totalWeight: Double { distances.values.reduce(0) { $0 + (1 - $1) } }

  var brennanPrediger: Finding<LinearisedCoefficient> {
    let k = Double(distances.categoryCount)
    let chance = totalWeight / (k * k)
    return linearised { _ in chance }
  }

  var gwetAC: Finding<LinearisedCoefficient> {
    let k = Double(distances.categoryCount)
    let factor = totalWeight / (k * (k - 1))
    let unlike = shares.map { factor * (1 - $0) }
    return linearised { mean(unlike, $0) }
  }

  var fleissKappa: Finding<LinearisedCoefficient> {
    let weighted = distances.weighted(shares)
    return linearised { mean(weighted, $0) }
  }
}
