import AnnotationModel
import JSONText

/// A prompt as turns: a text is one turn of the user; a list of messages is a conversation.
enum PromptTurns {
  static func of(_ fields: RowFields, _ name: String) -> [Turn] {
    if let messages = fields.node(name)?.elements { return messages.compactMap(turn) }
    guard let text = fields.text(name), !text.isEmpty else { return [] }
    return [Turn(role: .user, text: text)]
  }

  /// `{"role": …, "content": …}` and the other usual spellings, or a text of the user's.
  static func turn(_ message: JSONNode) -> Turn? {
    if let text = message.text { return Turn(role: .user, text: text) }
    guard let text = ["content", "text", "value"].lazy.compactMap({ message[$0]?.text }).first
    else { return nil }
    let role = ["role", "from", "author"].lazy.compactMap { message[$0]?.text }.first ?? "user"
    switch role.lowercased() {
    case "system": return Turn(role: .system, text: text)
    case "assistant", "gpt", "bot", "model", "chatbot": return Turn(role: .assistant, text: text)
    default: return Turn(role: .user, text: text)
    }
  }
}
