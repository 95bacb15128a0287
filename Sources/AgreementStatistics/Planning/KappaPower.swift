/// The power of a test that kappa differs from a null value, before there is any data.
public struct KappaPower: Hashable, Sendable {
  /// How kappa is tested.
  public enum Test: Hashable, Sendable {
    /// Pearson's χ² of the answers against those expected under the null; two-sided. Donner &
    /// Eliasziw 1992, doi:10.1002/sim.4780111109.
    case goodnessOfFit
    /// (κ̂ − κ₀)/SE, with the standard errors under both kappas. Flack, Afifi, Lachenbruch &
    /// Schouten 1988, doi:10.1007/BF02294215; Cantor 1996, doi:10.1037/1082-989X.1.2.150.
    case normal(isTwoSided: Bool)
  }

  /// Where a kappa lies, seen from the null.
  public enum Side: Hashable, Sendable {
    case above, below
  }

  /// A number of items, before it is rounded up and after.
  public struct Demand: Hashable, Sendable {
    /// Before rounding.
    public var exact: Double
    /// At least 1.
    public var count: Int
  }

  /// A point of a power curve.
  public struct Point: Hashable, Sendable {
    /// Items.
    public var count: Int
    /// In 0…1.
    public var power: Double
  }

  /// The raters' margins.
  public var model: BinaryKappaModel
  /// How kappa will be tested.
  public var test: Test
  /// The kappa to be rejected.
  public var nullKappa: Double
  /// The probability of rejecting a true null.
  public var alpha: Double

  /// Precondition: `alpha` is strictly between 0 and 1.
  public init(
    model: BinaryKappaModel, test: Test, nullKappa: Double, alpha: Double = 0.05
  ) {
    precondition(alpha > 0 && alpha < 1, "alpha is between 0 and 1")
    self.model = model
    self.test = test
    self.nullKappa = nullKappa
    self.alpha = alpha
  }

  /// √(n·Var κ̂) if this were kappa: τ₀ of the null value, τ₁ of another. Undefined where the
  /// model does not allow it.
  public func deviation(kappa: Double) -> Result<Double, UndefinedReason> {
    model.deviation(kappa: kappa).map { .success($0) } ?? .failure(.impossibleKappa)
  }

  /// The probability that `count` items reject the null, if kappa is `kappa`. O(1).
  ///
  /// The normal test counts rejections on the side of `kappa` only. Undefined where the model
  /// does not allow one of the kappas. Precondition: `count` is positive.
  public func power(count: Int, kappa: Double) -> Result<Double, UndefinedReason> {
    precondition(count > 0, "a test has items")
    return power(items: Double(count), kappa).map { .success($0) } ?? .failure(.impossibleKappa)
  }

  /// How many items reject the null with probability `power`, if kappa is `kappa`: for the normal
  /// test ((z·τ₀ + z_power·τ₁)/(κ − κ₀))². O(1).
  ///
  /// Undefined where the model does not allow one of the kappas, and where `kappa` is the null.
  /// Precondition: `power` is strictly between 0 and 1.
  public func requiredCount(
    kappa: Double, power: Double = 0.8
  ) -> Result<Demand, UndefinedReason> {
    precondition(power > 0 && power < 1, "a power is between 0 and 1")
    guard model.shares(kappa: kappa) != nil, model.shares(kappa: nullKappa) != nil else {
      return .failure(.impossibleKappa)
    }
    guard kappa != nullKappa, let exact = items(kappa, power), let count = wholeItems(exact) else {
      return .failure(.outOfReach)
    }
    return .success(Demand(exact: exact, count: count))
  }

  /// The kappa nearest to the null, on one side of it, that `count` items tell from it with
  /// probability `power`; to about 1e-12.
  ///
  /// Undefined where the model does not allow the null, and out of reach where even the last
  /// kappa that it allows is not told apart. Preconditions: as for `power` and `requiredCount`.
  public func detectableKappa(
    count: Int, power: Double = 0.8, side: Side = .above
  ) -> Result<Double, UndefinedReason> {
    precondition(count > 0, "a test has items")
    precondition(power > 0 && power < 1, "a power is between 0 and 1")
    guard let range = model.kappas, range.contains(nullKappa) else {
      return .failure(.impossibleKappa)
    }
    let last = side == .above ? range.upperBound : range.lowerBound
    func reaches(_ share: Double) -> Bool {
      let kappa = nullKappa + share * (last - nullKappa)
      return (self.power(items: Double(count), kappa) ?? 0) >= power
    }
    // The first of a grid of kappas, since power need not grow all the way to the last.
    guard let step = (1...64).first(where: { reaches(Double($0) / 64) }) else {
      return .failure(.outOfReach)
    }
    let share = bisect(Double(step - 1) / 64, Double(step) / 64) { !reaches($0) }
    return .success(nullKappa + share * (last - nullKappa))
  }

  /// The power at each number of items, for a drawing. O(counts).
  ///
  /// Undefined where the model does not allow one of the kappas. Precondition: all positive.
  public func curve(kappa: Double, counts: [Int]) -> Result<[Point], UndefinedReason> {
    var points: [Point] = []
    for count in counts {
      switch power(count: count, kappa: kappa) {
      case .success(let power): points.append(Point(count: count, power: power))
      case .failure(let reason): return .failure(reason)
      }
    }
    return .success(points)
  }
}

// MARK: - Parts

extension KappaPower {
  /// The z beyond which the null is rejected.
  private var critical: Double {
    switch test {
    case .goodnessOfFit, .normal(isTwoSided: true): -NormalDistribution.quantile(alpha / 2)
    case .normal(isTwoSided: false): -NormalDistribution.quantile(alpha)
    }
  }

  /// Nil where a kappa is impossible.
  private func power(items: Double, _ kappa: Double) -> Double? {
    switch test {
    case .goodnessOfFit:
      guard let discrepancy = model.discrepancy(of: kappa, from: nullKappa) else { return nil }
      return NoncentralChiSquaredDistribution.survival(
        critical * critical, noncentrality: items * discrepancy)
    case .normal:
      guard let null = model.deviation(kappa: nullKappa),
        let other = model.deviation(kappa: kappa)
      else { return nil }
      let distance = abs(kappa - nullKappa) * items.squareRoot() - critical * null
      // Without variance under the alternative the outcome is certain.
      guard other > 0 else { return distance >= 0 ? 1 : 0 }
      return NormalDistribution.survival(-distance / other)
    }
  }

  private func items(_ kappa: Double, _ power: Double) -> Double? {
    switch test {
    case .goodnessOfFit:
      guard let discrepancy = model.discrepancy(of: kappa, from: nullKappa) else { return nil }
      let needed = NoncentralChiSquaredDistribution.noncentrality(
        critical * critical, probability: power)
      return discrepancy > 0 ? needed / discrepancy : nil
    case .normal:
      guard let null = model.deviation(kappa: nullKappa),
        let other = model.deviation(kappa: kappa)
      else { return nil }
      let root = critical * null + NormalDistribution.quantile(power) * other
      return root > 0 ? root * root / ((kappa - nullKappa) * (kappa - nullKappa)) : 0
    }
  }
}
