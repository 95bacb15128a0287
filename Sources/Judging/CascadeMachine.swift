import AnnotationModel
import ModelCalls

/// Judges one after the other, the cheapest first: the first that is sure decides. What the last
/// is not sure of either is left to people, as `abstention(.unsure)`.
///
/// A judge is unsure where it has no answer, where its two orders conflict, or where its certainty
/// (the share of samples that agree, or the probability of its answer, whichever is less) is below
/// the threshold. One that nothing tells about is taken to be sure.
public struct CascadeMachine: ProtocolMachine {
  private let threshold: Double
  private let presentation: Presentation
  private let repetition: Int
  private var seats: [SampledJudge]
  private var current = 0
  private var heard: [Conclusion] = []
  private var doubts: [String] = []

  /// - Parameter threshold: the least certainty that decides, 0 to 1.
  public init(
    _ seats: [JudgeSpec], plan: SamplePlan, threshold: Double, item: Item, scale: Scale,
    presentation: Presentation, repetition: Int = 0
  ) {
    self.threshold = threshold
    self.presentation = presentation
    self.repetition = repetition
    self.seats = seats.enumerated().map { seat, spec in
      SampledJudge(
        spec, plan: plan, item: item, scale: scale, presentation: presentation,
        repetition: repetition, seat: seat)
    }
  }

  public mutating func begin() -> ProtocolStep {
    guard !seats.isEmpty else { return .conclude([leftToPeople]) }
    return go(on: seats[current].begin())
  }

  public mutating func receive(_ outcomes: [CallSlot: CallOutcome]) -> ProtocolStep {
    guard seats.indices.contains(current) else { return .conclude([leftToPeople]) }
    return go(on: seats[current].receive(outcomes))
  }

  private mutating func go(on first: ProtocolStep) -> ProtocolStep {
    var step = first
    while case .conclude(let found) = step {
      guard let own = found.first else { return .conclude(heard + [leftToPeople]) }
      heard.append(
        Conclusion(seat: current, verdict: own.verdict, confidence: own.confidence))
      guard let doubt = doubt(own) else { return .conclude(heard + [decided(own)]) }
      doubts.append("seat \(current + 1): \(doubt)")
      current += 1
      guard current < seats.count else { return .conclude(heard + [leftToPeople]) }
      step = seats[current].begin()
    }
    return step
  }

  /// Why the present seat is unsure; nil where it is sure.
  private func doubt(_ own: Conclusion) -> String? {
    if case .abstention(let reason) = own.verdict.value { return "no answer (\(reason.rawValue))" }
    let merge = seats[current].merge
    if merge.ordersConflict { return "its two orders conflict" }
    guard let certainty = merge.certainty, certainty < threshold else { return nil }
    let percent = { (share: Double) in "\(Int((share * 100).rounded())) %" }
    return "\(percent(certainty)) sure, below \(percent(threshold))"
  }

  private func decided(_ own: Conclusion) -> Conclusion {
    var verdict = own.verdict
    verdict.rawReply = ""
    verdict.reasoning = (doubts + ["seat \(current + 1) decides"]).joined(separator: "\n")
    return Conclusion(verdict: verdict, confidence: own.confidence)
  }

  private var leftToPeople: Conclusion {
    Conclusion(
      verdict: Verdict(
        value: .abstention(.unsure), presentation: presentation, repetition: repetition,
        reasoning: (doubts + ["left to people"]).joined(separator: "\n"),
        parserVersion: ReplyParser.version))
  }
}
