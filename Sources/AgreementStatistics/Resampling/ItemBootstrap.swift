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
    guard itemCount > 0 else { return Array(repeating: nil, count: statistics) }
    let ordered = sets.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    var values = Array(repeating: [Double](), count: statistics)
    for number in 0..<resamples {
      var random = ResampleStream(seed: seed, number: UInt64(number))
      let drawn = drawn(from: ordered, &random)
      for at in 0..<statistics {
        if let value = statistic(drawn, at).value { values[at].append(value) }
      }
    }
    return values.map { values in
      guard !values.isEmpty else { return nil }
      let sorted = values.sorted()
      let tail = (1 - level) / 2
      return BootstrapInterval(
        interval: Interval(
          low: Self.quantile(sorted, tail), high: Self.quantile(sorted, 1 - tail)),
        resamples: resamples, seed: seed, undefinedCount: resamples - values.count)
    }
  }

  /// As many items as there are, drawn with replacement.
  private func drawn(
    from ordered: [(key: [Int], value: Int)], _ random: inout ResampleStream
  ) -> RatingTally {
    var result = emptied
    var left = itemCount
    var weight = itemCount
    for (ratings, count) in ordered where left > 0 {
      let times = count == weight ? left : random.binomial(left, Double(count) / Double(weight))
      result.add(ratings: ratings, times: times)
      left -= times
      weight -= count
    }
    return result
  }

  private static func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    let place = Double(sorted.count - 1) * probability
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }
}
