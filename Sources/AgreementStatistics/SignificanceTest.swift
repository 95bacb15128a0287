/// A test statistic with its p-values, all from survival functions: small ones do not vanish.
public struct SignificanceTest: Hashable, Sendable {
  /// What the statistic is distributed as if the null hypothesis holds.
  public enum Distribution: Hashable, Sendable {
    case normal
    case student(degrees: Double)
    case chiSquared(degrees: Double)
    case fisher(numerator: Double, denominator: Double)
  }

  public var statistic: Double
  public var distribution: Distribution

  public init(statistic: Double, distribution: Distribution) {
    self.statistic = statistic
    self.distribution = distribution
  }

  /// P(X > statistic).
  public var upperP: Double {
    switch distribution {
    case .normal: NormalDistribution.survival(statistic)
    case .student(let degrees): StudentDistribution.survival(statistic, degrees: degrees)
    case .chiSquared(let degrees): ChiSquaredDistribution.survival(statistic, degrees: degrees)
    case .fisher(let numerator, let denominator):
      FisherDistribution.survival(statistic, numerator: numerator, denominator: denominator)
    }
  }

  /// P(|X| > |statistic|); for χ² and F, which have one tail, `upperP`.
  public var twoSidedP: Double {
    switch distribution {
    case .normal: min(1, 2 * NormalDistribution.survival(abs(statistic)))
    case .student(let degrees): StudentDistribution.twoSidedTail(statistic, degrees: degrees)
    case .chiSquared, .fisher: upperP
    }
  }
}

extension Coefficient {
  /// The test of no agreement beyond chance: by the null standard error and the normal
  /// distribution where that error is known, else by the standard error and Student's t of
  /// `degrees`. Nil where neither is known or the error is 0.
  public var nullTest: SignificanceTest? {
    if let error = nullStandardError {
      return error > 0 ? SignificanceTest(statistic: value / error, distribution: .normal) : nil
    }
    guard let error = standardError, let degrees, error > 0 else { return nil }
    return SignificanceTest(
      statistic: value / error, distribution: .student(degrees: degrees))
  }
}
