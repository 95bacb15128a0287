import AnnotationModel

/// What a prompt says of an item: its conversation and its answers, fenced.
struct ItemText {
  let item: Item

  /// Whether the candidates answered more than one turn: each is then shown with its own
  /// conversation, since their earlier answers differ.
  private var isConversation: Bool { item.candidates.contains { $0.turns.count > 1 } }

  /// The request, or, for several turns, which one is judged.
  var conversation: String {
    if isConversation {
      let turns = item.candidates.map(\.turns.count).max() ?? 1
      return "Each assistant had a conversation of \(turns) turns with the same person. "
        + "The answer to the last turn is judged; the earlier ones are its context."
    }
    let parts = item.prompt.map { turn in
      switch turn.role {
      case .user: item.prompt.count == 1 ? turn.text : "Person: \(turn.text)"
      case .assistant: "Assistant: \(turn.text)"
      case .system: "Rules for the assistants: \(turn.text)"
      }
    }
    return "The request:\n" + FencedText.fence(parts.joined(separator: "\n\n"), "request")
  }

  /// The answers in the order in which they are presented, by the letters of their slots.
  func answers(_ presentation: Presentation) -> String {
    presentation.order.enumerated().map { slot, candidate in
      let letter = AnswerMenu.letter(slot)
      return isConversation
        ? "Conversation of \(letter):\n"
          + FencedText.fence(whole(item.candidates[candidate]), "conversation \(letter)")
        : "Answer \(letter):\n"
          + FencedText.fence(item.candidates[candidate].text, "answer \(letter)")
    }.joined(separator: "\n\n")
  }

  /// One answer alone, without a letter.
  func answer(_ candidate: Int) -> String {
    isConversation
      ? "The conversation:\n"
        + FencedText.fence(whole(item.candidates[candidate]), "conversation")
      : "The answer:\n" + FencedText.fence(item.candidates[candidate].text, "answer")
  }

  /// A conversation with the candidate's own answers, the judged one marked.
  private func whole(_ candidate: CandidateText) -> String {
    var parts: [String] = []
    var answered = 0
    for turn in item.prompt {
      switch turn.role {
      case .system: parts.append("Rules for the assistant: \(turn.text)")
      case .assistant: parts.append("Assistant: \(turn.text)")
      case .user:
        parts.append("Person: \(turn.text)")
        guard answered < candidate.turns.count else { continue }
        let isJudged = answered == candidate.turns.count - 1
        parts.append(
          (isJudged ? "Assistant (this answer is judged): " : "Assistant: ")
            + candidate.turns[answered])
        answered += 1
      }
    }
    for rest in candidate.turns.dropFirst(answered) {
      parts.append("Assistant (this answer is judged): \(rest)")
    }
    return parts.joined(separator: "\n\n")
  }

  static func reference(_ references: [Reference]) -> String {
    guard references.count > 1 else {
      return references.first.map {
        "A reference answer:\n" + FencedText.fence($0.text, "reference")
      } ?? ""
    }
    return "Reference answers:\n"
      + references.enumerated().map { FencedText.fence($1.text, "reference \($0 + 1)") }
      .joined(separator: "\n")
  }

  static func criteria(_ criteria: [JudgeCriterion]) -> String {
    criteria.map { "- \($0.name): \($0.definition)" }.joined(separator: "\n")
  }
}
