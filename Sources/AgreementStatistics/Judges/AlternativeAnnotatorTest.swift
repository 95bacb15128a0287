/// Whether a judge may stand in for people: the alternative annotator test ("alt-test").
///
/// Each person is left out in turn. On each item that this person and enough people rated, the
/// judge has the advantage where it is at least as like to the others as the person is. The judge
/// wins against the person if its disadvantage is less than a margin ε, by a one-sided t-test; the
/// family of tests is adjusted after Benjamini and Yekutieli. Calderon, Reichart & Dror 2025,
/// arXiv:2501.10970; they ask for three people at the least, and ε from 0.1 (laymen) to 0.2
/// (experts).
public struct AlternativeAnnotatorTest: Hashable, Sendable {
  /// The judge against one person.
  public struct Comparison: Hashable, Sendable {
    /// The person's column.
    public var annotator: Int
    /// Items that entered.
    public var itemCount: Int
    /// The share of items on which the judge is at least as like to the others: 0 to 1.
    public var advantage: Double
    /// The share on which the person is: 0 to 1. Both are on equal items.
    public var annotatorAdvantage: Double
    /// One-sided, of the null hypothesis that the person's advantage is larger by ε or more. Where
    /// no item differs from the others it is 0 or 1, by the side of ε that all lie on.
    public var p: Double
    /// After Benjamini and Yekutieli, among all people who were tested.
    public var adjustedP: Double
    /// The judge wins.
    public var isRejected: Bool
  }

  /// What follows from the winning rate.
  public enum Verdict: Hashable, Sendable {
    case canReplace
    case cannotReplace
    /// No person has enough items.
    case notEnoughItems
  }

  /// One for each person with enough items.
  public var comparisons: [Comparison]
  /// People left out because they have too few items.
  public var omittedAnnotators: [Int]
  /// ω: the share of these people against whom the judge wins, 0 to 1. Nil without any.
  public var winningRate: Double?
  /// ρ: the mean advantage, 0 to 1. Nil without anybody.
  public var advantageProbability: Double?
  /// Whether ω is at least the share that is asked for, by default a half.
  public var verdict: Verdict
}

extension RatingMatrix {
  /// The alternative annotator test of a judge against the raters of this matrix.
  ///
  /// Precondition: one code of the judge for each item, declared or `missing`; a number for each
  /// category where the likeness needs numbers.
  ///
  /// - Complexity: O(items × raters²).
  public func alternativeAnnotatorTest(
    judge: [Code], _ options: AlternativeAnnotatorOptions = AlternativeAnnotatorOptions()
  ) -> AlternativeAnnotatorTest {
    precondition(judge.count == itemCount, "a code of the judge for each item")
    precondition(
      judge.allSatisfy { $0 == Self.missing || Int($0) < categoryCount },
      "a rating is a declared category")
    let tallies = (0..<raterCount).map { advantages(judge, leavingOut: $0, options) }
    let tested = tallies.indices.filter { tallies[$0].itemCount >= options.fewestItems }
    let pValues = tested.map { tallies[$0].p(margin: options.margin) }
    let adjusted = MultipleComparisons.benjaminiYekutieli.adjusted(pValues)
    let comparisons = zip(tested, zip(pValues, adjusted)).map { annotator, p in
      let tally = tallies[annotator]
      return AlternativeAnnotatorTest.Comparison(
        annotator: annotator, itemCount: tally.itemCount,
        advantage: Double(tally.judge + tally.both) / Double(tally.itemCount),
        annotatorAdvantage: Double(tally.person + tally.both) / Double(tally.itemCount), p: p.0,
        adjustedP: p.1, isRejected: p.1 <= options.falseDiscoveryRate)
    }
    return AlternativeAnnotatorTest(
      comparisons, omitted: tallies.indices.filter { !tested.contains($0) }, options)
  }

  /// Items on which only the judge, only the person, or both are at least as like to the others.
  private struct Advantages {
    var judge = 0
    var person = 0
    var both = 0

    var itemCount: Int { judge + person + both }

    /// Of the differences W_person − W_judge, which are 1, 0 or −1: a t-test on whole numbers.
    func p(margin: Double) -> Double {
      let n = Double(itemCount)
      let sum = person - judge
      let mean = Double(sum) / n
      let squares = itemCount * (person + judge) - sum * sum
      guard squares > 0 else { return mean < margin ? 0 : 1 }
      let error = (Double(squares) / n / (n - 1) / n).squareRoot()
      // P(T < t) is P(T > −t).
      return SignificanceTest(
        statistic: (margin - mean) / error, distribution: .student(degrees: n - 1)
      ).upperP
    }
  }

  private func advantages(
    _ judge: [Code], leavingOut person: Int, _ options: AlternativeAnnotatorOptions
  ) -> Advantages {
    var found = Advantages()
    var others: [Code] = []
    for item in 0..<itemCount where judge[item] != Self.missing {
      let own = columns[person][item]
      guard own != Self.missing else { continue }
      others.removeAll(keepingCapacity: true)
      for rater in columns.indices where rater != person {
        let code = columns[rater][item]
        if code != Self.missing { others.append(code) }
      }
      guard others.count + 1 >= options.fewestHumans else { continue }
      let judged = options.likeness.total(of: judge[item], to: others)
      let said = options.likeness.total(of: own, to: others)
      // Sums of errors that are equal may be rounded differently.
      if abs(judged - said) <= 1e-12 * max(abs(judged), abs(said)) {
        found.both += 1
      } else if judged > said {
        found.judge += 1
      } else {
        found.person += 1
      }
    }
    return found
  }
}

extension AlternativeAnnotatorTest {
  fileprivate init(
    _ comparisons: [Comparison], omitted: [Int], _ options: AlternativeAnnotatorOptions
  ) {
    self.comparisons = comparisons
    omittedAnnotators = omitted
    guard !comparisons.isEmpty else {
      verdict = .notEnoughItems
      return
    }
    let n = Double(comparisons.count)
    let won = Double(comparisons.count { $0.isRejected }) / n
    winningRate = won
    advantageProbability = comparisons.reduce(0) { $0 + $1.advantage } / n
    verdict = won >= options.passingRate ? .canReplace : .cannotReplace
  }
}
