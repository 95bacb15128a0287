import AgreementStatistics
import AnnotationModel

/// A rater's answers to items that were shown both ways round.
public struct SwapConsistency: Hashable, Sendable {
  /// Items answered in both orders.
  public var n: Int
  /// The share answered alike, with Wilson's interval.
  public var share: Estimate
  /// Kappa between the two orders.
  public var kappa: Estimate
  /// Of two candidates: items on which the one shown first was chosen both times, and the one shown
  /// last. Zheng et al. 2023, arXiv:2306.05685; Shi et al. 2024, arXiv:2406.07791.
  public var primacy: Int
  public var recency: Int

  public init(n: Int, share: Estimate, kappa: Estimate, primacy: Int, recency: Int) {
    self.n = n
    self.share = share
    self.kappa = kappa
    self.primacy = primacy
    self.recency = recency
  }
}

extension SwapConsistency {
  /// Items answered differently in the two orders.
  public var conflicts: Int {
    n - Int(((share.value ?? 1) * Double(n)).rounded())
  }

  /// The share of items whose answer changes with the order: 1 less the share answered alike
  /// (conflict rate: FairEval, arXiv:2305.17926). Wilson's interval.
  public var conflictRate: Estimate { .share(conflicts, of: n) }

  /// Of the conflicts, the share in which the candidate shown first was chosen both times, and that
  /// in which the one shown last was (Shi et al. 2024, arXiv:2406.07791); the rest has a tie, or
  /// another answer, in one of the orders. 0 to 1; undefined without conflicts.
  public var primacyShare: Estimate { .share(primacy, of: conflicts, undefined: .noConflicts) }
  public var recencyShare: Estimate { .share(recency, of: conflicts, undefined: .noConflicts) }
}

extension AgreementTracker {
  /// Whether a rater was asked in both orders about any item.
  public func hasBothOrders(_ rater: RaterID) -> Bool { raw[rater]?.hasBothOrders == true }

  /// A rater's answers to the stored order (rows) and to the exchanged one (columns), of items
  /// answered in both. Nil where there is none. O(items).
  public func orderTable(of rater: RaterID) -> ConfusionTable? {
    guard let (stored, exchanged) = bothOrders(of: rater) else { return nil }
    var table = ConfusionTable(categoryCount: scale.categoryCount)
    for (one, two) in zip(stored, exchanged) where one >= 0 && two >= 0 {
      table.add(1, row: Int(one), column: Int(two))
    }
    return table.total > 0 ? table : nil
  }

  /// Nil where no item was answered in both orders. O(items).
  public func swapConsistency(of rater: RaterID) -> SwapConsistency? {
    guard let table = orderTable(of: rater) else { return nil }
    var (primacy, recency) = (0, 0)
    if case .preference(2, _, _) = scale { (primacy, recency) = (table[0, 1], table[1, 0]) }
    return SwapConsistency(
      n: table.total, share: table.percentAgreement(), kappa: table.cohenKappa(), primacy: primacy,
      recency: recency)
  }
}
