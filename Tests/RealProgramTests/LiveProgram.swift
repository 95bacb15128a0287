import Foundation

/// The built program in a pseudo-terminal: keys in, screen out.
///
/// Nothing here sleeps for a fixed time: it waits until the program is at rest, or shows what was
/// asked for, with a bound that only a hanging program reaches.
final class LiveProgram {
  let terminal: PseudoTerminal
  let screen: EmulatedScreen
  /// Everything that the program wrote.
  private(set) var output: [UInt8] = []
  /// The terminal's modes when the first item was shown: those that the program chose.
  var modesAtFirst: Set<Int> = []
  /// Everything that the terminal answered to it.
  private(set) var answers: [UInt8] = []

  struct NotShown: Error, CustomStringConvertible {
    var wanted: String
    var screen: String
    var state: ProcessState
    var description: String { "not shown: \(wanted) (\(state)), the screen is\n\(screen)" }
  }

  init(
    _ program: String, _ arguments: [String], columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:]
  ) throws {
    let standard = [
      "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent",
      "TERM": "xterm-256color", "SWIFT_BACKTRACE": "enable=no",
      // A program that waits whether more follows escape looks as if it were at rest.
      "ESCDELAY": "5",
    ]
    terminal = try PseudoTerminal(
      program, arguments, environment: standard.merging(environment) { $1 }, rows: rows,
      columns: columns)
    screen = EmulatedScreen(rows: rows, columns: columns)
  }

  // MARK: - In

  /// Presses keys by name (`Enter`, `C-r`, `Esc`, `Down`, or a character), waiting after each.
  func press(_ keys: String...) throws {
    for key in keys {
      terminal.write(KeyBytes.of(key))
      // What follows an escape at once would be read as one key with it.
      try rest(quietMilliseconds: key == "Esc" ? 150 : 25)
    }
  }

  /// Types text, and waits.
  func type(_ text: String) throws {
    terminal.write(Array(text.utf8))
    try rest()
  }

  /// Pastes as a terminal does: in brackets where the program asked for them.
  func paste(_ text: String) throws {
    take()
    let bytes = Array(text.utf8)
    let isBracketed = screen.modes.on.contains(2004)
    terminal.write(
      isBracketed ? Array("\u{1B}[200~".utf8) + bytes + Array("\u{1B}[201~".utf8) : bytes)
    try rest()
  }

  func resize(columns: Int, rows: Int) {
    take()
    screen.resize(rows: rows, columns: columns)
    terminal.resize(rows: rows, columns: columns)
  }

  // MARK: - Out

  /// Reads what there is; true when there was something.
  @discardableResult
  func take() -> Bool {
    let bytes = terminal.read()
    guard !bytes.isEmpty else { return false }
    output += bytes
    let reply = screen.feed(bytes)
    answers += reply
    if !reply.isEmpty { terminal.write(reply) }
    return true
  }

  /// Waits until all that was typed is read, every thread sleeps, and nothing more is written.
  func rest(within seconds: Double = 60, quietMilliseconds: Int32 = 25) throws {
    try wait("the program at rest", within: seconds) { program in
      guard program.terminal.check() == .running else { return true }
      guard program.terminal.isAsleep else { return false }
      program.terminal.waitForOutput(milliseconds: quietMilliseconds)
      return !program.take() && program.terminal.isAsleep
    }
  }

  /// Waits until the screen contains a text.
  func wait(for text: String, within seconds: Double = 60) throws {
    try wait("'\(text)'", within: seconds) { $0.screen.text.contains(text) }
  }

  func wait(
    _ what: String, within seconds: Double = 60, until isThere: (LiveProgram) throws -> Bool
  ) throws {
    let end = Date().addingTimeInterval(seconds)
    while true {
      take()
      if try isThere(self) { return }
      if terminal.check().isOver {
        take()
        if try isThere(self) { return }
        throw NotShown(wanted: what, screen: screen.text, state: terminal.state)
      }
      guard Date() < end else {
        throw NotShown(wanted: what, screen: screen.text, state: terminal.state)
      }
      terminal.waitForOutput(milliseconds: 10)
    }
  }

  /// Waits for the end of the program.
  @discardableResult
  func end(within seconds: Double = 60) throws -> ProcessState {
    try wait("the end of the program", within: seconds) { $0.terminal.check().isOver }
    take()
    return terminal.state
  }

  /// What is not as it was before the program began; empty when all is.
  var leftOver: [String] {
    take()
    return screen.modes.leftOver + (terminal.settingsAreAsBefore ? [] : ["terminal settings"])
  }

  var text: String { screen.text }
}

/// The bytes that an xterm sends for a key.
enum KeyBytes {
  private static let named: [String: String] = [
    "Enter": "\r", "Tab": "\t", "Esc": "\u{1B}", "BSpace": "\u{7F}", "Space": " ",
    "Up": "\u{1B}OA", "Down": "\u{1B}OB", "Right": "\u{1B}OC", "Left": "\u{1B}OD",
    "Home": "\u{1B}OH", "End": "\u{1B}OF", "PgUp": "\u{1B}[5~", "PgDn": "\u{1B}[6~",
    "S-Tab": "\u{1B}[Z",
  ]

  static func of(_ key: String) -> [UInt8] {
    if let bytes = named[key] { return Array(bytes.utf8) }
    if key.hasPrefix("C-"), let letter = key.utf8.last { return [letter & 0x1F] }
    return Array(key.utf8)
  }
}
