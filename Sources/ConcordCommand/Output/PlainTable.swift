/// A table as aligned plain text, Markdown or CSV.
struct PlainTable: Sendable {
  struct Column: Hashable, Sendable {
    var title: String
    var isNumeric: Bool

    init(_ title: String, isNumeric: Bool = false) {
      self.title = title
      self.isNumeric = isNumeric
    }
  }

  var columns: [Column]
  /// Each of `columns.count` cells, not yet made harmless.
  var rows: [[String]] = []

  /// Lines aligned by spaces, numbers to the right, without trailing spaces.
  func plain(heading: (String) -> String) -> String {
    let cells = rows.map { $0.map(SafeText.line) }
    let widths = columns.indices.map { index in
      ([columns[index].title] + cells.map { $0[index] }).reduce(0) {
        max($0, SafeText.columns($1))
      }
    }
    func line(_ row: [String]) -> String {
      var out = ""
      for (index, cell) in row.enumerated() {
        let gap = String(repeating: " ", count: widths[index] - SafeText.columns(cell))
        if index > 0 { out += "  " }
        out += columns[index].isNumeric ? gap + cell : cell + gap
      }
      while out.last == " " { out.removeLast() }
      return out
    }
    return ([heading(line(columns.map(\.title)))] + cells.map(line)).joined(separator: "\n")
  }

  /// A Markdown table; bars in cells are escaped.
  var markdown: String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rule = columns.map { $0.isNumeric ? "---:" : "---" }
    let body = rows.map { row in line(row.map { Self.markdownCell($0) }) }
    return ([line(columns.map(\.title)), line(rule)] + body).joined(separator: "\n")
  }

  /// RFC 4180 with LF line ends; a cell that a spreadsheet would run as a formula is made harmless
  /// by an apostrophe, except plain numbers.
  var csv: String {
    let lines = [columns.map(\.title)] + rows
    return lines.map { $0.map(Self.csvCell).joined(separator: ",") }.joined(separator: "\n")
  }

  private static func markdownCell(_ text: String) -> String {
    SafeText.line(text).map { "\\|*_`<[".contains($0) ? "\\" + String($0) : String($0) }.joined()
  }

  static func csvCell(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
      Double(text) == nil
    {
      text = "'" + text
    }
    let needsQuotes = text.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
    guard needsQuotes else { return text }
    return "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}
