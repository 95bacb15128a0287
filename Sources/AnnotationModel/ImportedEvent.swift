/// Something that a person did in another study, as its export tells it: what happened is told in
/// its order, and what holds follows from it.
public struct ImportedEvent: Hashable, Sendable {
  /// The event's name there, by which it is known again.
  public var eventID: String
  public var rater: String
  public var item: String
  public var action: LabelEvent.Action
  /// The name of the event that an undo takes back, or a redo gives again; else "".
  public var target: String
  public var phase: LabelPhase
  public var presentation: Presentation
  public var shownAtMilliseconds: Milliseconds
  public var actedAtMilliseconds: Milliseconds
  public var activeMilliseconds: Milliseconds

  public init(
    eventID: String, rater: String, item: String, action: LabelEvent.Action, target: String = "",
    phase: LabelPhase = .blind, presentation: Presentation = .asStored(2),
    shownAtMilliseconds: Milliseconds = 0, actedAtMilliseconds: Milliseconds = 0,
    activeMilliseconds: Milliseconds = 0
  ) {
    self.eventID = eventID
    self.rater = rater
    self.item = item
    self.action = action
    self.target = target
    self.phase = phase
    self.presentation = presentation
    self.shownAtMilliseconds = shownAtMilliseconds
    self.actedAtMilliseconds = actedAtMilliseconds
    self.activeMilliseconds = activeMilliseconds
  }
}

/// A text of a file that was no UTF-8: what stands for it in the study, and its bytes as they were.
public struct OriginalText: Hashable, Sendable {
  /// With U+FFFD for each ill-formed sequence: so it reads wherever the study holds it.
  public var text: String
  public var bytes: [UInt8]
  /// Where it stood first, as a message would name it.
  public var place: String

  public init(text: String, bytes: [UInt8], place: String = "") {
    self.text = text
    self.bytes = bytes
    self.place = place
  }
}
