import CCmark
import TerminalCore

extension MarkdownWriter {
  /// A table with borders; cells are wrapped, so nothing of them is lost.
  mutating func table(_ node: Node, _ indent: Indent) {
    var rows = Self.children(of: node).map { row in
      Self.children(of: row).map { words($0, .text) } + cellsBeyond(row)
    }
    nameColumnsBeyond(&rows)
    let count = rows.map(\.count).max() ?? 0
    guard count > 0 else { return }
    let prefix = indent.first.reduce(0) { $0 + DisplayText.columns($1.text) }
    let widths = columnWidths(rows, count, room: width - prefix)
    var indent = indent
    func say(_ spans: [StyledSpan]) {
      paragraphs.append(
        StyledParagraph(spans: spans, firstPrefix: indent.first, nextPrefix: indent.next))
      indent = indent.continued
    }
    say(border(widths, pick("┌", "+"), pick("┬", "+"), pick("┐", "+")))
    for (index, row) in rows.enumerated() {
      for line in cells(row, widths, isHeader: index == 0) { say(line) }
      if index == 0, rows.count > 1 {
        say(border(widths, pick("├", "+"), pick("┼", "+"), pick("┤", "+")))
      }
    }
    say(border(widths, pick("└", "+"), pick("┴", "+"), pick("┘", "+")))
  }

  /// Cells of a row beyond the headings: GitHub's tables drop them, and a response would be judged
  /// without them. At most 8 columns; what is more stands in the last one.
  private mutating func cellsBeyond(_ row: Node) -> [[StyledSpan]] {
    let line = Int(cmark_node_get_start_line(row)) - 1
    guard sourceLines.indices.contains(line) else { return [] }
    let most = 8
    var more = Array(TableLine.cells(of: sourceLines[line]).dropFirst(Self.children(of: row).count))
    if more.count > most {
      more = more.prefix(most - 1) + [more.dropFirst(most - 1).joined(separator: " | ")]
    }
    return more.map { cell in
      guard let inner = MarkdownText.parse(cell) else { return [StyledSpan(cell)] }
      defer { cmark_node_free(inner) }
      return words(inner, .text)
    }
  }

  /// Says over cells beyond the headings that they have none.
  private func nameColumnsBeyond(_ rows: inout [[[StyledSpan]]]) {
    guard let headings = rows.first?.count, let most = rows.map(\.count).max(), most > headings
    else { return }
    rows[0] += Array(repeating: [StyledSpan("(no heading)")], count: most - headings)
  }

  /// Natural widths, shrunk from the widest where the table has no room.
  private func columnWidths(_ rows: [[[StyledSpan]]], _ count: Int, room: Int) -> [Int] {
    var widths = (0..<count).map { column in
      rows.map { row in
        row.indices.contains(column)
          ? row[column].reduce(0) { $0 + DisplayText.columns($1.text) } : 0
      }.max() ?? 0
    }
    widths = widths.map { max(1, min($0, 400)) }
    let available = max(count * 3, room - 3 * count - 1)
    while widths.reduce(0, +) > available,
      let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > 3
    {
      widths[widest] -= 1
    }
    return widths
  }

  private func border(_ widths: [Int], _ left: String, _ middle: String, _ right: String)
    -> [StyledSpan]
  {
    let lines = widths.map { String(repeating: pick("─", "-"), count: $0 + 2) }
    return [StyledSpan(left + lines.joined(separator: middle) + right, Style(.border))]
  }

  private func cells(_ row: [[StyledSpan]], _ widths: [Int], isHeader: Bool) -> [[StyledSpan]] {
    let bar = StyledSpan(pick("│", "|"), Style(.border))
    let wrapped = widths.indices.map { column in
      ParagraphWrap.lines(
        StyledParagraph(spans: row.indices.contains(column) ? row[column] : []),
        width: widths[column])
    }
    let height = wrapped.map(\.count).max() ?? 1
    return (0..<height).map { line in
      var spans: [StyledSpan] = [bar]
      for (column, cell) in wrapped.enumerated() {
        var words = line < cell.count ? cell[line] : []
        if isHeader { words = words.map { StyledSpan($0.text, Style(.strong, .bold)) } }
        let used = words.reduce(0) { $0 + DisplayText.columns($1.text) }
        spans.append(StyledSpan(" "))
        spans += words
        spans.append(StyledSpan(String(repeating: " ", count: max(0, widths[column] - used) + 1)))
        spans.append(bar)
      }
      return spans
    }
  }
}
