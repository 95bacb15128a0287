import AnnotationModel
import TerminalCore

extension WorkbenchState {
  func drawOverlay(_ frame: inout Frame) {
    switch overlay {
    case nil: break
    case .help(let scroll):
      drawBox("Keys: " + screen.context.title, helpLines(), scroll: scroll, &frame)
    case .palette(let palette): drawPalette(palette, &frame)
    case .line(let line): drawLine(line, &frame)
    case .errorCodes(let chosen):
      drawBox("What is wrong?", errorCodeLines(chosen), atBottom: true, &frame)
    case .confidence: drawConfidence(&frame)
    case .themes(let picker):
      let row = picker.selected - themePickerRows(picker).lowerBound
      drawBox("Colours", themePickerLines(picker), cursor: (0, row), &frame)
    case .confirmQuit:
      let count = label.saves.pending.count + label.saves.failed.count
      let lines = [
        "\(count) of your labels are not saved yet.",
        label.saves.failureReason, "", "q leaves all the same; any other key stays.",
      ]
      drawBox("Not everything is saved", lines.map { [StyledSpan($0)] }, &frame)
    }
  }

  // MARK: - Help

  /// The keys of this screen, then those that hold everywhere.
  func helpLines() -> [[StyledSpan]] {
    var result: [[StyledSpan]] = []
    for context in [screen.context, .everywhere] {
      result.append([StyledSpan(context.title, Style(.heading, .bold))])
      if context == .label, let keys = scoreKeys {
        let ten = keys.hasSuffix(",0") ? "; 0 is 10" : ""
        result += helpEntry(keys, "A score from \(scoreRange ?? "")" + ten)
      }
      for action in Action.all where action.context == context {
        if context == .label, !isOffered(action.id), action.id != .goLabel { continue }
        let keys = keymap.keys(for: action.id, in: context).map(\.name).joined(separator: " ")
        if !keys.isEmpty { result += helpEntry(keys, action.title) }
      }
      result.append([])
    }
    if screen == .label, let item = label.item, isRightToLeft(item) {
      result.append([StyledSpan("Right-to-left text", Style(.heading, .bold))])
      let about =
        "Hebrew, Arabic and their like are drawn in the order in which they are written. Whether "
        + "rows are turned for reading is up to your terminal: some do it, some do not. Where it "
        + "mixes the rows of two responses, \(keyName(.toggleLayout, in: .label)) shows one at a "
        + "time."
      result += lines(of: about, width: max(20, size.columns - 8), markdown: false).lines
      result.append([])
    }
    if screen == .label, let text = session?.study.task.instructions, !text.isEmpty {
      result.append([StyledSpan("What is asked", Style(.heading, .bold))])
      result += lines(of: text, width: max(20, size.columns - 8), markdown: true).lines
    }
    return result
  }

  private func isRightToLeft(_ item: ItemReading) -> Bool {
    layouts.isRightToLeft(promptSections(item))
      || item.candidates.indices.contains {
        layouts.isRightToLeft(responseSections(item, slot: $0))
      }
  }

  /// Keys, and beside them what they do, wrapped to the box.
  private func helpEntry(_ keys: String, _ title: String) -> [[StyledSpan]] {
    let column = size.columns < 60 ? 14 : 20
    let title = StyledParagraph(
      spans: [StyledSpan(title)],
      firstPrefix: [StyledSpan(padded(" " + keys, column), Style(.key))],
      nextPrefix: [StyledSpan(String(repeating: " ", count: column))])
    return ParagraphWrap.lines(title, width: size.columns - 6)
  }

  private func errorCodeLines(_ chosen: Set<Int>) -> [[StyledSpan]] {
    let codes = session?.study.task.errorCodes ?? []
    let entries = codes.enumerated().map { index, code in
      [
        StyledSpan("\(Self.letters[min(25, index)]) ", Style(.key)),
        StyledSpan((chosen.contains(index) ? "[x] " : "[ ] ") + code),
      ]
    }
    // In columns where the rows do not suffice.
    let rows = max(1, size.rows - 7)
    let columns = (entries.count + rows - 1) / rows
    let perColumn = max(1, (entries.count + columns - 1) / max(1, columns))
    let room = max(8, (size.columns - 6) / max(1, columns))
    var lines: [[StyledSpan]] = Array(repeating: [], count: min(perColumn, entries.count))
    for (index, entry) in entries.enumerated() {
      let isLast = index / perColumn == columns - 1
      lines[index % perColumn] += [entry[0]]
      lines[index % perColumn] += [
        StyledSpan(isLast ? entry[1].text : padded(entry[1].text, room - 2))
      ]
    }
    return lines + [[StyledSpan("Enter saves, Esc: another answer", Style(.dim))]]
  }

  // MARK: - Boxes

  /// A box in the middle, or above the bottom lines so that the texts can be read.
  func drawBox(
    _ title: String, _ lines: [[StyledSpan]], scroll: Int = 0, atBottom: Bool = false,
    cursor: (column: Int, row: Int) = (0, 0), _ frame: inout Frame
  ) {
    let widest = lines.map { $0.reduce(0) { $0 + DisplayText.columns($1.text) } }.max() ?? 0
    let columns = min(size.columns - 2, max(widest, DisplayText.columns(title)) + 6)
    let rows = min(size.rows - 2, lines.count + 2)
    let area = Rectangle(
      column: (size.columns - columns) / 2,
      row: atBottom ? max(0, size.rows - 2 - rows) : (size.rows - rows) / 2, columns: columns,
      rows: rows)
    drawBorder(area, title, &frame)
    let inner = Rectangle(
      column: area.column + 2, row: area.row + 1, columns: columns - 4, rows: rows - 2)
    for row in 0..<max(0, inner.rows) where scroll + row < lines.count {
      frame.putCut(
        lines[scroll + row], column: inner.column, row: inner.row + row, limit: inner.columns,
        mark: cutMark)
    }
    let hidden = lines.count - scroll - inner.rows
    if hidden > 0 {
      frame.put(
        " +\(hidden) lines ", column: area.column + columns - 14, row: area.row + rows - 1,
        style: Style(.dim))
    }
    frame.cursor = (inner.column + cursor.column, inner.row + cursor.row)
  }

  private func drawBorder(_ area: Rectangle, _ title: String, _ frame: inout Frame) {
    let style = Style(.borderFocus)
    frame.fill(area, with: Cell(" "))
    let line = rule(area.columns - 2)
    frame.put(
      pick("┌", "+") + line + pick("┐", "+"), column: area.column, row: area.row, style: style)
    for row in 1..<max(2, area.rows - 1) {
      frame.put(pick("│", "|"), column: area.column, row: area.row + row, style: style)
      frame.put(
        pick("│", "|"), column: area.column + area.columns - 1, row: area.row + row, style: style)
    }
    frame.put(
      pick("└", "+") + line + pick("┘", "+"), column: area.column, row: area.row + area.rows - 1,
      style: style)
    frame.put(
      " " + title + " ", column: area.column + 2, row: area.row, style: Style(.heading, .bold),
      limit: max(0, area.columns - 4))
  }

  /// Asked on the status line, so that the texts stay where they are.
  private func drawConfidence(_ frame: inout Frame) {
    let row = size.rows - 2
    frame.fill(
      Rectangle(column: 0, row: row, columns: size.columns, rows: 1), with: Cell(" "))
    let answer = label.pendingValue.map(answerName) ?? ""
    var spans = [
      StyledSpan(answer.capitalisedFirst, Style(.human, .bold)),
      StyledSpan(size.columns < 60 ? ": " : ": how sure?  "),
    ]
    for sure in Confidence.allCases {
      spans.append(StyledSpan("\(sure.rawValue)", Style(.key)))
      let words =
        size.columns < 60 ? sure.words.replacing("fairly sure", with: "fairly") : sure.words
      spans.append(StyledSpan(" \(words)  "))
    }
    if size.columns >= 60 { spans.append(StyledSpan("Esc another answer", Style(.dim))) }
    frame.putCut(spans, column: 1, row: row, limit: size.columns - 2, mark: cutMark)
    frame.cursor = (1, row)
  }
}
