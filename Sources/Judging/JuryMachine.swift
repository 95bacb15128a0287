import AnnotationModel
import ModelCalls

/// Judges that see an item independently of each other, and a rule that joins what they say. Each
/// seat's own verdict is kept beside the jury's.
public struct JuryMachine: ProtocolMachine {
  private let rule: PanelRule
  private let quorum: Int
  private let scale: Scale
  private let presentation: Presentation
  private let repetition: Int
  private var seats: [SampledJudge]
  private var conclusions: [Conclusion?]

  /// - Parameters:
  ///   - quorum: the least number of seats with an answer.
  ///   - plan: how often each seat is asked before it has its verdict.
  public init(
    _ seats: [JudgeSpec], rule: PanelRule, quorum: Int = 1, plan: SamplePlan = .once,
    item: Item, scale: Scale, presentation: Presentation, repetition: Int = 0
  ) {
    self.rule = rule
    self.quorum = quorum
    self.scale = scale
    self.presentation = presentation
    self.repetition = repetition
    self.seats = seats.enumerated().map { seat, spec in
      SampledJudge(
        spec, plan: plan, item: item, scale: scale, presentation: presentation,
        repetition: repetition, seat: seat)
    }
    conclusions = Array(repeating: nil, count: seats.count)
  }

  public mutating func begin() -> ProtocolStep {
    advance(seats.indices.map { seat in (seat, { $0.begin() }) })
  }

  public mutating func receive(_ outcomes: [CallSlot: CallOutcome]) -> ProtocolStep {
    advance(
      seats.indices.filter { conclusions[$0] == nil }.map { seat in
        (seat, { $0.receive(outcomes.filter { $0.key.seat == seat }) })
      })
  }

  private mutating func advance(_ moves: [(Int, (inout SampledJudge) -> ProtocolStep)])
    -> ProtocolStep
  {
    var calls: [ProtocolCall] = []
    for (seat, move) in moves {
      switch move(&seats[seat]) {
      case .ask(let more): calls += more
      case .conclude(let found): conclusions[seat] = found.first
      }
    }
    return calls.isEmpty ? conclude() : .ask(calls)
  }

  private func conclude() -> ProtocolStep {
    let votes = conclusions.map {
      $0.map { SeatVote(value: $0.verdict.value, scores: $0.verdict.scores) }
    }
    let present = votes.count { $0?.value.isAbstention == false }
    let value = rule.answer(votes, quorum: quorum, on: scale)
    var verdict = Verdict(
      value: value, presentation: presentation, repetition: repetition,
      parserVersion: ReplyParser.version, turnsToAnswer: 1)
    if present < max(1, quorum) {
      verdict.reasoning =
        "\(present) of \(votes.count) seats answered; \(max(1, quorum)) are needed"
    }
    let ofSeats = conclusions.enumerated().compactMap { seat, own in
      own.map { Conclusion(seat: seat, verdict: $0.verdict, confidence: $0.confidence) }
    }
    return .conclude(ofSeats + [Conclusion(verdict: verdict)])
  }
}
