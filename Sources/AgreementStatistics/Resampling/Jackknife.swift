/// A statistic with each unit left out in turn. Equal units are left out once and counted as often
/// as they occur, so the cost is a value for each distinct unit.
public struct Jackknife: Hashable, Sendable {
  /// Minus a sixth of the skewness of the values: the acceleration of BCa. 0 where they do not
  /// vary; units without which the statistic is undefined are passed over.
  public let acceleration: Double
  /// √((n − 1)/n · Σ (θ₍ᵢ₎ − mean)²) for n units, Efron & Tibshirani 1993, ch. 11; by clusters it
  /// holds however the items of one hang together. Nil of fewer than two units, or where leaving
  /// out one of them makes the statistic undefined.
  public let standardError: Double?
  public let unitCount: Int

  /// Precondition: the statistic is one of the units' outcomes.
  public init(_ units: ResamplingUnits, _ statistic: some OutcomeStatistic) {
    var statistic = statistic
    var left: [(value: Double, times: Double)] = []
    var undefined = 0
    units.leavingOneOut { counts, times in
      if let value = statistic.value(of: counts) {
        left.append((value, Double(times)))
      } else {
        undefined += times
      }
    }
    let n = left.reduce(0) { $0 + $1.times }
    let mean = left.reduce(0) { $0 + $1.value * $1.times } / max(1, n)
    var (squares, cubes) = (0.0, 0.0)
    for (value, times) in left {
      let gap = mean - value
      squares += times * gap * gap
      cubes += times * gap * gap * gap
    }
    acceleration = squares > 1e-30 ? cubes / (6 * squares * squares.squareRoot()) : 0
    standardError = n > 1 && undefined == 0 ? ((n - 1) / n * squares).squareRoot() : nil
    unitCount = units.unitCount
  }

  /// Student's interval around an estimate with n − 1 degrees, unclipped; nil where there is no
  /// standard error.
  public func interval(around estimate: Double, level: Double = 0.95) -> Interval? {
    standardError.map { error in
      let half = StudentDistribution.critical(level, degrees: unitCount - 1) * error
      return Interval(low: estimate - half, high: estimate + half)
    }
  }
}
