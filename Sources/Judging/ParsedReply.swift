import AnnotationModel

/// What a reply says, in terms of the slots that the judge saw.
public enum ParsedAnswer: Hashable, Sendable {
  case slot(Int)
  case tie
  case noneAcceptable
  /// One per slot.
  case scores([Double])
  case category(String)
  /// Slots, the best first.
  case ranking([Int])
  /// There is no answer, and why.
  case nothing(Abstention)
}

/// A reply as the parser reads it.
public struct ParsedReply: Hashable, Sendable {
  public var answer: ParsedAnswer
  /// The reply without its answer.
  public var reasoning: String
  /// Whether answers before the last one differ from it: the last counts, and this is counted.
  public var isContradictory: Bool
  /// The characters of the reply that are the answer, as offsets into its UTF-8; nil for none.
  public var answerRange: Range<Int>?

  public init(
    _ answer: ParsedAnswer, reasoning: String = "", isContradictory: Bool = false,
    answerRange: Range<Int>? = nil
  ) {
    self.answer = answer
    self.reasoning = reasoning
    self.isContradictory = isContradictory
    self.answerRange = answerRange
  }

  public var hasAnswer: Bool {
    if case .nothing = answer { false } else { true }
  }
}
