import AnnotationModel
import Judging
import ModelCalls

/// A specification as what judges an item: machines that ask, or a rule that needs no model.
struct RunProtocol: Sendable {
  enum Form: Sendable {
    case judge(JudgeSpec)
    case jury([JudgeSpec], PanelRule, quorum: Int)
    case cascade([JudgeSpec], threshold: Double)
    case debate(DebateSpec)
    case lexical(LexicalSpec)
  }

  let form: Form
  /// How often a judge, a jury's seat or a cascade's is asked for its verdict.
  let plan: SamplePlan
  let scale: Scale

  /// - Throws: `RunMistake` where the specification lacks a part, or the scale has no such judge.
  init(_ specification: RunSpecification, scale: Scale) throws {
    self.scale = scale
    let settings = specification.settings
    plan = settings.plan
    func prompt(_ name: String) throws -> PromptTemplate {
      guard let found = specification.prompts[name] else {
        throw RunMistake("the run has no prompt '\(name)'")
      }
      return found
    }
    func seat(_ one: RunSeat) throws -> SeatModel {
      guard let endpoint = specification.endpoints[one.endpoint] else {
        throw RunMistake("the run has no endpoint '\(one.endpoint)'")
      }
      return SeatModel(
        endpoint: endpoint.name, model: endpoint.model, settings: settings.sampling,
        isStructured: settings.isStructured, alternatives: settings.alternatives)
    }
    switch settings.kind {
    case .lexical: form = .lexical(settings.lexical)
    case .judge, .cascade, .jury:
      let name = BuiltinPrompts.judgeName(settings.strategy, scale: scale)
      let (template, again) = (try prompt(name), try prompt("ask-again"))
      let seats = try settings.seats.map {
        var spec = settings.judge(try seat($0), template: template, again: again)
        spec.exemplars = specification.exemplars.map(\.text)
        return spec
      }
      switch settings.kind {
      case .jury: form = .jury(seats, settings.rule, quorum: settings.quorum)
      case .cascade: form = .cascade(seats, threshold: settings.threshold)
      default: form = .judge(seats[0])
      }
    case .debate:
      var debate = DebateSpec(
        roles: try settings.seats.map {
          DebateRole(name: $0.role, persona: $0.persona, seat: try seat($0))
        }, turnTemplate: try prompt("debate-turn"), summaryTemplate: try prompt("debate-summary"),
        voteTemplate: try prompt("debate-vote"), againTemplate: try prompt("ask-again"))
      settings.apply(to: &debate)
      form = .debate(debate)
    }
  }

  /// The machine of one unit; nil for a rule that needs no calls.
  func machine(_ item: Item, _ unit: RunUnit) -> (any ProtocolMachine)? {
    switch form {
    case .judge(let spec):
      SampledJudge(
        spec, plan: plan, item: item, scale: scale, presentation: unit.presentation,
        repetition: unit.repetition)
    case .cascade(let seats, let threshold):
      CascadeMachine(
        seats, plan: plan, threshold: threshold, item: item, scale: scale,
        presentation: unit.presentation, repetition: unit.repetition)
    case .jury(let seats, let rule, let quorum):
      JuryMachine(
        seats, rule: rule, quorum: quorum, plan: plan, item: item, scale: scale,
        presentation: unit.presentation, repetition: unit.repetition)
    case .debate(let spec):
      DebateMachine(
        spec, item: item, scale: scale, presentation: unit.presentation,
        repetition: unit.repetition)
    case .lexical: nil
    }
  }

  /// What needs no call: a rule's own verdict.
  func verdict(_ item: Item, _ unit: RunUnit) -> Verdict? {
    guard case .lexical(let spec) = form else { return nil }
    return spec.verdict(
      on: item, id: unit.item, scale: scale, presentation: unit.presentation,
      repetition: unit.repetition)
  }
}

extension RunSettings {
  var sampling: SamplingSettings {
    SamplingSettings(
      temperature: temperature, topProbability: topProbability, maximumTokens: maximumTokens,
      seed: seed, reasoningEffort: reasoningEffort)
  }

  fileprivate func judge(_ seat: SeatModel, template: PromptTemplate, again: PromptTemplate)
    -> JudgeSpec
  {
    var spec = JudgeSpec(
      seat: seat, strategy: strategy, highestScore: highestScore, evidence: evidence,
      stepByStep: stepByStep, reference: reference, criteria: criteria, guidance: guidance,
      reasks: reasks, template: template, againTemplate: again)
    spec.weightsScores = weightsScores
    return spec
  }

  fileprivate func apply(to debate: inout DebateSpec) {
    debate.rounds = rounds
    debate.talk = talk
    debate.isBlindVote = isBlindVote
    debate.decision = decision
    debate.stopsWhenAgreed = stopsWhenAgreed
    debate.highestScore = highestScore
    debate.reference = reference
    debate.criteria = criteria
    debate.reasks = reasks
  }
}
