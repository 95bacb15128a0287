/// A line of a table as it is written.
enum TableLine {
  /// The lines of a source as the parser counts them: LF, CR LF or a lone CR ends one. O(source).
  static func lines(of source: String) -> [Substring] {
    let bytes = source.utf8
    var lines: [Substring] = []
    var start = bytes.startIndex
    var at = start
    while at < bytes.endIndex {
      let next = bytes.index(after: at)
      guard bytes[at] == 0x0A || bytes[at] == 0x0D else {
        at = next
        continue
      }
      lines.append(source[start..<at])
      let isPair = bytes[at] == 0x0D && next < bytes.endIndex && bytes[next] == 0x0A
      at = isPair ? bytes.index(after: next) : next
      start = at
    }
    return lines + [source[start...]]
  }

  /// The cells of a line between its `|`, without the spaces around them, `\|` as a bar.
  static func cells(of line: Substring) -> [String] {
    var cells: [String] = []
    var cell = ""
    // By scalars: a bar followed by a combining mark is a bar to the parser.
    var text = line.unicodeScalars.drop { " \t>".unicodeScalars.contains($0) }
    if text.first == "|" { text = text.dropFirst() }
    for scalar in text {
      if scalar == "|", cell.last == "\\" {
        cell.removeLast()
        cell.append("|")
      } else if scalar == "|" {
        cells.append(trimmed(cell))
        cell = ""
      } else {
        cell.unicodeScalars.append(scalar)
      }
    }
    let last = trimmed(cell)
    return last.isEmpty ? cells : cells + [last]
  }

  private static func trimmed(_ text: String) -> String {
    let isBlank = { (letter: Character) in letter == " " || letter == "\t" }
    let start = text.drop(while: isBlank)
    return String(start.reversed().drop(while: isBlank).reversed())
  }
}
