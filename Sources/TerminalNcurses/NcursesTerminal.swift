import CNcurses
import CTextWidth
import Glibc
import TerminalCore

/// The terminal: draws frames, reads keys. Only the main thread may touch it.
public final class NcursesTerminal {
  public let isUTF8: Bool
  /// What is drawn with, as wanted and as far as the terminal has it.
  public let level: ColourLevel
  /// The terminal that was assumed where the one that TERM names is not known.
  public let assumedTerm: String?
  private var last: Frame?
  private var paint: Paint
  private var reader: KeyReader
  private var mouseIsOn = false
  private var sizeMayDiffer = false

  /// Takes the terminal. Precondition: the main thread.
  /// - Parameters:
  ///   - colour: what the person wants of colour.
  ///   - wake: an eventfd that is written to when a signal leaves word.
  public init(colour: ColourChoice, colourRefused: Bool, wake: Int32) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    isUTF8 = concord_set_locale() == 1
    unsetenv("LINES")
    unsetenv("COLUMNS")
    concord_save_terminal()
    assumedTerm = try Self.take(wantsDirect: colour == .direct)
    guard concord_can_move() == 1 else {
      endwin()
      throw .cannotDraw(term: Self.term)
    }
    concord_guard_terminal(wake)
    raw()
    noecho()
    nonl()
    keypad(concord_stdscr(), true)
    nodelay(concord_stdscr(), true)
    if getenv("ESCDELAY") == nil { set_escdelay(Self.isRemote ? 100 : 25) }
    // The number of colours is known only after `start_color`, which colours the whole screen:
    // where no colour is wanted it is not called.
    let isWanted = colour.level(available: .direct, refused: colourRefused) != .none
    let hasColour = isWanted && has_colors() && start_color() == OK
    let available = TerminalAbilities.level(
      colours: hasColour ? Int(concord_colors()) : 0,
      hasDirectColour: TerminalAbilities.hasDirectColourNow)
    level = colour.level(available: available, refused: colourRefused)
    if level != .none { use_default_colors() }
    paint = Paint(
      colours: concord_colors(), usesColour: level != .none, isDirect: available == .direct)
    reader = KeyReader()
    concord_paste_mode(1)
  }

  private static var term: String { getenv("TERM").map { String(cString: $0) } ?? "" }

  /// A slow line can tear an arrow key's bytes apart.
  private static var isRemote: Bool {
    getenv("SSH_CONNECTION") != nil || getenv("SSH_TTY") != nil
  }

  /// `newterm`, which unlike `initscr` returns when it fails: for TERM, else for what most
  /// terminals are like.
  /// - Returns: the terminal that was assumed.
  private static func take(wantsDirect: Bool) throws(TerminalError) -> String? {
    let (output, input) = (fdopen(STDOUT_FILENO, "w"), fdopen(STDIN_FILENO, "r"))
    let kin = wantsDirect && !term.contains("direct") ? TerminalAbilities.directKin(of: term) : []
    for name in kin where newterm(name, output, input) != nil { return nil }
    if newterm(nil, output, input) != nil { return nil }
    guard newterm(TerminalAbilities.fallbackTerm, output, input) != nil else {
      throw .unknown(term: term)
    }
    return TerminalAbilities.fallbackTerm
  }

  /// Gives the terminal back as it was.
  public func close() {
    concord_paste_mode(0)
    concord_mouse(0)
    endwin()
    concord_release_terminal()
  }

  public var size: TerminalSize {
    TerminalSize(columns: Int(getmaxx(concord_stdscr())), rows: Int(getmaxy(concord_stdscr())))
  }

  /// Stops as ctrl-z asks, and takes the terminal again when the person comes back.
  public func suspend() {
    concord_paste_mode(0)
    endwin()
    concord_release_terminal()
    concord_stop_job()
    takeAgain()
  }

  /// After the program was stopped and continued, by itself or by others: all modes anew.
  public func takeAgain() {
    var window = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 {
      resizeterm(Int32(window.ws_row), Int32(window.ws_col))
    }
    reset_prog_mode()
    concord_paste_mode(1)
    if mouseIsOn { concord_mouse(1) }
    sizeMayDiffer = true
    redraw()
  }

  public func redraw() {
    last = nil
    clearok(concord_stdscr(), true)
    wrefresh(concord_stdscr())
  }

  /// Whether clicks and the wheel come to the program; else the terminal selects text with them.
  public func setMouse(_ isOn: Bool) {
    guard isOn != mouseIsOn else { return }
    mouseIsOn = isOn
    concord_mouse(isOn ? 1 : 0)
  }

  // MARK: - Drawing

  /// Draws a frame; rows that did not change cost nothing.
  public func draw(_ frame: Frame, theme: Theme) {
    if paint.theme != theme {
      paint.use(theme)
      last = nil
      clearok(concord_stdscr(), true)
    }
    for row in 0..<frame.size.rows where !isSame(row, frame) { drawRow(row, frame) }
    if let cursor = frame.cursor {
      wmove(concord_stdscr(), Int32(cursor.row), Int32(cursor.column))
    }
    wrefresh(concord_stdscr())
    last = frame
  }

  private func isSame(_ row: Int, _ frame: Frame) -> Bool {
    guard let last, last.size == frame.size else { return false }
    let range = (row * frame.size.columns)..<((row + 1) * frame.size.columns)
    return last.cells[range] == frame.cells[range]
  }

  private func drawRow(_ row: Int, _ frame: Frame) {
    var column = 0
    while column < frame.size.columns {
      let cell = frame[column, row]
      guard !cell.text.isEmpty else {
        column += 1
        continue
      }
      var text = cell.text
      var end = column + 1
      if cell.text.utf8.count == 1 {
        while end < frame.size.columns, frame[end, row].style == cell.style,
          frame[end, row].text.utf8.count == 1
        {
          text += frame[end, row].text
          end += 1
        }
      }
      let (attributes, pair) = paint.paint(cell.style)
      concord_set(attributes, pair)
      // Each cell that is not ASCII is placed anew, so that a border never shifts.
      wmove(concord_stdscr(), Int32(row), Int32(column))
      waddnstr(concord_stdscr(), text, -1)
      column = end
    }
    concord_set(0, 0)
  }

  // MARK: - Input

  /// What has been typed, without waiting.
  public func input() -> [InputEvent] {
    var events = reader.read()
    if reader.wasResized || sizeMayDiffer {
      sizeMayDiffer = false
      last = nil
      events.append(.resize(size))
    }
    return events
  }
}
