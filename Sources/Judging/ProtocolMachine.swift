import AnnotationModel
import ModelCalls

/// Where a call belongs in its protocol: whose it is, which of their questions, and which try.
public struct CallSlot: Hashable, Sendable, Comparable {
  /// The seat of a jury or debate; 0 for a judge alone.
  public var seat: Int
  /// Which question of this seat, such as the answer that it scores, or the round.
  public var part: Int
  /// 0 for the question itself, 1 and more where it was asked again.
  public var step: Int

  public init(seat: Int = 0, part: Int = 0, step: Int = 0) {
    self.seat = seat
    self.part = part
    self.step = step
  }

  public static func < (left: CallSlot, right: CallSlot) -> Bool {
    (left.seat, left.part, left.step) < (right.seat, right.part, right.step)
  }
}

/// A call that a protocol wants made.
public struct ProtocolCall: Hashable, Sendable {
  public var slot: CallSlot
  public var request: ModelRequest

  public init(slot: CallSlot, request: ModelRequest) {
    self.slot = slot
    self.request = request
  }
}

/// What came of a call, after all tries.
public enum CallOutcome: Sendable {
  case reply(ModelReply)
  case failed(CallFailure)
}

/// What a protocol says of its item in the end.
public struct Conclusion: Hashable, Sendable {
  /// Whose verdict it is: a seat's own, or nil for the run's rater.
  public var seat: Int?
  public var verdict: Verdict
  /// How sure of it, 0 to 1: a probability, or the share of samples that agree; nil where nothing
  /// tells.
  public var confidence: Double?

  public init(seat: Int? = nil, verdict: Verdict, confidence: Double? = nil) {
    self.seat = seat
    self.verdict = verdict
    self.confidence = confidence
  }
}

/// What a protocol wants next.
public enum ProtocolStep: Sendable {
  /// Make these calls, in any order or at once, and hand in all their outcomes together.
  case ask([ProtocolCall])
  case conclude([Conclusion])
}

/// A way to judge one item, as a state machine without input or output: outcomes in, calls or
/// verdicts out.
///
/// A machine is deterministic: the same outcomes lead to the same calls. So a run that was broken
/// off goes on by starting each machine anew and handing in the replies that are kept; and a whole
/// debate is a test that needs no network.
public protocol ProtocolMachine: Sendable {
  mutating func begin() -> ProtocolStep
  /// - Parameter outcomes: one for each call of the last `ask`, by its slot.
  mutating func receive(_ outcomes: [CallSlot: CallOutcome]) -> ProtocolStep
}
