import AgreementStatistics

/// How alike a rater's answers are where it was asked the same several times, in the same order of
/// candidates.
public struct RepeatConsistency: Hashable, Sendable {
  /// Items with two answers or more: the others tell nothing.
  public var n: Int
  /// Answers of an item, at the least and at the most.
  public var fewest: Int
  public var most: Int
  /// Repeats without an answer: they are left out.
  public var unanswered: Int
  /// The mean over items of the share of answers that are the item's most frequent one: from
  /// 1/answers to 1.
  public var modalShare: Estimate
  /// The majority consistency criterion: the share of items on which one answer has more than half
  /// of the repeats (MLLM-as-a-Judge, arXiv:2402.04788). Wilson's interval. Of two repeats it is
  /// the share answered alike.
  public var majority: Estimate
  /// Test–retest reliability: Cohen's kappa (1960, doi:10.1177/001316446002000104) between an
  /// item's first and second answer, with the interval of Fleiss, Cohen and Everitt. Undefined
  /// where the rater gives one answer only.
  public var retest: Estimate

  /// - Parameters:
  ///   - units: per item the answers' codes in the order of repeats; a negative one is no answer.
  ///   - categoryCount: of the scale; codes are below it.
  /// - Complexity: O(answers).
  public init(_ units: [[Int]], categoryCount: Int) {
    let answers = units.map { $0.filter { (0..<categoryCount).contains($0) } }
    let several = answers.filter { $0.count > 1 }
    n = several.count
    fewest = several.map(\.count).min() ?? 0
    most = several.map(\.count).max() ?? 0
    unanswered = zip(units, answers).reduce(0) { $0 + $1.0.count - $1.1.count }
    let modes = several.map { one in
      Dictionary(one.map { ($0, 1) }, uniquingKeysWith: +).values.max() ?? 0
    }
    modalShare = .mean(
      zip(modes, several).map { Double($0) / Double($1.count) }, undefined: .noRepeats)
    majority = .share(
      zip(modes, several).count { 2 * $0 > $1.count }, of: n, undefined: .noRepeats)
    guard n > 0 else {
      retest = .undefined(.noRepeats)
      return
    }
    var table = ConfusionTable(categoryCount: categoryCount)
    for one in several { table.add(1, row: one[0], column: one[1]) }
    retest = table.cohenKappa()
  }
}

/// How alike the samples are of which a rater's single verdicts were made.
public struct SampleConsistency: Hashable, Sendable {
  /// Verdicts that were made of several samples.
  public var n: Int
  /// The mean share of samples that say what their verdict says.
  public var agreeing: Estimate
  /// The share of verdicts that more than half of their samples say. Wilson's interval.
  public var majority: Estimate

  /// - Parameter shares: per verdict, 0 to 1.
  public init(_ shares: [Double]) {
    n = shares.count
    agreeing = .mean(shares, undefined: .noRepeats)
    majority = .share(shares.count { $0 > 0.5 }, of: n, undefined: .noRepeats)
  }
}
