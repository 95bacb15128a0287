/// How far the agreement on systems depends on which systems there happen to be.
public struct SystemSubsets: Hashable, Sendable {
  /// Over draws; nil where it was never defined.
  public var meanSpearman: Double?
  /// Nil with fewer than two defined values.
  public var deviationOfSpearman: Double?
  /// Of Kendall's tau-b; nil likewise.
  public var meanKendall: Double?
  /// Nil with fewer than two defined values.
  public var deviationOfKendall: Double?
  /// How many subsets were drawn.
  public var draws: Int
  /// Of their random numbers.
  public var seed: UInt64

  /// Of each system's mean score by two raters: rankings of so many systems, drawn at random
  /// without replacement. Thakur et al. 2024, arXiv:2406.12624, draw 6 of 9 five times.
  ///
  /// Precondition: as many means of both, and a size of at most so many. O(draws × size²).
  public init(first: [Double], second: [Double], size: Int, draws: Int = 1000, seed: UInt64 = 1) {
    precondition(first.count == second.count, "two means of each system")
    precondition((0...first.count).contains(size) && draws >= 0, "a subset of the systems")
    var (rhos, taus): ([Double], [Double]) = ([], [])
    for number in 0..<draws {
      var random = ResampleStream(seed: seed, number: UInt64(number))
      var order = Array(first.indices)
      for at in 0..<size {
        let other = at + Int(random.uniform() * Double(order.count - at))
        order.swapAt(at, other)
      }
      let drawn = order.prefix(size)
      let ranking = SystemRanking(first: drawn.map { first[$0] }, second: drawn.map { second[$0] })
      if let rho = ranking.spearman { rhos.append(rho) }
      if let tau = ranking.kendall { taus.append(tau) }
    }
    let (rho, tau) = (MeanAndDeviation(rhos), MeanAndDeviation(taus))
    (meanSpearman, deviationOfSpearman) = (rho.mean, rho.deviation)
    (meanKendall, deviationOfKendall) = (tau.mean, tau.deviation)
    self.draws = draws
    self.seed = seed
  }
}
