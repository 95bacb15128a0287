import AgreementStatistics

/// What a figure says of an estimate in words.
extension Estimate {
  /// A coefficient whose value can be drawn; what is not finite counts as not there.
  var drawable: Coefficient? {
    guard let coefficient, PlotAxis.isDrawable(coefficient.value) else { return nil }
    return coefficient
  }

  /// Why nothing is drawn.
  var absence: String {
    if case .undefined(let reason) = self { reason.rawValue } else { "no finite value" }
  }

  /// "0.62 [0.55, 0.69]", "0.62", or the reason.
  func described(within range: ClosedRange<Double> = -1...1) -> String {
    guard let drawable else { return absence }
    let value = Numerals.fixed(drawable.value, decimals: 2)
    guard let interval = drawable.drawableInterval(within: range) else { return value }
    return value + " " + interval.described
  }
}

extension Coefficient {
  /// The interval as it is shown: within the statistic's range; nil unless it is finite.
  func drawableInterval(within range: ClosedRange<Double>) -> Interval? {
    guard let interval, PlotAxis.isDrawable(interval.low), PlotAxis.isDrawable(interval.high)
    else { return nil }
    return interval.clipped(to: range)
  }
}

extension Interval {
  var described: String {
    "[" + Numerals.fixed(low, decimals: 2) + ", " + Numerals.fixed(high, decimals: 2) + "]"
  }
}

extension Sequence<Estimate> {
  /// "95% interval", or all the levels where they differ; nil where no interval is known.
  var levelText: String? {
    let levels = Set(
      compactMap { $0.drawable.flatMap { $0.interval == nil ? nil : $0.level } }
        .filter { $0.isFinite })
    guard !levels.isEmpty else { return nil }
    let texts = levels.sorted().map { Numerals.brief($0 * 100, decimals: 1) + "%" }
    return texts.joined(separator: " and ") + " interval"
  }
}
