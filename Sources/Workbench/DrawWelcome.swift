import AnnotationModel
import TerminalCore

extension WorkbenchState {
  func drawWelcome(_ frame: inout Frame) {
    drawTitle(
      &frame,
      [
        StyledSpan("Concord", Style(.title, .bold)),
        StyledSpan("  label side by side; see how far judges agree with people", Style(.title)),
      ])
    if welcome.importing != nil { return drawImport(&frame) }
    if let task = welcome.choosing { return drawTasks(task, &frame) }
    let selected = min(welcome.selected, welcome.entries.count - 1)
    var rows: [WelcomeRow] = welcome.recent.isEmpty ? [] : [.heading("Recent")]
    for (index, entry) in welcome.entries.enumerated() {
      if index == welcome.recent.count {
        if index > 0 { rows.append(.blank) }
        rows.append(.heading("Begin"))
      }
      let (name, about) = words(for: entry)
      rows.append(.choice(index, name, about, isSelected: index == selected))
    }
    draw(rows, &frame)
  }

  private enum WelcomeRow {
    case blank
    case heading(String)
    case choice(Int, String, String, isSelected: Bool)

    var isSelected: Bool { if case .choice(_, _, _, true) = self { true } else { false } }
  }

  private func words(for entry: WelcomeScreen.Entry) -> (String, String) {
    switch entry {
    case .recent(let study):
      (study.title, study.isMissing ? "(not there) " + study.path : study.path)
    case .bundled(let study): (study.title, study.about)
    case .newStudy: ("New study", "an empty study with a task that you choose")
    case .importFile: ("Import", "a file of responses, labels or verdicts becomes a study")
    }
  }

  private func drawTasks(_ task: Int, _ frame: inout Frame) {
    draw(
      [.heading("What will people be asked?"), .blank]
        + welcome.tasks.enumerated().map { index, choice in
          .choice(index, choice.name, choice.summary, isSelected: index == task)
        } + [.blank], &frame)
  }

  /// Rows from the second line on; so many of them around the chosen one as there is room for.
  private func draw(_ rows: [WelcomeRow], _ frame: inout Frame) {
    let visible = size.rows - 4
    let names = rows.map { row in
      if case .choice(_, let name, _, _) = row { DisplayText.columns(name) + 5 } else { 0 }
    }
    // As narrow as the names, so that what is said of them has room.
    let column = size.columns < 60 ? 20 : max(16, min(30, names.max() ?? 0))
    let at = rows.firstIndex { $0.isSelected } ?? 0
    let first = max(0, min(at - visible / 2, rows.count - visible))
    for (offset, row) in rows.dropFirst(first).prefix(visible).enumerated() {
      switch row {
      case .blank: break
      case .heading(let text):
        frame.put(text, column: 2, row: 2 + offset, style: Style(.heading, .bold))
      case .choice(let index, let name, let about, let isSelected):
        frame.mark(
          Rectangle(column: 0, row: 2 + offset, columns: size.columns, rows: 1),
          as: FrameTarget(.row, row: index))
        drawChoice(
          name, about, column: column, row: 2 + offset, isSelected: isSelected, &frame)
      }
    }
    if first + visible < rows.count {
      frame.put(pick("↓", "v"), column: size.columns - 1, row: 1 + visible, style: Style(.strong))
    }
  }

  private func drawChoice(
    _ name: String, _ about: String, column: Int, row: Int, isSelected: Bool,
    _ frame: inout Frame
  ) {
    let style = Style(isSelected ? .selection : .text)
    if isSelected {
      frame.fill(
        Rectangle(column: 2, row: row, columns: size.columns - 4, rows: 1), with: Cell(" ", style))
      frame.cursor = (2, row)
    }
    let mark = isSelected ? pick("▸ ", "> ") : "  "
    frame.putCut(
      mark + name, column: 2, row: row, style: style, limit: column - 3, mark: cutMark)
    // Of a path the end says more than the beginning.
    let room = size.columns - column - 3
    let shown =
      about.hasPrefix("/") && DisplayText.columns(about) > room
      ? cutMark + about.suffix(max(0, room - 1)) : about
    frame.putCut(
      shown, column: column, row: row, style: isSelected ? style : Style(.dim), limit: room,
      mark: cutMark)
  }

  /// The text with spaces after it, or its beginning with a mark, in so many columns.
  func padded(_ text: String, _ columns: Int) -> String {
    let safe = shortened(text, columns - 1)
    return safe + String(repeating: " ", count: max(1, columns - DisplayText.columns(safe)))
  }

  /// The text, or as much of its beginning as fits, with a mark that something was cut.
  func shortened(_ text: String, _ columns: Int) -> String {
    DisplayText.truncated(text, columns: columns, mark: cutMark)
  }
}
