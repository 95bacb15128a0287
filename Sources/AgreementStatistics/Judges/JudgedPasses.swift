/// Items that people and a judge passed or failed, and more that only the judge did: what a
/// judge's pass rate is corrected by.
///
/// The labelled items have to be a random sample of all, and the unlabelled ones others than
/// these.
public struct JudgedPasses: Hashable, Sendable {
  /// Row = people, column = judge; 0 = failed, 1 = passed.
  public var labelled: ConfusionTable
  /// Unlabelled items that the judge passed.
  public var unlabelledPassed: Int
  /// Items that only the judge passed or failed.
  public var unlabelledCount: Int

  /// Preconditions: `labelled` is 2×2; 0 ≤ `unlabelledPassed` ≤ `unlabelledCount`.
  public init(labelled: ConfusionTable, unlabelledPassed: Int, unlabelledCount: Int) {
    precondition(labelled.categoryCount == 2, "an item is passed or failed")
    precondition((0...unlabelledCount).contains(unlabelledPassed), "a part of the items")
    self.labelled = labelled
    self.unlabelledPassed = unlabelledPassed
    self.unlabelledCount = unlabelledCount
  }

  /// The share of the people's passes that the judge passes too, with Wilson's interval.
  public func sensitivity(level: Double = 0.95) -> Estimate {
    .share(labelled[1, 1], of: labelled.rowTotals[1], undefined: .oneCategory, level: level)
  }

  /// The share of the people's failures that the judge fails too, with Wilson's interval.
  public func specificity(level: Double = 0.95) -> Estimate {
    .share(labelled[0, 0], of: labelled.rowTotals[0], undefined: .oneCategory, level: level)
  }

  /// The share of the unlabelled items that the judge passes, with Wilson's interval.
  public func apparentRate(level: Double = 0.95) -> Estimate {
    .share(unlabelledPassed, of: unlabelledCount, level: level)
  }

  /// The pass rate by Rogan and Gladen, θ = (p + specificity − 1)/J with J = sensitivity +
  /// specificity − 1: what the apparent rate p of the unlabelled items comes from.
  ///
  /// - Returns: unclipped, so that θ may lie outside 0…1 by chance; a delta-method standard error
  ///   that carries the errors of p, sensitivity and specificity, and its normal interval. Both
  ///   are nil where all three are 0 or 1, since no variation was seen. Undefined without
  ///   unlabelled items, where people pass all or none, and where J ≤ 0. O(1).
  /// - Source: Rogan & Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510.
  public func roganGladen(level: Double = 0.95) -> Estimate {
    let (failures, passes) = (labelled.rowTotals[0], labelled.rowTotals[1])
    guard labelled.total > 0, unlabelledCount > 0 else { return .undefined(.noItems) }
    guard failures > 0, passes > 0 else { return .undefined(.oneCategory) }
    let (kept, caught) = (labelled[1, 1], labelled[0, 0])
    // J > 0, on integers.
    guard kept * failures + caught * passes > failures * passes else {
      return .undefined(.uninformativeJudge)
    }
    let sensitivity = Double(kept) / Double(passes)
    let specificity = Double(caught) / Double(failures)
    let apparent = Double(unlabelledPassed) / Double(unlabelledCount)
    let youden = sensitivity + specificity - 1
    let rate = (apparent + specificity - 1) / youden
    func spread(_ share: Double, _ count: Int) -> Double { share * (1 - share) / Double(count) }
    let variance =
      spread(apparent, unlabelledCount) + (1 - rate) * (1 - rate) * spread(specificity, failures)
      + rate * rate * spread(sensitivity, passes)
    return .normal(
      rate, variance: variance / (youden * youden), count: labelled.total, level: level)
  }

  /// The same items as scores of 0 and 1, for prediction-powered means.
  public var scores: PredictedScores {
    func pair(_ human: Int, _ judge: Int) -> PredictedScores.Cell {
      PredictedScores.Cell(
        score: Double(human), prediction: Double(judge), count: labelled[human, judge])
    }
    return PredictedScores(
      labelled: [pair(0, 0), pair(0, 1), pair(1, 0), pair(1, 1)],
      unlabelled: [
        (prediction: 1, count: unlabelledPassed),
        (prediction: 0, count: unlabelledCount - unlabelledPassed),
      ])
  }
}

extension Estimate {
  /// A value with a normal interval; without error and interval where no variation was seen.
  static func normal(_ value: Double, variance: Double, count: Int, level: Double) -> Estimate {
    guard variance > 0 else {
      return .defined(Coefficient(value: value, level: level, itemCount: count))
    }
    let error = variance.squareRoot()
    let half = NormalDistribution.critical(level) * error
    return .defined(
      Coefficient(
        value: value, standardError: error,
        interval: Interval(low: value - half, high: value + half),
        level: level, itemCount: count))
  }
}
