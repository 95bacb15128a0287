import Glibc

/// The inverse of a tail of a distribution.
enum TailInversion {
  /// The place where a tail has this value, by Newton's steps on its logarithm within a bracket:
  /// logarithms of tails are concave, and nearly straight far out.
  ///
  /// - Parameters:
  ///   - isRising: whether the tail grows with the place.
  ///   - tail: its value and its derivative; both 0 where nothing of it is left.
  static func argument(
    of value: Double, start: Double, isRising: Bool = false,
    _ tail: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    let target = log(value)
    var (low, high) = (-Double.infinity, Double.infinity)
    var (place, reach) = (start, 1.0)
    for _ in 0..<300 {
      let (found, slope) = tail(place)
      let gap = log(found) - target
      if gap == 0 { break }
      let step = -gap * (found / slope)
      // The next step would be the square of this one, which is below the last digit.
      if abs(step) < 1e-9 * max(abs(place), 1e-3) { return place + step }
      if (gap > 0) == isRising { high = place } else { low = place }
      var next = place + step
      if !(next > low && next < high) {
        reach *= 2
        let outward = low.isFinite ? low + reach : high - reach
        next = low.isFinite && high.isFinite ? (low + high) / 2 : outward
      }
      place = next
    }
    return place
  }
}
