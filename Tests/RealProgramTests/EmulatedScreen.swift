import CVTerm

/// The screen as a person sees it, made by libvterm from the program's bytes.
final class EmulatedScreen {
  private let terminal: OpaquePointer
  private(set) var rows: Int
  private(set) var columns: Int
  private(set) var modes = TerminalModes()

  struct Cell: Equatable {
    var text: String
    var width: Int
    var bold: Bool
    var underline: Bool
    var reverse: Bool
    var foreground: Int32
    var background: Int32
  }

  init(rows: Int, columns: Int) {
    guard let made = concord_vterm_make(Int32(rows), Int32(columns)) else {
      preconditionFailure("no memory for a terminal")
    }
    terminal = made
    (self.rows, self.columns) = (rows, columns)
  }

  deinit { concord_vterm_drop(terminal) }

  /// - Returns: what the terminal answers.
  func feed(_ bytes: [UInt8]) -> [UInt8] {
    modes.feed(bytes)
    concord_vterm_feed(terminal, bytes, bytes.count)
    var reply = [CChar](repeating: 0, count: 256)
    let count = concord_vterm_reply(terminal, &reply, reply.count)
    return reply[..<count].map { UInt8(bitPattern: $0) }
  }

  func resize(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    concord_vterm_resize(terminal, Int32(rows), Int32(columns))
  }

  subscript(row: Int, column: Int) -> Cell {
    var raw = concord_vterm_at(terminal, Int32(row), Int32(column))
    let text = withUnsafeBytes(of: &raw.text) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return Cell(
      text: text, width: Int(raw.width), bold: raw.bold != 0, underline: raw.underline != 0,
      reverse: raw.reverse != 0, foreground: raw.foreground, background: raw.background)
  }

  /// A row without its trailing spaces.
  func line(_ row: Int) -> String {
    var text = (0..<columns).map { self[row, $0].text }.joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  var text: String { (0..<rows).map(line).joined(separator: "\n") }

  /// The columns in which a character stands in a row.
  func columns(of character: String, row: Int) -> [Int] {
    (0..<columns).filter { self[row, $0].text == character }
  }

  var facts: concord_vterm_facts { concord_vterm_know(terminal) }
}
