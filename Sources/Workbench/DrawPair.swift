import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// One pair of raters: its table, its coefficients, and why kappa is not higher.
extension WorkbenchState {
  func drawPair(_ area: Rectangle, _ frame: inout Frame) {
    guard let table = agreement.pairTable, let other = agreement.other else {
      frame.put(
        "One rater alone makes no pair. Label some items, or import verdicts.",
        column: area.column, row: area.row, limit: area.columns)
      return
    }
    frame.put(
      shortened(
        plain("\(agreement.referenceName) (rows) × \(agreement.name(of: other)) (columns)")
          + "; \(keyName(.open)): items, \(keyName(.nextItem)): next rater", area.columns),
      column: area.column, row: area.row - 1, style: Style(.heading), limit: area.columns)
    let plan = pairPlan(table, area)
    drawConfusion(table, plan.table, &frame)
    if let right = plan.figures {
      for (row, line) in figureLines(table, right.columns).enumerated() where row < right.rows {
        frame.put(line, column: right.column, row: right.row + row, limit: right.columns)
      }
    }
    drawScrolled(pairLines(table, plan), in: plan.text, scroll: agreement.scroll, &frame)
  }

  /// Where a pair's parts stand.
  struct PairPlan {
    var table: Rectangle
    /// Nil where there is no room beside the table: the figures come with the text then.
    var figures: Rectangle?
    var text: Rectangle
  }

  func pairPlan(_ table: PairTable, _ area: Rectangle) -> PairPlan {
    let tableWidth = confusionWidth(table, area)
    let tableRows = min(max(area.rows / 2, area.rows - 4), table.categories.count + 2)
    let right = area.columns - tableWidth - 3
    let hasRight = right >= 38
    let figureRows = hasRight ? figureLines(table, right).count : 0
    let top = min(area.rows - 3, hasRight ? max(tableRows, figureRows) : tableRows) + 1
    let column = area.column + tableWidth + 3
    return PairPlan(
      table: Rectangle(
        column: area.column, row: area.row, columns: tableWidth, rows: top - 1),
      figures: hasRight
        ? Rectangle(column: column, row: area.row, columns: right, rows: top - 1) : nil,
      text: Rectangle(
        column: area.column, row: area.row + top, columns: area.columns, rows: area.rows - top))
  }

  private func cellWidth(_ table: PairTable) -> Int {
    max(6, min(10, (table.categories.names.map { DisplayText.columns($0) }.max() ?? 4) + 2))
  }

  private func confusionWidth(_ table: PairTable, _ area: Rectangle) -> Int {
    let cell = cellWidth(table)
    let fit = min(table.categories.count, max(1, (area.columns - cell - 8) / cell))
    return cell + 1 + fit * cell + 7
  }

  /// The table with its margins; of more categories than there is room for, those around the
  /// marked cell.
  private func drawConfusion(_ table: PairTable, _ area: Rectangle, _ frame: inout Frame) {
    let names = table.categories.names
    let cell = cellWidth(table)
    let label = cell + 1
    let fit = max(1, (area.columns - label - 7) / cell)
    let firstColumn = max(0, min(agreement.cell.column - fit / 2, names.count - fit))
    let visible = max(1, area.rows - 2)
    let firstRow = max(0, min(agreement.cell.row - visible / 2, names.count - visible))
    let shown = firstColumn..<min(names.count, firstColumn + fit)
    func row(_ title: String, _ cells: [String], _ all: String, _ y: Int, _ style: Style) {
      frame.put(title, column: area.column, row: y, style: style, limit: label)
      for (at, text) in cells.enumerated() {
        frame.put(
          Self.right(text, cell), column: area.column + label + at * cell, row: y, style: style)
      }
      frame.put(
        Self.right(all, 7), column: area.column + label + cells.count * cell, row: y, style: style)
    }
    row("", shown.map { names[$0] }, "all", area.row, Style(.heading))
    for line in 0..<visible where firstRow + line < names.count {
      let at = firstRow + line
      let y = area.row + 1 + line
      row(names[at], [], "", y, Style(.heading))
      for column in shown {
        drawCell(
          table, at, column, cell,
          at: (area.column + label + (column - firstColumn) * cell, y), &frame)
      }
      frame.put(
        Self.right("\(table.confusion.rowTotals[at])", 7),
        column: area.column + label + shown.count * cell, row: y, style: Style(.dim))
    }
    let y = area.row + 1 + min(visible, names.count)
    guard y < area.row + area.rows else { return }
    row(
      "all", shown.map { "\(table.confusion.columnTotals[$0])" }, "\(table.itemCount)", y,
      Style(.dim))
  }

  private func drawCell(
    _ table: PairTable, _ row: Int, _ column: Int, _ width: Int,
    at place: (column: Int, row: Int), _ frame: inout Frame
  ) {
    let count = table.confusion[row, column]
    let isMarked = agreement.cell == (row, column)
    let most = max(1, table.confusion.counts.max() ?? 1)
    let roles: [StyleRole] = [.gradient0, .gradient1, .gradient2, .gradient3, .gradient4]
    let text = isMarked ? pick("▸", ">") + "\(count)" : "\(count)"
    frame.put(
      Self.right(text, width), column: place.column, row: place.row,
      style: isMarked
        ? Style(.selection)
        : Style(roles[min(4, count * 5 / most)], row == column ? .bold : []))
    frame.mark(
      Rectangle(column: place.column, row: place.row, columns: width, rows: 1),
      as: FrameTarget(.cell, row: row, column: column))
    if isMarked { frame.cursor = place }
  }

  // MARK: - Figures and words

  /// All coefficients of two raters, n, and what was left out.
  func figureLines(_ table: PairTable, _ width: Int) -> [[StyledSpan]] {
    let ruler =
      width < 70
      ? nil
      : IntervalRuler(
        PairCoefficient.listed.map(table.coefficient), columns: min(100, width - 40),
        glyphs: glyphs)
    let result = PairCoefficient.listed.map { name -> [StyledSpan] in
      let estimate = table.coefficient(name)
      let reason = Figure.reason(estimate)
      let text =
        padded(plain(name.title), 11) + Self.right(Figure.value(estimate, digits: 4), 7) + "  "
        + (reason.isEmpty ? Figure.interval(estimate) : reason)
      let style =
        name == .cohen ? Style(.strong, .bold) : Style(reason.isEmpty ? .text : .dim)
      guard let ruler, reason.isEmpty else { return [StyledSpan(text, style)] }
      return [StyledSpan(padded(text, 40), style), StyledSpan(ruler.line(estimate), style)]
    }
    let left = Figure.leftOut(table.leftOut)
    let text = left.isEmpty ? "nothing left out" : "left out: " + leftOutText(table)
    return result + wrapped("n \(table.itemCount); " + text, width, Style(.dim))
  }

  func pairLines(_ table: PairTable, _ plan: PairPlan) -> [[StyledSpan]] {
    let width = plan.text.columns
    var result: [[StyledSpan]] = []
    if plan.figures == nil { result += figureLines(table, width) + [[]] }
    result += reasonLines(table, width)
    result += ceilingLines(width)
    result += trendLines(width, rows: plan.text.rows - result.count)
    if let bias = table.marginalBias() {
      result += wrapped(biasText(bias), width, .text)
    } else {
      result += wrapped(
        "McNemar: needs two opposed answers, so it does not apply to this table.", width,
        Style(.dim))
    }
    return result
  }

  private func reasonLines(_ table: PairTable, _ width: Int) -> [[StyledSpan]] {
    guard let other = agreement.other else { return [] }
    if table.itemCount == 0 {
      return wrapped(
        "No item in common. \(keyName(.nextItem)) takes another rater; left out: "
          + leftOutText(table) + ".", width, Style(.warning))
    }
    let noWidth = noWidthLines(table, width)
    guard !agreement.reasons.isEmpty else { return noWidth }
    let isDefined = table.coefficient(.cohen).coefficient != nil
    var result = [
      [StyledSpan(isDefined ? "Why kappa is not higher" : "Why there is no kappa", Style(.heading))]
    ]
    for reason in agreement.reasons {
      let text = reason.sentence(
        first: agreement.referenceName, second: agreement.name(of: other))
      let lines = wrapped(plain(text), width - 2, .text)
      for (at, line) in lines.enumerated() {
        result.append([StyledSpan(at == 0 ? pick("• ", "- ") : "  ")] + line)
      }
    }
    return result + noWidth
  }

  /// An interval without width is no precision: what it can be read from instead.
  private func noWidthLines(_ table: PairTable, _ width: Int) -> [[StyledSpan]] {
    guard let kappa = table.coefficient(.cohen).coefficient, kappa.standardError == 0 else {
      return []
    }
    let why =
      table.confusion.diagonalTotal == table.itemCount
      ? "no disagreement was seen" : "a rater gives one answer only"
    let agreement = Figure.interval(table.coefficient(.percent))
    return wrapped(
      "The interval of kappa has no width because \(why): that is not precision. The agreement "
        + "itself lies in \(agreement).", width, Style(.warning))
  }

  /// People with each other: what a machine can be expected to reach.
  private func ceilingLines(_ width: Int) -> [[StyledSpan]] {
    let ceiling = agreement.ceiling
    let title = StyledSpan("Human ceiling  ", Style(.heading))
    guard ceiling.people > 1 else {
      return [[title, StyledSpan("two people are needed; there is no more than one", Style(.dim))]]
    }
    let all = ceiling.everyone
    var result = [
      [
        title,
        StyledSpan(
          plain("Fleiss' κ ") + Figure.value(all) + " " + Figure.interval(all) + Figure.reason(all),
          Style(.human)),
        StyledSpan(" of \(ceiling.people) people, n \(ceiling.items)", Style(.dim)),
      ]
    ]
    let shown = ceiling.pairs.prefix(size.rows >= 30 ? 8 : 0)
    let ruler = IntervalRuler(
      shown.map(\.estimate), columns: max(12, min(80, width - 64)), glyphs: glyphs)
    for pair in shown {
      let figures = Figure.interval(pair.estimate) + Figure.reason(pair.estimate)
      let text =
        "  " + padded(plain(pair.name), width >= 100 ? 34 : 26)
        + Self.right("n \(pair.n)", 7) + "  " + Figure.value(pair.estimate) + " "
        + padded(figures, 16)
      result.append([
        StyledSpan(text, Style(.human)), StyledSpan(ruler.line(pair.estimate), Style(.human)),
      ])
    }
    return result
  }
}
