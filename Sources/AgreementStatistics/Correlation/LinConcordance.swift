/// Lin's concordance correlation: how near two raters' numbers are to being the same numbers.
public struct LinConcordance: Hashable, Sendable {
  /// 2s_xy/(s_x² + s_y² + (x̄ − ȳ)²) with moments over n, in −1…1.
  public var value: Double
  /// The same with the moments over n − 1.
  public var sampleValue: Double
  /// Of `value`; nil with fewer than three pairs, or where a rater's numbers are all equal.
  public var standardError: Double?
  /// Normal in Fisher's scale, at `level`; nil as the error.
  public var interval: Interval?
  public var level: Double
  /// Precision: Pearson's correlation. This and the next three are nil where a rater's numbers are
  /// all equal.
  public var pearson: Double?
  /// Accuracy C_b: how far the best line is from the diagonal, 1 where it lies on it.
  public var accuracy: Double?
  /// Standard deviation of the second rater over the first's.
  public var scaleShift: Double?
  /// Mean of the second rater less the first's, over the root of both standard deviations.
  public var locationShift: Double?
  public var pairCount: Int
}

extension PairedNumbers {
  /// Lin's concordance correlation coefficient.
  ///
  /// - Returns: 0 where one rater's numbers are all equal; undefined with fewer than two pairs, and
  ///   where all numbers of both are one and the same.
  /// - Cost: O(n). Source: Lin 1989, doi:10.2307/2532051, with the variance as corrected in Lin
  ///   2000, doi:10.1111/j.0006-341X.2000.00324.x.
  public func linConcordance(level: Double = 0.95) -> Finding<LinConcordance> {
    if let obstacle, obstacle != .noVariation { return .undefined(obstacle) }
    guard obstacle == nil else {
      guard (first + second).contains(where: { $0 != first[0] }) else {
        return .undefined(.noVariation)
      }
      return .defined(LinConcordance(value: 0, sampleValue: 0, level: level, pairCount: count))
    }
    return .defined(LinConcordance(moments, level))
  }
}

extension LinConcordance {
  /// Precondition: the numbers of both raters vary.
  init(_ moments: JointMoments, _ level: Double) {
    let n = Double(moments.count)
    let shift = moments.means.second - moments.means.first
    func concordance(_ divisor: Double) -> Double {
      2 * moments.product / (moments.first + moments.second + divisor * shift * shift)
    }
    self.init(
      value: concordance(n), sampleValue: concordance(n - 1), level: level,
      pairCount: moments.count)
    let scale = (moments.second / moments.first).squareRoot()
    let deviations = (moments.first.squareRoot() * moments.second.squareRoot() / n).squareRoot()
    let location = shift / deviations
    let accuracy = 2 / (scale + 1 / scale + location * location)
    pearson = moments.correlation
    self.accuracy = accuracy
    scaleShift = scale
    locationShift = location
    guard moments.count > 2 else { return }
    let variance =
      Self.variance(value, moments.correlation, accuracy, location * location) / (n - 2)
    let error = variance < 1e-24 ? 0 : variance.squareRoot()
    let rest = (1 - value) * (1 + value)
    standardError = error
    interval =
      error == 0
      ? Interval(low: value, high: value)
      : .fisher(value, variance: variance / (rest * rest), level)
  }

  /// Lin's variance times n − 2, with ρ/r written as the accuracy, so that r may be 0.
  private static func variance(
    _ value: Double, _ r: Double, _ accuracy: Double, _ square: Double
  ) -> Double {
    let c = accuracy
    let spread = (1 - r) * (1 + r) * c * c * (1 - value) * (1 + value)
    let moved = 2 * value * value * c * (1 - value) * square
    return spread + moved - value * value * c * c * square * square / 2
  }
}
