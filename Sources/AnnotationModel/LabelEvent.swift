/// Milliseconds since 1970-01-01 00:00 UTC.
public typealias Milliseconds = Int64

/// Whether a person had seen who was who, and what the others said.
public enum LabelPhase: Int, Sendable, Codable {
  case blind = 0
  case revealed = 1
}

/// Something that a person did. Events are only ever added; what holds now follows from them.
public struct LabelEvent: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    /// The person's answer, which replaces their earlier one of the same phase.
    case label(RatingValue, confidence: Confidence?, errorCodes: [String])
    /// Takes back the person's newest label of this item and phase that is not yet undone.
    case undo
    /// Gives it again.
    case redo
    case note(String)
    case flag(Bool)
    /// The person looked at who was who; later labels are of phase `revealed`.
    case reveal
  }

  /// Chosen by whoever makes the event, so that a retry cannot double it: 32 hexadecimal digits, or
  /// `import:…` for labels that came from a file.
  public var eventID: String
  public var rater: RaterID
  public var item: ItemID
  public var action: Action
  public var phase: LabelPhase
  public var presentation: Presentation
  /// When the item was drawn, and when the key was pressed.
  public var shownAtMilliseconds: Milliseconds
  public var actedAtMilliseconds: Milliseconds
  /// Time at the item without breaks.
  public var activeMilliseconds: Milliseconds

  public init(
    eventID: String, rater: RaterID, item: ItemID, action: Action, phase: LabelPhase = .blind,
    presentation: Presentation, shownAtMilliseconds: Milliseconds,
    actedAtMilliseconds: Milliseconds, activeMilliseconds: Milliseconds
  ) {
    self.eventID = eventID
    self.rater = rater
    self.item = item
    self.action = action
    self.phase = phase
    self.presentation = presentation
    self.shownAtMilliseconds = shownAtMilliseconds
    self.actedAtMilliseconds = actedAtMilliseconds
    self.activeMilliseconds = activeMilliseconds
  }
}

/// What a person's label of one item is now.
public struct Label: Hashable, Sendable {
  public var value: RatingValue
  public var confidence: Confidence?
  public var errorCodes: [String]
  public var phase: LabelPhase

  public init(
    value: RatingValue, confidence: Confidence? = nil, errorCodes: [String] = [],
    phase: LabelPhase = .blind
  ) {
    self.value = value
    self.confidence = confidence
    self.errorCodes = errorCodes
    self.phase = phase
  }
}
