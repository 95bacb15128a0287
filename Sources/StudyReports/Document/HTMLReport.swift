/// A report as one HTML page that needs nothing else: no script, no network, pictures inside.
public enum HTMLReport {
  /// The whole page, with a line end. O(document).
  public static func text(_ document: ReportDocument) -> String {
    let title = escaped(document.title)
    var lines = [
      "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
      "<meta http-equiv=\"Content-Security-Policy\" "
        + "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
      "<title>\(title)</title>", "<style>", style, "</style>", "</head>", "<body>",
      "<h1>\(title)</h1>",
    ]
    for section in document.sections {
      lines.append("<h2>\(escaped(section.title))</h2>")
      lines += section.blocks.map(text)
    }
    return (lines + ["</body>", "</html>"]).joined(separator: "\n") + "\n"
  }

  /// Black on white, as it is printed.
  private static let style = """
    body { font: 16px/1.45 serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
    table { border-collapse: collapse; margin: 1em 0 0.3em; font-size: 0.85em; }
    caption { text-align: left; font-weight: bold; padding-bottom: 0.3em; }
    thead tr { border-top: 2px solid; border-bottom: 1px solid; }
    tbody { border-bottom: 2px solid; }
    th, td { text-align: left; vertical-align: top; padding: 0.15em 0.7em 0.15em 0; }
    .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .note { font-size: 0.85em; margin: 0.2em 0; }
    figure { margin: 1em 0; } figcaption { font-weight: bold; }
    svg { max-width: 100%; height: auto; }
    """

  private static func text(_ block: ReportDocument.Block) -> String {
    switch block {
    case .paragraph(let text): "<p>\(escaped(text))</p>"
    case .list(let lines):
      "<ul>\n" + lines.map { "<li>\(escaped($0))</li>\n" }.joined() + "</ul>"
    case .table(let table): text(table)
    case .picture(let picture):
      "<figure>\n<figcaption>\(escaped(picture.caption))</figcaption>\n\(picture.svg)</figure>"
    }
  }

  private static func text(_ table: ReportTable) -> String {
    func row(_ tag: String, _ cells: [String]) -> String {
      let written = zip(table.columns, cells).map { column, cell in
        let form = column.content == .number ? " class=\"n\"" : ""
        return "<\(tag)\(form)>\(escaped(cell))</\(tag)>"
      }
      return "<tr>" + written.joined() + "</tr>"
    }
    let lines =
      [
        "<table>", "<caption>\(escaped(table.caption))</caption>",
        "<thead>" + row("th", table.columns.map(\.title)) + "</thead>", "<tbody>",
      ] + table.rows.map { row("td", $0) } + ["</tbody>", "</table>"]
      + table.notes.map { "<p class=\"note\">\(escaped($0))</p>" }
    return lines.joined(separator: "\n")
  }

  /// Words that a page shows as they are, in text and in attributes.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in PrintedLine.of(text).unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
