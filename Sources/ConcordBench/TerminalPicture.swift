/// What a terminal of type `vt100` shows after the bytes it was sent: text only, no colours.
///
/// Each character is taken for one column wide, which holds for what the generator writes.
struct TerminalPicture {
  let columns: Int
  let rows: Int
  private var cells: [[Character]]
  private var row = 0
  private var column = 0
  /// Bytes of an escape sequence or a character that has not yet come whole.
  private var pending: [UInt8] = []

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  var text: String { cells.map { String($0) }.joined(separator: "\n") }

  func contains(_ part: String) -> Bool { cells.contains { String($0).contains(part) } }

  func line(with part: String) -> String? {
    cells.map { String($0) }.first { $0.contains(part) }
  }

  mutating func write(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    guard pending.isEmpty else {
      pending.append(byte)
      return finishPending()
    }
    switch byte {
    case 0x1B, 0xC0...: pending = [byte]
    case 0x0D: column = 0
    case 0x0A: lineFeed()
    case 0x08: column = max(0, column - 1)
    case 0x20..<0x7F: put(Character(UnicodeScalar(byte)))
    default: break
    }
  }

  private mutating func put(_ character: Character) {
    if column >= columns {
      column = 0
      lineFeed()
    }
    cells[row][column] = character
    column += 1
  }

  private mutating func lineFeed() {
    if row < rows - 1 {
      row += 1
      return
    }
    cells.removeFirst()
    cells.append(Array(repeating: " ", count: columns))
  }

  private mutating func finishPending() {
    if pending[0] >= 0xC0 { return finishCharacter() }
    switch pending[1] {
    case UInt8(ascii: "["):
      guard pending.count > 2, let last = pending.last, (0x40...0x7E).contains(last) else { return }
      control(last)
    case UInt8(ascii: "("), UInt8(ascii: ")"): guard pending.count > 2 else { return }
    case UInt8(ascii: "M"): row = max(0, row - 1)
    default: break
    }
    pending = []
  }

  private mutating func finishCharacter() {
    let length = pending[0] >= 0xF0 ? 4 : pending[0] >= 0xE0 ? 3 : 2
    guard pending.count == length else { return }
    let text = String(decoding: pending, as: UTF8.self)
    pending = []
    if let character = text.first { put(character) }
  }

  /// A control sequence. Regions and scrolling are not asked for by this program's frames.
  private mutating func control(_ last: UInt8) {
    let body = String(decoding: pending[2..<(pending.count - 1)], as: UTF8.self)
    let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let first = numbers.first.flatMap { $0 }
    let second = numbers.count > 1 ? numbers[1] : nil
    let count = max(1, first ?? 1)
    switch Character(UnicodeScalar(last)) {
    case "H", "f":
      row = min(rows, count) - 1
      column = min(columns, max(1, second ?? 1)) - 1
    case "A": row = max(0, row - count)
    case "B": row = min(rows - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "J": erase(fromStart: first == 1 || first == 2, toEnd: first != 1)
    case "K": eraseLine(fromStart: first == 1 || first == 2, toEnd: first != 1)
    default: break
    }
  }

  private mutating func eraseLine(fromStart: Bool, toEnd: Bool) {
    let first = fromStart ? 0 : column
    let last = toEnd ? columns : min(columns, column + 1)
    for at in first..<max(first, last) { cells[row][at] = " " }
  }

  private mutating func erase(fromStart: Bool, toEnd: Bool) {
    eraseLine(fromStart: fromStart, toEnd: toEnd)
    let blank = Array(repeating: Character(" "), count: columns)
    if fromStart { for at in 0..<row { cells[at] = blank } }
    if toEnd { for at in (row + 1)..<max(row + 1, rows) { cells[at] = blank } }
  }
}
