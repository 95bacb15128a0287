import Glibc

/// A tick of an axis: where it stands, and its label.
struct AxisTick: Hashable, Sendable {
  var value: Double
  var label: String
}

/// A numeric axis whose ends are round numbers and which holds all the values it was made for.
struct PlotAxis: Hashable, Sendable {
  var title: String
  private(set) var low: Double
  private(set) var high: Double
  /// Tenfold steps of equal length.
  private(set) var isLogarithmic: Bool
  /// Only whole numbers have ticks: counts.
  var isWhole: Bool

  /// Larger numbers cannot be placed; no statistic and no cost is.
  static func isDrawable(_ value: Double) -> Bool { value.isFinite && abs(value) <= 1e15 }

  /// The axis for `values`; those that are not drawable are not heeded. With none, 0 to 1.
  /// `isLogarithmic` holds only if all the values are positive.
  init(_ title: String, values: [Double], isLogarithmic: Bool = false, isWhole: Bool = false) {
    self.title = title
    self.isWhole = isWhole
    let values = values.filter(Self.isDrawable)
    var least = values.min() ?? 0
    var most = values.max() ?? 1
    self.isLogarithmic = isLogarithmic && least > 1e-15
    if self.isLogarithmic {
      low = pow(10, (log10(least) + 1e-9).rounded(.down))
      high = pow(10, (log10(most) - 1e-9).rounded(.up))
      if high <= low { high = low * 10 }
      (low, high) = (min(low, least), max(high, most))
      return
    }
    let size = max(abs(least), abs(most))
    if most - least <= size * 1e-6 || most == least {
      let room = isWhole ? max(1, size * 0.1) : max(0.05, size * 0.1)
      (least, most) = (least - room, most + room)
    }
    let step = TickStep.fitting(least, most, atMost: 6, isWhole: isWhole)
    low = min(least, step.value((least / step.size + 1e-9).rounded(.down)))
    high = max(most, step.value((most / step.size - 1e-9).rounded(.up)))
  }

  /// From 0 at the low end to 1 at the high end; nil for what is not on the axis.
  func position(_ value: Double) -> Double? {
    guard value.isFinite, value >= low, value <= high else { return nil }
    if isLogarithmic { return (log10(value) - log10(low)) / (log10(high) - log10(low)) }
    return (value - low) / (high - low)
  }

  /// Round values on the axis, ascending, at most `count`; none where `count` < 2.
  func ticks(atMost count: Int) -> [AxisTick] {
    guard count >= 2 else { return [] }
    if isLogarithmic { return powers(atMost: count) }
    let step = TickStep.fitting(low, high, atMost: count, isWhole: isWhole)
    let first = Int((low / step.size - 1e-6).rounded(.up))
    let last = Int((high / step.size + 1e-6).rounded(.down))
    guard first <= last else { return [] }
    return (first...last).map { index in
      let value = step.value(Double(index))
      return AxisTick(
        value: min(max(value, low), high),
        label: Numerals.fixed(value, decimals: step.decimals))
    }
  }

  private func powers(atMost count: Int) -> [AxisTick] {
    let first = Int((log10(low) - 1e-9).rounded(.up))
    let last = Int((log10(high) + 1e-9).rounded(.down))
    guard first <= last else { return [] }
    let stride = max(1, (last - first) / (count - 1) + ((last - first) % (count - 1) > 0 ? 1 : 0))
    return Swift.stride(from: first, through: last, by: stride).map { exponent in
      AxisTick(
        value: min(max(pow(10, Double(exponent)), low), high), label: Numerals.power(exponent))
    }
  }
}
