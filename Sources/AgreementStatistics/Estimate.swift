/// Why a statistic has no value. Never imputed as 0, 1 or NaN.
public enum UndefinedReason: String, Hashable, Sendable {
  /// No item was rated by all the raters that the statistic needs.
  case noItems = "no items in common"
  /// Nothing was answered more than once.
  case noRepeats = "no item was answered twice"
  /// The two orders never lead to different answers, so there is nothing to share out.
  case noConflicts = "no item was answered differently"
  /// Every rating is in one category, so agreement beyond chance cannot be told.
  case oneCategory = "one category only"
  /// Chance agreement is certain although the raters use several categories.
  case certainChance = "chance agreement is 1"
  case tooFewRaters = "fewer than two raters"
  case tooFewCategories = "fewer than two declared categories"
  /// No variation in a rater's values, so no correlation.
  case noVariation = "a rater gives one value only"
  case tooFewItems = "too few items"
  /// Nothing that could tell one side from the other: every item was answered alike.
  case noDisagreement = "no item on which they differ"
  case tooFewContestants = "fewer than two contestants"
  /// Strengths have no maximum of the likelihood: somebody's are as large as one likes.
  case notStronglyConnected = "some contestants never won against the others"
  /// Each match ended in a tie, or there are none.
  case nothingDecided = "nothing was decided"
  /// A rate within a class of items needs one of that class.
  case missingClass = "no item of one of the classes"
  /// What errors are shared out by, where there are none.
  case noErrors = "no errors"
  /// A stated confidence is no probability.
  case notProbabilities = "confidences outside 0 to 1"
  /// The metric cannot be formed for these categories (a ratio of non-numbers, for one).
  case notNumeric = "categories without numbers"
  /// A test that takes items for independent, of items that belong together.
  case clustered = "items come in clusters"
  /// Measured numbers: two that differ in the last digit do not disagree.
  case notCategories = "scores, not categories"
  case noStandardError = "no standard error is known"
  /// Two raters of these margins cannot have such a kappa.
  case impossibleKappa = "these margins do not allow such a kappa"
  /// What is asked for is not reached, however many items there are or however large the effect.
  case outOfReach = "out of reach"
  /// A verdict of the judges that items have, and none of these items a label.
  case unlabelledVerdict = "a verdict without a labelled item"
  /// The judge passes failures as often as passes, or more often: its rate says nothing.
  case uninformativeJudge = "the judge does not tell passes from failures"
}

/// So that what is not one number can be a `Result`: a value, or why there is none.
extension UndefinedReason: Error {}

/// A closed interval of a statistic. Unclipped: displays clip it, stores do not.
public struct Interval: Hashable, Sendable {
  public var low: Double
  public var high: Double

  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  public func clipped(to range: ClosedRange<Double>) -> Interval {
    Interval(
      low: min(max(low, range.lowerBound), range.upperBound),
      high: min(max(high, range.lowerBound), range.upperBound))
  }
}

/// A statistic that is defined, with what is known of its error.
public struct Coefficient: Hashable, Sendable {
  public var value: Double
  /// Non-null standard error; nil where no formula is known or implemented.
  public var standardError: Double?
  /// At `level`; nil where there is no standard error.
  public var interval: Interval?
  public var level: Double
  /// Degrees of freedom of Student's t, where `interval` is made of it; nil for the normal one.
  public var degrees: Double?
  /// Standard error under "no agreement beyond chance": for tests, never for intervals.
  public var nullStandardError: Double?
  public var observedAgreement: Double?
  public var chanceAgreement: Double?
  /// Items that entered.
  public var itemCount: Int

  public init(
    value: Double, standardError: Double? = nil, interval: Interval? = nil, level: Double = 0.95,
    degrees: Double? = nil, nullStandardError: Double? = nil, observedAgreement: Double? = nil,
    chanceAgreement: Double? = nil, itemCount: Int
  ) {
    self.value = value
    self.standardError = standardError
    self.interval = interval
    self.level = level
    self.degrees = degrees
    self.nullStandardError = nullStandardError
    self.observedAgreement = observedAgreement
    self.chanceAgreement = chanceAgreement
    self.itemCount = itemCount
  }
}

/// The answer of every statistic: a coefficient, or the reason why there is none.
public enum Estimate: Hashable, Sendable {
  case defined(Coefficient)
  case undefined(UndefinedReason)

  public var coefficient: Coefficient? {
    if case .defined(let coefficient) = self { coefficient } else { nil }
  }

  public var value: Double? { coefficient?.value }
}
