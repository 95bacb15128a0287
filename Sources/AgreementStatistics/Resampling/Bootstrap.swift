/// The bootstrap of any statistic of outcome counts: Efron 1979, doi:10.1214/aos/1176344552;
/// Efron & Tibshirani 1993, doi:10.1201/9780429246593.
///
/// Each resample has a stream of random numbers of its own, made from the seed and its number; so
/// a result depends on the data, the seed and the number of resamples, and not on threads.
///
/// ```swift
/// let table = ConfusionTable(rows: [[20, 5], [10, 15]])
/// let bootstrap = Bootstrap(ResamplingUnits(items: table.counts), resamples: 2000, seed: 7)
/// let drawn = bootstrap.distribution(of: CohenKappaStatistic(cellsOf: 2))
/// // drawn?.bcaInterval() is about 0.12 to 0.63, the same on any number of threads
/// ```
public struct Bootstrap: Hashable, Sendable {
  public var units: ResamplingUnits
  public var resamples: Int
  public var seed: UInt64
  /// Threads to use at most; as many as there are processors where nil.
  public var threads: Int?

  /// Precondition: `resamples` ≥ 1.
  public init(
    _ units: ResamplingUnits, resamples: Int = 10_000, seed: UInt64 = 1, threads: Int? = nil
  ) {
    precondition(resamples >= 1, "a bootstrap has a resample")
    self.units = units
    self.resamples = resamples
    self.seed = seed
    self.threads = threads
  }

  /// The statistic in all resamples, and what its interval needs besides.
  ///
  /// - Returns: nil where the statistic is undefined for the data, or in every resample.
  /// - Cost: B · (a draw, see `ResamplingUnits`, and a value), on all threads together; one value
  ///   for each distinct unit.
  public func distribution(of statistic: some OutcomeStatistic) -> BootstrapDistribution? {
    guard units.unitCount > 0 else { return nil }
    var own = statistic
    guard let estimate = own.value(of: units.counts) else { return nil }
    let values = values(of: statistic)
    guard !values.isEmpty else { return nil }
    return BootstrapDistribution(
      estimate: estimate, sorted: values.sorted(),
      acceleration: Jackknife(units, statistic).acceleration,
      unitCount: units.unitCount, resamples: resamples, seed: seed)
  }

  /// In the order of the resamples, without those in which it is undefined.
  private func values(of statistic: some OutcomeStatistic) -> [Double] {
    let (units, seed) = (units, seed)
    let parts = ParallelRanges.map(
      resamples, threads: threads ?? ParallelRanges.processorCount
    ) { range in
      var statistic = statistic
      var (counts, room, result) = ([Int](), [Int](), [Double]())
      result.reserveCapacity(range.count)
      for number in range {
        var random = ResampleStream(seed: seed, number: UInt64(number))
        units.draw(&random, into: &counts, units: &room)
        if let value = statistic.value(of: counts) { result.append(value) }
      }
      return result
    }
    return parts.count == 1 ? parts[0] : Array(parts.joined())
  }
}
