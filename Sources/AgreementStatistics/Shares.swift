/// Shares and means with their intervals.
extension Estimate {
  /// The share `part` of `whole` with Wilson's interval (1927, doi:10.1080/01621459.1927.10502953).
  ///
  /// - Parameter reason: why there is none where `whole` is 0.
  public static func share(
    _ part: Int, of whole: Int, undefined reason: UndefinedReason = .noItems, level: Double = 0.95
  ) -> Estimate {
    guard whole > 0 else { return .undefined(reason) }
    return ConfusionTable(rows: [[part, whole - part], [0, 0]]).percentAgreement(level: level)
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
