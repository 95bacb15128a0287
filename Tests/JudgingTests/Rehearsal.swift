import AnnotationModel
import Judging
import ModelCalls

/// Items, specifications and replies for tests of protocols.
enum Rehearsal {
  static let pairScale = Scale.preference(candidates: 2, tie: true, bothBad: false)
  static let seat = SeatModel(endpoint: "local", model: "tiny")

  static let pair = Item(
    key: "q1", prompt: [Turn(role: .user, text: "Which is the largest planet?")],
    candidates: [CandidateText("Jupiter."), CandidateText("It is Saturn, I think.")],
    references: [
      Reference(kind: .human, text: "Jupiter"), Reference(kind: .wrong, text: "Mars"),
    ])

  static let turns = Item(
    key: "q2",
    prompt: [Turn(role: .user, text: "Name a planet."), Turn(role: .user, text: "Another.")],
    candidates: [
      CandidateText(turns: ["Mars.", "Venus."]), CandidateText(turns: ["Pluto.", "The Moon."]),
    ])

  static func template(_ name: String) -> PromptTemplate {
    guard let template = BuiltinPrompts.template(named: name) else {
      fatalError("the built-in template \(name) is not sound")
    }
    return template
  }

  static func judge(
    _ strategy: JudgeStrategy = .direct, scale: Scale = pairScale,
    _ change: (inout JudgeSpec) -> Void = { _ in }
  ) -> JudgeSpec {
    var spec = JudgeSpec(
      seat: seat, strategy: strategy,
      template: template(BuiltinPrompts.judgeName(strategy, scale: scale)),
      againTemplate: template("ask-again"))
    change(&spec)
    return spec
  }

  static func debate(_ change: (inout DebateSpec) -> Void = { _ in }) -> DebateSpec {
    var spec = DebateSpec(
      roles: DebateSpec.standardRoles(seat: seat), turnTemplate: template("debate-turn"),
      summaryTemplate: template("debate-summary"), voteTemplate: template("debate-vote"),
      againTemplate: template("ask-again"))
    change(&spec)
    return spec
  }

  /// Runs a machine to its end; every call is answered by `reply`.
  static func play(
    _ machine: any ProtocolMachine, reply: (ProtocolCall) -> CallOutcome
  ) -> (calls: [[ProtocolCall]], conclusions: [Conclusion]) {
    var machine = machine
    var rounds: [[ProtocolCall]] = []
    var step = machine.begin()
    while true {
      switch step {
      case .conclude(let conclusions): return (rounds, conclusions)
      case .ask(let calls):
        rounds.append(calls)
        guard rounds.count < 100 else { return (rounds, []) }
        let outcomes = calls.map { ($0.slot, reply($0)) }
        step = machine.receive(Dictionary(outcomes) { first, _ in first })
      }
    }
  }

  static func say(_ text: String) -> CallOutcome { .reply(ModelReply(text: text)) }
}
