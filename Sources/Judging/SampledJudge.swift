import AnnotationModel
import ModelCalls

/// A judge that is asked about a unit several times, in one order or in both, for one verdict.
///
/// Asked once in one order, it is `JudgeMachine`. Each sample has a repetition number of its own,
/// so that it is a call of its own, with a seed of its own where one is set.
public struct SampledJudge: ProtocolMachine {
  private let plan: SamplePlan
  private let scale: Scale
  private let presentation: Presentation
  private let repetition: Int
  private let orders: Int
  /// Calls of one sample have parts below this.
  private let partsPerSample: Int
  private var samples: [JudgeMachine]
  private var conclusions: [Conclusion?]

  /// - Parameters:
  ///   - repetition: the unit's: its samples never share a call with another repeat's.
  ///   - seat: the number under which calls are made.
  public init(
    _ spec: JudgeSpec, plan: SamplePlan, item: Item, scale: Scale, presentation: Presentation,
    repetition: Int = 0, seat: Int = 0
  ) {
    self.plan = plan
    self.scale = scale
    self.presentation = presentation
    self.repetition = repetition
    let shown = plan.presentations(presentation)
    orders = shown.count
    partsPerSample = max(1, item.candidates.count)
    samples = shown.flatMap { order in
      (0..<plan.samples).map { sample in
        JudgeMachine(
          spec, item: item, scale: scale, presentation: order,
          repetition: repetition * plan.samples + sample, seat: seat)
      }
    }
    conclusions = Array(repeating: nil, count: samples.count)
  }

  public mutating func begin() -> ProtocolStep {
    var calls: [ProtocolCall] = []
    for sample in samples.indices { calls += take(samples[sample].begin(), of: sample) }
    return calls.isEmpty ? .conclude([conclusion]) : .ask(calls)
  }

  public mutating func receive(_ outcomes: [CallSlot: CallOutcome]) -> ProtocolStep {
    var bySample: [Int: [CallSlot: CallOutcome]] = [:]
    for (slot, outcome) in outcomes {
      var own = slot
      own.part = slot.part % partsPerSample
      bySample[slot.part / partsPerSample, default: [:]][own] = outcome
    }
    var calls: [ProtocolCall] = []
    for sample in samples.indices where conclusions[sample] == nil {
      calls += take(samples[sample].receive(bySample[sample] ?? [:]), of: sample)
    }
    return calls.isEmpty ? .conclude([conclusion]) : .ask(calls)
  }

  /// The calls of a sample's step, told apart from the other samples'.
  private mutating func take(_ step: ProtocolStep, of sample: Int) -> [ProtocolCall] {
    switch step {
    case .conclude(let found):
      conclusions[sample] = found.first
      return []
    case .ask(let calls):
      return calls.map { call in
        var call = call
        call.slot.part += sample * partsPerSample
        return call
      }
    }
  }

  /// What the samples say together, as far as they have concluded.
  var merge: SampleMerge {
    SampleMerge(conclusions: conclusions.compactMap { $0 }, orders: orders, scale: scale)
  }

  private var conclusion: Conclusion {
    let merge = merge
    let all = merge.conclusions
    if samples.count == 1, let only = all.first { return only }
    let verdict = Verdict(
      value: merge.value, presentation: presentation, repetition: repetition,
      scores: merge.scores, reasoning: text(all, \.reasoning), rawReply: text(all, \.rawReply),
      parserVersion: ReplyParser.version,
      turnsToAnswer: all.map(\.verdict.turnsToAnswer).max() ?? 1)
    return Conclusion(verdict: verdict, confidence: merge.agreement)
  }

  /// All samples' texts, each under its number, and its order where there are two.
  private func text(_ all: [Conclusion], _ part: (Verdict) -> String) -> String {
    all.enumerated().map { number, one in
      let order = orders > 1 ? " order \(one.verdict.presentation.letters)" : ""
      return "[sample \(number + 1)\(order)]\n" + part(one.verdict)
    }.joined(separator: "\n\n")
  }
}
