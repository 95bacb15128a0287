import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

extension WorkbenchState {
  // MARK: - Matrix

  func drawMatrix(_ area: Rectangle, _ frame: inout Frame) {
    let streams = agreement.tracker?.streams ?? []
    let nameWidth = min(26, area.columns / 4)
    let cellWidth = 7
    let fit = max(1, (area.columns - nameWidth) / cellWidth)
    let firstColumn = max(0, min(agreement.column - fit + 1, streams.count - fit))
    frame.put(
      "\(agreement.coefficient.fullName); \(keyName(.coefficientNext)) changes it",
      column: area.column, row: area.row - 1,
      style: Style(.dim), limit: area.columns)
    for at in 0..<fit where firstColumn + at < streams.count {
      let isMarked = firstColumn + at == agreement.column
      frame.put(
        Self.right(shortened(streams[firstColumn + at].name, 6), 7),
        column: area.column + nameWidth + at * cellWidth, row: area.row,
        style: Style(isMarked ? .selection : .heading))
    }
    let visible = area.rows - 2
    let firstRow = max(0, min(agreement.selected - visible + 1, streams.count - visible))
    for line in 0..<max(0, visible) where firstRow + line < streams.count {
      let row = firstRow + line
      let isMarked = row == agreement.selected
      frame.put(
        padded(streams[row].name, nameWidth), column: area.column, row: area.row + 1 + line,
        style: isMarked ? Style(.selection) : style(of: streams[row].kind))
      for at in 0..<fit where firstColumn + at < streams.count {
        drawMatrixCell(
          row, firstColumn + at, column: area.column + nameWidth + at * cellWidth,
          screenRow: area.row + 1 + line, &frame)
      }
    }
    drawMatrixLegend(area, &frame)
  }

  private func drawMatrixCell(
    _ row: Int, _ column: Int, column x: Int, screenRow: Int, _ frame: inout Frame
  ) {
    guard agreement.matrix.indices.contains(row), agreement.matrix[row].indices.contains(column)
    else { return }
    let estimate = agreement.matrix[row][column]
    let isMarked = row == agreement.selected && column == agreement.column
    let text = row == column ? pick("·", ".") : Figure.value(estimate, digits: 2)
    let style = isMarked ? Style(.selection) : Style(row == column ? .dim : shade(estimate.value))
    frame.put(Self.right(text, 6) + " ", column: x, row: screenRow, style: style)
    if isMarked { frame.cursor = (x, screenRow) }
  }

  private func shade(_ value: Double?) -> StyleRole {
    switch value {
    case nil: .dim
    case .some(..<0.2): .gradient0
    case .some(..<0.4): .gradient1
    case .some(..<0.6): .gradient2
    case .some(..<0.8): .gradient3
    default: .gradient4
    }
  }

  private func drawMatrixLegend(_ area: Rectangle, _ frame: inout Frame) {
    let (row, column) = (agreement.selected, agreement.column)
    guard agreement.matrix.indices.contains(row), agreement.matrix[row].indices.contains(column),
      let streams = agreement.tracker?.streams, streams.indices.contains(row),
      streams.indices.contains(column)
    else { return }
    let estimate = agreement.matrix[row][column]
    let text =
      "\(streams[row].name) \(pick("×", "x")) \(streams[column].name): \(Figure.value(estimate)) "
      + Figure.interval(estimate) + Figure.reason(estimate)
      + "  n \(agreement.matrixTables[row][column]).  \(keyName(.open)) looks closer."
    frame.put(
      text, column: area.column,
      row: area.row + area.rows - 1, style: Style(.strong), limit: area.columns)
  }

  // MARK: - Everyone

  func drawEveryone(_ area: Rectangle, _ frame: inout Frame) {
    var result: [[StyledSpan]] = []
    for group in agreement.groups {
      result.append([
        StyledSpan(group.name.capitalisedFirst, Style(.heading, .bold)),
        StyledSpan(
          "  \(group.members.count) raters, "
            + "\(group.table.itemCount) items with two or more ratings",
          Style(.dim)),
      ])
      for name in GroupCoefficient.allCases where name != .alphaRatio {
        let estimate = group.table.coefficient(name)
        let isWide = size.columns >= 110
        var text = padded("  " + (isWide ? name.fullName : name.rawValue), isWide ? 56 : 18)
        text += Figure.value(estimate, digits: 4) + "  " + Figure.interval(estimate)
        if let resampled = resampledInterval(name, group.members) { text += "  " + resampled }
        result.append([StyledSpan(text + Figure.reason(estimate))])
      }
      let left = Figure.leftOut(group.table.leftOut)
      if !left.isEmpty {
        result.append([StyledSpan("  ratings left out: " + left, Style(.dim))])
      }
      result.append([])
    }
    if result.isEmpty {
      result = [[StyledSpan("two raters of one kind are needed", Style(.dim))]]
    }
    drawLines(result, in: area, scroll: agreement.scroll, &frame)
  }

  private func resampledInterval(_ name: GroupCoefficient, _ members: [String]) -> String? {
    guard let resampled = agreement.resampled, let low = resampled.low[name],
      let high = resampled.high[name], let tracker = agreement.tracker,
      resampled.members.compactMap({ tracker.stream($0)?.name }) == members
    else { return nil }
    let undefined = Double(resampled.undefined[name] ?? 0) / Double(max(1, resampled.resamples))
    return "bootstrap [\(Figure.decimal(low)), \(Figure.decimal(high))]"
      + (undefined > 0.01 ? " \(Figure.percent(undefined)) undefined" : "")
  }

  // MARK: - Slices

  func drawSlices(_ area: Rectangle, _ frame: inout Frame) {
    let other = agreement.other.map(agreement.name) ?? "?"
    let title =
      "\(agreement.referenceName) \(pick("×", "x")) \(other) by \(agreement.property.rawValue); "
      + "\(keyName(.sliceProperty)): another property"
    frame.put(
      title, column: area.column, row: area.row - 1,
      style: Style(.strong), limit: area.columns)
    let barWidth = max(10, area.columns - 52)
    for (at, slice) in agreement.sliceRows.prefix(area.rows - 1).enumerated() {
      let mark = slice.isFar ? pick("⚠ ", "! ") : "  "
      let text =
        mark + padded(slice.name.isEmpty ? "(none)" : slice.name, 26)
        + Self.right("\(slice.n)", 6) + Self.right(Figure.value(slice.percent), 8)
        + Self.right(Figure.value(slice.kappa), 8) + "  "
      let column = frame.put(
        text, column: area.column, row: area.row + at, style: Style(slice.isFar ? .warning : .text))
      if let kappa = slice.kappa.coefficient, let interval = kappa.interval {
        frame.put(
          intervalBar(interval.low, kappa.value, interval.high, barWidth), column: column,
          row: area.row + at)
      } else {
        frame.put(
          Figure.reason(slice.kappa), column: column, row: area.row + at, style: Style(.dim))
      }
    }
    if agreement.sliceRows.isEmpty {
      frame.put(
        "no slices of this property", column: area.column, row: area.row,
        style: Style(.dim))
    }
  }
}
