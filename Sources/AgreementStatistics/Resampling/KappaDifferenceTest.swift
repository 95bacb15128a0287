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
  /// The paired bootstrap over items: both raters' answers to an item are drawn together, as a
  /// multinomial over the distinct outcomes.
  ///
  /// Interval: BCa, Efron 1987 doi:10.1080/01621459.1987.10478410, with percentiles of type 7 and
  /// the acceleration of the jackknife over items. p: the level at which an end of that interval
  /// is 0, Efron & Tibshirani 1993, eq. 15.34, doi:10.1201/9780429246593. Dependent kappas by
  /// resampling: Vanbelle & Albert 2008 doi:10.1348/000711008X299720.
  ///
  /// - Returns: nil where a kappa is undefined, for the items or for every resample.
  /// - Cost: about 80 ns for each distinct outcome and resample.
  public func test(resamples: Int = 10_000, seed: UInt64 = 1, level: Double = 0.95)
    -> KappaDifferenceTest?
  {
    guard let value = difference else { return nil }
    let drawn = resampledDifferences(resamples, seed)
    guard !drawn.isEmpty else { return nil }
    let sorted = drawn.sorted()
    let bias = NormalDistribution.quantile(Self.share(of: sorted, below: value))
    let acceleration = self.acceleration
    func end(_ z: Double) -> Double {
      let shifted = bias + (bias + z) / (1 - acceleration * (bias + z))
      return Self.quantile(sorted, NormalDistribution.survival(-shifted))
    }
    let z = NormalDistribution.critical(level)
    func tail(_ share: Double) -> Double {
      let at = NormalDistribution.quantile(share) - bias
      return NormalDistribution.survival(-(at / (1 + acceleration * at) - bias))
    }
    // Resamples that are 0 speak for either side: else p could be small where an end is 0.
    let (below, equal) = Self.counts(of: sorted, around: 0)
    let low = tail(Self.inside(Double(below + equal) / Double(sorted.count), sorted.count))
    let high = 1 - tail(Self.inside(Double(below) / Double(sorted.count), sorted.count))
    return KappaDifferenceTest(
      value: value, interval: Interval(low: end(-z), high: end(z)), level: level,
      p: min(1, 2 * min(low, high)), itemCount: itemCount, resamples: resamples, seed: seed,
      undefinedCount: resamples - drawn.count, acceleration: acceleration)
  }

  private func resampledDifferences(_ resamples: Int, _ seed: UInt64) -> [Double] {
    var pair = KappaPair(categoryCount: categoryCount)
    var result: [Double] = []
    result.reserveCapacity(resamples)
    for number in 0..<resamples {
      var random = ResampleStream(seed: seed, number: UInt64(number))
      pair.clear()
      var (left, weight) = (itemCount, itemCount)
      for (outcome, count) in outcomes where left > 0 {
        let times = count == weight ? left : random.binomial(left, Double(count) / Double(weight))
        pair.add(times, outcome)
        left -= times
        weight -= count
      }
      if let difference = pair.difference { result.append(difference) }
    }
    return result
  }

  /// Skewness of the leave-one-out differences over 6; 0 where they do not vary.
  private var acceleration: Double {
    var pair = KappaPair(categoryCount: categoryCount)
    for (outcome, count) in outcomes { pair.add(count, outcome) }
    var left: [(value: Double, count: Double)] = []
    for (outcome, count) in outcomes {
      pair.add(-1, outcome)
      if let value = pair.difference { left.append((value, Double(count))) }
      pair.add(1, outcome)
    }
    let n = left.reduce(0) { $0 + $1.count }
    guard n > 0 else { return 0 }
    let mean = left.reduce(0) { $0 + $1.value * $1.count } / n
    var (squares, cubes) = (0.0, 0.0)
    for (value, count) in left {
      let gap = mean - value
      squares += count * gap * gap
      cubes += count * gap * gap * gap
    }
    guard squares > 1e-30 else { return 0 }
    return cubes / (6 * squares * squares.squareRoot())
  }

  /// The share of values below a bound, equal ones by half, and never 0 or 1.
  private static func share(of sorted: [Double], below bound: Double) -> Double {
    let (below, equal) = counts(of: sorted, around: bound)
    return inside((Double(below) + Double(equal) / 2) / Double(sorted.count), sorted.count)
  }

  /// How many are less, and how many the same but for rounding.
  private static func counts(of sorted: [Double], around bound: Double) -> (below: Int, equal: Int)
  {
    let below = sorted.count { $0 < bound - 1e-12 }
    return (below, sorted.count { $0 <= bound + 1e-12 } - below)
  }

  private static func inside(_ share: Double, _ count: Int) -> Double {
    min(max(share, 0.5 / Double(count)), 1 - 0.5 / Double(count))
  }

  private static func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    let place = Double(sorted.count - 1) * min(1, max(0, probability))
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }
}
