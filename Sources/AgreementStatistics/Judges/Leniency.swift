/// How lenient a judge of correctness is: with probability P_c it applies the criteria, else it
/// says "correct" with probability P₊.
///
/// Thakur et al. 2024, arXiv:2406.12624. Nothing is clamped.
public struct Leniency: Hashable, Sendable {
  /// Of what people call correct, the share that the judge does; Wilson's interval.
  public var truePositiveRate: Estimate
  /// Of what they call incorrect, the share that the judge does.
  public var trueNegativeRate: Estimate
  /// P_c = TPR + TNR − 1 (Youden's J), −1 to 1, with the delta method's error. Undefined where
  /// people call nothing correct, or nothing incorrect.
  public var criteriaProbability: Estimate
  /// P₊ = FPR/(1 − P_c) = FPR/(FPR + FNR), 0 to 1, with the delta method's error, which is 0
  /// where only one kind of error occurred. Undefined as P_c is, and where there are no errors.
  public var positiveProbability: Estimate
  /// False where P_c is below 0: the judge is worse than one that guesses, and the model does not
  /// describe it. Nil where P_c is undefined.
  public var isDescribed: Bool?
}

extension ConfusionTable {
  /// Leniency of people's verdicts (rows) and a judge's (columns). O(1).
  ///
  /// Precondition: a 2×2 table.
  ///
  /// - Parameter correct: the category that says "correct".
  public func leniency(correct: Int = 0, level: Double = 0.95) -> Leniency {
    precondition(categoryCount == 2 && (0...1).contains(correct), "correct or incorrect")
    let wrong = 1 - correct
    let positives = self[correct, 0] + self[correct, 1]
    let negatives = self[wrong, 0] + self[wrong, 1]
    let falsePositives = self[wrong, correct]
    let criteria: Estimate =
      positives > 0 && negatives > 0
      ? .defined(
        .independentDifference(
          (self[correct, correct], positives), (falsePositives, negatives), level: level))
      : .undefined(total > 0 ? .missingClass : .noItems)
    return Leniency(
      truePositiveRate: .share(
        self[correct, correct], of: positives, undefined: .missingClass, level: level),
      trueNegativeRate: .share(
        self[wrong, wrong], of: negatives, undefined: .missingClass, level: level),
      criteriaProbability: criteria,
      positiveProbability: positiveProbability(
        (falsePositives, negatives), (self[correct, wrong], positives), level),
      isDescribed: criteria.value.map { $0 >= 0 })
  }

  private func positiveProbability(
    _ falsePositives: (part: Int, whole: Int), _ falseNegatives: (part: Int, whole: Int),
    _ level: Double
  ) -> Estimate {
    let (negatives, positives) = (Double(falsePositives.whole), Double(falseNegatives.whole))
    guard negatives > 0, positives > 0 else {
      return .undefined(total > 0 ? .missingClass : .noItems)
    }
    guard falsePositives.part + falseNegatives.part > 0 else { return .undefined(.noErrors) }
    let x = Double(falsePositives.part) / negatives
    let y = Double(falseNegatives.part) / positives
    // Of x/(x + y), with the binomial variances of x and y.
    let variance = y * y * x * (1 - x) / negatives + x * x * y * (1 - y) / positives
    let error = variance.squareRoot() / ((x + y) * (x + y))
    let half = NormalDistribution.critical(level) * error
    let value = x / (x + y)
    return .defined(
      Coefficient(
        value: value, standardError: error,
        interval: Interval(low: value - half, high: value + half), level: level, itemCount: total))
  }
}
