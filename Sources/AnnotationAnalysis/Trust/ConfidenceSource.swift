/// What a judge's confidence in an answer is taken from. In the order of the cases the first one
/// that the study has is taken, so that the choice never looks at the labels.
public enum ConfidenceSource: String, Hashable, Sendable, CaseIterable {
  /// The share of a verdict's samples that say what it says (self-consistency).
  case samples
  /// How many more of a jury's seats, or of a debate's last votes, are for its answer than for any
  /// other, as a share of all that voted.
  case votes
  /// The share of repeated questions that were answered alike.
  case repeats
  /// Whether both orders of the candidates were answered alike: 1 or 0.
  case orders
  /// The probability that the model itself gave to its answer.
  case probability
  /// How far the best candidate's score is above the next one's.
  case scores
  /// Nothing: all items are alike, and are left to the judge together or not at all.
  case none

  /// What it is, to stand after "confidence:".
  public var words: String {
    switch self {
    case .samples: "the share of a verdict's samples that agree with it"
    case .votes: "the margin of the votes for its answer"
    case .repeats: "the share of repeats that agree with it"
    case .orders: "whether both orders were answered alike (1 or 0)"
    case .probability: "the probability that the model gave to its answer"
    case .scores: "the best score less the next one"
    case .none: "none is known, so all items are left to the judge or none"
    }
  }
}
