import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// Rater by rater. Columns carry the numbers of the rows: names would be cut to sameness.
extension WorkbenchState {
  func drawMatrix(_ area: Rectangle, _ frame: inout Frame) {
    let streams = agreement.activeStreams
    let longest = streams.map { DisplayText.columns($0.name) }.max() ?? 8
    let nameWidth = min(area.columns / 3, 6 + longest)
    let cellWidth = area.columns - nameWidth >= streams.count * 9 ? 9 : 7
    let fit = max(1, (area.columns - nameWidth) / cellWidth)
    let names = DistinctNames.shortened(
      streams.map(\.name), columns: nameWidth - 5, mark: cutMark)
    let firstColumn = max(0, min(agreement.column - fit / 2, streams.count - fit))
    let visible = max(1, area.rows - 3)
    let firstRow = max(0, min(agreement.selected - visible / 2, streams.count - visible))
    drawMatrixHeader(firstColumn, fit, nameWidth, cellWidth, streams, area, &frame)
    for line in 0..<visible where firstRow + line < streams.count {
      let row = firstRow + line
      let isMarked = row == agreement.selected
      frame.put(
        Self.right("\(row + 1)", 3) + " " + padded(names[row], nameWidth - 4),
        column: area.column, row: area.row + 1 + line,
        style: isMarked ? Style(.selection) : style(of: streams[row].kind), limit: nameWidth)
      for at in 0..<fit where firstColumn + at < streams.count {
        frame.mark(
          Rectangle(
            column: area.column + nameWidth + at * cellWidth, row: area.row + 1 + line,
            columns: cellWidth, rows: 1), as: FrameTarget(.cell, row: row, column: firstColumn + at)
        )
        drawMatrixCell(
          row, firstColumn + at, width: cellWidth,
          column: area.column + nameWidth + at * cellWidth, screenRow: area.row + 1 + line, &frame)
      }
    }
    let below = area.row + 1 + min(visible, streams.count - firstRow)
    drawMatrixFoot(
      rows: (firstRow, visible), columns: (firstColumn, fit), count: streams.count, row: below,
      area, &frame)
  }

  private func drawMatrixHeader(
    _ first: Int, _ fit: Int, _ nameWidth: Int, _ cellWidth: Int, _ streams: [RatingStream],
    _ area: Rectangle, _ frame: inout Frame
  ) {
    frame.put(
      shortened(
        agreement.coefficient.fullName + "; \(keyName(.coefficientNext)) takes another",
        area.columns),
      column: area.column, row: area.row - 1,
      style: Style(.heading), limit: area.columns)
    for at in 0..<fit where first + at < streams.count {
      let isMarked = first + at == agreement.column
      frame.put(
        Self.right("\(first + at + 1)", cellWidth - 1),
        column: area.column + nameWidth + at * cellWidth, row: area.row,
        style: Style(isMarked ? .selection : .heading))
    }
  }

  /// The number, and after it a shade that holds without colour.
  private func drawMatrixCell(
    _ row: Int, _ column: Int, width: Int, column x: Int, screenRow: Int, _ frame: inout Frame
  ) {
    guard agreement.matrix.indices.contains(row), agreement.matrix[row].indices.contains(column)
    else { return }
    let estimate = agreement.matrix[row][column]
    let isMarked = row == agreement.selected && column == agreement.column
    let isSelf = row == column
    let text = isSelf ? pick("·", ".") : Figure.value(estimate, digits: width >= 9 ? 3 : 2)
    let style = isMarked ? Style(.selection) : Style(isSelf ? .dim : shade(estimate.value))
    frame.put(
      Self.right(text, width - 1) + (isSelf ? " " : shadeMark(estimate.value)), column: x,
      row: screenRow, style: style)
    if isMarked { frame.cursor = (x, screenRow) }
  }

  private func level(_ value: Double?) -> Int? {
    switch value {
    case nil: nil
    case .some(..<0.2): 0
    case .some(..<0.4): 1
    case .some(..<0.6): 2
    case .some(..<0.8): 3
    default: 4
    }
  }

  private func shade(_ value: Double?) -> StyleRole {
    let roles: [StyleRole] = [.gradient0, .gradient1, .gradient2, .gradient3, .gradient4]
    return level(value).map { roles[$0] } ?? .dim
  }

  /// The shade beside a number, where its colour does not say the same.
  private func shadeMark(_ value: Double?) -> String {
    if let themes, min(themes.level, themes.shown.level) > .none { return " " }
    return level(value).map { pick([" ", "░", "▒", "▓", "█"][$0], [" ", ".", ":", "+", "#"][$0]) }
      ?? " "
  }

  private func drawMatrixFoot(
    rows: (first: Int, visible: Int), columns: (first: Int, visible: Int), count: Int, row: Int,
    _ area: Rectangle, _ frame: inout Frame
  ) {
    var legend: [StyledSpan] = []
    for (value, text) in [(0.3, ".2"), (0.5, ".4"), (0.7, ".6"), (0.9, ".8")] {
      legend.append(StyledSpan("from \(text) \(shadeMark(value))", Style(shade(value))))
      legend.append(StyledSpan("  "))
    }
    if count > rows.visible || count > columns.visible {
      let text =
        "   rows \(rows.first + 1)-\(min(count, rows.first + rows.visible)), columns "
        + "\(columns.first + 1)-\(min(count, columns.first + columns.visible)) of \(count)"
      legend.append(StyledSpan(text, Style(.dim)))
    }
    frame.putCut(
      legend, column: area.column, row: row, limit: area.columns, mark: cutMark)
    let (marked, across) = (agreement.selected, agreement.column)
    guard agreement.matrix.indices.contains(marked),
      agreement.matrix[marked].indices.contains(across), case let streams = agreement.activeStreams,
      streams.indices.contains(marked), streams.indices.contains(across)
    else { return }
    let estimate = agreement.matrix[marked][across]
    let names = plain("\(streams[marked].name) × \(streams[across].name)")
    let figures =
      marked == across
      ? "one rater with itself: move to another cell; \(keyName(.open)) looks closer"
      : "\(Figure.value(estimate)) \(Figure.interval(estimate))\(Figure.reason(estimate))  "
        + "n \(agreement.matrixTables[marked][across])"
    let text = marked == across ? streams[marked].name + ": " + figures : names + ": " + figures
    frame.put(
      wrapped(text, area.columns, Style(.strong)).first ?? [], column: area.column, row: row + 1,
      limit: area.columns)
    if let second = wrapped(text, area.columns, Style(.strong)).dropFirst().first {
      frame.put(second, column: area.column, row: row + 2, limit: area.columns)
    }
  }
}
