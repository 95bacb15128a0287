/// How far the agreement on systems depends on which items there happen to be.
public struct SystemStability: Hashable, Sendable {
  /// Of Kendall's tau-b between the raters over resamples; nil where it was never defined.
  public var meanKendall: Double?
  /// Nil with fewer than two defined values.
  public var deviationOfKendall: Double?
  /// Of Spearman's rho; nil likewise.
  public var meanSpearman: Double?
  /// Nil with fewer than two defined values.
  public var deviationOfSpearman: Double?
  /// The share of resamples in which a rater's top systems are those of all items: 0 to 1. Nil
  /// where no resample has scores of all systems.
  public var firstTopStays: Double?
  /// The same of the second rater.
  public var secondTopStays: Double?
  /// The share in which both raters' top systems are the same ones.
  public var topsAgree: Double?
  /// How many were drawn.
  public var resamples: Int
  /// Of their random numbers.
  public var seed: UInt64
  /// Resamples in which a system has no score: they are left out of everything.
  public var incompleteCount: Int
  /// Resamples without a tau, the incomplete ones among them.
  public var undefinedCount: Int
}

extension SystemScores {
  /// Stability under resampling of whole items, with all their systems.
  ///
  /// Each resample has random numbers of its own, made of the seed and its number. Undefined
  /// without items and with fewer than two systems that have scores. Precondition: at least one
  /// resample. O(resamples × items × systems).
  public func stability(resamples: Int = 1000, seed: UInt64 = 1) -> Finding<SystemStability> {
    precondition(resamples > 0, "at least one resample")
    guard itemCount > 0 else { return .undefined(.noItems) }
    let scored = (0..<systemCount).filter { system in
      (0..<itemCount).contains { counts[$0 * systemCount + system] > 0 }
    }
    guard scored.count > 1 else { return .undefined(.tooFewContestants) }
    let whole = ranking
    var found = Draws()
    for number in 0..<resamples {
      let drawn = means(times: times(seed: seed, number: number))
      guard scored.allSatisfy({ drawn.counts[$0] > 0 }) else { continue }
      found.add(
        SystemRanking(
          first: scored.map { drawn.first[$0] }, second: scored.map { drawn.second[$0] }), whole)
    }
    return .defined(found.stability(resamples: resamples, seed: seed))
  }

  private func times(seed: UInt64, number: Int) -> [Int] {
    var random = ResampleStream(seed: seed, number: UInt64(number))
    var times = Array(repeating: 0, count: itemCount)
    for _ in 0..<itemCount { times[Int(random.uniform() * Double(itemCount))] += 1 }
    return times
  }

  private struct Draws {
    var kendall: [Double] = []
    var spearman: [Double] = []
    var (count, first, second, both) = (0, 0, 0, 0)

    mutating func add(_ one: SystemRanking, _ whole: SystemRanking) {
      count += 1
      if let tau = one.kendall { kendall.append(tau) }
      if let rho = one.spearman { spearman.append(rho) }
      if one.firstTop == whole.firstTop { first += 1 }
      if one.secondTop == whole.secondTop { second += 1 }
      if one.firstTop == one.secondTop { both += 1 }
    }

    func stability(resamples: Int, seed: UInt64) -> SystemStability {
      let (tau, rho) = (MeanAndDeviation(kendall), MeanAndDeviation(spearman))
      func share(_ part: Int) -> Double? { count > 0 ? Double(part) / Double(count) : nil }
      return SystemStability(
        meanKendall: tau.mean, deviationOfKendall: tau.deviation, meanSpearman: rho.mean,
        deviationOfSpearman: rho.deviation, firstTopStays: share(first),
        secondTopStays: share(second), topsAgree: share(both), resamples: resamples, seed: seed,
        incompleteCount: resamples - count, undefinedCount: resamples - kendall.count)
    }
  }
}

/// Of some numbers; the deviation has divisor n − 1.
struct MeanAndDeviation {
  /// Nil without numbers.
  var mean: Double?
  /// Nil with fewer than two.
  var deviation: Double?

  init(_ values: [Double]) {
    guard !values.isEmpty else { return }
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    self.mean = mean
    guard values.count > 1 else { return }
    deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)).squareRoot()
  }
}
