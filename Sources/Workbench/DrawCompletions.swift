import TerminalCore

/// How completions stand in columns above the line that they complete.
struct CompletionGrid {
  let columns: Int
  let columnWidth: Int
  /// Those of one page; the first `rows` are the first column.
  let shown: [String]
  let rows: Int
  let page: Int
  let pages: Int

  init(_ names: [String], page: Int, width: Int, height: Int) {
    let widest = names.map { DisplayText.columns($0) }.max() ?? 0
    columnWidth = max(1, min(widest + 2, width))
    columns = max(1, width / columnWidth)
    let most = columns * max(1, height)
    pages = max(1, (names.count + most - 1) / most)
    self.page = page % pages
    shown = Array(names.dropFirst(self.page * most).prefix(most))
    rows = (shown.count + columns - 1) / columns
  }
}

extension WorkbenchState {
  /// All that may be meant, in columns; page by page where the window has not the room.
  func drawCompletions(_ line: LineOverlay, above bottom: Int, _ frame: inout Frame) {
    guard line.completions.count > 1 else { return }
    let grid = CompletionGrid(
      line.completions, page: line.completionPage, width: size.columns - 2,
      height: max(1, min(16, size.rows / 2 - 1)))
    let top = bottom - grid.rows - 1
    frame.fill(
      Rectangle(column: 0, row: top, columns: size.columns, rows: grid.rows + 1), with: Cell(" "))
    frame.put(rule(size.columns), column: 0, row: top, style: Style(.borderFocus))
    let more =
      grid.pages > 1 ? ", page \(grid.page + 1) of \(grid.pages); Tab shows the next" : ""
    frame.putCut(
      " \(line.completions.count) possible\(more) ", column: 1, row: top,
      style: Style(.heading, .bold), limit: size.columns - 2, mark: cutMark)
    for (index, name) in grid.shown.enumerated() {
      frame.putCut(
        name, column: 1 + index / grid.rows * grid.columnWidth, row: top + 1 + index % grid.rows,
        style: .text, limit: grid.columnWidth - 1, mark: cutMark)
    }
  }
}
