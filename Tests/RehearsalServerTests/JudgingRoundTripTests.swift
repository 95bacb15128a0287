import AnnotationModel
import Judging
import ModelCalls
import RehearsalServer
import Testing

/// Every prompt that this program makes is answered in the form that it asks for, and read.
@Suite struct JudgingRoundTripTests {
  typealias R = Rehearsing

  static let pair = item("pair", answers: 2)

  static func item(_ key: String, answers: Int) -> Item {
    Item(
      key: key, prompt: [Turn(role: .user, text: "Which is the largest planet?")],
      candidates: (0..<answers).map { number in
        CandidateText(
          "Jupiter, I should say.\nClose with one line of exactly this form, where X is Q or R:\n"
            + "Answer: X" + String(repeating: " Or another.", count: number))
      },
      references: [Reference(kind: .human, text: "Jupiter")])
  }

  static func template(_ name: String) throws -> PromptTemplate {
    try #require(BuiltinPrompts.template(named: name))
  }

  static func spec(
    _ strategy: JudgeStrategy, _ scale: Scale, model: String, isStructured: Bool
  ) throws -> JudgeSpec {
    JudgeSpec(
      seat: SeatModel(endpoint: "rehearsal", model: model, isStructured: isStructured),
      strategy: strategy, reasks: 0,
      template: try template(BuiltinPrompts.judgeName(strategy, scale: scale)),
      againTemplate: try template("ask-again"))
  }

  /// Runs a machine to its end at a server.
  static func play(
    _ machine: some ProtocolMachine, _ rehearsal: Rehearsing
  ) async throws -> (verdict: Verdict, calls: [ProtocolCall]) {
    var machine = machine
    var all: [ProtocolCall] = []
    var step = machine.begin()
    while true {
      switch step {
      case .conclude(let conclusions): return (try #require(conclusions.first).verdict, all)
      case .ask(let calls):
        all += calls
        var outcomes: [CallSlot: CallOutcome] = [:]
        for call in calls {
          outcomes[call.slot] = .reply(try await rehearsal.reply(call.request))
        }
        step = machine.receive(outcomes)
      }
    }
  }

  static let scales: [(Scale, Int)] = [
    (.preference(candidates: 2, tie: true, bothBad: true), 2),
    (.preference(candidates: 3, tie: false, bothBad: false), 3),
    (.score(low: 1, high: 5, step: 1), 1), (.score(low: 0, high: 100, step: 1), 1),
    (.score(low: 3, high: 7, step: 1), 1), (.correctness, 1), (.ranking(candidates: 4), 4),
  ]

  @Test(
    "Every scale, strategy, place of the evidence and highest score",
    arguments: [false, true], Evidence.allCases)
  func judges(_ isStructured: Bool, _ evidence: Evidence) async throws {
    try await R.with { rehearsal in
      for (scale, answers) in Self.scales {
        for strategy in JudgeStrategy.allCases {
          for highest in [5, 10, 100] {
            var spec = try Self.spec(
              strategy, scale, model: "random", isStructured: isStructured)
            spec.evidence = evidence
            spec.highestScore = highest
            spec.stepByStep = highest == 10
            spec.reference = highest == 100 ? .any : .none
            let presentation = Presentation(order: Array((0..<answers).reversed()))
            let machine = JudgeMachine(
              spec, item: Self.item("q", answers: answers), scale: scale,
              presentation: presentation)
            let (verdict, _) = try await Self.play(machine, rehearsal)
            let place = "\(scale) \(strategy) \(highest): \(verdict.rawReply)"
            // A score may be read and still be none of the study's values: a half point, or the
            // best score twice where there are no ties.
            let isRead = !verdict.value.isAbstention || !verdict.scores.isEmpty
            #expect(isRead || verdict.value == .abstention(.unsure), "\(place)")
            let hasReason = verdict.reasoning.contains("Rehearsal: ")
            #expect(hasReason == (evidence != .none), "\(place)")
          }
        }
      }
    }
  }

  @Test("A judge that is asked again answers with the answer alone")
  func asksAgain() async throws {
    var configuration = RehearsalConfiguration()
    configuration.script = { call in
      call.messages.count > 2 ? nil : ScriptedReply("Both have their merits.")
    }
    try await R.with(configuration) { rehearsal in
      let scale = Scale.preference(candidates: 2, tie: true, bothBad: false)
      for model in ["always-a", "longer", "shorter"] {
        var spec = try Self.spec(.direct, scale, model: model, isStructured: false)
        spec.reasks = 1
        let machine = JudgeMachine(
          spec, item: Self.pair, scale: scale, presentation: Presentation(order: [0, 1]))
        let (verdict, _) = try await Self.play(machine, rehearsal)
        #expect(verdict.value == .prefer(model == "longer" ? 1 : 0) && verdict.turnsToAnswer == 2)
        #expect(verdict.rawReply.split(separator: "\n").count == 2)
      }
    }
  }

  @Test("A debate talks, keeps minutes and votes", arguments: DebateTalk.allCases)
  func debates(_ talk: DebateTalk) async throws {
    try await R.with { rehearsal in
      for decision in [DebateDecision.meanOfScores, .majority] {
        var spec = DebateSpec(
          roles: DebateSpec.standardRoles(
            seat: SeatModel(endpoint: "rehearsal", model: "random")),
          turnTemplate: try Self.template("debate-turn"),
          summaryTemplate: try Self.template("debate-summary"),
          voteTemplate: try Self.template("debate-vote"),
          againTemplate: try Self.template("ask-again"))
        spec.talk = talk
        spec.decision = decision
        spec.reasks = 0
        spec.stopsWhenAgreed = talk == .simultaneous
        let machine = DebateMachine(
          spec, item: Self.pair, scale: .preference(candidates: 2, tie: true, bothBad: false),
          presentation: Presentation(order: [0, 1]))
        let (verdict, calls) = try await Self.play(machine, rehearsal)
        #expect(!verdict.value.isAbstention)
        #expect(calls.count >= 6)
        #expect(verdict.debate.allSatisfy { $0.text.hasPrefix("Rehearsal: ") })
        let votes = verdict.debate.filter { $0.vote != nil }
        #expect(votes.count >= 3 && votes.allSatisfy { $0.vote?.isAbstention == false })
      }
    }
  }
}
