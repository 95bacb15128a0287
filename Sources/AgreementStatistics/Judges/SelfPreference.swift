/// Whether a judge prefers its own answers, or those of its family, more than people do.
public struct SelfPreference: Hashable, Sendable {
  /// Items that people and the judge both judged.
  public var itemCount: Int
  /// The share of items on which each prefers the judge's own answer, with Wilson's interval.
  public var judgeOwnRate: Estimate
  /// The same of people.
  public var humanOwnRate: Estimate
  /// The judge's rate less people's, on the same items: −1 to 1; the interval is normal.
  /// Panickssery et al. 2024, arXiv:2404.13076.
  public var excess: Coefficient
  /// McNemar's exact test that both rates are equal; nil where people and the judge never differ.
  public var exactP: Double?
  /// P(judge: own | people: own) − P(judge: other | people: other): −1 to 1, 0 where the judge errs
  /// as often in either direction. Undefined where people never preferred one of the two.
  /// Wataoka et al. 2024, arXiv:2410.21819.
  public var equalOpportunityGap: Estimate
}

extension ConfusionTable {
  /// Self-preference of people's answers (rows) and the judge's (columns) to the same items;
  /// further categories are ties.
  ///
  /// Undefined without items. O(k²).
  ///
  /// - Parameters:
  ///   - own: the category of the judge's own answer.
  ///   - other: the category of the one that is not.
  public func selfPreference(
    own: Int = 0, other: Int = 1, level: Double = 0.95
  ) -> Finding<SelfPreference> {
    precondition(
      own != other && max(own, other) < categoryCount && min(own, other) >= 0,
      "two categories of the table")
    guard total > 0 else { return .undefined(.noItems) }
    let (people, judge) = (rowTotals, columnTotals)
    let onlyJudge = judge[own] - self[own, own]
    let onlyPeople = people[own] - self[own, own]
    let gap: Estimate =
      people[own] > 0 && people[other] > 0
      ? .defined(
        .independentDifference(
          (self[own, own], people[own]), (self[other, other], people[other]), level: level))
      : .undefined(.missingClass)
    return .defined(
      SelfPreference(
        itemCount: total, judgeOwnRate: .share(judge[own], of: total, level: level),
        humanOwnRate: .share(people[own], of: total, level: level),
        excess: .pairedDifference(onlyJudge, onlyPeople, of: total, level: level),
        exactP: ConfusionTable(rows: [[0, onlyJudge], [onlyPeople, 0]]).mcNemar()?.exactP,
        equalOpportunityGap: gap))
  }
}
