/// The difference of two dependent kappas with a bootstrap interval and the p that belongs to it.
public struct KappaDifferenceTest: Hashable, Sendable {
  /// The second rater's kappa less the first's.
  public var value: Double
  /// Bias-corrected and accelerated, at `level`.
  public var interval: Interval
  public var level: Double
  /// Two-sided; below 1 − `level` where the interval leaves 0 out, and not where it holds 0, up to
  /// the grain of the resamples. Not smaller than their number can tell.
  public var p: Double
  public var itemCount: Int
  public var resamples: Int
  public var seed: UInt64
  /// Resamples in which a kappa was undefined; they are left out.
  public var undefinedCount: Int
  public var acceleration: Double
}

extension PairedKappas {
  /// The paired bootstrap over items: both raters' answers to an item are drawn together.
  ///
  /// Interval and p of `BootstrapDistribution`: BCa, Efron 1987,
  /// doi:10.1080/01621459.1987.10478410, and the level at which an end of it is 0. Dependent kappas
  /// by resampling: Vanbelle & Albert
  /// 2008, doi:10.1348/000711008X299720.
  ///
  /// - Returns: nil where a kappa is undefined, for the items or for every resample.
  /// - Cost: some 60 ns for each distinct outcome and resample, on all threads together.
  public func test(
    resamples: Int = 10_000, seed: UInt64 = 1, level: Double = 0.95, threads: Int? = nil
  ) -> KappaDifferenceTest? {
    let bootstrap = Bootstrap(
      ResamplingUnits(items: outcomes.map(\.count)), resamples: resamples, seed: seed,
      threads: threads)
    guard let found = bootstrap.distribution(of: statistic) else { return nil }
    return KappaDifferenceTest(
      value: found.estimate, interval: found.bcaInterval(level: level), level: level,
      p: found.bcaP(against: 0), itemCount: itemCount, resamples: resamples, seed: seed,
      undefinedCount: found.undefinedCount, acceleration: found.acceleration)
  }
}
