import TerminalCore

/// A frame as text that people can read in a diff: its rows, then where the style is not plain.
enum GoldenText {
  static func of(_ frame: Frame) -> String {
    var lines = (0..<frame.size.rows).map(frame.line)
    lines.append("-- styles")
    for row in 0..<frame.size.rows {
      let runs = runs(frame, row)
      if !runs.isEmpty { lines.append("\(row): " + runs.joined(separator: ", ")) }
    }
    if let cursor = frame.cursor { lines.append("cursor: \(cursor.column) \(cursor.row)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func runs(_ frame: Frame, _ row: Int) -> [String] {
    var result: [String] = []
    var start = 0
    for column in 1...frame.size.columns {
      let style = frame[start, row].style
      if column < frame.size.columns, frame[column, row].style == style { continue }
      if style != .text { result.append("\(start)-\(column - 1) \(name(style))") }
      start = column
    }
    return result
  }

  private static func name(_ style: Style) -> String {
    let attributes: [(TextAttributes, String)] = [
      (.bold, "bold"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
      (.dim, "dim"),
    ]
    return attributes.reduce(style.role.rawValue) {
      style.attributes.contains($1.0) ? $0 + "+" + $1.1 : $0
    }
  }
}
