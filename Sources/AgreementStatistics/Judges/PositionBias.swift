/// What a judge says of two candidates shown both ways round.
///
/// Zheng et al. 2023, arXiv:2306.05685; Shi et al. 2024, arXiv:2406.07791; conflict rate: Wang et
/// al. 2023, arXiv:2305.17926.
public struct PositionBias: Hashable, Sendable {
  /// Items judged in both orders.
  public var itemCount: Int
  /// Items with different answers.
  public var conflicts: Int
  /// The share of items with equal answers in both orders, with Wilson's interval.
  public var consistency: Estimate
  /// The share of items with different ones.
  public var conflictRate: Estimate
  /// Items on which the candidate shown first was chosen both times.
  public var primacy: Int
  /// Items on which the one shown last was.
  public var recency: Int
  /// (primacy − recency)/n: above 0 where the first place is favoured. −1 to 1; the interval is
  /// normal, and of no width where nothing varies.
  public var bias: Coefficient
  /// McNemar's exact test that primacy and recency are equally likely; nil where there is neither.
  public var exactP: Double?
  /// The share of choices of the first place among all choices of a candidate, in either order; 0.5
  /// without bias. Wilson's interval takes an item's two answers as independent. Undefined where
  /// no candidate was ever chosen.
  public var firstPlaceRate: Estimate
  /// Cohen's kappa between the two orders.
  public var swapKappa: Estimate
}

extension PositionBias {
  /// Of the items with different answers, the share on which the first place was chosen both times;
  /// the rest has the last place both times, or a tie in one of the orders. Wilson's interval.
  /// Undefined where all answers are equal.
  public var primacyShare: Estimate { shareOfConflicts(primacy) }

  /// The share on which the last place was.
  public var recencyShare: Estimate { shareOfConflicts(recency) }

  private func shareOfConflicts(_ part: Int) -> Estimate {
    .share(part, of: conflicts, undefined: .noConflicts, level: bias.level)
  }
}

extension ConfusionTable {
  /// Position bias of answers to one order of candidates (rows) and to the other (columns). Answers
  /// name candidates and not places; all other categories are ties, or no choice.
  ///
  /// Undefined without items. O(k²).
  ///
  /// - Parameters:
  ///   - first: the category of the candidate that is shown first in the rows' order.
  ///   - second: the category of the other.
  public func positionBias(
    first: Int = 0, second: Int = 1, level: Double = 0.95
  ) -> Finding<PositionBias> {
    precondition(
      first != second && max(first, second) < categoryCount && min(first, second) >= 0,
      "two categories of the table")
    guard total > 0 else { return .undefined(.noItems) }
    let (primacy, recency) = (self[first, second], self[second, first])
    let (rows, columns) = (rowTotals, columnTotals)
    return .defined(
      PositionBias(
        itemCount: total, conflicts: total - diagonalTotal,
        consistency: percentAgreement(level: level),
        conflictRate: .share(total - diagonalTotal, of: total, level: level), primacy: primacy,
        recency: recency,
        bias: .pairedDifference(primacy, recency, of: total, level: level),
        exactP: ConfusionTable(rows: [[0, primacy], [recency, 0]]).mcNemar()?.exactP,
        firstPlaceRate: .share(
          rows[first] + columns[second],
          of: rows[first] + rows[second] + columns[first] + columns[second],
          undefined: .nothingDecided, level: level),
        swapKappa: cohenKappa(level: level)))
  }
}
