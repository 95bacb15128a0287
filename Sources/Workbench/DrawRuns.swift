import AgreementStatistics
import AnnotationModel
import TerminalCore

/// The runs, one a line, and under them what there is to know of the marked one.
extension WorkbenchState {
  /// Rows of the list: half of what there is, and no more than it needs.
  private var runListRows: Int { max(1, min(runs.rows.count, (size.rows - 5) / 2)) }

  var runDetailRows: Int { max(1, size.rows - 6 - runListRows) }

  func drawRuns(_ frame: inout Frame) {
    let working = runs.rows.count { $0.summary.run.state == .begun }
    drawTitle(
      &frame, [StyledSpan("Runs", Style(.title, .bold))],
      right: [StyledSpan(working > 0 ? "\(working) at work" : "", Style(.title))])
    guard !runs.rows.isEmpty else {
      let text =
        runs.isLoading && runs.seenAt == 0
        ? "reading " + dots
        : "no runs yet: `concord run judge STUDY --model NAME` begins one, here they are watched"
      drawLines(
        wrapped(text, size.columns - 4, Style(.dim)),
        in: Rectangle(column: 2, row: 2, columns: size.columns - 4, rows: size.rows - 5),
        scroll: 0, &frame)
      return
    }
    let width = runNameWidth
    frame.putCut(
      [StyledSpan("  " + padded("run", width) + runHeadings, Style(.dim))], column: 0, row: 1,
      limit: size.columns, mark: cutMark)
    let visible = runListRows
    let first = max(0, min(runs.selected - visible / 2, runs.rows.count - visible))
    for row in 0..<visible where first + row < runs.rows.count {
      drawRun(first + row, at: row + 2, width, &frame)
    }
    let top = 2 + visible
    frame.put(rule(size.columns), column: 0, row: top, style: Style(.border))
    drawScrolled(
      runDetailLines(),
      in: Rectangle(column: 2, row: top + 1, columns: size.columns - 4, rows: runDetailRows),
      scroll: runs.scroll, &frame)
  }

  private var isWide: Bool { size.columns >= 110 }

  private var runNameWidth: Int { max(12, min(40, size.columns - (isWide ? 86 : 56))) }

  private var runHeadings: String {
    padded("state", 10) + Self.right("verdicts", 9) + Self.right("no answer", 11)
      + Self.right("failed", 8) + Self.right(pick("κ", "kappa"), 8)
      + (isWide
        ? Self.right("a second", 10) + Self.right("tokens", 12) + Self.right("cost", 10) : "")
  }

  private func drawRun(_ index: Int, at row: Int, _ width: Int, _ frame: inout Frame) {
    let entry = runs.rows[index]
    let one = entry.summary
    let isMarked = index == runs.selected
    let failed = one.failures.values.reduce(0, +)
    var line =
      (isMarked ? pick("▸ ", "> ") : "  ") + padded(one.run.name, width)
      + padded(one.run.state.rawValue, 10) + Self.right("\(one.verdicts)", 9)
      + Self.right("\(one.abstentions.values.reduce(0, +))", 11) + Self.right("\(failed)", 8)
      + Self.right(entry.kappa.map { Figure.value($0) } ?? dots, 8)
    if isWide {
      line +=
        Self.right(entry.rate.map { "\(Int($0.rounded()))" } ?? "", 10)
        + Self.right("\(one.promptTokens + one.completionTokens)", 12)
        + Self.right(Self.money(one.cost), 10)
    }
    frame.putCut(
      [StyledSpan(padded(line, size.columns), Style(isMarked ? .selection : .text))], column: 0,
      row: row, limit: size.columns, mark: cutMark)
    if isMarked { frame.cursor = (0, row) }
  }

  /// What is known of the marked run.
  func runDetailLines() -> [[StyledSpan]] {
    guard let row = runs.marked else { return [] }
    let one = row.summary
    var result: [[StyledSpan]] = []
    func fact(_ name: String, _ value: String, _ role: StyleRole = .text) {
      let lines = wrapped(value, size.columns - 18, Style(role))
      for (at, line) in lines.enumerated() {
        result.append([StyledSpan(padded(at == 0 ? name : "", 13), Style(.dim))] + line)
      }
    }
    fact("run", "\(one.run.name), a \(one.run.kind.rawValue)", .strong)
    if !one.run.detail.isEmpty { fact("ended", one.run.detail, .warning) }
    if let kappa = row.kappa {
      let why = Figure.reason(kappa)
      let text = Figure.value(kappa) + " " + (why.isEmpty ? Figure.interval(kappa) : why)
      fact(plain("κ"), "\(text) with the majority of people, n \(row.items)", .strong)
    }
    fact("verdicts", counted(one.verdicts, one.abstentions, "without an answer"))
    if one.askedAgain > 0 { fact("asked again", "\(one.askedAgain)") }
    fact("calls", counted(one.attempts, one.failures, "failed"))
    if let rate = row.rate { fact("a second", "\(Int(rate.rounded())) verdicts") }
    fact("tokens", "\(one.promptTokens) in, \(one.completionTokens) out")
    if one.cost > 0 { fact("cost", Self.money(one.cost)) }
    let replies = one.attempts - one.failures.values.reduce(0, +)
    if replies > 0 {
      fact("latency", "\(one.latencyMicroseconds / Int64(replies) / 1_000) ms a call, in the mean")
    }
    for (mark, count) in one.marks.sorted(by: { $0.key < $1.key }) {
      fact("marked", "\(count) \(Self.words(ofMark: mark))", .warning)
    }
    return result
  }

  private func counted(_ all: Int, _ some: [String: Int], _ words: String) -> String {
    guard !some.isEmpty else { return "\(all)" }
    let parts = some.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return "\(all), \(words): \(parts.joined(separator: ", "))"
  }

  private static func words(ofMark mark: String) -> String {
    switch mark {
    case "rehearsal": "verdicts of a rehearsal: no model answered"
    case "instruction": "verdicts on items with a text that speaks to the judge"
    default: mark
    }
  }

  /// Billionths as an amount.
  private static func money(_ billionths: Int64) -> String {
    guard billionths > 0 else { return "" }
    let tenThousandths = (billionths + 50_000) / 100_000
    let rest = String(tenThousandths % 10_000)
    return "\(tenThousandths / 10_000)." + String(repeating: "0", count: 4 - rest.count) + rest
  }
}
