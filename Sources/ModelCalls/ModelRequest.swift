/// How a model picks its words. Nil leaves a setting to the endpoint.
public struct SamplingSettings: Hashable, Sendable {
  /// 0 is the most probable word each time; most endpoints take 0 to 2.
  public var temperature: Double?
  /// Nucleus sampling: the share of probability that is sampled from, above 0 and at most 1.
  public var topProbability: Double?
  /// The most tokens that a reply may have, thinking included where the endpoint counts it so.
  public var maximumTokens: Int?
  public var seed: Int?
  /// The endpoint's own word, such as `low`; only for endpoints that say they take it.
  public var reasoningEffort: String?

  public init(
    temperature: Double? = nil, topProbability: Double? = nil, maximumTokens: Int? = nil,
    seed: Int? = nil, reasoningEffort: String? = nil
  ) {
    self.temperature = temperature
    self.topProbability = topProbability
    self.maximumTokens = maximumTokens
    self.seed = seed
    self.reasoningEffort = reasoningEffort
  }
}

/// What shape the reply has to have.
public enum ReplyForm: Hashable, Sendable {
  case text
  /// JSON that fits this schema (JSON Schema, as JSON text), which endpoints want a name for.
  case json(name: String, schema: String)
}

/// One call of a model as a value: all that can change its reply, and nothing else.
public struct ModelRequest: Hashable, Sendable {
  /// The name of the entry in the endpoints' file: where to ask, with which key.
  public var endpoint: String
  /// The model's name as the endpoint knows it.
  public var model: String
  public var messages: [ChatMessage]
  public var settings: SamplingSettings
  public var form: ReplyForm
  /// How many alternatives per token to return with their log-probabilities; nil for none at all.
  public var alternatives: Int?
  /// The n-th identical question, from 0: a repeat is a call of its own and never a copy.
  public var repetition: Int

  public init(
    endpoint: String, model: String, messages: [ChatMessage],
    settings: SamplingSettings = SamplingSettings(), form: ReplyForm = .text,
    alternatives: Int? = nil, repetition: Int = 0
  ) {
    self.endpoint = endpoint
    self.model = model
    self.messages = messages
    self.settings = settings
    self.form = form
    self.alternatives = alternatives
    self.repetition = repetition
  }
}
