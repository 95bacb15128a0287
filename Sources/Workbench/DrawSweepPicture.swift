import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// Kappa against cost, with the juries that no other beats in both by their letters.
extension WorkbenchState {
  func drawCosts(_ area: Rectangle, _ frame: inout Frame) {
    guard let swept = sweep.swept else { return }
    guard !swept.frontier.isEmpty else { return drawNoCosts(swept, area, &frame) }
    let legend = area.columns >= 60 ? min(46, area.columns * 2 / 5) : 0
    let points = swept.juries.compactMap(Self.point)
    var picture = CostPicture(
      points: points, frontier: swept.frontier.compactMap(Self.point),
      width: max(10, area.columns - legend - 9), height: max(2, area.rows - 3))
    picture.marked = sweep.marked.flatMap(Self.point)
    let title =
      legend > 0
      ? plain("κ against cost/item: . a jury, @ the marked, letters: not beaten in both")
      : plain("κ and cost/item; letters: not beaten")
    frame.put(
      shortened(title, area.columns), column: area.column, row: area.row, style: Style(.heading),
      limit: area.columns)
    let lines = picture.lines { Self.frontierSign($0) }
    for (at, line) in lines.prefix(area.rows - 1).enumerated() {
      frame.put(
        line, column: area.column, row: area.row + 1 + at, style: Style(.jury),
        limit: area.columns - legend)
    }
    guard legend > 0 else { return }
    drawFrontier(
      swept,
      Rectangle(
        column: area.column + area.columns - legend + 1, row: area.row + 1, columns: legend - 1,
        rows: area.rows - 1), &frame)
  }

  static func point(_ jury: SweptJury) -> CostPicture.Point? {
    jury.costPerItem.flatMap { cost in jury.cohen.value.map { CostPicture.Point(cost, $0) } }
  }

  private func drawFrontier(_ swept: SweptJuries, _ area: Rectangle, _ frame: inout Frame) {
    let hasMore = swept.frontier.count > area.rows
    let shown = swept.frontier.prefix(hasMore ? area.rows - 1 : area.rows)
    for (at, jury) in shown.enumerated() {
      let figures =
        Self.right(Figure.value(jury.cohen), 7)
        + Self.right(jury.costPerItem.map(Price.text) ?? "", 10)
      let members = area.columns - 2 - figures.count
      let text =
        "\(Self.frontierSign(at)) "
        + padded(shortened(Self.ranges(jury.seats), members - 1), members) + figures
      frame.put(
        text, column: area.column, row: area.row + at, style: Style(.strong), limit: area.columns)
    }
    guard hasMore else { return }
    frame.put(
      "and \(swept.frontier.count - shown.count) more", column: area.column,
      row: area.row + area.rows - 1, style: Style(.dim), limit: area.columns)
  }

  /// Without prices: why there is no picture.
  private func drawNoCosts(_ swept: SweptJuries, _ area: Rectangle, _ frame: inout Frame) {
    let unpriced = zip(swept.seats, swept.costs).filter { $0.1 == nil }.map {
      agreement.name(of: $0.0)
    }
    let text =
      "No picture of kappa against cost: "
      + (unpriced.isEmpty
        ? "no jury has a kappa."
        : "the file knows no price of "
          + (unpriced.count == swept.seats.count
            ? "these seats." : unpriced.joined(separator: ", ") + "."))
    drawLines(wrapped(text, area.columns, Style(.dim)), in: area, scroll: 0, &frame)
  }
}
