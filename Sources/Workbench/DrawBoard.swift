import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// Raters side by side against the reference, and against one marked rater.
extension WorkbenchState {
  func drawBoard(_ area: Rectangle, _ frame: inout Frame) {
    let board = agreement.board
    let layout = boardLayout(area.columns)
    let page = min(board.page, layout.pages.count - 1)
    let columns = layout.pages[page]
    frame.put(
      shortened(boardTitle(area.columns), area.columns), column: area.column, row: area.row - 1,
      style: Style(.dim), limit: area.columns)
    let ruler = columns.first { $0.part == .ruler }.map { found in
      IntervalRuler(
        board.rows.map { $0.table.coefficient(.cohen) }, columns: found.width - 2, glyphs: glyphs)
    }
    drawBoardHeading(layout, columns, ruler, area, &frame)
    let names = DistinctNames.shortened(
      board.rows.map(boardName), columns: layout.name - 2, mark: cutMark)
    let detail = boardDetail(area.columns)
    let room = area.rows - 2
    let kept = room < 8 ? 0 : min(detail.count, room / 3)
    let visible = max(1, min(board.rows.count, room - kept))
    let first = max(0, min(board.selected - visible / 2, board.rows.count - visible))
    for at in 0..<visible where first + at < board.rows.count {
      let row = area.row + 1 + at
      markRow(first + at, at: row, &frame)
      let isSelected = first + at == board.selected
      drawBoardRow(
        board.rows[first + at], named: names[first + at], isSelected, layout, columns, ruler,
        Rectangle(column: area.column, row: row, columns: area.columns, rows: 1), &frame)
      if isSelected { selectRow(row, area, &frame) }
    }
    let end = area.row + 1 + visible
    drawMoreRows(
      first, visible, of: board.rows.count,
      what: "raters" + boardHint(layout, page), row: end,
      area, &frame)
    let below = Rectangle(
      column: area.column, row: end + 1, columns: area.columns,
      rows: area.row + area.rows - end - 1)
    if below.rows > 1 { drawScrolled(detail, in: below, scroll: 0, &frame) }
    drawForest(
      names,
      Rectangle(
        column: below.column, row: below.row + detail.count + 1, columns: below.columns,
        rows: below.rows - detail.count - 1), &frame)
  }

  /// Every kappa with its interval on one wide scale, where there is room for all of them.
  private func drawForest(_ names: [String], _ area: Rectangle, _ frame: inout Frame) {
    let rows = agreement.board.rows
    guard area.rows > rows.count + 1, area.columns >= 60 else { return }
    let kappas = rows.map { $0.table.coefficient(.cohen) }
    let label = (names.map(DisplayText.columns).max() ?? 0) + 3
    let ruler = IntervalRuler(
      kappas, columns: min(141, area.columns - label), glyphs: glyphs)
    frame.put(
      ruler.header(), column: area.column + label, row: area.row, style: Style(.heading),
      limit: ruler.columns)
    for (at, row) in rows.enumerated() {
      let line = ruler.line(kappas[at])
      frame.put(
        [
          StyledSpan(" " + padded(names[at], label - 1), style(of: row.kind)),
          StyledSpan(
            line.isEmpty ? Figure.reason(kappas[at]) : line,
            line.isEmpty ? Style(.dim) : style(of: row.kind)),
        ], column: area.column, row: area.row + 1 + at, limit: area.columns)
    }
  }

  private func boardTitle(_ width: Int) -> String {
    let marked = agreement.board.marked.map(agreement.name) ?? ""
    let mark = pick("◆ ", "# ") + marked
    return width < 70
      ? plain("against \(agreement.referenceName); diff: less ") + mark
      : plain("against \(agreement.referenceName); diff: κ less that of ") + mark
        + ", on the same items"
  }

  /// What else there is to see, and by what the rows are sorted.
  private func boardHint(_ layout: BoardLayout, _ page: Int) -> String {
    var hint = ""
    if layout.pages.count > 1 {
      hint +=
        size.columns < 60
        ? ", \(page + 1)/\(layout.pages.count)"
        : ", columns \(page + 1) of \(layout.pages.count) (\(keyName(.right)))"
    }
    if agreement.board.column != .study {
      hint += ", by \(agreement.board.column.rawValue)" + boardArrow
    }
    return hint.isEmpty ? ", all columns" : hint
  }

  private var boardArrow: String {
    agreement.board.isDescending ? pick("▾", "v") : pick("▴", "^")
  }

  private func drawBoardHeading(
    _ layout: BoardLayout, _ columns: [BoardLayout.Column], _ ruler: IntervalRuler?,
    _ area: Rectangle, _ frame: inout Frame
  ) {
    var at = area.column
    func put(_ text: String, _ width: Int, _ column: ComparisonColumn?, isLeft: Bool = false) {
      let isSorted = column == agreement.board.column && column != .study
      let title = plain(text) + (isSorted ? boardArrow : "")
      frame.put(
        isLeft ? title : Self.right(title, width), column: at, row: area.row,
        style: isSorted ? Style(.heading, .underline) : Style(.heading), limit: width)
      at += width
    }
    put(" rater", layout.name, .name, isLeft: true)
    put("κ", layout.kappa, .kappa)
    for column in columns {
      if column.part == .ruler {
        put("  " + (ruler?.header() ?? ""), column.width, nil, isLeft: true)
      } else {
        put(column.part.title, column.width, column.part.column)
      }
    }
  }

  private func drawBoardRow(
    _ rater: ComparisonBoard.Row, named name: String, _ isSelected: Bool, _ layout: BoardLayout,
    _ columns: [BoardLayout.Column], _ ruler: IntervalRuler?, _ line: Rectangle,
    _ frame: inout Frame
  ) {
    if isSelected { frame.cursor = (line.column, line.row) }
    let kappa = rater.table.coefficient(.cohen)
    frame.put(
      (isSelected ? pick("▸", ">") : " ") + padded(name, layout.name - 1), column: line.column,
      row: line.row, style: style(of: rater.kind), limit: layout.name)
    var at = line.column + layout.name
    func put(_ text: String, _ width: Int, _ style: Style) {
      frame.put(Self.right(text, width), column: at, row: line.row, style: style, limit: width)
      at += width
    }
    put(Figure.value(kappa), layout.kappa, Style(.strong))
    for column in columns {
      if column.part == .ruler {
        let drawn = ruler?.line(kappa) ?? ""
        frame.put(
          "  " + (drawn.isEmpty ? Figure.reason(kappa) : drawn), column: at, row: line.row,
          style: drawn.isEmpty ? Style(.dim) : style(of: rater.kind), limit: column.width)
        at += column.width
        continue
      }
      let figure = boardFigure(column.part, rater)
      var role = StyleRole.text
      if case .value = figure {} else { role = .dim }
      put(boardText(figure), column.width, Style(role))
    }
  }
}
