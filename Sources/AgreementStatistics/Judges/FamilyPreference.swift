/// What is said of two candidates, by the places in which they are stored.
public enum PairVerdict: UInt8, Hashable, Sendable {
  case first
  case second
  case tie
}

/// People's and a judge's verdict on one pair, and which of the two candidates are of the judge's
/// family of models.
public struct FamilyComparison: Hashable, Sendable {
  /// The first candidate is of the judge's family.
  public var firstIsOwn: Bool
  /// The second one is.
  public var secondIsOwn: Bool
  /// People's verdict.
  public var human: PairVerdict
  /// The judge's.
  public var judge: PairVerdict

  /// Of one pair.
  public init(firstIsOwn: Bool, secondIsOwn: Bool, human: PairVerdict, judge: PairVerdict) {
    self.firstIsOwn = firstIsOwn
    self.secondIsOwn = secondIsOwn
    self.human = human
    self.judge = judge
  }
}

/// A judge's preference for its family, relative to people's on the same items.
public struct FamilyPreference: Hashable, Sendable {
  /// Over the pairs of which exactly one candidate is of the judge's family.
  public var preference: Finding<SelfPreference>
  /// People's answers (rows) and the judge's: own family, other, tie.
  public var table: ConfusionTable
  /// Pairs that tell nothing: both candidates are of the family, or neither.
  public var omittedCount: Int

  /// O(pairs).
  public init(_ pairs: [FamilyComparison], level: Double = 0.95) {
    table = ConfusionTable(categoryCount: 3)
    omittedCount = 0
    for pair in pairs {
      guard pair.firstIsOwn != pair.secondIsOwn else {
        omittedCount += 1
        continue
      }
      func category(_ verdict: PairVerdict) -> Int {
        verdict == .tie ? 2 : (verdict == .first) == pair.firstIsOwn ? 0 : 1
      }
      table.add(1, row: category(pair.human), column: category(pair.judge))
    }
    preference = table.selfPreference(level: level)
  }
}
