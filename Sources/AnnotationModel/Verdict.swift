/// One message of a debate, in the order it was said.
public struct DebateTurn: Hashable, Sendable, Codable {
  /// From 1; the closing vote is in the round after the last discussion round.
  public var round: Int
  public var role: String
  public var model: String
  public var text: String
  /// What this turn says about the item, where it says it.
  public var vote: RatingValue?
  /// The turn's scores, one per candidate in stored order; empty where it gives none.
  public var scores: [Double]

  public init(
    round: Int, role: String, model: String = "", text: String, vote: RatingValue? = nil,
    scores: [Double] = []
  ) {
    self.round = round
    self.role = role
    self.model = model
    self.text = text
    self.vote = vote
    self.scores = scores
  }
}

/// What a machine says of an item, with all that is known of how it came to say it.
public struct Verdict: Hashable, Sendable, Codable {
  public var value: RatingValue
  /// What the imported source itself counted this verdict as, where that differs from what was
  /// parsed: the policy `recorded` uses it.
  public var recorded: RatingValue?
  public var presentation: Presentation
  /// The n-th identical repeat, from 0.
  public var repetition: Int
  /// Scores behind the value, one per candidate in stored order; empty where there are none.
  public var scores: [Double]
  public var reasoning: String
  public var rawReply: String
  /// The parser that read `rawReply`, such as `fellowship-1`; "" where nothing was parsed.
  public var parserVersion: String
  /// How many turns the judge needed; more than 1 means it was asked again.
  public var turnsToAnswer: Int
  public var debate: [DebateTurn]

  public init(
    value: RatingValue, recorded: RatingValue? = nil, presentation: Presentation,
    repetition: Int = 0, scores: [Double] = [], reasoning: String = "", rawReply: String = "",
    parserVersion: String = "", turnsToAnswer: Int = 1, debate: [DebateTurn] = []
  ) {
    self.value = value
    self.recorded = recorded
    self.presentation = presentation
    self.repetition = repetition
    self.scores = scores
    self.reasoning = reasoning
    self.rawReply = rawReply
    self.parserVersion = parserVersion
    self.turnsToAnswer = turnsToAnswer
    self.debate = debate
  }
}
