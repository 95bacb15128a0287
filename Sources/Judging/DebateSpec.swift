import AnnotationModel
import ModelCalls

/// One who speaks in a debate.
public struct DebateRole: Hashable, Sendable {
  public var name: String
  /// Who they are and what they look at.
  public var persona: String
  public var seat: SeatModel

  public init(name: String, persona: String, seat: SeatModel) {
    self.name = name
    self.persona = persona
    self.seat = seat
  }
}

/// In what order the roles of a debate speak, and what they hear (ChatEval, arXiv:2308.07201).
public enum DebateTalk: String, Sendable, CaseIterable {
  /// One after the other; each has heard all before.
  case oneByOne = "one-by-one"
  /// All at once in a round; each has heard the rounds before.
  case simultaneous
  /// As `simultaneous`, and of the rounds before each has the minutes alone.
  case summarised = "simultaneous-with-summariser"
}

/// How the closing votes become the verdict.
public enum DebateDecision: String, Sendable, CaseIterable {
  /// The higher mean of the roles' scores.
  case meanOfScores = "mean"
  case majority
}

/// All that decides how a debate goes. The defaults are the published ones (The Fellowship of the
/// LLMs, arXiv:2408.08688): three roles, two rounds, one by one, a blind vote, the mean of scores.
public struct DebateSpec: Hashable, Sendable {
  public var roles: [DebateRole]
  /// 1 to 5.
  public var rounds: Int
  public var talk: DebateTalk
  /// Whether nobody sees a vote before all have voted.
  public var isBlindVote: Bool
  public var decision: DebateDecision
  /// Whether the discussion ends as soon as a round leaves all of one opinion; each turn then
  /// closes with its opinion.
  public var stopsWhenAgreed: Bool
  public var highestScore: Int
  public var reference: ReferenceCondition
  public var criteria: [JudgeCriterion]
  public var reasks: Int
  public var turnTemplate: PromptTemplate
  public var summaryTemplate: PromptTemplate
  public var voteTemplate: PromptTemplate
  public var againTemplate: PromptTemplate

  public init(
    roles: [DebateRole], rounds: Int = 2, talk: DebateTalk = .oneByOne, isBlindVote: Bool = true,
    decision: DebateDecision = .meanOfScores, stopsWhenAgreed: Bool = false,
    highestScore: Int = 10, reference: ReferenceCondition = .none,
    criteria: [JudgeCriterion] = [], reasks: Int = 2, turnTemplate: PromptTemplate,
    summaryTemplate: PromptTemplate, voteTemplate: PromptTemplate, againTemplate: PromptTemplate
  ) {
    self.roles = roles
    self.rounds = rounds
    self.talk = talk
    self.isBlindVote = isBlindVote
    self.decision = decision
    self.stopsWhenAgreed = stopsWhenAgreed
    self.highestScore = highestScore
    self.reference = reference
    self.criteria = criteria
    self.reasks = reasks
    self.turnTemplate = turnTemplate
    self.summaryTemplate = summaryTemplate
    self.voteTemplate = voteTemplate
    self.againTemplate = againTemplate
  }

  /// The three roles of the published debates, with personas in our words.
  public static func standardRoles(seat: SeatModel) -> [DebateRole] {
    [
      DebateRole(
        name: "General Public",
        persona: "You are somebody who would have asked such a thing yourself. You care whether "
          + "the answer helps you, whether you understand it, and whether you would believe it.",
        seat: seat),
      DebateRole(
        name: "Psychologist",
        persona: "You study how people think and feel. You look at what the person who asked "
          + "needs beyond the words, and at how each answer would be taken.",
        seat: seat),
      DebateRole(
        name: "Critic",
        persona: "You check how things are said and whether they hold: claims, reasons, order, "
          + "clarity. You say what others overlook, and you do not agree to be polite.",
        seat: seat),
    ]
  }
}
