import Glibc

/// A round distance between ticks: 1, 2, 2.5 or 5 times a power of ten. Heckbert 1990, "Nice
/// numbers for graph labels", Graphics Gems.
struct TickStep: Hashable {
  /// 10, 20, 25 or 50: tenths.
  var tenths: Int
  var exponent: Int

  var size: Double { value(1) }

  /// `index` steps from zero; one rounding where the exponent is small.
  func value(_ index: Double) -> Double {
    let lead = index * Double(tenths)
    let power = exponent - 1
    return power >= 0 ? lead * pow(10, Double(power)) : lead / pow(10, Double(-power))
  }

  var decimals: Int { max(0, -exponent + (tenths == 25 ? 1 : 0)) }

  /// The smallest step with at most `count` multiples from `low` to `high`. Precondition of use:
  /// low < high, both finite. A few tries.
  static func fitting(_ low: Double, _ high: Double, atMost count: Int, isWhole: Bool) -> TickStep {
    let count = max(2, count)
    var exponent = Int(log10((high - low) / Double(count)).rounded(.down)) - 1
    if isWhole { exponent = max(0, exponent) }
    while true {
      for tenths in [10, 20, 25, 50] {
        if isWhole, tenths == 25, exponent == 0 { continue }
        let step = TickStep(tenths: tenths, exponent: exponent)
        let first = (low / step.size - 1e-6).rounded(.up)
        let last = (high / step.size + 1e-6).rounded(.down)
        if last - first + 1 <= Double(count) { return step }
      }
      exponent += 1
    }
  }
}
