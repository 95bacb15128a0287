/// How a rater came to its answers, as far as the study's file knows it.
public struct RaterConduct: Hashable, Sendable {
  /// Answers that name the candidate shown first, and answers that name another one. Of people
  /// only labels that were given at a screen: for others nobody knows what was shown first.
  public var firstShownChosen = 0
  public var otherChosen = 0
  /// Verdicts for which the model had to be asked again.
  public var askedAgain = 0
  /// Verdicts or labels without an answer, by reason; both orders count apart.
  public var abstentions: [Abstention: Int] = [:]
  /// Mean active time for an item; nil where no time was kept.
  public var secondsPerItem: Double?
  /// Mean price of an item's answer, in the currency of the endpoints' prices; nil where the file
  /// knows of no paid call.
  public var costPerItem: Double?

  public init() {}

  /// Machine's replies without a usable answer: not what people skip.
  public var unparsed: Int {
    abstentions.reduce(0) { sum, found in
      found.key == .skipped || found.key == .unsure ? sum : sum + found.value
    }
  }
}

/// The scores behind a rater's held verdicts of one order: parallel arrays.
public struct ScoreColumn: Hashable, Sendable {
  public var rater: RaterID
  public var swapped: Bool
  /// Ascending item numbers (`ItemID.value`).
  public var items: [Int32]
  /// Per item one number per candidate in stored order; never empty.
  public var scores: [[Double]]

  public init(rater: RaterID, swapped: Bool, items: [Int32], scores: [[Double]]) {
    self.rater = rater
    self.swapped = swapped
    self.items = items
    self.scores = scores
  }
}
