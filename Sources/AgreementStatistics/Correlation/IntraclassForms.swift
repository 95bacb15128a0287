/// The forms of the intraclass correlation, of one rater or of the mean of several.
struct IntraclassForms {
  private let squares: IntraclassCorrelations.MeanSquares
  private let n: Double
  private let k: Double
  private let level: Double

  init(
    _ squares: IntraclassCorrelations.MeanSquares, items: Int, raters: Int, level: Double
  ) {
    self.squares = squares
    n = Double(items)
    k = Double(raters)
    self.level = level
  }

  /// - Parameter raters: 1, or k for the mean of all.
  func oneWay(_ raters: Double) -> Estimate {
    estimate(
      squares.items - squares.within, squares.items + (k / raters - 1) * squares.within, raters,
      shareLimits(noise: squares.within, degrees: n * (k - 1)))
  }

  func consistency(_ raters: Double) -> Estimate {
    estimate(
      squares.items - squares.error, squares.items + (k / raters - 1) * squares.error, raters,
      shareLimits(noise: squares.error, degrees: (n - 1) * (k - 1)))
  }

  func agreement(_ raters: Double) -> Estimate {
    let spread = (squares.raters - squares.error) / n
    return estimate(
      squares.items - squares.error,
      squares.items + (k / raters - 1) * squares.error + k / raters * spread, raters,
      agreementLimits)
  }

  private func estimate(_ top: Double, _ bottom: Double, _ raters: Double, _ single: Interval?)
    -> Estimate
  {
    guard bottom > 0 else { return .undefined(.noVariation) }
    func stepped(_ limit: Double) -> Double? {
      let rest = 1 + limit * (raters - 1)
      return rest > 0 ? limit * raters / rest : nil
    }
    var interval: Interval?
    if let single, let low = stepped(single.low), let high = stepped(single.high) {
      interval = Interval(low: low, high: high)
    }
    return .defined(
      Coefficient(value: top / bottom, interval: interval, level: level, itemCount: Int(n)))
  }

  private func upperF(_ numerator: Double, _ denominator: Double) -> Double {
    FisherDistribution.upperQuantile(
      (1 - level) / 2, numerator: numerator, denominator: denominator)
  }

  /// Of one rater's correlation, from the F of items over noise. 1 where there is no noise.
  private func shareLimits(noise: Double, degrees: Double) -> Interval? {
    guard noise > 0 else { return Interval(low: 1, high: 1) }
    let ratio = squares.items / noise
    let low = ratio / upperF(n - 1, degrees)
    let high = ratio * upperF(degrees, n - 1)
    return Interval(low: (low - 1) / (low + k - 1), high: (high - 1) / (high + k - 1))
  }

  /// McGraw and Wong's, with Satterthwaite's degrees for the mixture of raters and error.
  private var agreementLimits: Interval? {
    let (items, raters, error) = (squares.items, squares.raters, squares.error)
    let noise = k * raters + (k * n - k - n) * error
    guard raters > 0 || error > 0 else { return Interval(low: 1, high: 1) }
    let bottom = items + (k - 1) * error + k / n * (raters - error)
    guard bottom > 0 else { return nil }
    let value = (items - error) / bottom
    guard value < 1 else { return nil }
    let a = k * value / (n * (1 - value))
    let b = 1 + k * value * (n - 1) / (n * (1 - value))
    let mixture = a * raters + b * error
    let spread =
      a * raters * a * raters / (k - 1) + b * error * b * error / ((n - 1) * (k - 1))
    guard spread > 0 else { return nil }
    let degrees = mixture * mixture / spread
    let least = upperF(n - 1, degrees)
    let most = upperF(degrees, n - 1)
    return Interval(
      low: n * (items - least * error) / (least * noise + n * items),
      high: n * (most * items - error) / (noise + n * most * items))
  }
}
