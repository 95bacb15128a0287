import AnnotationModel
import ModelCalls

/// What the roles of a debate are told and asked.
struct DebatePrompt: Sendable {
  let spec: DebateSpec
  let item: Item
  let presentation: Presentation
  let menu: AnswerMenu

  /// Scores of a pair or list; the study's own menu where the task is one of single answers.
  static func menu(_ spec: DebateSpec, _ scale: Scale) -> AnswerMenu {
    switch scale {
    case .score(let low, let high, _): .scores(slots: 1, low: low, high: high)
    case .correctness: .correctness
    case .ranking(let candidates): .ranking(slots: candidates)
    case .preference(let candidates, let tie, let bothBad):
      spec.decision == .majority
        ? .choice(slots: candidates, tie: tie, bothBad: bothBad)
        : .scores(slots: candidates, low: 0, high: Double(spec.highestScore))
    }
  }

  func turn(role: Int, round: Int, discussion: String) -> [ChatMessage] {
    var values = shared(role)
    values["discussion"] = fenced(discussion)
    values["round"] = String(round)
    values["rounds"] = String(spec.rounds)
    if spec.stopsWhenAgreed { values["form"] = menu.form }
    return spec.turnTemplate.messages(values)
  }

  func vote(role: Int, discussion: String, votes: [String]) -> [ChatMessage] {
    var values = shared(role)
    values["discussion"] = fenced(discussion)
    values["votes"] =
      votes.isEmpty ? "" : FencedText.fence(votes.joined(separator: "\n\n"), "votes")
    values["form"] = menu.form
    return spec.voteTemplate.messages(values)
  }

  func summary(round: Int, minutes: String, said: [DebateTurn]) -> [ChatMessage] {
    var values = ["roles": roles, "round": String(round)]
    values["minutes"] = minutes.isEmpty ? "" : FencedText.fence(minutes, "minutes")
    values["discussion"] = FencedText.fence(transcript(said), "discussion")
    return spec.summaryTemplate.messages(values)
  }

  /// What was said, by whom, in which round.
  func transcript(_ turns: [DebateTurn]) -> String {
    turns.map { "\($0.role) (round \($0.round)):\n\($0.text)" }.joined(separator: "\n\n")
  }

  private var roles: String { spec.roles.map(\.name).joined(separator: ", ") }

  private func shared(_ role: Int) -> [String: String] {
    let text = ItemText(item: item)
    let single = item.candidates.count == 1
    return [
      "role": spec.roles[role].name, "roles": roles, "persona": spec.roles[role].persona,
      "conversation": text.conversation,
      "answers": single ? text.answer(0) : text.answers(presentation),
      "reference": ItemText.reference(spec.reference.chosen(from: item.references)),
      "criteria": ItemText.criteria(spec.criteria),
    ]
  }

  private func fenced(_ discussion: String) -> String {
    discussion.isEmpty ? "" : FencedText.fence(discussion, "discussion")
  }
}
