/// People's and a judge's verdict on a pair of answers of known lengths.
public struct LengthComparison: Hashable, Sendable {
  /// In whatever unit; only which is longer counts.
  public var firstLength: Int
  /// Of the second answer.
  public var secondLength: Int
  /// Nil where there is none.
  public var human: PairVerdict?
  /// Nil where there is none.
  public var judge: PairVerdict?

  /// Of one pair.
  public init(firstLength: Int, secondLength: Int, human: PairVerdict?, judge: PairVerdict?) {
    self.firstLength = firstLength
    self.secondLength = secondLength
    self.human = human
    self.judge = judge
  }
}

/// Whether a judge prefers the longer answer more than people do (verbosity bias: Zheng et al.
/// 2023, arXiv:2306.05685). Pairs of equal lengths are left out.
public struct LengthPreference: Hashable, Sendable {
  /// Of the decisive verdicts, the share that chose the longer answer, 0 to 1, with Wilson's
  /// interval. Undefined without any.
  public var judge: Estimate
  /// The same of people's verdicts.
  public var human: Estimate
  /// The judge's share less people's on the pairs that both decided; −1 to 1, normal interval.
  /// Undefined without such pairs.
  public var excess: Estimate
  /// On these pairs; nil where the two never differ.
  public var test: McNemarTest?
  /// Pairs of equal lengths.
  public var omittedCount: Int

  /// O(pairs).
  public init(_ pairs: [LengthComparison], level: Double = 0.95) {
    let unequal = pairs.filter { $0.firstLength != $0.secondLength }
    omittedCount = pairs.count - unequal.count
    var (judged, said) = ([Int](repeating: 0, count: 2), [Int](repeating: 0, count: 2))
    // Rows the judge, columns people; 0 chose the longer one.
    var both = ConfusionTable(categoryCount: 2)
    for pair in unequal {
      let (judge, human) = (pair.choice(pair.judge), pair.choice(pair.human))
      if let judge { judged[judge] += 1 }
      if let human { said[human] += 1 }
      if let judge, let human { both.add(1, row: judge, column: human) }
    }
    func share(_ counts: [Int]) -> Estimate {
      .share(
        counts[0], of: counts[0] + counts[1],
        undefined: unequal.isEmpty ? .noItems : .nothingDecided, level: level)
    }
    judge = share(judged)
    human = share(said)
    excess =
      both.total > 0
      ? .defined(.pairedDifference(both[0, 1], both[1, 0], of: both.total, level: level))
      : .undefined(.noItems)
    test = both.mcNemar()
  }
}

extension LengthComparison {
  /// 0 for the longer answer, 1 for the shorter, nil for none of them.
  fileprivate func choice(_ verdict: PairVerdict?) -> Int? {
    guard let verdict, verdict != .tie else { return nil }
    return (verdict == .first) == (firstLength > secondLength) ? 0 : 1
  }
}
