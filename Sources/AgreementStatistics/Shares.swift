/// Shares and means with their intervals.
extension Estimate {
  /// The share `part` of `whole` with Wilson's interval (1927, doi:10.1080/01621459.1927.10502953).
  ///
  /// - Parameter reason: why there is none where `whole` is 0.
  public static func share(
    _ part: Int, of whole: Int, undefined reason: UndefinedReason = .noItems, level: Double = 0.95
  ) -> Estimate {
    guard whole > 0 else { return .undefined(reason) }
    return .defined(.proportion(Double(part) / Double(whole), of: whole, level: level))
  }

  /// The mean of independent numbers with Student's interval; without an interval where there is
  /// one number, or none differs.
  ///
  /// - Parameter reason: why there is none of no numbers.
  public static func mean(
    _ values: [Double], undefined reason: UndefinedReason = .noItems, level: Double = 0.95
  ) -> Estimate {
    mean(
      values, times: Array(repeating: 1, count: values.count), undefined: reason, level: level)
  }

  /// The same of numbers of which each occurs so many times. Precondition: no count negative.
  public static func mean(
    _ values: [Double], times: [Int], undefined reason: UndefinedReason = .noItems,
    level: Double = 0.95
  ) -> Estimate {
    precondition(values.count == times.count && times.allSatisfy { $0 >= 0 }, "counts of values")
    let count = times.reduce(0, +)
    guard count > 0 else { return .undefined(reason) }
    let n = Double(count)
    let mean = zip(values, times).reduce(0) { $0 + $1.0 * Double($1.1) } / n
    let squares = zip(values, times).reduce(0) {
      $0 + ($1.0 - mean) * ($1.0 - mean) * Double($1.1)
    }
    guard count > 1, squares > 1e-24 else {
      return .defined(Coefficient(value: mean, level: level, itemCount: count))
    }
    let error = (squares / (n - 1) / n).squareRoot()
    let half = StudentDistribution.critical(level, degrees: count - 1) * error
    return .defined(
      Coefficient(
        value: mean, standardError: error, interval: Interval(low: mean - half, high: mean + half),
        level: level, degrees: n - 1, itemCount: count))
  }
}

extension Coefficient {
  /// A proportion of n with Wilson's interval (1927, doi:10.1080/01621459.1927.10502953) and the
  /// standard error √(p(1 − p)/n). Precondition: n > 0.
  static func proportion(_ share: Double, of count: Int, level: Double) -> Coefficient {
    precondition(count > 0, "a proportion of something")
    let n = Double(count)
    let z = NormalDistribution.critical(level)
    let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half =
      z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return Coefficient(
      value: share, standardError: (share * (1 - share) / n).squareRoot(),
      interval: Interval(low: centre - half, high: centre + half), level: level,
      observedAgreement: share, itemCount: count)
  }
}
