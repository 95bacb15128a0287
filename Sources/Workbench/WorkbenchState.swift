import AnnotationModel
import TerminalCore

/// A screen of the workbench; they lie on a stack, and `back` takes the top one away.
public enum Screen: Hashable, Sendable {
  case welcome, about, label, list, agreement, disagreements, sweep, reader, reveal
  case runs, runForm, monitor

  var context: ActionContext {
    switch self {
    case .welcome: .welcome
    case .about: .about
    case .label: .label
    case .list: .list
    case .agreement: .agreement
    case .disagreements: .disagreements
    case .sweep: .sweep
    case .reader: .reader
    case .reveal: .reveal
    case .runs: .runs
    case .runForm: .runForm
    case .monitor: .monitor
    }
  }
}

/// One line at the bottom that says what just happened.
public struct Notice: Hashable, Sendable {
  public enum Level: Hashable, Sendable { case information, warning, error }
  public var text: String
  public var level: Level

  public init(_ text: String, _ level: Level = .information) {
    self.text = text
    self.level = level
  }
}

/// All that the program is: what is drawn is a function of it, and only messages change it.
///
/// It lives on the main thread. Laid-out texts are remembered in `layouts`, a cache that changes
/// no meaning.
public struct WorkbenchState {
  public var size: TerminalSize
  public var glyphs: Glyphs
  public var keymap: Keymap
  public var langmap = Langmap.standard
  /// Nil where nothing is drawn in colour, such as in tests.
  public var themes: ThemeChoice?
  /// Whether clicks and the wheel come here; else the terminal selects text with them.
  public var mouseIsOn = true
  /// The last key was the one that interrupts: the next such key leaves.
  var wasInterrupted = false
  /// The last key was the one that goes back, where that leaves the study: the next does.
  var wasLeaving = false
  /// The clock of the newest message.
  public var now: Milliseconds
  /// The day that today's count is of, from midnight to midnight where this person is.
  public internal(set) var today: Range<Milliseconds>
  let calendarDay: (Milliseconds) -> Range<Milliseconds>
  public var stack: [Screen]
  public var overlay: Overlay?
  public var notice: Notice?
  /// Lines that were typed, newest last, by purpose.
  var typedLines: [LineOverlay.Purpose: [String]] = [:]
  public var session: StudyOpening?

  public var welcome: WelcomeScreen
  public var about = AboutScreen()
  public var label = LabelScreen()
  public var list = ListScreen()
  public var agreement = AgreementScreen()
  /// How often tables were asked for, over all studies: an answer names the number.
  var tableCounts = 0
  /// The same of comparisons with the board's marked rater.
  var comparisons = 0
  public var sweep = SweepScreen()
  var sweeps = 0
  public var disagreements = DisagreementScreen()
  public var reader = ReaderScreen()
  public var reveal = RevealScreen()
  public var runs = RunsScreen()
  /// Items whose other answers this person has looked at in this session.
  public var seenItems: Set<ItemID> = []
  /// Leaving was asked for while something is on its way to the file.
  var leavesWhenSaved = false
  /// Whether this person was told what looking at others' answers does to a label.
  var isWarnedOfLooking = false

  let layouts: LayoutCache
  private var random: SplitMix64

  /// - Parameters:
  ///   - seed: of the identifiers of label events; take it from the system's randomness, or fix it
  ///     in a test.
  ///   - clock: milliseconds of any clock, by which the budget of a comparison is measured.
  ///   - calendarDay: the day that a time belongs to, from midnight to midnight.
  public init(
    size: TerminalSize, glyphs: Glyphs = .unicode, keymap: Keymap = .standard, seed: UInt64,
    now: Milliseconds, welcome: WelcomeScreen = WelcomeScreen(),
    clock: @escaping () -> Milliseconds = { 0 },
    calendarDay: @escaping (Milliseconds) -> Range<Milliseconds> = { _ in 0..<(.max) }
  ) {
    layouts = LayoutCache(clock: clock)
    self.size = size
    self.glyphs = glyphs
    self.keymap = keymap
    self.now = now
    self.calendarDay = calendarDay
    today = calendarDay(now)
    stack = [.welcome]
    self.welcome = welcome
    random = SplitMix64(seed: seed)
  }

  public var screen: Screen { stack.last ?? .welcome }

  /// 32 hexadecimal digits that no other event has.
  mutating func makeEventID() -> String {
    [random.next(), random.next()].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Puts a screen on top; if it is on the stack already, goes back to it.
  mutating func show(_ screen: Screen) {
    if let at = stack.firstIndex(of: screen) {
      stack.removeSubrange((at + 1)...)
    } else {
      stack.append(screen)
    }
  }
}
