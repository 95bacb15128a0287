import AnnotationModel
import Judging

/// In which order the answers of an item stand before a judge.
public enum OrderChoice: String, Sendable, CaseIterable {
  case stored, swapped
  /// Each item twice, once in each order; the analysis merges them, or keeps them apart.
  case both
  /// Both orders asked for one verdict: the mean of their scores, or what both say.
  case balanced
  /// By a seed, the same in every run of it.
  case random
}

/// One who judges or speaks: a model of the endpoints' file, and who they are where that matters.
public struct RunSeat: Hashable, Sendable {
  /// The endpoint's name.
  public var endpoint: String
  /// Of a debate: the role and what it looks at.
  public var role: String
  public var persona: String

  public init(endpoint: String, role: String = "", persona: String = "") {
    self.endpoint = endpoint
    self.role = role
    self.persona = persona
  }
}

/// What a person chooses of a run. With the endpoints and prompts as they are then, it becomes the
/// run's frozen specification.
public struct RunSettings: Hashable, Sendable {
  public var kind: RunKind
  public var seats: [RunSeat]
  // A judge's question.
  public var strategy = JudgeStrategy.direct
  public var highestScore = 10
  public var evidence = Evidence.first
  public var stepByStep = false
  public var reference = ReferenceCondition.none
  public var criteria: [JudgeCriterion] = []
  public var guidance = ""
  /// How often a judge is asked again where its reply has no answer: 0 to 3.
  public var reasks = 1
  public var isStructured = false
  /// Alternatives per token; nil asks for no log-probabilities.
  public var alternatives: Int?
  // Sampling.
  public var temperature: Double? = 0
  public var topProbability: Double?
  public var maximumTokens = 1_024
  public var seed: Int?
  public var reasoningEffort: String?
  // What is shown, and how often.
  public var order = OrderChoice.stored
  public var orderSeed: UInt64 = 1
  /// At least 1.
  public var repeats = 1
  /// How often each unit is asked for one verdict, 1 to 100.
  public var samples = 1
  /// Whether scores are those expected by the log-probabilities, instead of those written.
  public var weightsScores = false
  /// How many items that people labelled stand in the prompt as examples, and by which seed they
  /// are chosen.
  public var exemplars = 0
  public var exemplarSeed: UInt64 = 1
  // A cascade: the least certainty that decides, 0 to 1.
  public var threshold = 0.75
  // A jury.
  /// One that needs nothing but its name, or `weighted` with the weights of `weighing`.
  public var rule = PanelRule.plurality
  public var quorum = 1
  /// How the weights of a weighted jury came about.
  public var weighing: JuryWeighing?
  // A debate.
  public var rounds = 2
  public var talk = DebateTalk.oneByOne
  public var isBlindVote = true
  public var decision = DebateDecision.meanOfScores
  public var stopsWhenAgreed = false
  // A lexical judge.
  public var lexical = LexicalSpec(.longer)

  public init(_ kind: RunKind, seats: [RunSeat] = []) {
    self.kind = kind
    self.seats = seats
  }

  /// What of the settings cannot be; nil where all can.
  public var mistake: String? { fault?.description }

  /// As `mistake`, with the setting that it is about.
  public var fault: RunMistake? {
    if kind != .lexical, seats.isEmpty { return RunMistake("no model is named", at: "model") }
    if kind == .jury, seats.count < 2 {
      return RunMistake("a jury has two seats or more", at: "seats")
    }
    if kind == .debate, seats.count < 2 {
      return RunMistake("a debate has two roles or more", at: "roles")
    }
    if ![5, 10, 100].contains(highestScore) {
      return RunMistake("a scale ends at 5, 10 or 100", at: "scale")
    }
    if repeats < 1 || repeats > 1_000 {
      return RunMistake("repeats are from 1 to 1000", at: "repeats")
    }
    if !(0...3).contains(reasks) {
      return RunMistake("a judge is asked again 0 to 3 times", at: "reasks")
    }
    if !(1...5).contains(rounds) {
      return RunMistake("a debate has 1 to 5 rounds", at: "rounds")
    }
    if kind == .jury, !(1...seats.count).contains(quorum) {
      return RunMistake("a quorum is from 1 to the number of seats", at: "quorum")
    }
    return modelFault ?? samplingFault
  }

  private var modelFault: RunMistake? {
    if let temperature, !(0...2).contains(temperature) {
      return RunMistake("a temperature is from 0 to 2", at: "temperature")
    }
    if let topProbability, !(0...1).contains(topProbability) || topProbability == 0 {
      return RunMistake("top-p is above 0 and at most 1", at: "top-p")
    }
    if maximumTokens < 1 {
      return RunMistake("a reply has at least one token", at: "max-tokens")
    }
    if let alternatives, !(1...20).contains(alternatives) {
      return RunMistake("alternatives per token are from 1 to 20", at: "logprobs")
    }
    return nil
  }
}
