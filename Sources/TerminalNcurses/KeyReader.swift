import CNcurses
import Glibc
import TerminalCore

/// Makes input events of what ncurses reads: keys, pasted text, clicks.
struct KeyReader {
  private static let pasteBegin: Int32 = 1200
  private static let pasteEnd: Int32 = 1201
  /// What is longer is no note and no file name.
  private static let pasteLimit = 100_000

  private var pasted: String?
  private var pastedAt: Int = 0
  private let extended: [Int32: Key]
  private(set) var wasResized = false

  /// Needs a terminal that was taken.
  init() {
    _ = define_key("\u{1B}[200~", Self.pasteBegin)
    _ = define_key("\u{1B}[201~", Self.pasteEnd)
    let names: [(String, Key)] = [
      ("kUP5", .controlUp), ("kDN5", .controlDown), ("kLFT5", .controlLeft),
      ("kRIT5", .controlRight), ("kUP", .shiftUp), ("kDN", .shiftDown),
    ]
    extended = names.reduce(into: [:]) { all, one in
      let code = concord_extended_key(one.0)
      if code > 0 { all[code] = one.1 }
    }
  }

  /// What has been typed, without waiting.
  mutating func read() -> [InputEvent] {
    var events: [InputEvent] = []
    var code: wint_t = 0
    var isAfterEscape = false
    wasResized = false
    endForgottenPaste(&events)
    while true {
      let kind = wget_wch(concord_stdscr(), &code)
      guard kind != ERR else { break }
      let scalar = kind == KEY_CODE_YES ? nil : Unicode.Scalar(code)
      if pasted == nil, scalar?.value == 27 {
        if isAfterEscape { events.append(.key(.escape)) }
        isAfterEscape = true
        continue
      }
      // Both in one read: alt, or escape and a key typed at once. Never escape and then a verdict.
      if isAfterEscape, let scalar, scalar.value > 32 {
        events.append(.key(.alt(Character(scalar))))
      } else {
        if isAfterEscape { events.append(.key(.escape)) }
        take(kind, code, scalar, &events)
      }
      isAfterEscape = false
    }
    if isAfterEscape { events.append(.key(.escape)) }
    return events
  }

  private mutating func take(
    _ kind: Int32, _ code: wint_t, _ scalar: Unicode.Scalar?, _ events: inout [InputEvent]
  ) {
    if kind == KEY_CODE_YES {
      takeCode(Int32(bitPattern: code), &events)
    } else if let scalar {
      guard pasted != nil else { return events.append(.key(Self.plain(scalar))) }
      pastedAt = Self.seconds()
      if (pasted?.utf8.count ?? 0) < Self.pasteLimit { pasted?.unicodeScalars.append(scalar) }
    }
  }

  private mutating func takeCode(_ code: Int32, _ events: inout [InputEvent]) {
    switch code {
    case KEY_RESIZE: wasResized = true
    case Self.pasteBegin:
      pasted = ""
      pastedAt = Self.seconds()
    case Self.pasteEnd:
      if let text = pasted { events.append(.paste(Self.lines(text))) }
      pasted = nil
    case KEY_MOUSE: takeMouse(&events)
    default:
      if pasted == nil, let key = Self.named(code) ?? extended[code] { events.append(.key(key)) }
    }
  }

  /// The end of a paste can be lost with a connection; keys must not be swallowed for ever.
  private mutating func endForgottenPaste(_ events: inout [InputEvent]) {
    guard let text = pasted, Self.seconds() - pastedAt > 2 else { return }
    events.append(.paste(Self.lines(text)))
    pasted = nil
  }

  private func takeMouse(_ events: inout [InputEvent]) {
    var (column, row): (Int32, Int32) = (0, 0)
    let kind: MouseEvent.Kind? =
      switch concord_next_mouse(&column, &row) {
      case 1: .press
      case 2: .wheelUp
      case 3: .wheelDown
      default: nil
      }
    if pasted == nil, let kind {
      events.append(.mouse(MouseEvent(kind, column: Int(column), row: Int(row))))
    }
  }

  private static func lines(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  private static func seconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Key {
    switch scalar.value {
    case 13, 10: .enter
    case 9: .tab
    case 27: .escape
    case 8, 127: .backspace
    case 1...26: .control(Character(UnicodeScalar(UInt8(scalar.value + 96))))
    case 28...31: .control(Character(UnicodeScalar(UInt8(scalar.value + 64))))
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
    case KEY_SLEFT: .shiftLeft
    case KEY_SRIGHT: .shiftRight
    case KEY_SR: .shiftUp
    case KEY_SF: .shiftDown
    default:
      (1...12).first { concord_key_f(Int32($0)) == code }.map(Key.function)
    }
  }
}
