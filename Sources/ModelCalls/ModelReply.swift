/// Why a reply ended.
public enum FinishReason: Hashable, Sendable {
  case stop
  /// The limit of tokens was reached: what is there may lack its answer.
  case length
  /// The endpoint or the model declined.
  case refusal
  /// A word of the endpoint's that is none of these.
  case other(String)
}

extension FinishReason: LosslessStringConvertible {
  public var description: String {
    switch self {
    case .stop: "stop"
    case .length: "length"
    case .refusal: "refusal"
    case .other(let word): word
    }
  }

  public init(_ word: String) {
    switch word {
    case "stop": self = .stop
    case "length": self = .length
    case "refusal": self = .refusal
    default: self = .other(word)
    }
  }
}

/// Tokens of one call, as the endpoint counted them.
public struct TokenUsage: Hashable, Sendable {
  public var prompt: Int
  public var completion: Int
  /// The part of `prompt` that the endpoint had cached; 0 where it does not say.
  public var cached: Int

  public init(prompt: Int = 0, completion: Int = 0, cached: Int = 0) {
    self.prompt = prompt
    self.completion = completion
    self.cached = cached
  }

  public var total: Int { prompt + completion }

  public static func + (left: TokenUsage, right: TokenUsage) -> TokenUsage {
    TokenUsage(
      prompt: left.prompt + right.prompt, completion: left.completion + right.completion,
      cached: left.cached + right.cached)
  }
}

/// One token of a reply, with what the model thought of saying there.
public struct TokenChoice: Hashable, Sendable {
  public struct Alternative: Hashable, Sendable {
    public var token: String
    /// Natural logarithm of the probability; −infinity and NaN never occur.
    public var logProbability: Double

    public init(token: String, logProbability: Double) {
      self.token = token
      self.logProbability = logProbability
    }
  }

  public var token: String
  public var logProbability: Double
  /// The most probable tokens at this place, the chosen one among them where it is one of them.
  public var alternatives: [Alternative]

  public init(token: String, logProbability: Double, alternatives: [Alternative] = []) {
    self.token = token
    self.logProbability = logProbability
    self.alternatives = alternatives
  }
}

/// What a model answered.
public struct ModelReply: Hashable, Sendable {
  public var text: String
  public var finish: FinishReason
  /// Nil where the endpoint does not count.
  public var usage: TokenUsage?
  /// The model's name as the endpoint reports it: it may differ from the one that was asked.
  public var reportedModel: String
  /// Empty where they were not asked for or not given.
  public var tokens: [TokenChoice]

  public init(
    text: String, finish: FinishReason = .stop, usage: TokenUsage? = nil,
    reportedModel: String = "", tokens: [TokenChoice] = []
  ) {
    self.text = text
    self.finish = finish
    self.usage = usage
    self.reportedModel = reportedModel
    self.tokens = tokens
  }
}
