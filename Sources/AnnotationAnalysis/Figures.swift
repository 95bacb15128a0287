import AgreementStatistics

/// Numbers as the screens and plain output write them.
public enum Figure {
  /// `0.49`, `−0.03`; three digits where there is room.
  public static func decimal(_ value: Double, digits: Int = 3) -> String {
    let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
    let rounded = (abs(value) * scale).rounded()
    guard rounded < 1e15 else { return value < 0 ? "-inf" : "inf" }
    let whole = Int(rounded) / Int(scale)
    let fraction = String(Int(rounded) % Int(scale))
    let padding = String(repeating: "0", count: max(0, digits - fraction.count))
    let sign = value < 0 && rounded > 0 ? "-" : ""
    return digits == 0 ? sign + String(whole) : sign + "\(whole).\(padding)\(fraction)"
  }

  public static func percent(_ share: Double) -> String { decimal(share * 100, digits: 1) + " %" }

  /// `80%`: set close, for narrow columns.
  public static func wholePercent(_ share: Double) -> String {
    decimal(share * 100, digits: 0) + "%"
  }

  /// The value, or `n/a` where there is none: the reason stands beside it.
  public static func value(_ estimate: Estimate, digits: Int = 3) -> String {
    estimate.value.map { decimal($0, digits: digits) } ?? "n/a"
  }

  /// `[0.446, 0.539]`, clipped to what the coefficient can be; "" without an interval; in words
  /// where the estimated variance is 0, since an interval without width would look like certainty.
  public static func interval(_ estimate: Estimate, digits: Int = 3) -> String {
    guard let interval = estimate.coefficient?.interval?.clipped(to: -1...1) else { return "" }
    if interval.low == interval.high { return "no variance" }
    return "[\(decimal(interval.low, digits: digits)), \(decimal(interval.high, digits: digits))]"
  }

  /// `= 0.031`, or `< 0.001`: to stand after a p.
  public static func probability(_ p: Double) -> String {
    p < 0.001 ? "< 0.001" : "= " + decimal(p)
  }

  public static func reason(_ estimate: Estimate) -> String {
    if case .undefined(let reason) = estimate { reason.rawValue } else { "" }
  }

  /// `25 unparsed, 3 tie`, the most frequent first; "" where nothing was left out.
  public static func leftOut(_ counts: [LeftOutReason: Int]) -> String {
    counts.sorted { ($1.value, $0.key.key) < ($0.value, $1.key.key) }
      .map { "\($0.value) \($0.key.key)" }.joined(separator: ", ")
  }
}
