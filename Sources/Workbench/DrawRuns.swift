import AnnotationAnalysis
import AnnotationModel
import TerminalCore

extension WorkbenchState {
  func drawRuns(_ frame: inout Frame) {
    if runs.differences != nil { return drawDifferences(&frame) }
    drawTitle(
      &frame, [StyledSpan("Runs", Style(.title, .bold))],
      right: [StyledSpan(session?.study.title ?? "", Style(.title))])
    let header =
      "  "
      + runLine(
        "run", "kind", "state", ["verdicts", "unparsed", "calls", "failed", "cost"])
    frame.putCut(
      [StyledSpan(header, Style(.dim))], column: 1, row: 1, limit: size.columns - 2, mark: cutMark)
    if runs.rows.isEmpty {
      let text =
        runs.isLoading ? "reading " + dots : "no run yet; \(keyName(.newRun)) begins one"
      frame.put(text, column: 3, row: 3, style: Style(.dim))
    }
    // The last line says why the marked run is not finished.
    let isAny = runs.rows.indices.contains(runs.selected)
    let detail = isAny ? runs.rows[runs.selected].run.detail : ""
    frame.putCut(
      [StyledSpan(detail, Style(.warning))], column: 3, row: size.rows - 3,
      limit: size.columns - 4, mark: cutMark)
    let visible = size.rows - 5
    let first = max(0, min(runs.selected - visible / 2, runs.rows.count - visible))
    for row in 0..<visible where first + row < runs.rows.count {
      drawRun(first + row, at: row + 2, &frame)
    }
  }

  /// Kind and failures only where there is room: a name begins with its kind.
  private func runLine(
    _ name: String, _ kind: String, _ state: String, _ numbers: [String]
  ) -> String {
    let isWide = size.columns >= 100
    let room = size.columns - (isWide ? 72 : 52)
    let widths = [9, 9, 8, 8, 11]
    let parts = zip(numbers, widths).enumerated().filter { isWide || $0.offset != 3 }
      .map { Self.right($0.element.0, $0.element.1) }
    return padded(name, max(14, min(60, room))) + (isWide ? padded(kind, 9) : "")
      + padded(state, 10) + parts.joined()
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
    let numbers =
      [
        verdicts, run.abstentions.values.reduce(0, +), run.attempts,
        run.failures.values.reduce(0, +),
      ].map { "\($0)" } + [Price.text(billionths: run.cost)]
    let text =
      (isSelected ? pick("▸", ">") : " ") + (run.run.rater == runs.marked ? "*" : " ")
      + runLine(run.run.name, run.run.kind.rawValue, state, numbers)
    frame.putCut(
      [StyledSpan(text, base)], column: 1, row: row, limit: size.columns - 2, mark: cutMark)
  }

  private func drawDifferences(_ frame: inout Frame) {
    func name(_ rater: RaterID?) -> String {
      runs.rows.first { $0.run.rater == rater }?.run.name ?? ""
    }
    let selected = runs.rows.indices.contains(runs.selected) ? runs.rows[runs.selected].run : nil
    drawTitle(
      &frame, [StyledSpan("What differs", Style(.title, .bold))],
      right: [
        StyledSpan(
          plain(name(runs.marked) + " → " + name(selected?.rater)), Style(.title))
      ])
    frame.cursor = (2, 2)
    drawScrolled(
      differenceLines(),
      in: Rectangle(column: 2, row: 2, columns: size.columns - 4, rows: size.rows - 4),
      scroll: runs.differencesScroll, &frame)
  }

  func differenceLines() -> [[StyledSpan]] {
    let all = runs.differences ?? []
    guard !all.isEmpty else {
      return [[StyledSpan("both were asked the same in the same way", Style(.dim))]]
    }
    return all.flatMap {
      ParagraphWrap.lines(
        StyledParagraph(spans: [StyledSpan(plain($0), Style(.text))]), width: size.columns - 4)
    }
  }
}
