import AnnotationModel
import ModelCalls

/// How a judge looks at the candidates.
public enum JudgeStrategy: String, Sendable, CaseIterable {
  /// All answers in one prompt; the reply names the better one.
  case direct
  /// One prompt for each answer, with a score each; the higher one wins.
  case independent
  /// All answers in one prompt; the reply scores each.
  case combined
}

/// What reference answers a judge is given (No Free Labels, arXiv:2503.05061).
public enum ReferenceCondition: String, Sendable, CaseIterable {
  case none
  case human
  case selfMade = "self"
  case otherModel = "other-model"
  case verified, wrong, random
  /// All that the study holds for the item, in their order.
  case any

  /// The references of an item that this condition shows.
  public func chosen(from references: [Reference]) -> [Reference] {
    switch self {
    case .none: []
    case .any: references
    default: references.filter { $0.kind.rawValue == rawValue }
    }
  }
}

/// A thing to judge by, with what it means.
public struct JudgeCriterion: Hashable, Sendable {
  public var name: String
  public var definition: String

  public init(name: String, definition: String) {
    self.name = name
    self.definition = definition
  }
}

/// The model in a seat: an entry of the endpoints' file, as it was when the run began.
public struct SeatModel: Hashable, Sendable {
  public var endpoint: String
  public var model: String
  public var settings: SamplingSettings
  /// Whether the reply is asked for as JSON, where the endpoint can.
  public var isStructured: Bool
  /// Alternatives per token to ask for; nil for none.
  public var alternatives: Int?

  public init(
    endpoint: String, model: String,
    settings: SamplingSettings = SamplingSettings(temperature: 0, maximumTokens: 1_024),
    isStructured: Bool = false, alternatives: Int? = nil
  ) {
    self.endpoint = endpoint
    self.model = model
    self.settings = settings
    self.isStructured = isStructured
    self.alternatives = alternatives
  }
}

/// All that decides what a judge is asked, but for the item.
public struct JudgeSpec: Hashable, Sendable {
  public var seat: SeatModel
  public var strategy: JudgeStrategy
  /// The highest score that a pair or list is judged on; the study's own scale decides where the
  /// task is a score itself.
  public var highestScore: Int
  public var evidence: Evidence
  public var stepByStep: Bool
  public var reference: ReferenceCondition
  public var criteria: [JudgeCriterion]
  /// What the person adds to the system prompt.
  public var guidance: String
  /// Judged examples, as they stand in the prompt.
  public var exemplars: [String]
  /// How often a judge is asked again where its reply has no answer: 0 to 3.
  public var reasks: Int
  /// Whether a score is the one expected by the reply's log-probabilities, where they are given,
  /// instead of the one written (G-Eval, arXiv:2303.16634).
  public var weightsScores = false
  /// The prompt, and how it is asked again.
  public var template: PromptTemplate
  public var againTemplate: PromptTemplate

  public init(
    seat: SeatModel, strategy: JudgeStrategy, highestScore: Int = 10, evidence: Evidence = .first,
    stepByStep: Bool = false, reference: ReferenceCondition = .none,
    criteria: [JudgeCriterion] = [], guidance: String = "", exemplars: [String] = [],
    reasks: Int = 1, template: PromptTemplate, againTemplate: PromptTemplate
  ) {
    self.seat = seat
    self.strategy = strategy
    self.highestScore = highestScore
    self.evidence = evidence
    self.stepByStep = stepByStep
    self.reference = reference
    self.criteria = criteria
    self.guidance = guidance
    self.exemplars = exemplars
    self.reasks = reasks
    self.template = template
    self.againTemplate = againTemplate
  }
}
