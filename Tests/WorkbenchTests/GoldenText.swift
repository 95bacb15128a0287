import TerminalCore

/// A frame as text that people can read in a diff: its rows, then where the style is not plain.
enum GoldenText {
  /// - Parameter theme: where given, the attributes that it makes of the styles are shown and not
  ///   their roles: what a person sees who has no colour.
  static func of(_ frame: Frame, theme: Theme? = nil) -> String {
    var lines = (0..<frame.size.rows).map(frame.line)
    lines.append("-- styles")
    for row in 0..<frame.size.rows {
      let runs = runs(frame, row) { name($0, theme) }
      if !runs.isEmpty { lines.append("\(row): " + runs.joined(separator: ", ")) }
    }
    if let cursor = frame.cursor { lines.append("cursor: \(cursor.column) \(cursor.row)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func runs(_ frame: Frame, _ row: Int, _ name: (Style) -> String) -> [String] {
    var result: [String] = []
    var start = 0
    for column in 1...frame.size.columns {
      let shown = name(frame[start, row].style)
      if column < frame.size.columns, name(frame[column, row].style) == shown { continue }
      if !shown.isEmpty { result.append("\(start)-\(column - 1) \(shown)") }
      start = column
    }
    return result
  }

  /// The name of a style, "" for plain text.
  private static func name(_ style: Style, _ theme: Theme?) -> String {
    let attributes: [(TextAttributes, String)] = [
      (.bold, "bold"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
      (.dim, "dim"),
    ]
    let wanted = style.attributes.union(theme?[style.role].attributes ?? [])
    let names = attributes.filter { wanted.contains($0.0) }.map(\.1)
    if theme != nil { return names.joined(separator: "+") }
    return style == .text ? "" : ([style.role.rawValue] + names).joined(separator: "+")
  }
}
