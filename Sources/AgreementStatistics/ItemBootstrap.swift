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
  /// The distinct sets are drawn as a multinomial by conditional binomials, so the cost does not
  /// depend on the number of items. Each resample has a stream of its own, made from the seed and
  /// its number. Nil where the statistic is undefined in every resample. Efron & Tibshirani 1993.
  public func bootstrap(
    resamples: Int = 1000, seed: UInt64 = 1, level: Double = 0.95,
    statistic: @escaping (RatingTally) -> Estimate
  ) -> BootstrapInterval? {
    bootstrap(resamples: resamples, seed: seed, level: level, statistics: [statistic])[0]
  }

  /// As above for several statistics of the same resamples, each of which is drawn once. The
  /// result has one interval per statistic, in their order; `isCancelled` is asked now and then,
  /// and ends the work without intervals.
  public func bootstrap(
    resamples: Int = 1000, seed: UInt64 = 1, level: Double = 0.95,
    isCancelled: () -> Bool = { false }, statistics: [(RatingTally) -> Estimate]
  ) -> [BootstrapInterval?] {
    let ordered = sets.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    let sources = zip(ordered, rows()).map { (key: $0.key, row: $1) }
    let nothing: [BootstrapInterval?] = statistics.map { _ in nil }
    guard itemCount > 0 else { return nothing }
    var values: [[Double]] = statistics.map { _ in [] }
    for number in 0..<resamples {
      if number % 16 == 0, isCancelled() { return nothing }
      let drawn = resample(sources, seed: seed, number: number)
      for (at, statistic) in statistics.enumerated() {
        if let value = statistic(drawn).value { values[at].append(value) }
      }
    }
    let tail = (1 - level) / 2
    return values.map { values in
      guard !values.isEmpty else { return nil }
      let sorted = values.sorted()
      return BootstrapInterval(
        interval: Interval(
          low: Self.quantile(sorted, tail), high: Self.quantile(sorted, 1 - tail)),
        resamples: resamples, seed: seed, undefinedCount: resamples - values.count)
    }
  }

  private func resample(
    _ sources: [(key: [Int], row: Row)], seed: UInt64, number: Int
  ) -> RatingTally {
    var random = ResampleStream(seed: seed, number: UInt64(number))
    var drawn: [(key: [Int], row: Row)] = []
    drawn.reserveCapacity(sources.count)
    var left = itemCount
    var weight = itemCount
    for var source in sources where left > 0 {
      let count = Int(source.row.times)
      let times =
        count == weight ? left : random.binomial(left, Double(count) / Double(weight))
      left -= times
      weight -= count
      guard times > 0 else { continue }
      source.row.times = Double(times)
      drawn.append(source)
    }
    return RatingTally(categoryCount: categoryCount, drawn: drawn)
  }

  private static func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    let place = Double(sorted.count - 1) * probability
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }
}
