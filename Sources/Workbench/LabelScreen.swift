import AnnotationModel
import TerminalCore

/// The screen people live in. It has no field that could hold a system's name, a verdict or
/// another person's label: that is what makes it blind.
public struct LabelScreen {
  /// The part of the screen that moving keys move.
  public enum Pane: Hashable, Sendable {
    case all
    case prompt, reference
    case slot(Int)
  }

  public enum DifferenceMode: String, Hashable, Sendable, CaseIterable {
    case off, words, sentences
  }

  public enum ScrollLock: String, Hashable, Sendable, CaseIterable {
    case proportional, paragraph, apart
  }

  /// How the responses stand; `nil` where it is chosen means as the window's size suggests.
  public enum Arrangement: String, Hashable, Sendable, CaseIterable {
    case sideBySide = "side by side"
    case stacked
    case single = "one at a time"
  }

  /// A line of a text that was jumped to.
  public struct Mark: Hashable, Sendable {
    public var pane: Pane
    public var line: Int
  }

  public private(set) var item: ItemReading?
  /// How contested it is, in an order by that.
  public private(set) var contest: ItemContest?
  /// Whether the item came without the texts that are to be judged.
  var isTextless: Bool {
    item?.candidates.allSatisfy { $0.turns.allSatisfy(\.isEmpty) } ?? false
  }

  /// The turns of each candidate, as stored.
  private(set) var responses: [[HashedText]] = []
  public var own = OwnWork()
  public var presentation = Presentation.asStored(2)
  public var position: Int?
  public var end: QueueEnd?
  /// The next items without a label, read ahead.
  public var ahead: [LoadedItem] = []
  public var progress = Progress(done: 0, total: 0, today: 0)

  // What is seen.
  public var pane = Pane.all
  public var arrangement: Arrangement?
  /// The slot that is shown where there is room for one.
  public var shownSlot = 0
  public var scrolls: [Int] = []
  public var promptScroll = 0
  public var referenceScroll = 0
  public var promptIsFolded = false
  public var referenceIsShown = true
  public var isMarkdown = true
  public var difference = DifferenceMode.off
  public var lock = ScrollLock.proportional
  /// The turn that is shown of a conversation; nil shows all as a running view.
  public var turn: Int?
  public var query = ""
  /// The item that was shown when the search was typed.
  var searchedItem: ItemID?
  public var mark: Mark?
  public var stripIsShown = false
  /// Whether the next item comes by itself after an answer.
  public var goesOn = true
  /// The item that the file has as the person's place.
  var keptPlace: ItemID?
  /// Places in the responses, kept while the window is too small to show them.
  var parked: [Int: LaidText.Anchor] = [:]

  // The clock of this item.
  public var timer = ItemTimer()
  public var pace = Pace()

  // What has been said and not yet been done.
  /// Another item is being read: keys answer nothing meanwhile, so that no answer goes to the item
  /// that is about to leave the screen.
  public var isMovingOn = false
  public var pendingValue: RatingValue?
  public var pendingCodes: [String] = []
  public var saves = SaveQueue()
  /// Was taken back or given again, and is to be said when its item is shown.
  var turned: TurnedWork?

  public init() {}

  public var phase: LabelPhase { own.hasRevealed ? .revealed : .blind }

  public var currentLabel: Label? { own.hasRevealed ? own.revealed ?? own.blind : own.blind }

  /// Shows an item, from its beginning.
  mutating func show(_ loaded: LoadedItem, sideSeed: UInt64, shuffles: Bool, now: Milliseconds) {
    let isSame = item?.id == loaded.reading.id
    item = loaded.reading
    responses = loaded.reading.candidates.map { $0.turns.map(HashedText.init) }
    own = loaded.own
    position = loaded.position
    contest = loaded.contest
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
    parked = [:]
    promptScroll = 0
    referenceScroll = 0
    shownSlot = 0
    pane = .all
    turn = nil
    mark = nil
    timer = ItemTimer(shownAt: now)
  }
}
