import AnnotationModel
import ModelCalls

/// A single judge over one item, in one order, once: direct, independent or combined.
public struct JudgeMachine: ProtocolMachine {
  private let spec: JudgeSpec
  private let item: Item
  private let scale: Scale
  private let presentation: Presentation
  private let repetition: Int
  private let seat: Int
  private var questions: [JudgeQuestion] = []

  /// - Parameters:
  ///   - scale: the study's: what the verdict has to fit.
  ///   - seat: the number under which calls are made; a jury has several.
  public init(
    _ spec: JudgeSpec, item: Item, scale: Scale, presentation: Presentation, repetition: Int = 0,
    seat: Int = 0
  ) {
    self.spec = spec
    self.item = item
    self.scale = scale
    self.presentation = presentation
    self.repetition = repetition
    self.seat = seat
  }

  public mutating func begin() -> ProtocolStep {
    questions = JudgePrompt(spec, item, scale, presentation).questions(repetition: repetition)
    return step()
  }

  public mutating func receive(_ outcomes: [CallSlot: CallOutcome]) -> ProtocolStep {
    for part in questions.indices where !questions[part].isDone {
      if let outcome = outcomes[slot(part)] { questions[part].receive(outcome) }
    }
    return step()
  }

  private func slot(_ part: Int) -> CallSlot {
    CallSlot(seat: seat, part: part, step: questions[part].replies.count)
  }

  private func step() -> ProtocolStep {
    let open = questions.indices.filter { !questions[$0].isDone }
    guard open.isEmpty else {
      return .ask(open.map { ProtocolCall(slot: slot($0), request: questions[$0].request) })
    }
    return .conclude([conclusion()])
  }

  private func conclusion() -> Conclusion {
    let reading = SlotReading(presentation: presentation, scale: scale)
    let answer = reading.joined(questions.map(\.answer))
    let distributions = inStoredOrder(questions.map(\.distributions))
    var value = reading.value(of: answer)
    var scores = reading.scores(of: answer)
    // The probability is that of the answer as it was written.
    let confidence = AnswerConfidence(distributions: distributions).probability(of: value)
    if spec.weightsScores, !scores.isEmpty, distributions.count == scores.count {
      scores = distributions.enumerated().map { $1.weightedScore ?? scores[$0] }
      value = reading.value(ofStored: scores)
    }
    let verdict = Verdict(
      value: value, presentation: presentation, repetition: repetition, scores: scores,
      reasoning: text(\.reasoning), rawReply: text(\.rawReply), parserVersion: ReplyParser.version,
      turnsToAnswer: questions.map(\.turns).max() ?? 1)
    return Conclusion(verdict: verdict, confidence: confidence)
  }

  /// Distributions by candidate where there is one for each slot.
  private func inStoredOrder(_ parts: [[AnswerDistribution]]) -> [AnswerDistribution] {
    guard parts.allSatisfy({ !$0.isEmpty }) else { return [] }
    let all = parts.flatMap { $0 }
    guard all.count > 1, all.count == presentation.order.count else { return all }
    var stored = all
    for (slot, candidate) in presentation.order.enumerated() { stored[candidate] = all[slot] }
    return stored
  }

  /// One text of all questions: of several, each under the letter of what it asked about.
  private func text(_ part: (JudgeQuestion) -> String) -> String {
    guard questions.count > 1 else { return questions.first.map(part) ?? "" }
    return questions.enumerated().map { "[\(AnswerMenu.letter($0))]\n\(part($1))" }
      .joined(separator: "\n\n")
  }
}
