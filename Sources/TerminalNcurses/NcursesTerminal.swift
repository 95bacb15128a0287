import CNcurses
import CTextWidth
import Glibc
import TerminalCore

/// Why there is no terminal to draw on.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  case notATerminal
  case unknown(term: String)
  /// It is known, but its cursor cannot be moved.
  case cannotDraw(term: String)

  public var description: String {
    switch self {
    case .notATerminal:
      "standard input and output are no terminal; the workbench needs one (commands do not)"
    case .cannotDraw(let term):
      "nothing can be drawn on the terminal '\(term)'; try TERM=xterm-256color"
    case .unknown(let term): "the terminal '\(term)' is not known here; try TERM=xterm-256color"
    }
  }
}

/// The terminal: draws frames, reads keys. Only the main thread may touch it.
public final class NcursesTerminal {
  public let isUTF8: Bool
  private let usesColour: Bool
  private var last: Frame?
  private var pairs: [Int: Int32] = [:]
  private var pasted: [UInt8]?

  /// Takes the terminal. Precondition: the main thread.
  public init(colour: Bool) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    isUTF8 = concord_set_locale() == 1
    unsetenv("LINES")
    unsetenv("COLUMNS")
    concord_save_terminal()
    let term = getenv("TERM").map { String(cString: $0) } ?? ""
    guard newterm(nil, fdopen(STDOUT_FILENO, "w"), fdopen(STDIN_FILENO, "r")) != nil else {
      throw .unknown(term: term)
    }
    guard concord_can_move() == 1 else {
      endwin()
      throw .cannotDraw(term: term)
    }
    concord_guard_signals()
    raw()
    noecho()
    nonl()
    keypad(concord_stdscr(), true)
    nodelay(concord_stdscr(), true)
    if getenv("ESCDELAY") == nil { set_escdelay(40) }
    // The number of colours is known only after `start_color`.
    let hasColour = colour && has_colors() && start_color() == OK
    usesColour = hasColour && concord_colors() >= 8
    if usesColour { use_default_colors() }
    _ = define_key("\u{1B}[200~", Self.pasteBegin)
    _ = define_key("\u{1B}[201~", Self.pasteEnd)
    concord_paste_mode(1)
  }

  private static let pasteBegin: Int32 = 1200
  private static let pasteEnd: Int32 = 1201

  /// Gives the terminal back as it was.
  public func close() {
    concord_paste_mode(0)
    endwin()
  }

  public var size: TerminalSize {
    TerminalSize(columns: Int(getmaxx(concord_stdscr())), rows: Int(getmaxy(concord_stdscr())))
  }

  /// Stops as ctrl-z asks, and takes the terminal again when the person comes back.
  public func suspend() {
    concord_paste_mode(0)
    endwin()
    kill(getpid(), SIGSTOP)
    concord_paste_mode(1)
    redraw()
  }

  public func redraw() {
    last = nil
    clearok(concord_stdscr(), true)
    wrefresh(concord_stdscr())
  }

  // MARK: - Drawing

  /// Draws a frame; rows that did not change cost nothing.
  public func draw(_ frame: Frame) {
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
      apply(cell.style)
      // Each cell that is not ASCII is placed anew, so that a border never shifts.
      wmove(concord_stdscr(), Int32(row), Int32(column))
      waddnstr(concord_stdscr(), text, -1)
      column = end
    }
    concord_set(0, 0)
  }

  private func apply(_ style: Style) {
    let look = RoleLook.of(style.role)
    var attributes: attr_t = 0
    let wanted = style.attributes.union(usesColour ? look.attributes : look.plainAttributes)
    for (one, bit) in [
      (TextAttributes.bold, concord_bold), (.italic, concord_italic),
      (.underline, concord_underline), (.reverse, concord_reverse), (.dim, concord_dim),
    ] where wanted.contains(one) { attributes |= bit }
    concord_set(attributes, usesColour ? pair(look.foreground, look.background) : 0)
  }

  private func pair(_ foreground: Int32, _ background: Int32) -> Int32 {
    guard foreground >= 0 || background >= 0 else { return 0 }
    let key = Int(foreground + 1) * 1000 + Int(background + 1)
    if let known = pairs[key] { return known }
    let made = max(0, alloc_pair(foreground, background))
    pairs[key] = made
    return made
  }

  // MARK: - Input

  /// What has been typed, without waiting.
  public func input() -> [InputEvent] {
    var events: [InputEvent] = []
    var resized = false
    var code: wint_t = 0
    while true {
      let kind = wget_wch(concord_stdscr(), &code)
      guard kind != ERR else { break }
      if kind == KEY_CODE_YES {
        let key = Int32(bitPattern: code)
        if key == KEY_RESIZE {
          resized = true
        } else if key == Self.pasteBegin {
          pasted = []
        } else if key == Self.pasteEnd {
          if let bytes = pasted { events.append(.paste(String(decoding: bytes, as: UTF8.self))) }
          pasted = nil
        } else if pasted == nil, let key = Self.named(key) {
          events.append(.key(key))
        }
      } else if let scalar = Unicode.Scalar(code) {
        if pasted != nil {
          // Bounded: what is longer is no note and no file name.
          if (pasted?.count ?? 0) < 100_000 { pasted? += Array(String(scalar).utf8) }
        } else {
          events.append(.key(Self.plain(scalar)))
        }
      }
    }
    if resized {
      last = nil
      events.append(.resize(size))
    }
    return events
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Key {
    switch scalar.value {
    case 13, 10: .enter
    case 9: .tab
    case 27: .escape
    case 8, 127: .backspace
    case 1...26: .control(Character(UnicodeScalar(UInt8(scalar.value + 96))))
    default: .character(Character(scalar))
    }
  }

  private static func named(_ code: Int32) -> Key? {
    switch code {
    case KEY_UP: .up
    case KEY_DOWN: .down
    case KEY_LEFT: .left
    case KEY_RIGHT: .right
    case KEY_HOME: .home
    case KEY_END: .end
    case KEY_PPAGE: .pageUp
    case KEY_NPAGE: .pageDown
    case KEY_BACKSPACE: .backspace
    case KEY_DC: .delete
    case KEY_IC: .insert
    case KEY_ENTER: .enter
    case KEY_BTAB: .backTab
    default:
      (1...12).first { concord_key_f(Int32($0)) == code }.map(Key.function)
    }
  }
}
