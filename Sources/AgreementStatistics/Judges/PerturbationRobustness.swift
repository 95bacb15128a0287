/// How far verdicts stay as they are when the input is changed in a way that should not matter, or
/// by somebody who wants them to change.
public struct PerturbationRobustness: Hashable, Sendable {
  /// The robustness rate: the share of verdicts that did not change. Wilson's interval. Ye et al.
  /// 2024, arXiv:2410.02736.
  public var unchanged: Estimate
  /// Of the verdicts that were not the attacker's before, the share that is so afterwards: the
  /// success rate. Wilson's interval. Undefined where no attacker's verdict is named, or all were
  /// it before.
  public var movedToTarget: Estimate
  /// For each category, its verdicts afterwards less those before.
  public var shifts: [Int]
}

extension ConfusionTable {
  /// Robustness of verdicts before (rows) and after (columns) a perturbation of the same items. Of
  /// equal inputs asked twice it is the consistency rate.
  ///
  /// Undefined without items. O(k²).
  ///
  /// - Parameter target: the category that an attacker wants.
  public func perturbationRobustness(
    target: Int? = nil, level: Double = 0.95
  ) -> PerturbationRobustness {
    let (before, after) = (rowTotals, columnTotals)
    var moved = Estimate.undefined(total > 0 ? .missingClass : .noItems)
    if let target {
      precondition((0..<categoryCount).contains(target), "a declared category")
      moved = .share(
        after[target] - self[target, target], of: total - before[target],
        undefined: total > 0 ? .missingClass : .noItems, level: level)
    }
    return PerturbationRobustness(
      unchanged: percentAgreement(level: level), movedToTarget: moved,
      shifts: zip(before, after).map { $1 - $0 })
  }
}
