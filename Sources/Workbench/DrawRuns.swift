import AnnotationModel
import TerminalCore

extension WorkbenchState {
  func drawRuns(_ frame: inout Frame) {
    drawTitle(
      &frame, [StyledSpan("Runs", Style(.title, .bold))],
      right: [StyledSpan(session?.study.title ?? "", Style(.title))])
    let width = runNameWidth
    let header =
      "  " + padded("run", width) + padded("kind", 9) + padded("state", 10)
      + Self.right("verdicts", 9) + Self.right("unparsed", 10) + Self.right("calls", 9)
      + Self.right("failed", 8)
      + Self.right("cost", 11)
    frame.putCut(
      [StyledSpan(header, Style(.dim))], column: 1, row: 1, limit: size.columns - 2, mark: cutMark)
    if runs.rows.isEmpty {
      let text =
        runs.isLoading ? "reading " + dots : "no run yet; \(keyName(.newRun)) begins one"
      frame.put(text, column: 3, row: 3, style: Style(.dim))
    }
    let visible = size.rows - 4
    let first = max(0, min(runs.selected - visible / 2, runs.rows.count - visible))
    for row in 0..<visible where first + row < runs.rows.count {
      drawRun(first + row, at: row + 2, &frame)
    }
  }

  private var runNameWidth: Int { max(12, min(60, size.columns - 70)) }

  /// Money in the endpoints' currency with four digits after the point.
  func money(_ billionths: Int64) -> String {
    let parts = (billionths + 50_000) / 100_000
    let digits = String(parts % 10_000)
    return "\(parts / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
  }

  private func drawRun(_ index: Int, at row: Int, _ frame: inout Frame) {
    let run = runs.rows[index]
    let isSelected = index == runs.selected
    let base = Style(isSelected ? .selection : .text)
    let line = Rectangle(column: 0, row: row, columns: size.columns, rows: 1)
    if isSelected {
      frame.fill(line, with: Cell(" ", base))
      frame.cursor = (1, row)
    }
    frame.mark(line, as: FrameTarget(.row, row: index))
    let live = runs.live.flatMap { $0.rater == run.run.rater && !$0.isEnded ? $0 : nil }
    let state = live.map { $0.isPaused ? "paused" : "at work" } ?? run.run.state.rawValue
    let verdicts = live.map { $0.before + $0.concluded } ?? run.verdicts
    let text =
      (isSelected ? pick("▸", ">") : " ") + " " + padded(run.run.name, runNameWidth)
      + padded(run.run.kind.rawValue, 9) + padded(state, 10) + Self.right("\(verdicts)", 9)
      + Self.right("\(run.abstentions.values.reduce(0, +))", 10) + Self.right("\(run.attempts)", 9)
      + Self.right("\(run.failures.values.reduce(0, +))", 8) + Self.right(money(run.cost), 11)
    frame.putCut(
      [StyledSpan(text, base)], column: 1, row: row, limit: size.columns - 2, mark: cutMark)
  }
}
