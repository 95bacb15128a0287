/// What two raters of two categories answer to an item, given their margins and kappa: the model
/// that planning without a pilot rests on.
public enum BinaryKappaModel: Hashable, Sendable {
  /// Both raters choose the first category equally often (the common correlation model). Donner &
  /// Eliasziw 1992, doi:10.1002/sim.4780111109.
  case commonRate(Double)
  /// The raters choose the first category with these rates. Cantor 1996,
  /// doi:10.1037/1082-989X.1.2.150.
  case rates(first: Double, second: Double)

  private var margins: (Double, Double) {
    switch self {
    case .commonRate(let rate): (rate, rate)
    case .rates(let first, let second): (first, second)
    }
  }

  /// The four joint shares, row-major. Nil where the rates are not strictly between 0 and 1, or
  /// do not allow such a kappa. O(1).
  func shares(kappa: Double) -> JointShares? {
    let (first, second) = margins
    guard first > 0, first < 1, second > 0, second < 1 else { return nil }
    let chance = first * second + (1 - first) * (1 - second)
    let observed = kappa * (1 - chance) + chance
    let both = (observed + first + second - 1) / 2
    let cells = [both, first - both, second - both, both + 1 - first - second]
    guard cells.allSatisfy({ $0 >= -1e-12 }) else { return nil }
    return JointShares(cells.map { max(0, $0) }, categoryCount: 2)
  }

  /// The range of kappas that these rates allow; nil where a rate is not strictly between 0
  /// and 1.
  public var kappas: ClosedRange<Double>? {
    let (first, second) = margins
    guard first > 0, first < 1, second > 0, second < 1 else { return nil }
    let chance = first * second + (1 - first) * (1 - second)
    func kappa(both: Double) -> Double {
      (2 * both + 1 - first - second - chance) / (1 - chance)
    }
    return kappa(both: max(0, first + second - 1))...kappa(both: min(first, second))
  }

  /// √(n·Var κ̂) by Fleiss, Cohen & Everitt. Nil where the kappa is impossible.
  func deviation(kappa: Double) -> Double? {
    shares(kappa: kappa)?.unitVariance(.nominal(2))?.squareRoot()
  }

  /// Pearson's χ² per item between two kappas, Σ(P(κ) − P(κ₀))²/P(κ₀) over the cells "both",
  /// "one", "neither"; infinite where an answer is impossible under κ₀ only. Nil where a kappa is
  /// impossible.
  func discrepancy(of kappa: Double, from null: Double) -> Double? {
    guard let one = shares(kappa: kappa)?.cells, let other = shares(kappa: null)?.cells else {
      return nil
    }
    let found = [one[0], one[1] + one[2], one[3]]
    let expected = [other[0], other[1] + other[2], other[3]]
    return zip(found, expected).reduce(0) { sum, pair in
      let gap = pair.0 - pair.1
      if abs(gap) < 1e-15 { return sum }
      return sum + (pair.1 > 0 ? gap * gap / pair.1 : .infinity)
    }
  }
}
