import StatisticalFigures

/// A report as Markdown with tables (GitHub's form); pictures are text in code blocks.
public enum MarkdownReport {
  /// The whole page, with a line end. O(document).
  public static func text(_ document: ReportDocument) -> String {
    var parts = ["# " + escaped(document.title)]
    for section in document.sections {
      parts.append("## " + escaped(section.title))
      parts += section.blocks.map(text)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func text(_ block: ReportDocument.Block) -> String {
    switch block {
    case .paragraph(let text): escaped(text)
    case .list(let lines): lines.map { "- " + escaped($0) }.joined(separator: "\n")
    case .table(let table): text(table)
    case .picture(let picture): text(picture)
    }
  }

  private static func text(_ table: ReportTable) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rule = table.columns.map { $0.content == .number ? "---:" : "---" }
    let rows = [line(table.columns.map { escaped($0.title) }), line(rule)]
    let body = table.rows.map { line($0.map(escaped)) }
    return
      (["**" + escaped(table.caption) + "**", (rows + body).joined(separator: "\n")]
      + table.notes.map(escaped)).joined(separator: "\n\n")
  }

  private static func text(_ picture: ReportPicture) -> String {
    let lines = picture.lines(.unicode)
    // Longer than any run of the same sign in it: names cannot end the block.
    let longest = lines.map(longestRun).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "**" + escaped(picture.caption) + "**\n\n"
      + ([fence + "text"] + lines + [fence]).joined(separator: "\n")
  }

  private static func longestRun(_ line: String) -> Int {
    var (longest, run) = (0, 0)
    for byte in line.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Words that Markdown shows as they are: no markup, HTML, formula, link or mention in them.
  static func escaped(_ text: String) -> String {
    let line = Array(PrintedLine.of(text).unicodeScalars)
    var out = String.UnicodeScalarView()
    for (at, scalar) in line.enumerated() {
      let isLink =
        scalar == ":" && at + 1 < line.count && line[at + 1] == "/"
        || scalar == "." && at >= 3 && line[(at - 3)..<at].allSatisfy { $0 == "w" || $0 == "W" }
      if special.contains(scalar) || isLink { out.append("\\") }
      out.append(scalar)
    }
    return String(out)
  }

  private static let special = Set("\\`*_{}[]<>|&~$#!@^".unicodeScalars)
}
