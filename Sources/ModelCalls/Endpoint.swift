/// How an endpoint wants to be talked to.
public enum EndpointKind: String, Sendable, CaseIterable {
  /// `POST …/chat/completions`, as most servers and vendors have it.
  case openAIChat = "openai-chat"
  /// `POST …/messages`.
  case anthropicMessages = "anthropic-messages"
  /// `POST …/models/MODEL:generateContent`.
  case gemini
}

/// Where an endpoint's key comes from. The key itself is never part of a value that is kept.
public enum KeySource: Hashable, Sendable {
  case none
  case environment(String)
  /// A command of the person's own, whose first line of output is the key.
  case command(String)
}

/// What an endpoint allows in a minute, and at once. Nil is "it does not say".
public struct RateLimits: Hashable, Sendable {
  public var requestsPerMinute: Int?
  public var tokensPerMinute: Int?
  /// At least 1.
  public var parallel: Int

  public init(requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil, parallel: Int = 8) {
    self.requestsPerMinute = requestsPerMinute
    self.tokensPerMinute = tokensPerMinute
    self.parallel = max(1, parallel)
  }
}

/// How long an endpoint may take. Nil is what the client has for all.
public struct TimeLimits: Hashable, Sendable {
  /// For the connection, its encryption included.
  public var connecting: Duration?
  /// From the sending to the first byte of the answer.
  public var firstByte: Duration?
  /// From the sending to the last byte.
  public var whole: Duration?

  public init(
    connecting: Duration? = nil, firstByte: Duration? = nil, whole: Duration? = nil
  ) {
    self.connecting = connecting
    self.firstByte = firstByte
    self.whole = whole
  }
}

/// What an endpoint can do beyond text in, text out.
public enum Capability: String, Sendable, CaseIterable {
  case images
  case logProbabilities = "logprobs"
  /// Replies that fit a JSON Schema, asked for as OpenAI has it.
  case jsonSchema = "json-schema"
  /// The same, asked for as a `json_object` with a `schema`, as llama.cpp's servers have it.
  case jsonObject = "json-object"
  case seed
  case reasoningEffort = "reasoning-effort"
}

/// One line of the endpoints' file: a model, where it is, and what it costs and can do.
public struct Endpoint: Hashable, Sendable {
  /// What people call it; unique in the file, and the name of a judge that uses it.
  public var name: String
  public var kind: EndpointKind
  /// Without the last step of the path, such as `https://host/v1`.
  public var baseURL: String
  /// The model's name as the endpoint knows it.
  public var model: String
  /// For self- and family preference.
  public var family: String
  public var prices: Prices
  public var limits: RateLimits
  public var times: TimeLimits
  public var capabilities: Set<Capability>
  public var key: KeySource

  public init(
    name: String, kind: EndpointKind = .openAIChat, baseURL: String, model: String,
    family: String = "", prices: Prices = .free, limits: RateLimits = RateLimits(),
    times: TimeLimits = TimeLimits(), capabilities: Set<Capability> = [], key: KeySource = .none
  ) {
    self.name = name
    self.kind = kind
    self.baseURL = baseURL
    self.model = model
    self.family = family
    self.prices = prices
    self.limits = limits
    self.times = times
    self.capabilities = capabilities
    self.key = key
  }
}
