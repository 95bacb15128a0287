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
    guard !values.isEmpty else { return .undefined(reason) }
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard values.count > 1, squares > 1e-24 else {
      return .defined(Coefficient(value: mean, level: level, itemCount: values.count))
    }
    let error = (squares / (n - 1) / n).squareRoot()
    let half = StudentDistribution.critical(level, degrees: values.count - 1) * error
    return .defined(
      Coefficient(
        value: mean, standardError: error, interval: Interval(low: mean - half, high: mean + half),
        level: level, degrees: n - 1, itemCount: values.count))
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
