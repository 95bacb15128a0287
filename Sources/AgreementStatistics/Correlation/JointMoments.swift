/// Means over n of two raters' numbers, and sums of squares and products about them.
struct JointMoments {
  let count: Int
  let means: (first: Double, second: Double)
  private(set) var first = 0.0
  private(set) var second = 0.0
  private(set) var product = 0.0

  init(count: Int, means: (Double, Double)) {
    self.count = count
    self.means = means
  }

  mutating func add(_ x: Double, _ y: Double, times: Double) {
    let (one, two) = (x - means.first, y - means.second)
    first += times * one * one
    second += times * two * two
    product += times * one * two
  }

  /// Product over the root of both squares, exactly ±1 where it is that but for rounding.
  var correlation: Double {
    let value = product / (first.squareRoot() * second.squareRoot())
    return abs(value) > 1 - 1e-15 ? (value < 0 ? -1 : 1) : value
  }
}
