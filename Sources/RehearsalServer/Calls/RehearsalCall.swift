import JSONText

/// A call of a model, as the server understood it.
public struct RehearsalCall: Sendable {
  /// Whose way of asking it is.
  public enum Kind: String, Sendable, CaseIterable {
    case openAIChat = "openai-chat"
    case anthropicMessages = "anthropic-messages"
    case gemini
  }

  public struct Message: Hashable, Sendable {
    /// `system`, `user` or `assistant`.
    public var role: String
    public var text: String

    public init(_ role: String, _ text: String) {
      self.role = role
      self.text = text
    }
  }

  /// What shape the reply has to have.
  public enum Form: Hashable, Sendable {
    case text
    /// JSON, by a JSON Schema where one is given.
    case json(schema: JSONNode?)
  }

  /// Of all calls of the server, from 1.
  public var number = 0
  public var kind: Kind
  public var model: String
  public var messages: [Message]
  /// Nil leaves it to the model, which takes 1.
  public var temperature: Double?
  public var maximumTokens: Int?
  public var seed: Int?
  public var form = Form.text
  /// Alternatives per token with their log-probabilities; nil for none at all.
  public var alternatives: Int?
  /// The tool whose input the reply is, where JSON is asked for so.
  var tool: String?

  public init(kind: Kind = .openAIChat, model: String, messages: [Message]) {
    self.kind = kind
    self.model = model
    self.messages = messages
  }

  /// The text of all messages, one under the other.
  public var prompt: String { messages.map(\.text).joined(separator: "\n") }

}

/// A call with what is counted and hashed once, since prompts are long.
struct PreparedCall {
  var call: RehearsalCall
  /// By the rule of `SpokenToken`.
  let promptTokens: Int
  /// Of what the reply depends on, the seed excepted.
  let fingerprint: UInt64

  init(_ call: RehearsalCall) {
    self.call = call
    promptTokens = call.messages.reduce(0) { $0 + SpokenToken.count($1.text) }
    var hash = StableHash()
    hash.add(call.model)
    for message in call.messages {
      hash.add(message.role)
      hash.add(message.text)
    }
    fingerprint = hash.value
  }

  /// Of all that the reply depends on.
  var drawn: UInt64 { fingerprint ^ Dice.mixed(UInt64(bitPattern: Int64(call.seed ?? 0)) &+ 1) }
}
