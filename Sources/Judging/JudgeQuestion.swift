import AnnotationModel
import ModelCalls

/// One question to a judge, and the conversation that it becomes where it is asked again.
struct JudgeQuestion: Sendable {
  let menu: AnswerMenu
  let seat: SeatModel
  let reasks: Int
  let evidence: Evidence
  let againTemplate: PromptTemplate
  let repetition: Int
  private(set) var messages: [ChatMessage]
  private(set) var replies: [ModelReply] = []
  private(set) var reading: ParsedReply?
  private(set) var failure: CallFailure?

  init(
    _ messages: [ChatMessage], menu: AnswerMenu, seat: SeatModel, reasks: Int, evidence: Evidence,
    againTemplate: PromptTemplate, repetition: Int
  ) {
    self.messages = messages
    self.menu = menu
    self.seat = seat
    self.reasks = reasks
    self.evidence = evidence
    self.againTemplate = againTemplate
    self.repetition = repetition
  }

  /// How often it has been asked, from 1.
  var turns: Int { max(1, replies.count) }

  var isDone: Bool { reading != nil || failure != nil }

  var request: ModelRequest {
    // A repeat with the same seed would be the same reply again.
    var settings = seat.settings
    settings.seed = settings.seed.map { $0 &+ repetition }
    return ModelRequest(
      endpoint: seat.endpoint, model: seat.model, messages: messages, settings: settings,
      form: seat.isStructured
        ? .json(
          name: "judgement", schema: menu.schema(evidence: replies.isEmpty ? evidence : .none))
        : .text,
      alternatives: seat.alternatives, repetition: repetition)
  }

  /// Takes what came; afterwards it is done, or to be asked again.
  mutating func receive(_ outcome: CallOutcome) {
    switch outcome {
    case .failed(let failure): self.failure = failure
    case .reply(let reply):
      let parsed = ReplyParser.read(reply, menu: menu)
      replies.append(reply)
      let isFinal =
        parsed.hasAnswer || parsed.answer == .nothing(.unsure)
        || parsed.answer == .nothing(.refused) || replies.count > reasks
      if isFinal {
        reading = parsed
      } else {
        messages.append(ChatMessage(.assistant, reply.text))
        messages += againTemplate.messages(["form": menu.form])
      }
    }
  }

  /// The answer, or why there is none.
  var answer: ParsedAnswer {
    failure == nil ? reading?.answer ?? .nothing(.unparsed) : .nothing(.failed)
  }

  /// How probable the menu's answers were where the answer was given; empty where nothing tells.
  var distributions: [AnswerDistribution] {
    guard let reading, let reply = replies.last else { return [] }
    return AnswerDistribution.read(reply, reading, menu: menu)
  }

  /// All that was said, the replies to further questions after the first.
  var rawReply: String { replies.map(\.text).joined(separator: "\n\n") }

  /// The reasons, which a second reply does not repeat.
  var reasoning: String {
    if let failure { return "no reply: \(failure.kind.rawValue) \(failure.detail)" }
    let parts = replies.dropLast().map(\.text) + [reading?.reasoning ?? ""]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}
