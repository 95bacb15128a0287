/// A coefficient of agreement taken apart into what single items add to it, so that errors of
/// differences and of clustered items follow from one list of numbers.
///
/// An item's deviation is how far it draws the coefficient from its value; over all items the
/// deviations sum to 0. Source: Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed.; Gwet
/// 2016, doi:10.1177/0013164415596420.
public struct LinearisedCoefficient: Hashable, Sendable {
  public let value: Double
  public let observedAgreement: Double
  public let chanceAgreement: Double
  /// One for each pattern of the `RatingPatterns`: the deviation of an item that has it.
  public let deviations: [Double]
  /// Items of each pattern that enter; 0 where a pattern does not.
  public let counts: [Int]
  /// Items that enter.
  public let itemCount: Int

  init(
    value: Double, observedAgreement: Double, chanceAgreement: Double, deviations: [Double],
    counts: [Int]
  ) {
    self.value = value
    self.observedAgreement = observedAgreement
    self.chanceAgreement = chanceAgreement
    self.deviations = deviations
    self.counts = counts
    itemCount = counts.reduce(0, +)
  }

  /// The coefficient with its error over items, √(Σd²/(n(n − 1))), and Student's interval with
  /// n − 1 degrees, unclipped. One item has neither. O(patterns).
  public func estimate(level: Double = 0.95) -> Estimate {
    let squares = zip(deviations, counts).reduce(0) { $0 + $1.0 * $1.0 * Double($1.1) }
    return RatingMoments.estimate(
      value, squares: squares, n: Double(itemCount), level: level, observed: observedAgreement,
      chance: chanceAgreement)
  }

  /// This coefficient less another one of the same items: the paired t test of the items'
  /// linearised values. Its interval and `nullTest` are Student's, with n − 1 degrees, where n
  /// counts the items that enter either. Without an error where n is 1.
  ///
  /// Precondition: both are of one `RatingPatterns`. O(patterns). Source: Gwet 2016.
  public func difference(from other: LinearisedCoefficient, level: Double = 0.95) -> Estimate {
    precondition(counts.count == other.counts.count, "both are of the same patterns")
    var n = 0
    var squares = 0.0
    for at in counts.indices {
      let count = max(counts[at], other.counts[at])
      let gap = weight(at) - other.weight(at)
      n += count
      squares += Double(count) * gap * gap
    }
    return Self.estimate(value - other.value, squares, units: n, itemCount: n, level)
  }

  /// The standard error where items come in clusters (several of one conversation, say): the
  /// deviations of a cluster are added before they are squared, times G/(G − 1) for G clusters.
  /// With each item a cluster it is the error over items. Nil with fewer than two clusters.
  ///
  /// - Parameters:
  ///   - clusterOfItem: each item's cluster, any numbers.
  ///   - patternOfItem: of `RatingPatterns`, made with `keepingItems`. Precondition: as many.
  /// - Cost: O(items). Source: Liang & Zeger 1986, doi:10.1093/biomet/73.1.13; the factor is that
  ///   of CR1 for a mean.
  public func standardErrorByCluster(_ clusterOfItem: [Int], patternOfItem: [Int?]) -> Double? {
    estimateByCluster(clusterOfItem, patternOfItem: patternOfItem).coefficient?.standardError
  }

  /// The coefficient with `standardErrorByCluster` and Student's interval with G − 1 degrees.
  public func estimateByCluster(
    _ clusterOfItem: [Int], patternOfItem: [Int?], level: Double = 0.95
  ) -> Estimate {
    let sums = clusterSums(clusterOfItem, patternOfItem)
    let squares = sums.reduce(0) { $0 + $1 * $1 }
    return Self.estimate(value, squares, units: sums.count, itemCount: itemCount, level)
  }

  /// Sums in the order of the clusters' numbers, so that rounding does not depend on hashing.
  private func clusterSums(_ clusterOfItem: [Int], _ patternOfItem: [Int?]) -> [Double] {
    precondition(clusterOfItem.count == patternOfItem.count, "a cluster for each item")
    var sums: [Int: Double] = [:]
    for (cluster, pattern) in zip(clusterOfItem, patternOfItem) {
      guard let pattern, counts[pattern] > 0 else { continue }
      sums[cluster, default: 0] += weight(pattern)
    }
    return sums.sorted { $0.key < $1.key }.map(\.value)
  }

  /// An item's part in the error of the value.
  private func weight(_ pattern: Int) -> Double {
    counts[pattern] > 0 ? deviations[pattern] / Double(itemCount) : 0
  }

  private static func estimate(
    _ value: Double, _ squares: Double, units: Int, itemCount: Int, _ level: Double
  ) -> Estimate {
    var result = Coefficient(value: value, level: level, itemCount: itemCount)
    if units > 1 {
      let variance = squares * Double(units) / Double(units - 1)
      let error = variance < 1e-24 ? 0 : variance.squareRoot()
      let half = StudentDistribution.critical(level, degrees: units - 1) * error
      result.standardError = error
      result.degrees = Double(units - 1)
      result.interval = Interval(low: value - half, high: value + half)
    }
    return .defined(result)
  }
}
