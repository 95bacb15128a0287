import AnnotationModel

/// Events on their way to the file. "Saved" is what the file has acknowledged.
public struct SaveQueue: Hashable, Sendable {
  public private(set) var pending: [LabelEvent] = []
  /// Could not be saved; they stay until a retry succeeds.
  public private(set) var failed: [LabelEvent] = []
  public private(set) var failureReason = ""
  public private(set) var savedCount = 0
  /// How many of them the person has been shown and has gone on from.
  private var seenCount = 0

  public init() {}

  public mutating func send(_ event: LabelEvent) {
    failed.removeAll { $0.eventID == event.eventID }
    pending.append(event)
  }

  public mutating func acknowledge(_ eventID: String) {
    pending.removeAll { $0.eventID == eventID }
    failed.removeAll { $0.eventID == eventID }
    savedCount += 1
  }

  public mutating func fail(_ event: LabelEvent, _ reason: String) {
    pending.removeAll { $0.eventID == event.eventID }
    if !failed.contains(where: { $0.eventID == event.eventID }) { failed.append(event) }
    failureReason = reason
  }

  /// Whether something was saved since the person last went to another item by hand.
  public var hasNews: Bool { savedCount > seenCount }

  mutating func markSeen() { seenCount = savedCount }

  public var isIdle: Bool { pending.isEmpty && failed.isEmpty }
}
