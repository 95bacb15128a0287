/// How many items an interval of a wanted half width takes, from what a pilot says.
public struct PrecisionPlan: Hashable, Sendable {
  /// Items times squared standard error in the pilot: what does not change with more items.
  public var unitVariance: Double
  /// Half the width of the pilot's normal interval.
  public var currentHalfWidth: Double
  /// Items in all.
  public var requiredCount: Int
  /// Items beyond the pilot's, at least 0.
  public var additionalCount: Int
}

extension Coefficient {
  /// How many items a normal interval of ± `halfWidth` takes: the smallest N with
  /// z·√(unit variance / N) ≤ half width. O(1).
  ///
  /// It supposes that the items to come are like the pilot's, and is only as good as the pilot's
  /// standard error. For kappa that error is the one of Fleiss, Cohen & Everitt 1969,
  /// doi:10.1037/h0028106.
  ///
  /// - Returns: undefined where no standard error is known, or where it is 0: a pilot without
  ///   disagreement does not say how much there will be.
  /// - Precondition: `halfWidth` is positive; `level` is strictly between 0 and 1.
  public func precisionPlan(
    halfWidth: Double, level: Double = 0.95
  ) -> Result<PrecisionPlan, UndefinedReason> {
    precondition(halfWidth > 0, "a half width is positive")
    guard let standardError else { return .failure(.noStandardError) }
    guard itemCount > 0 else { return .failure(.noItems) }
    guard standardError > 0 else { return .failure(.noDisagreement) }
    let z = NormalDistribution.critical(level)
    let unit = Double(itemCount) * standardError * standardError
    guard let required = wholeItems(z * z * unit / (halfWidth * halfWidth)) else {
      return .failure(.outOfReach)
    }
    return .success(
      PrecisionPlan(
        unitVariance: unit, currentHalfWidth: z * standardError, requiredCount: required,
        additionalCount: max(0, required - itemCount)))
  }
}

/// The smallest whole number of items that is not below `exact`, at least 1; a rounding error
/// above a whole number does not cost an item. Nil beyond 1e15, where there are no more items.
func wholeItems(_ exact: Double) -> Int? {
  guard exact < 1e15 else { return nil }
  return max(1, Int((exact * (1 - 1e-12)).rounded(.up)))
}
