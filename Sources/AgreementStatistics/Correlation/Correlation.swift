import Glibc

/// A correlation of two raters' numbers.
public struct Correlation: Hashable, Sendable {
  /// In −1…1.
  public var value: Double
  /// At `level`; nil with fewer than four pairs, whose width is not known.
  public var interval: Interval?
  public var level: Double
  /// Of no correlation; nil where `value` is ±1 or there are two pairs only.
  public var test: SignificanceTest?
  public var pairCount: Int

  /// Two-sided p of no correlation: 0 where `value` is ±1 of three pairs or more, nil for two.
  public var p: Double? {
    if let test { return test.twoSidedP }
    return pairCount > 2 ? 0 : nil
  }
}

extension Correlation {
  /// - Parameter inflation: what the variance in Fisher's scale is times 1/(n − 3).
  init(_ value: Double, _ count: Int, _ level: Double, inflation: (Double) -> Double) {
    self.value = value
    self.level = level
    pairCount = count
    let n = Double(count)
    if count > 2, abs(value) < 1 {
      test = SignificanceTest(
        statistic: value * ((n - 2) / ((1 - value) * (1 + value))).squareRoot(),
        distribution: .student(degrees: n - 2))
    }
    if count > 3 {
      interval = Interval.fisher(value, variance: inflation(value) / (n - 3), level)
    }
  }
}

extension PairedNumbers {
  /// Pearson's product-moment correlation.
  ///
  /// - Returns: with Fisher's interval, tanh(artanh r ± z/√(n − 3)), and Student's test with n − 2
  ///   degrees. Undefined with fewer than two pairs, or where one rater's numbers are all equal.
  /// - Cost: O(n). Source: Pearson 1895, doi:10.1098/rspl.1895.0041; Fisher 1921, Metron 1.
  public func pearson(level: Double = 0.95) -> Finding<Correlation> {
    if let obstacle { return .undefined(obstacle) }
    return .defined(Correlation(moments.correlation, count, level) { _ in 1 })
  }

  /// Spearman's rank correlation: Pearson's of the mid-ranks.
  ///
  /// - Returns: with the interval of Bonett and Wright, whose variance in Fisher's scale is
  ///   (1 + ρ²/2)/(n − 3), and Student's test with n − 2 degrees. Undefined as `pearson`.
  /// - Cost: O(n log n). Source: Spearman 1904, doi:10.2307/1412159; Bonett & Wright 2000,
  ///   doi:10.1007/BF02294183.
  public func spearman(level: Double = 0.95) -> Finding<Correlation> {
    if let obstacle { return .undefined(obstacle) }
    let ranks = PairedNumbers(Self.midRanks(first), Self.midRanks(second))
    return .defined(Correlation(ranks.moments.correlation, count, level) { 1 + $0 * $0 / 2 })
  }

  /// Ranks from 1; equal numbers share the mean of theirs.
  static func midRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = Array(repeating: 0.0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + 1 + end) / 2 }
      start = end
    }
    return ranks
  }
}

extension Interval {
  /// Normal in Fisher's scale, artanh; of ±1 it is that number itself.
  static func fisher(_ value: Double, variance: Double, _ level: Double) -> Interval {
    guard abs(value) < 1 else { return Interval(low: value, high: value) }
    let half = NormalDistribution.critical(level) * variance.squareRoot()
    let centre = atanh(value)
    return Interval(low: tanh(centre - half), high: tanh(centre + half))
  }
}
