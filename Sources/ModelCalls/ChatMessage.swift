/// One message of a conversation with a model, as every chat endpoint understands it.
public struct ChatMessage: Hashable, Sendable {
  public enum Role: String, Sendable, CaseIterable { case system, user, assistant }

  /// A piece of a message. Text is what judges get; images travel as their bytes.
  public enum Part: Hashable, Sendable {
    case text(String)
    /// An image as base64, with its media type such as `image/png`.
    case image(mediaType: String, base64: String)
  }

  public var role: Role
  public var parts: [Part]

  public init(role: Role, parts: [Part]) {
    self.role = role
    self.parts = parts
  }

  public init(_ role: Role, _ text: String) {
    self.init(role: role, parts: [.text(text)])
  }

  /// The message's text pieces, one after the other.
  public var text: String {
    parts.map { if case .text(let text) = $0 { text } else { "" } }.joined()
  }
}
