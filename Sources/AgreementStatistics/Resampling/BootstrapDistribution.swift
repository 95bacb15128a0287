/// A statistic in its resamples, and the intervals and the test that follow from them.
public struct BootstrapDistribution: Hashable, Sendable {
  /// Of the data themselves.
  public let estimate: Double
  /// Of the resamples in which the statistic is defined, ascending; not empty.
  public let sorted: [Double]
  /// Of BCa, from the jackknife over units.
  public let acceleration: Double
  /// Items or clusters, whichever were drawn.
  public let unitCount: Int
  public let resamples: Int
  public let seed: UInt64

  /// Resamples in which the statistic was undefined. They are left out of all else here.
  public var undefinedCount: Int { resamples - sorted.count }

  /// From 0 to 1.
  public var undefinedShare: Double { Double(undefinedCount) / Double(resamples) }

  /// More than one resample in a hundred was undefined: the interval leaves out what may not be
  /// left out.
  public var hasManyUndefined: Bool { undefinedCount * 100 > resamples }

  /// Standard deviation of the resamples, divisor B − 1; nil of one resample.
  public var standardError: Double? {
    guard sorted.count > 1 else { return nil }
    let n = Double(sorted.count)
    let mean = sorted.reduce(0, +) / n
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / (n - 1)).squareRoot()
  }

  /// From the resamples' quantiles of type 7. Precondition: a level between 0 and 1. O(1).
  public func percentileInterval(level: Double = 0.95) -> Interval {
    SampleQuantile.interval(sorted, level: level)
  }

  /// Bias-corrected and accelerated: Efron 1987, doi:10.1080/01621459.1987.10478410. Resamples
  /// equal to the estimate count by half for the bias. Precondition: a level between 0 and 1.
  public func bcaInterval(level: Double = 0.95) -> Interval {
    let bias = bias
    let z = NormalDistribution.critical(level)
    func end(_ z: Double) -> Double {
      let shifted = bias + (bias + z) / (1 - acceleration * (bias + z))
      return SampleQuantile.typeSeven(sorted, NormalDistribution.survival(-shifted))
    }
    return Interval(low: end(-z), high: end(z))
  }

  /// Two-sided p of a true value: the level at which an end of the BCa interval is that value.
  /// Not smaller than the number of resamples can tell. Efron & Tibshirani 1993, eq. 15.34.
  public func bcaP(against value: Double) -> Double {
    let bias = bias
    func tail(_ share: Double) -> Double {
      let at = NormalDistribution.quantile(inside(share)) - bias
      return NormalDistribution.survival(-(at / (1 + acceleration * at) - bias))
    }
    // Resamples equal to the value speak for either side: else p could be small where an end of
    // the interval is the value.
    let (below, equal) = counts(around: value)
    let n = Double(sorted.count)
    return min(1, 2 * min(tail(Double(below + equal) / n), 1 - tail(Double(below) / n)))
  }

  /// z of the share of resamples below the estimate.
  private var bias: Double {
    let (below, equal) = counts(around: estimate)
    return NormalDistribution.quantile(
      inside((Double(below) + Double(equal) / 2) / Double(sorted.count)))
  }

  /// How many are less, and how many the same but for rounding.
  private func counts(around bound: Double) -> (below: Int, equal: Int) {
    let below = place { $0 < bound - 1e-12 }
    return (below, place { $0 <= bound + 1e-12 } - below)
  }

  /// How many of the ascending values fulfil what the first ones do.
  private func place(_ isBefore: (Double) -> Bool) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(sorted[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Never 0 or 1: no more than the number of resamples can tell.
  private func inside(_ share: Double) -> Double {
    let half = 0.5 / Double(sorted.count)
    return min(max(share, half), 1 - half)
  }
}
