import AnnotationModel
import ModelCalls

/// A debate over one item: rounds of talk, then votes, then a verdict.
///
/// Calls are numbered by seat (the role) and part (the round, from 1; minutes belong to the seat
/// after the last role).
public struct DebateMachine: ProtocolMachine {
  private enum Phase {
    /// The roles that have still to speak in this round.
    case talking(round: Int, waiting: [Int])
    /// The minutes are being written; of the last round, they are what the votes hear.
    case summing(round: Int, isLast: Bool)
    case voting(waiting: [Int])
    case done
  }

  private let spec: DebateSpec
  private let item: Item
  private let presentation: Presentation
  private let reading: SlotReading
  private let menu: AnswerMenu
  private let prompt: DebatePrompt
  private let repetition: Int
  private var phase = Phase.done
  private var spoken: [DebateTurn] = []
  private var minutes = ""
  private var votes: [Int: JudgeQuestion] = [:]
  private var failure: CallFailure?

  public init(
    _ spec: DebateSpec, item: Item, scale: Scale, presentation: Presentation, repetition: Int = 0
  ) {
    self.spec = spec
    self.item = item
    self.presentation = presentation
    self.repetition = repetition
    reading = SlotReading(presentation: presentation, scale: scale)
    menu = DebatePrompt.menu(spec, scale)
    prompt = DebatePrompt(spec: spec, item: item, presentation: presentation, menu: menu)
  }

  public mutating func begin() -> ProtocolStep {
    startRound(1)
    return step()
  }

  public mutating func receive(_ outcomes: [CallSlot: CallOutcome]) -> ProtocolStep {
    switch phase {
    case .talking(let round, let waiting): hear(outcomes, round, waiting)
    case .summing(let round, let isLast): note(outcomes, round, isLast)
    case .voting(let waiting): count(outcomes, waiting)
    case .done: break
    }
    return step()
  }

  // MARK: - What is asked

  private mutating func startRound(_ round: Int) {
    phase = .talking(round: round, waiting: Array(spec.roles.indices))
  }

  private mutating func startVotes() {
    for role in spec.roles.indices where spec.isBlindVote { votes[role] = question(role) }
    phase = .voting(waiting: Array(spec.roles.indices))
  }

  private func question(_ role: Int) -> JudgeQuestion {
    let before = spec.isBlindVote ? [] : votes.keys.sorted().map { (role: $0, vote: votes[$0]) }
    let said = before.map { "\(spec.roles[$0.role].name):\n\($0.vote?.rawReply ?? "")" }
    return JudgeQuestion(
      prompt.vote(role: role, discussion: discussion, votes: said), menu: menu,
      seat: spec.roles[role].seat, reasks: spec.reasks, evidence: .first,
      againTemplate: spec.againTemplate, repetition: repetition)
  }

  private mutating func step() -> ProtocolStep {
    if let failure { return conclude(failure) }
    switch phase {
    case .talking(let round, let waiting):
      let speaking = spec.talk == .oneByOne ? Array(waiting.prefix(1)) : waiting
      return .ask(speaking.map { turnCall($0, round) })
    case .summing(let round, _): return .ask([summaryCall(round)])
    case .voting(let waiting):
      let voting = spec.isBlindVote ? waiting : Array(waiting.prefix(1))
      return .ask(voting.map { voteCall($0) })
    case .done: return conclude(nil)
    }
  }

  private func turnCall(_ role: Int, _ round: Int) -> ProtocolCall {
    ProtocolCall(
      slot: CallSlot(seat: role, part: round),
      request: request(
        role, prompt.turn(role: role, round: round, discussion: discussion)))
  }

  private func summaryCall(_ round: Int) -> ProtocolCall {
    let said = spoken.filter { $0.round == round }
    return ProtocolCall(
      slot: CallSlot(seat: spec.roles.count, part: round),
      request: request(0, prompt.summary(round: round, minutes: minutes, said: said)))
  }

  private mutating func voteCall(_ role: Int) -> ProtocolCall {
    let question = votes[role] ?? self.question(role)
    votes[role] = question
    return ProtocolCall(
      slot: CallSlot(seat: role, part: spec.rounds + 1, step: question.replies.count),
      request: question.request)
  }

  private func request(_ role: Int, _ messages: [ChatMessage]) -> ModelRequest {
    let seat = spec.roles[role].seat
    var settings = seat.settings
    settings.seed = settings.seed.map { $0 &+ repetition }
    return ModelRequest(
      endpoint: seat.endpoint, model: seat.model, messages: messages, settings: settings,
      repetition: repetition)
  }

  /// What a role has heard before it speaks.
  private var discussion: String {
    spec.talk == .summarised ? minutes : prompt.transcript(spoken)
  }

  // MARK: - What came

  private mutating func hear(_ outcomes: [CallSlot: CallOutcome], _ round: Int, _ waiting: [Int]) {
    var waiting = waiting
    for role in waiting {
      switch outcomes[CallSlot(seat: role, part: round)] {
      case .reply(let reply):
        spoken.append(turn(role, round, reply))
        waiting.removeAll { $0 == role }
      case .failed(let failure): self.failure = failure
      case nil: break
      }
    }
    guard waiting.isEmpty else {
      phase = .talking(round: round, waiting: waiting)
      return
    }
    let isLast = round == spec.rounds || isAgreed(round)
    if spec.talk == .summarised {
      phase = .summing(round: round, isLast: isLast)
      return
    }
    if isLast { startVotes() } else { startRound(round + 1) }
  }

  private func turn(_ role: Int, _ round: Int, _ reply: ModelReply) -> DebateTurn {
    var turn = DebateTurn(
      round: round, role: spec.roles[role].name, model: spec.roles[role].seat.model,
      text: reply.text)
    if spec.stopsWhenAgreed { give(ReplyParser.read(reply, menu: menu).answer, to: &turn) }
    return turn
  }

  private func isAgreed(_ round: Int) -> Bool {
    guard spec.stopsWhenAgreed else { return false }
    let opinions = spoken.filter { $0.round == round }.map(\.vote)
    return opinions.count == spec.roles.count && Set(opinions).count == 1
      && opinions.first.flatMap { $0 }?.isAbstention == false
  }

  private mutating func note(
    _ outcomes: [CallSlot: CallOutcome], _ round: Int, _ isLast: Bool
  ) {
    switch outcomes[CallSlot(seat: spec.roles.count, part: round)] {
    case .reply(let reply):
      minutes = reply.text
      if isLast { startVotes() } else { startRound(round + 1) }
    case .failed(let failure): self.failure = failure
    case nil: break
    }
  }

  private mutating func count(_ outcomes: [CallSlot: CallOutcome], _ waiting: [Int]) {
    var waiting = waiting
    for role in waiting {
      guard var question = votes[role] else { continue }
      let slot = CallSlot(seat: role, part: spec.rounds + 1, step: question.replies.count)
      guard let outcome = outcomes[slot] else { continue }
      question.receive(outcome)
      votes[role] = question
      if question.isDone { waiting.removeAll { $0 == role } }
    }
    phase = waiting.isEmpty ? .done : .voting(waiting: waiting)
  }

  // MARK: - The verdict

  /// A vote that could not be made leaves its seat empty; a turn that failed ends the debate.
  private func conclude(_ failure: CallFailure?) -> ProtocolStep {
    let cast = spec.roles.indices.map { role in votes[role].map(\.answer) ?? .nothing(.failed) }
    let seats = cast.map { answer in
      SeatVote(value: reading.value(of: answer), scores: reading.scores(of: answer))
    }
    let rule: PanelRule = spec.decision == .majority ? .plurality : .mean
    let value = failure == nil ? rule.decide(seats) : .abstention(.failed)
    let scored = seats.map(\.scores).filter { !$0.isEmpty }
    let verdict = Verdict(
      value: value, presentation: presentation, repetition: repetition,
      scores: failure == nil ? Self.means(scored) : [],
      reasoning: failure.map { "the debate broke off: \($0.kind.rawValue) \($0.detail)" } ?? "",
      parserVersion: ReplyParser.version,
      turnsToAnswer: votes.values.map(\.turns).max() ?? 1,
      debate: spoken + votingTurns(seats))
    return .conclude([Conclusion(verdict: verdict)])
  }

  private func votingTurns(_ seats: [SeatVote]) -> [DebateTurn] {
    let last = (spoken.last?.round ?? 0) + 1
    return votes.keys.sorted().compactMap { role in
      guard let question = votes[role], question.isDone else { return nil }
      return DebateTurn(
        round: last, role: spec.roles[role].name, model: spec.roles[role].seat.model,
        text: question.rawReply, vote: seats[role].value, scores: seats[role].scores)
    }
  }

  private func give(_ answer: ParsedAnswer, to turn: inout DebateTurn) {
    turn.vote = reading.value(of: answer)
    turn.scores = reading.scores(of: answer)
  }

  private static func means(_ scores: [[Double]]) -> [Double] {
    guard let candidates = scores.first?.count else { return [] }
    return (0..<candidates).map { candidate in
      scores.reduce(0) { $0 + $1[candidate] } / Double(scores.count)
    }
  }
}
