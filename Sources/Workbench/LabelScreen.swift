import AnnotationModel
import TerminalCore

/// The screen people live in. It has no field that could hold a system's name, a verdict or
/// another person's label: that is what makes it blind.
public struct LabelScreen {
  /// The part of the screen that moving keys move.
  public enum Pane: Hashable, Sendable {
    case all
    case prompt
    case slot(Int)
  }

  public enum DifferenceMode: String, Hashable, Sendable, CaseIterable {
    case off, words, sentences
  }

  public enum ScrollLock: String, Hashable, Sendable, CaseIterable {
    case proportional, paragraph, apart
  }

  public enum LayoutChoice: String, Hashable, Sendable, CaseIterable {
    case automatic, stacked, single
  }

  public var item: ItemReading?
  public var own = OwnWork()
  public var presentation = Presentation.asStored(2)
  public var position: Int?
  public var end: QueueEnd?
  /// The next items without a label, read ahead.
  public var ahead: [LoadedItem] = []
  /// Items that were shown before this one, newest last.
  public var trail: [ItemID] = []
  public var progress = Progress(done: 0, total: 0, today: 0)

  // What is seen.
  public var pane = Pane.all
  public var layout = LayoutChoice.automatic
  /// The slot that is shown where there is room for one.
  public var shownSlot = 0
  public var scrolls: [Int] = []
  public var promptScroll = 0
  public var promptIsFolded = false
  public var referenceIsShown = true
  public var isMarkdown = true
  public var difference = DifferenceMode.off
  public var lock = ScrollLock.proportional
  /// The turn that is shown of a conversation; nil shows all as a running view.
  public var turn: Int?
  public var query = ""
  public var hit = 0
  public var stripIsShown = false

  // The clock of this item.
  public var timer = ItemTimer()
  public var pace = Pace()

  // What has been said and not yet been done.
  /// The item is answered and the next one is being read: keys answer nothing meanwhile.
  public var isMovingOn = false
  public var pendingValue: RatingValue?
  public var pendingCodes: [String] = []
  public var saves = SaveQueue()

  public init() {}

  public var phase: LabelPhase { own.hasRevealed ? .revealed : .blind }

  public var currentLabel: Label? { own.hasRevealed ? own.revealed ?? own.blind : own.blind }

  /// Shows an item, from its beginning.
  mutating func show(_ loaded: LoadedItem, sideSeed: UInt64, shuffles: Bool, now: Milliseconds) {
    let isSame = item?.id == loaded.reading.id
    item = loaded.reading
    own = loaded.own
    position = loaded.position
    end = nil
    isMovingOn = false
    let count = loaded.reading.candidates.count
    presentation =
      shuffles && count > 1
      ? Presentation.shuffled(count: count, seed: sideSeed, item: loaded.reading.id)
      : Presentation.asStored(count)
    pendingValue = nil
    pendingCodes = []
    guard !isSame else { return }
    scrolls = Array(repeating: 0, count: count)
    promptScroll = 0
    shownSlot = 0
    if case .slot = pane { pane = .all }
    turn = nil
    hit = 0
    timer = ItemTimer(shownAt: now)
  }
}

/// How long a person has been at an item, without breaks.
public struct ItemTimer: Hashable, Sendable {
  public private(set) var shownAt: Milliseconds
  private var lastKeyAt: Milliseconds
  private var active: Milliseconds = 0

  public init(shownAt: Milliseconds = 0) {
    self.shownAt = shownAt
    lastKeyAt = shownAt
  }

  /// A key was pressed: the time since the one before counts, unless it was a break.
  public mutating func keyPressed(at now: Milliseconds, breakAfter: Milliseconds) {
    active += elapsed(now, breakAfter)
    lastKeyAt = now
  }

  public func activeMilliseconds(at now: Milliseconds, breakAfter: Milliseconds) -> Milliseconds {
    active + elapsed(now, breakAfter)
  }

  private func elapsed(_ now: Milliseconds, _ breakAfter: Milliseconds) -> Milliseconds {
    let since = max(0, now - lastKeyAt)
    return since > breakAfter ? 0 : since
  }
}

/// How fast a person labels: the mean of the last items' active times.
public struct Pace: Hashable, Sendable {
  private var last: [Milliseconds] = []

  public init() {}

  public mutating func add(_ active: Milliseconds) {
    last.append(active)
    if last.count > 20 { last.removeFirst() }
  }

  /// Nil before the third label.
  public var millisecondsPerItem: Milliseconds? {
    last.count < 3 ? nil : last.reduce(0, +) / Milliseconds(last.count)
  }
}

/// Events on their way to the file. "Saved" is what the file has acknowledged.
public struct SaveQueue: Hashable, Sendable {
  public private(set) var pending: [LabelEvent] = []
  /// Could not be saved; they stay until a retry succeeds.
  public private(set) var failed: [LabelEvent] = []
  public private(set) var failureReason = ""
  public private(set) var savedCount = 0

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

  public var isIdle: Bool { pending.isEmpty && failed.isEmpty }
}
