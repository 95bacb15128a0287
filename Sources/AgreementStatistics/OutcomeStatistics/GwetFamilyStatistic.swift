/// The coefficients of any number of raters in Gwet's form as functions of outcome counts: the
/// values of `RatingTally.gwetAC` and its like, without their errors. Outcomes are patterns or
/// sets of ratings. O(outcomes × distinct categories of each + K²).
public struct GwetFamilyStatistic: OutcomeStatistic {
  /// Which agreement by chance is taken off.
  public enum Coefficient: Hashable, Sendable, CaseIterable {
    /// None: the mean share of agreeing pairs.
    case percentAgreement
    /// Σ w_kl·π_k·π_l: Fleiss' kappa in the general form, Scott's pi of two raters.
    case fleissKappaGeneral
    /// AC1, or AC2 with weights.
    case gwetAC
    /// One in K: Bennett's S.
    case brennanPrediger
  }

  public let coefficient: Coefficient
  private let sets: RatingSets
  private let distances: CategoryDistances
  /// Of each outcome: the share of its pairs that agree, 0 of fewer than two ratings.
  private let agreements: [Double]
  private var shares: [Double]

  /// Outcomes are patterns.
  public init(
    _ coefficient: Coefficient, _ patterns: RatingPatterns,
    weights: AgreementWeights = .identity, scores: [Double]? = nil
  ) {
    self.init(coefficient, RatingSets(patterns), weights: weights, scores: scores)
  }

  init(
    _ coefficient: Coefficient, _ sets: RatingSets, weights: AgreementWeights = .identity,
    scores: [Double]? = nil
  ) {
    self.coefficient = coefficient
    self.sets = sets
    distances = CategoryDistances(weights, categoryCount: sets.categoryCount, scores: scores)
    agreements = zip(sets.disagreements(distances), sets.sizes).map { disagreement, size in
      size > 1 ? 1 - disagreement / Double(size * (size - 1)) : 0
    }
    shares = Array(repeating: 0, count: sets.categoryCount)
  }

  public mutating func value(of counts: [Int]) -> Double? {
    precondition(counts.count == sets.count, "a count for every outcome")
    var (items, pairable, agreement) = (0, 0, 0.0)
    for at in counts.indices {
      items += counts[at]
      guard sets.sizes[at] > 1 else { continue }
      pairable += counts[at]
      agreement += Double(counts[at]) * agreements[at]
    }
    guard pairable > 0 else { return nil }
    let observed = agreement / Double(pairable)
    guard let expected = chance(counts, Double(items)), expected < 1 - 1e-15 else { return nil }
    return (observed - expected) / (1 - expected)
  }

  private mutating func chance(_ counts: [Int], _ items: Double) -> Double? {
    let k = sets.categoryCount
    switch coefficient {
    case .percentAgreement: return 0
    case .brennanPrediger:
      return k > 1 ? totalWeight / Double(k * k) : nil
    case .gwetAC:
      guard k > 1 else { return nil }
      fillShares(counts, items)
      return totalWeight / Double(k * (k - 1)) * shares.reduce(0) { $0 + $1 * (1 - $1) }
    case .fleissKappaGeneral:
      fillShares(counts, items)
      guard shares.count(where: { $0 > 0 }) > 1 else { return nil }
      var sum = 0.0
      for one in 0..<k where shares[one] > 0 {
        for two in 0..<k { sum += shares[one] * shares[two] * distances.weight(one, two) }
      }
      return sum
    }
  }

  private var totalWeight: Double { distances.values.reduce(0) { $0 + (1 - $1) } }

  /// π_k: the mean over items of the share of their ratings in k.
  private mutating func fillShares(_ counts: [Int], _ items: Double) {
    for at in shares.indices { shares[at] = 0 }
    for set in counts.indices where counts[set] > 0 {
      let weight = Double(counts[set]) / Double(sets.sizes[set]) / items
      for entry in sets.starts[set]..<sets.starts[set + 1] {
        shares[sets.categories[entry]] += weight * Double(sets.amounts[entry])
      }
    }
  }
}
