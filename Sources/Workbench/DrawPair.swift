import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// One pair of raters: its table, its coefficients, and why kappa is not higher.
extension WorkbenchState {
  func drawPair(_ area: Rectangle, _ frame: inout Frame) {
    guard let table = agreement.pairTable, let other = agreement.other else {
      frame.put("choose a rater under Raters", column: area.column, row: area.row)
      return
    }
    let title =
      "\(agreement.referenceName) (rows) \(pick("×", "x")) \(agreement.name(of: other)) (columns)"
    frame.put(
      title, column: area.column, row: area.row - 1,
      style: Style(.strong), limit: area.columns)
    let tableWidth = drawConfusion(table, area, &frame)
    let right = Rectangle(
      column: area.column + tableWidth + 3, row: area.row,
      columns: area.columns - tableWidth - 3, rows: area.rows)
    let below = min(area.rows, table.categories.count + 3)
    if right.columns >= 44 {
      drawCoefficients(table, right, &frame)
      let next = max(below, PairCoefficient.allCases.count + 2)
      drawReasons(
        table,
        Rectangle(
          column: area.column, row: area.row + next, columns: area.columns,
          rows: area.rows - next), &frame)
    } else {
      let rest = Rectangle(
        column: area.column, row: area.row + below, columns: area.columns, rows: area.rows - below)
      drawReasons(table, rest, &frame)
    }
  }

  private func drawConfusion(_ table: PairTable, _ area: Rectangle, _ frame: inout Frame) -> Int {
    let names = table.categories.names
    let cell = max(6, min(10, (names.map { DisplayText.columns($0) }.max() ?? 4) + 2))
    let label = cell + 1
    let fit = min(names.count, max(1, (area.columns - label - 7) / cell))
    for column in 0..<fit {
      frame.put(
        Self.right(names[column], cell), column: area.column + label + column * cell,
        row: area.row, style: Style(.heading))
    }
    frame.put(
      Self.right("all", 7), column: area.column + label + fit * cell, row: area.row,
      style: Style(.dim))
    let most = table.confusion.counts.max() ?? 1
    for row in names.indices where row + 2 < area.rows {
      let y = area.row + 1 + row
      frame.put(names[row], column: area.column, row: y, style: Style(.heading))
      for column in 0..<fit {
        let count = table.confusion[row, column]
        let isMarked = agreement.cell == (row, column)
        let level = most == 0 ? 0 : min(4, count * 5 / max(1, most))
        let roles: [StyleRole] = [.gradient0, .gradient1, .gradient2, .gradient3, .gradient4]
        let mark = isMarked ? pick("▸", ">") : ""
        frame.put(
          Self.right(mark + "\(count)", cell), column: area.column + label + column * cell, row: y,
          style: isMarked ? Style(.selection) : Style(roles[level]))
        frame.mark(
          Rectangle(column: area.column + label + column * cell, row: y, columns: cell, rows: 1),
          as: FrameTarget(.cell, row: row, column: column))
        if isMarked { frame.cursor = (area.column + label + column * cell, y) }
      }
      frame.put(
        Self.right("\(table.confusion.rowTotals[row])", 7),
        column: area.column + label + fit * cell, row: y, style: Style(.dim))
    }
    let y = area.row + 1 + names.count
    if y < area.row + area.rows {
      frame.put("all", column: area.column, row: y, style: Style(.dim))
      for column in 0..<fit {
        frame.put(
          Self.right("\(table.confusion.columnTotals[column])", cell),
          column: area.column + label + column * cell, row: y, style: Style(.dim))
      }
      frame.put(
        Self.right("\(table.itemCount)", 7), column: area.column + label + fit * cell, row: y,
        style: Style(.strong))
    }
    return label + fit * cell + 7
  }

  private func drawCoefficients(_ table: PairTable, _ area: Rectangle, _ frame: inout Frame) {
    for (row, name) in PairCoefficient.allCases.enumerated() where row < area.rows {
      let estimate = table.coefficient(name)
      let title = name.title.replacing("κ", with: pick("κ", "kappa")).replacing(
        "π", with: pick("π", "pi"))
      let text =
        padded(title, 12) + Self.right(Figure.value(estimate, digits: 4), 8) + "  "
        + Figure.interval(estimate) + Figure.reason(estimate)
      frame.put(
        text, column: area.column, row: area.row + row,
        style: Style(name == .cohen ? .strong : .text), limit: area.columns)
    }
    let left = Figure.leftOut(table.leftOut)
    frame.put(
      "n \(table.itemCount)" + (left.isEmpty ? "" : "; left out: " + left), column: area.column,
      row: area.row + PairCoefficient.allCases.count, style: Style(.dim), limit: area.columns)
  }

  private func drawReasons(_ table: PairTable, _ area: Rectangle, _ frame: inout Frame) {
    guard area.rows > 0, let other = agreement.other else { return }
    var result: [[StyledSpan]] = []
    if area.columns < 100 {
      let kappa = table.coefficient(.cohen)
      let left = Figure.leftOut(table.leftOut)
      result.append([
        StyledSpan(
          "\(pick("κ", "kappa")) \(Figure.value(kappa, digits: 4)) \(Figure.interval(kappa))"
            + "\(Figure.reason(kappa))  agree \(Figure.value(table.coefficient(.percent)))  AC1 "
            + "\(Figure.value(table.coefficient(.ac1)))  n \(table.itemCount)", Style(.strong))
      ])
      if !left.isEmpty { result.append([StyledSpan("left out: " + left, Style(.dim))]) }
    }
    if !agreement.reasons.isEmpty {
      result.append([StyledSpan("Why it is not higher", Style(.heading))])
      for reason in agreement.reasons {
        let text = reason.sentence(
          first: agreement.referenceName, second: agreement.name(of: other))
        result += lines(of: "- " + text, width: area.columns, markdown: true).lines
      }
    }
    result += ceilingLines() + trendLines(area.columns)
    drawLines(result, in: area, scroll: 0, &frame)
  }

  private func ceilingLines() -> [[StyledSpan]] {
    guard !agreement.ceiling.isEmpty else { return [] }
    var result = [[StyledSpan("Human ceiling (people with each other)", Style(.heading))]]
    for (name, estimate) in agreement.ceiling.prefix(6) {
      let text =
        padded(name, 36) + Figure.value(estimate) + " " + Figure.interval(estimate)
        + Figure.reason(estimate)
      result.append([StyledSpan(text.replacing("×", with: pick("×", "x")), Style(.human))])
    }
    return result
  }

  private func trendLines(_ columns: Int) -> [[StyledSpan]] {
    let values = agreement.trend.compactMap { $0.estimate.value }
    guard values.count > 2, let last = agreement.trend.last else { return [] }
    let levels = Array(pick("▁▂▃▄▅▆▇█", "_.-=+*#@"))
    let line = values.suffix(max(1, columns - 30)).map { value in
      String(levels[max(0, min(7, Int(value * 8)))])
    }.joined()
    return [
      [
        StyledSpan("Course of kappa  ", Style(.heading)), StyledSpan(line, Style(.strong)),
        StyledSpan("  to n \(last.n)", Style(.dim)),
      ]
    ]
  }
}
