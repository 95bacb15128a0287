import AnnotationModel

/// How often one unit is asked before a verdict is made of it.
public struct SamplePlan: Hashable, Sendable {
  /// Samples in each order; at least 1.
  public var samples: Int
  /// Whether all samples are also taken with the answers in the reverse order (balanced position
  /// calibration: FairEval, arXiv:2305.17926, doi:10.18653/v1/2024.acl-long.511).
  public var isBalanced: Bool

  public static let once = SamplePlan()

  public init(samples: Int = 1, isBalanced: Bool = false) {
    self.samples = max(1, samples)
    self.isBalanced = isBalanced
  }

  /// The orders in which an item is shown: the given one, and its reverse where that differs.
  public func presentations(_ given: Presentation) -> [Presentation] {
    guard isBalanced, given.order.count > 1 else { return [given] }
    return [given, Presentation(order: given.order.reversed())]
  }

  /// How many verdicts of single calls there are of an item.
  public func asked(candidates: Int) -> Int {
    samples * (isBalanced && candidates > 1 ? 2 : 1)
  }
}
