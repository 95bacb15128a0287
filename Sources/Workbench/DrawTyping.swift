import AnnotationModel
import TerminalCore

/// The palette, and lines that are being typed.
extension WorkbenchState {
  func drawPalette(_ palette: PaletteOverlay, _ frame: inout Frame) {
    let found = paletteMatches(palette.editor.text)
    let rows = max(1, min(12, size.rows - 8))
    let first = max(0, min(palette.selected - rows / 2, found.count - rows))
    var lines: [[StyledSpan]] = [[StyledSpan("> " + palette.editor.text, Style(.strong))]]
    let width = max(20, min(64, size.columns - 16))
    for index in first..<max(first, min(found.count, first + rows)) {
      let action = found[index]
      let isHere = [screen.context, .everywhere].contains(action.context)
      let keys = keymap.keys(for: action.id, in: action.context).first?.name ?? ""
      let place = isHere ? "" : action.context.title + ": "
      let style = Style(index == palette.selected ? .selection : .text)
      lines.append([
        StyledSpan(padded(place + action.title, width), style),
        StyledSpan(padded(keys, 8), Style(.key)),
      ])
    }
    if found.isEmpty { lines.append([StyledSpan("no such action", Style(.dim))]) }
    // The box keeps its size while one types.
    while lines.count < rows + 1 { lines.append([StyledSpan(padded("", width + 8))]) }
    let before = DisplayText.columns(
      String(palette.editor.text.prefix(palette.editor.cursor)))
    drawBox("Find an action", lines, cursor: (2 + before, 0), &frame)
  }

  func drawLine(_ line: LineOverlay, _ frame: inout Frame) {
    if case .juryName(let seats, let members) = line.purpose {
      drawOpenJury(seats, members, &frame)
    }
    let row = size.rows - 2
    frame.fill(
      Rectangle(column: 0, row: row, columns: size.columns, rows: 1), with: Cell(" "))
    let prefix: String =
      switch line.purpose {
      case .command: ":"
      case .search, .findInList: "/"
      case .note: "note: "
      case .score: "score: "
      case .runField(let id): id + ": "
      case .newStudy: "new study: "
      case .importPath: "import: "
      case .importInto: "into: "
      case .juryName: "name: "
      case .sweepFile, .figureFile: "file: "
      }
    let start = frame.put(prefix, column: 0, row: row, style: Style(.key))
    let (shown, before) = window(line.editor, columns: size.columns - start - 1)
    let end = frame.putCut(
      shown, column: start, row: row, style: Style(line.isProposal ? .selection : .strong),
      limit: size.columns - start, mark: cutMark)
    let hint = commandUsage(line) ?? line.hint
    if end + 3 < size.columns {
      frame.putCut(
        "  " + hint, column: end, row: row, style: Style(.dim), limit: size.columns - end,
        mark: cutMark)
    }
    drawCompletions(line, above: row, &frame)
    frame.cursor = (min(size.columns - 1, start + before), row)
  }

  /// What the command that stands there is followed by.
  private func commandUsage(_ line: LineOverlay) -> String? {
    guard line.purpose == .command, let space = line.editor.text.firstIndex(of: " ") else {
      return nil
    }
    return CommandWord(rawValue: String(line.editor.text[..<space])).map { "usage: " + $0.usage }
  }

  /// The part of a line that fits with the cursor in it, and the cursor's column there; a mark
  /// stands for what is out of sight before it.
  private func window(_ editor: LineEditor, columns: Int) -> (text: String, cursor: Int) {
    let characters = Array(editor.text)
    var first = editor.cursor
    var before = 0
    while first > 0 {
      let width = DisplayText.columns(String(characters[first - 1]))
      guard before + width + (first > 1 ? 1 : 0) <= columns else { break }
      before += width
      first -= 1
    }
    guard first > 0 else { return (editor.text, before) }
    return (cutMark + String(characters[first...]), before + 1)
  }
}
