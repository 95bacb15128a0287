/// Quantiles of a sample.
enum SampleQuantile {
  /// Type 7 of Hyndman & Fan 1996, doi:10.1080/00031305.1996.10473566: between the two values that
  /// the probability lies between. Precondition: ascending, and not empty. O(1).
  static func typeSeven(_ sorted: [Double], _ probability: Double) -> Double {
    let place = Double(sorted.count - 1) * min(1, max(0, probability))
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }

  /// The interval that holds `level` of the values, as many left out below as above.
  static func interval(_ sorted: [Double], level: Double) -> Interval {
    let tail = (1 - level) / 2
    return Interval(low: typeSeven(sorted, tail), high: typeSeven(sorted, 1 - tail))
  }
}
