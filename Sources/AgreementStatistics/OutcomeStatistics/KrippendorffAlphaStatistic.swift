/// Krippendorff's alpha as a function of outcome counts: the value of
/// `RatingTally.krippendorffAlpha`, without its error. Outcomes are patterns or sets of ratings;
/// ordinal distances are made anew from the mid-ranks of each resample.
/// O(outcomes × distinct categories of each + K²).
public struct KrippendorffAlphaStatistic: OutcomeStatistic {
  private let sets: RatingSets
  private let metric: AlphaMetric
  private let scores: [Double]
  /// Categories in ascending order of their scores.
  private let order: [Int]
  private let hasBothSigns: Bool
  /// δ² of all but ordinal.
  private let distances: CategoryDistances
  /// Of each outcome, Σ_kl r_k·r_l·δ²_kl / (m − 1) in units of `distances`; empty for ordinal.
  private let withins: [Double]
  private var totals: [Int]
  private var ranks: [Double]

  /// Outcomes are patterns.
  public init(_ patterns: RatingPatterns, metric: AlphaMetric = .nominal, scores: [Double]? = nil) {
    self.init(RatingSets(patterns), metric: metric, scores: scores)
  }

  init(_ sets: RatingSets, metric: AlphaMetric = .nominal, scores: [Double]? = nil) {
    let k = sets.categoryCount
    let scores = scores ?? (0..<k).map { Double($0 + 1) }
    precondition(scores.count == k, "a score for every category")
    self.sets = sets
    self.metric = metric
    self.scores = scores
    order = scores.indices.sorted { scores[$0] < scores[$1] }
    hasBothSigns = scores.contains { $0 < 0 } && scores.contains { $0 > 0 }
    distances =
      metric == .ordinal
      ? .nominal(0) : .alpha(metric, scores, totals: Array(repeating: 0, count: k))
    withins =
      metric == .ordinal
      ? []
      : zip(sets.disagreements(distances), sets.sizes).map { disagreement, size in
        size > 1 ? disagreement / Double(size - 1) : 0
      }
    totals = Array(repeating: 0, count: k)
    ranks = Array(repeating: 0, count: k)
  }

  public mutating func value(of counts: [Int]) -> Double? {
    precondition(counts.count == sets.count, "a count for every outcome")
    fillTotals(counts)
    let n = totals.reduce(0, +)
    guard totals.count(where: { $0 > 0 }) > 1, metric != .ratio || !hasBothSigns else {
      return nil
    }
    let (within, between) = metric == .ordinal ? ordinal(counts) : fixed(counts)
    return between > 0 ? 1 - Double(n - 1) * within / between : nil
  }

  /// Ratings in each category, of items with two or more.
  private mutating func fillTotals(_ counts: [Int]) {
    for at in totals.indices { totals[at] = 0 }
    for set in counts.indices where counts[set] > 0 && sets.sizes[set] > 1 {
      for entry in sets.starts[set]..<sets.starts[set + 1] {
        totals[sets.categories[entry]] += counts[set] * sets.amounts[entry]
      }
    }
  }

  private func fixed(_ counts: [Int]) -> (within: Double, between: Double) {
    var (within, between) = (0.0, 0.0)
    for at in counts.indices where counts[at] > 0 { within += Double(counts[at]) * withins[at] }
    let k = totals.count
    for one in 0..<k where totals[one] > 0 {
      var sum = 0.0
      for two in 0..<k { sum += Double(totals[two]) * distances.values[one * k + two] }
      between += Double(totals[one]) * sum
    }
    return (within, between)
  }

  /// δ² are squared differences of mid-ranks x, so Σ_kl r_k·r_l·δ²_kl = 2·(m·Σx² − (Σx)²).
  private mutating func ordinal(_ counts: [Int]) -> (within: Double, between: Double) {
    // Ranks from the middle: the sums then are small, and their difference exact.
    var before = -Double(totals.reduce(0, +)) / 2
    for category in order {
      ranks[category] = before + Double(totals[category]) / 2
      before += Double(totals[category])
    }
    var within = 0.0
    for set in counts.indices where counts[set] > 0 && sets.sizes[set] > 1 {
      var (sum, squares) = (0.0, 0.0)
      for entry in sets.starts[set]..<sets.starts[set + 1] {
        let (rank, amount) = (ranks[sets.categories[entry]], Double(sets.amounts[entry]))
        sum += amount * rank
        squares += amount * rank * rank
      }
      let size = Double(sets.sizes[set])
      within += Double(counts[set]) * 2 * (size * squares - sum * sum) / (size - 1)
    }
    var (sum, squares, n) = (0.0, 0.0, 0.0)
    for category in totals.indices {
      let amount = Double(totals[category])
      n += amount
      sum += amount * ranks[category]
      squares += amount * ranks[category] * ranks[category]
    }
    return (within, 2 * (n * squares - sum * sum))
  }
}
