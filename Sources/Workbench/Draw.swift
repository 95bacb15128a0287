import AnnotationModel
import StudyFigures
import TerminalCore

extension WorkbenchState {
  /// The screen as a value. Needs at least 40×10 cells; below that it says so.
  public func draw() -> Frame {
    var frame = Frame(size: size)
    guard isLargeEnough else {
      drawTooSmall(&frame)
      return frame
    }
    switch screen {
    case .welcome: drawWelcome(&frame)
    case .about: drawAbout(&frame)
    case .label: drawLabel(&frame)
    case .list: drawList(&frame)
    case .agreement: drawAgreement(&frame)
    case .disagreements: drawDisagreements(&frame)
    case .sweep: drawSweep(&frame)
    case .reader: drawReader(&frame)
    case .reveal: drawReveal(&frame)
    case .runs: drawRuns(&frame)
    case .runForm: drawRunForm(&frame)
    case .monitor: drawMonitor(&frame)
    }
    drawBottom(&frame)
    drawOverlay(&frame)
    if glyphs == .ascii { PlainGlyphs.apply(to: &frame) }
    return frame
  }

  private func drawTooSmall(_ frame: inout Frame) {
    let lines = [
      "Concord needs 40\(pick("×", "x"))10 cells;",
      "this window has \(size.columns)\(pick("×", "x"))\(size.rows).",
      "Make it larger; \(keyName(.quit)) leaves.",
    ]
    for (row, line) in lines.enumerated() where row < size.rows {
      frame.put(line, column: 0, row: row)
    }
  }

  // MARK: - What all screens have

  /// Rows between the title bar and the two lines at the bottom.
  var body: Rectangle {
    Rectangle(column: 0, row: 1, columns: size.columns, rows: size.rows - 3)
  }

  /// A character, or its plain twin where the terminal or the person wants ASCII.
  func pick(_ unicode: String, _ ascii: String) -> String {
    glyphs == .ascii ? ascii : unicode
  }

  /// Stands where a text was cut.
  var cutMark: String { pick("…", "~") }

  /// What stands where something goes on, or is still going on.
  var dots: String { pick("…", "...") }

  /// An action's key on this screen as it is now; where it has none, its name as a command.
  func keyName(_ id: ActionID) -> String {
    keyName(id, in: screen.context)
  }

  /// The same on another screen.
  func keyName(_ id: ActionID, in context: ActionContext) -> String {
    keymap.name(of: id, in: context) ?? ":" + id.rawValue
  }

  func drawTitle(_ frame: inout Frame, _ left: [StyledSpan], right: [StyledSpan] = []) {
    let style = Style(.title)
    frame.fill(
      Rectangle(column: 0, row: 0, columns: size.columns, rows: 1), with: Cell(" ", style))
    let rightColumns = right.reduce(0) { $0 + DisplayText.columns($1.text) }
    let room = max(10, size.columns - rightColumns - 2)
    frame.putCut(left, column: 1, row: 0, limit: room - 1, mark: cutMark)
    if rightColumns < size.columns - 10 {
      frame.put(right, column: size.columns - rightColumns - 1, row: 0)
    }
  }

  /// The notice (or what the screen has to say), and the footer with the most used keys.
  private func drawBottom(_ frame: inout Frame) {
    if screen == .label {
      drawLabelStatus(&frame)
    } else if !label.saves.failed.isEmpty {
      drawLabelStatus(&frame)
    } else if let notice {
      let mark = notice.level == .error ? "! " : ""
      drawNotice([StyledSpan(mark + notice.text, Style(notice.role))], &frame)
    }
    drawFooter(&frame)
  }

  /// What just happened, whole: it grows upwards over the screen where one row does not hold it.
  func drawNotice(_ spans: [StyledSpan], _ frame: inout Frame) {
    let width = size.columns - 2
    let lines = ParagraphWrap.lines(StyledParagraph(spans: spans), width: width)
    let shown = lines.prefix(max(1, min(4, size.rows / 4)))
    for (index, line) in shown.enumerated() {
      let row = size.rows - 1 - shown.count + index
      frame.fill(
        Rectangle(column: 0, row: row, columns: size.columns, rows: 1), with: Cell(" "))
      let isLast = index == shown.count - 1 && shown.count < lines.count
      let mark = isLast ? [StyledSpan(cutMark)] : []
      frame.putCut(line + mark, column: 1, row: row, limit: width, mark: cutMark)
    }
  }

  private func drawFooter(_ frame: inout Frame) {
    let row = size.rows - 1
    frame.fill(
      Rectangle(column: 0, row: row, columns: size.columns, rows: 1),
      with: Cell(" ", Style(.footer)))
    if case .line(let line)? = overlay { return drawTypingKeys(line, &frame) }
    // Help is always there, at the right; the others as far as there is room.
    let help = (keymap.keys(for: .help, in: .everywhere).first?.name).map { ($0, " help") }
    let room = size.columns - (help.map { DisplayText.columns($0.0 + $0.1) + 1 } ?? 0)
    if let help {
      let after = frame.put(help.0, column: room, row: row, style: Style(.footerKey))
      frame.put(help.1, column: after, row: row, style: Style(.footer))
    }
    var column = 1
    if screen == .label, label.item != nil, let keys = scoreKeys {
      column = frame.put(keys, column: column, row: row, style: Style(.footerKey))
      column = frame.put(" score  ", column: column, row: row, style: Style(.footer))
    }
    for action in footerActions() where action.id != .help {
      guard let (name, word) = footerText(action) else { continue }
      let needed = DisplayText.columns(name) + DisplayText.columns(word) + 3
      guard column + needed <= room else { break }
      column = frame.put(name, column: column, row: row, style: Style(.footerKey))
      column = frame.put(" " + word + "  ", column: column, row: row, style: Style(.footer))
    }
  }

  /// While a line is typed, the keys of typing stand where those of the screen stood.
  private func drawTypingKeys(_ line: LineOverlay, _ frame: inout Frame) {
    let done =
      switch line.purpose {
      case .command: "run"
      case .search, .findInList: "find"
      case .note, .score, .runField: "keep"
      case .newStudy, .juryName: "make"
      case .sweepFile, .figureFile: "write"
      case .importPath, .importInto: "look"
      }
    var keys = [("Enter", done), ("Esc", "leave")]
    if [.command, .importPath].contains(line.purpose) { keys.append(("Tab", "complete")) }
    if !(typedLines[line.purpose] ?? []).isEmpty { keys.append((pick("↑", "Up"), "earlier")) }
    keys += [("C-u", "clear"), ("C-w", "a word back")]
    let row = size.rows - 1
    var column = 1
    for (name, word) in keys {
      guard column + DisplayText.columns(name + word) + 3 <= size.columns else { break }
      column = frame.put(name, column: column, row: row, style: Style(.footerKey))
      column = frame.put(" " + word + "  ", column: column, row: row, style: Style(.footer))
    }
  }

  /// An action's keys and its word; with more than two responses one entry stands for all of them.
  private func footerText(_ action: Action) -> (String, String)? {
    let keys = keymap.keys(for: action.id, in: action.context)
    guard let word = action.footer?.word, let key = keys.first else { return nil }
    let count = label.item?.candidates.count ?? 2
    switch action.id {
    case .chooseTie: return (keys.map(\.name).joined(separator: "/"), word)
    case .choose1 where count > 2:
      let last: [ActionID] = [.choose1, .choose2, .choose3, .choose4]
      let end = keymap.keys(for: last[min(count, 4) - 1], in: .label).first?.name ?? ""
      return (key.name + "-" + end, "best")
    case .choose2 where count > 2: return nil
    case .chooseBothBad where count > 2: return (key.name, "all bad")
    case .pauseRun where runs.live?.isPaused == true: return (key.name, "go on")
    case .coefficientNext where agreement.view == .figures: return (key.name, "picture")
    case .open where screen == .welcome:
      if case .preview? = welcome.importing { return (key.name, "import") }
      return (key.name, word)
    default: return (key.name, word)
    }
  }

  private func footerActions() -> [Action] {
    let mine = Action.all.filter { $0.context == screen.context && isOffered($0.id) }
    let all = Action.all.filter { $0.context == .everywhere && isOffered($0.id) }
    return (mine + all).filter { $0.footer != nil }
      .sorted { ($0.footer?.rank ?? 0) < ($1.footer?.rank ?? 0) }
      .reduce(into: []) { result, action in
        if result.count < 30 { result.append(action) }
      }
  }

  // MARK: - Text in a box

  /// Draws lines from `scroll` on; a mark at the right edge says that there is more.
  func drawLines(_ lines: [[StyledSpan]], in area: Rectangle, scroll: Int, _ frame: inout Frame) {
    guard area.rows > 0, area.columns > 0 else { return }
    let first = max(0, min(scroll, lines.count - 1))
    for row in 0..<area.rows where first + row < lines.count {
      frame.putCut(
        lines[first + row], column: area.column, row: area.row + row, limit: area.columns,
        mark: cutMark)
    }
  }

  /// Draws lines from `scroll` on; where there are more than fit, the last row says how many.
  func drawScrolled(
    _ lines: [[StyledSpan]], in area: Rectangle, scroll: Int, _ frame: inout Frame
  ) {
    guard lines.count - scroll > area.rows, area.rows > 1 else {
      return drawLines(lines, in: area, scroll: scroll, &frame)
    }
    let seen = Rectangle(
      column: area.column, row: area.row, columns: area.columns, rows: area.rows - 1)
    drawLines(lines, in: seen, scroll: scroll, &frame)
    let hidden = lines.count - scroll - seen.rows
    let text = hidden == 1 ? " 1 line more " : " \(hidden) lines more "
    frame.put(
      text, column: max(area.column, area.column + area.columns - text.count),
      row: area.row + area.rows - 1, style: Style(.title))
  }

  /// Lines of Markdown (or plain text) at a width, from the cache.
  func lines(of text: String, width: Int, markdown: Bool) -> LaidText {
    layouts.text(
      LayoutRequest(
        sections: [TextSection(text: text)], width: max(1, width), isMarkdown: markdown,
        glyphs: glyphs))
  }

  func rule(_ columns: Int) -> String { String(repeating: pick("─", "-"), count: max(0, columns)) }

  func style(of kind: RaterKind) -> Style {
    switch kind {
    case .human: Style(.human)
    case .judge: Style(.judge)
    case .jury: Style(.jury)
    case .debate: Style(.debate)
    case .lexical: Style(.lexical)
    case .imported: Style(.imported)
    case .consensus: Style(.consensus)
    }
  }
}
