import AgreementStatistics

/// The power of a two-sided test that kappa differs from a null value, where a pilot says how
/// scattered answers are: the standard error of so many items is the pilot's, scaled, whatever
/// kappa is. For tables of more than two categories, of which no simpler model is known.
public struct PilotPower: Hashable, Sendable {
  /// √(items) × standard error.
  public var deviation: Double
  public var nullKappa: Double
  public var alpha: Double

  /// Undefined where the pilot has no standard error, or one of 0.
  public static func of(
    _ pilot: Estimate, nullKappa: Double, alpha: Double
  ) -> Result<PilotPower, UndefinedReason> {
    switch pilot {
    case .undefined(let reason): return .failure(reason)
    case .defined(let found):
      guard let error = found.standardError else { return .failure(.noStandardError) }
      guard error > 0 else { return .failure(.noDisagreement) }
      return .success(
        PilotPower(
          deviation: error * Double(found.itemCount).squareRoot(), nullKappa: nullKappa,
          alpha: alpha))
    }
  }

  private var critical: Double { -NormalDistribution.quantile(alpha / 2) }

  /// The probability that `count` items reject the null on the side of `kappa`.
  public func power(count: Int, kappa: Double) -> Double {
    let distance = abs(kappa - nullKappa) * Double(count).squareRoot() / deviation
    return NormalDistribution.survival(critical - distance)
  }

  /// How many items reject the null with this probability; nil where `kappa` is the null, or beyond
  /// any number of items.
  public func requiredCount(kappa: Double, power: Double) -> Int? {
    let root = (critical + NormalDistribution.quantile(power)) * deviation / (kappa - nullKappa)
    guard (root * root).isFinite, root * root < 1e12 else { return nil }
    return max(1, Int((root * root).rounded(.up)))
  }

  /// The kappa above the null that `count` items tell from it with this probability; nil above 1.
  public func detectableKappa(count: Int, power: Double) -> Double? {
    let gap =
      (critical + NormalDistribution.quantile(power)) * deviation / Double(count).squareRoot()
    return nullKappa + gap <= 1 ? nullKappa + gap : nil
  }
}
