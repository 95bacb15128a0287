/// An interval by resampling items.
public struct BootstrapInterval: Hashable, Sendable {
  public var interval: Interval
  public var resamples: Int
  public var seed: UInt64
  /// Resamples in which the statistic was undefined; they are left out of the interval.
  public var undefinedCount: Int
}

extension RatingTally {
  /// Percentile bootstrap over items of any statistic of a tally (percentiles of type 7).
  ///
  /// For a statistic that has no `OutcomeStatistic`: a tally is made of each resample, on one
  /// thread. The resamples are those of `Bootstrap` with the distinct sets as outcomes. Nil where
  /// the statistic is undefined in every resample. Efron & Tibshirani 1993.
  public func bootstrap(
    resamples: Int = 1000, seed: UInt64 = 1, level: Double = 0.95,
    statistic: (RatingTally) -> Estimate
  ) -> BootstrapInterval? {
    bootstrap(resamples: resamples, seed: seed, level: level, statistics: 1) { tally, _ in
      statistic(tally)
    }[0]
  }

  /// The same for several statistics of each resample, which is drawn once: the answers are those
  /// of one call for each.
  ///
  /// - Parameter statistic: the value of the statistic of this number, from 0.
  public func bootstrap(
    resamples: Int = 1000, seed: UInt64 = 1, level: Double = 0.95, statistics: Int,
    statistic: (RatingTally, Int) -> Estimate
  ) -> [BootstrapInterval?] {
    let ordered = sets.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    let units = ResamplingUnits(items: ordered.map(\.value))
    guard units.unitCount > 0 else { return Array(repeating: nil, count: statistics) }
    var values = Array(repeating: [Double](), count: statistics)
    var (counts, room) = ([Int](), [Int]())
    for number in 0..<resamples {
      var random = ResampleStream(seed: seed, number: UInt64(number))
      units.draw(&random, into: &counts, units: &room)
      var drawn = emptied
      for (set, times) in zip(ordered, counts) { drawn.add(ratings: set.key, times: times) }
      for at in 0..<statistics {
        if let value = statistic(drawn, at).value { values[at].append(value) }
      }
    }
    return values.map { values in
      guard !values.isEmpty else { return nil }
      return BootstrapInterval(
        interval: SampleQuantile.interval(values.sorted(), level: level), resamples: resamples,
        seed: seed, undefinedCount: resamples - values.count)
    }
  }
}
