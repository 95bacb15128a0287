import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

extension WorkbenchState {
  func drawMonitor(_ frame: inout Frame) {
    let live = runs.live.flatMap { runs.watched == nil || $0.rater == runs.watched ? $0 : nil }
    let kept = runs.rows.first { $0.run.rater == runs.watched }
    drawTitle(
      &frame,
      [
        StyledSpan("Run  ", Style(.title, .bold)),
        StyledSpan(
          live?.name ?? kept?.run.name ?? "", Style(.title)),
      ],
      right: [StyledSpan(live.map(stateWord) ?? kept?.run.state.rawValue ?? "", Style(.title))])
    frame.cursor = (2, 2)
    drawScrolled(
      monitorLines(),
      in: Rectangle(column: 2, row: 2, columns: size.columns - 4, rows: size.rows - 4),
      scroll: runs.scroll, &frame)
  }

  func monitorLines() -> [[StyledSpan]] {
    if let whole = runs.whole { return whole.reversed().flatMap(wholeLines) }
    let live = runs.live.flatMap { runs.watched == nil || $0.rater == runs.watched ? $0 : nil }
    let kept = runs.rows.first { $0.run.rater == runs.watched }
    return live.map(liveLines) ?? kept.map { keptLines($0) + troubleLines }
      ?? [[StyledSpan("starting " + dots)]]
  }

  /// One verdict with all that was asked and replied.
  private func wholeLines(_ reply: RunLive.Reply) -> [[StyledSpan]] {
    let text = reply.whole.isEmpty ? reply.text : reply.whole
    return [
      [
        StyledSpan("#\(reply.item.value)  ", Style(.strong, .bold)),
        StyledSpan(reply.value, Style(.judge, .bold)),
      ]
    ] + lines(of: text, width: size.columns - 4, markdown: false).lines + [[]]
  }

  /// What has no answer, by kind.
  private var troubleLines: [[StyledSpan]] {
    guard !runs.troubles.isEmpty else { return [] }
    return [[]]
      + runs.troubles.enumerated().map { at, one in
        let style = Style(at == runs.trouble ? .strong : .text)
        let mark = at == runs.trouble ? pick("▸ ", "> ") : "  "
        return [
          StyledSpan(mark + "without an answer: " + padded(one.reason.rawValue, 12), style),
          StyledSpan("\(one.verdicts)", style),
        ]
      }
  }

  private func stateWord(_ live: RunLive) -> String {
    if live.isEnded { return live.stop.isEmpty ? "finished" : "stopped" }
    return live.isPaused ? "paused" : "at work"
  }

  private func counts(_ parts: [(Int, String)]) -> [StyledSpan] {
    parts.flatMap { number, word in
      [StyledSpan("\(number)", Style(.strong, .bold)), StyledSpan(" \(word)   ", Style(.dim))]
    }
  }

  private func liveLines(_ live: RunLive) -> [[StyledSpan]] {
    let done = live.before + live.concluded
    let width = max(10, min(60, size.columns - 20))
    let filled = live.planned == 0 ? 0 : done * width / live.planned
    let bar =
      String(repeating: pick("█", "#"), count: filled)
      + String(repeating: pick("░", "."), count: width - filled)
    let time = max(live.seconds, 0.001)
    var money = "this sitting: money " + Price.text(billionths: live.cost)
    if let expected = live.expectedCost {
      money += ", \(Price.text(billionths: expected)) expected for all that was left"
    }
    var lines: [[StyledSpan]] = [
      [StyledSpan(bar, Style(.strong)), StyledSpan("  \(done) of \(live.planned)")],
      [StyledSpan(live.stop, Style(.warning))],
      counts([(done, "done"), (live.left, "left"), (live.unparsed, "unparsed")]),
      [StyledSpan("this sitting: ")]
        + counts([(live.calls, "calls"), (live.failed, "failed"), (live.cached, "cached")]),
      [
        StyledSpan(
          "\(Int(Double(live.calls) / time)) calls/s, \(Int(Double(live.tokens) / time)) tokens/s, "
            + "\(Int(live.seconds)) s" + atATime(live))
      ],
      [StyledSpan(money)],
      kappaLine,
      [],
    ]
    lines += live.endpoints.map(endpointLine) + troubleLines
    lines.append([])
    return lines + live.last.reversed().map(replyLine)
  }

  /// A person may ask for more than the endpoint's own limit: then both are said.
  private func atATime(_ live: RunLive) -> String {
    guard let parallel = live.parallel else { return "" }
    let words = ", at most \(parallel) at a time"
    guard let limit = live.limit, parallel >= limit else { return words }
    return words + (parallel == limit ? ", its limit" : ", past its own limit of \(limit)")
  }

  /// What was said of an item is shown when it is kept that the person has seen it.
  private func replyLine(_ reply: RunLive.Reply) -> [StyledSpan] {
    let isOpen = !reply.isTelling || runs.opened.contains(reply.item)
    let text = reply.text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return [
      StyledSpan(padded("#\(reply.item.value)", 8), Style(.dim)),
      StyledSpan(
        padded(isOpen || !reply.isAnswer ? reply.value : "answered", 12), Style(.judge)),
      StyledSpan(isOpen ? text : ""),
    ]
  }

  private func endpointLine(_ line: RunLive.Line) -> [StyledSpan] {
    let latency = line.latency.map { ", \(Int($0.rounded())) ms each" } ?? ""
    let failures = line.failures.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return [
      StyledSpan(line.name, Style(.judge)), StyledSpan("  \(line.replies) replies" + latency),
      StyledSpan(
        failures.isEmpty ? "" : "; failed: " + failures.joined(separator: ", "), Style(.error)),
    ]
  }

  private func keptLines(_ run: RunSummary) -> [[StyledSpan]] {
    let failed = run.failures.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return [
      counts([(run.verdicts, "done"), (run.abstentions.values.reduce(0, +), "unparsed")]),
      counts([(run.attempts, "calls"), (run.failures.values.reduce(0, +), "failed")]),
      [StyledSpan("money " + Price.text(billionths: run.cost))],
      failed.isEmpty ? [] : [StyledSpan("failed: " + failed.joined(separator: ", "))],
      run.run.detail.isEmpty ? [] : [StyledSpan(run.run.detail, Style(.warning))],
      kappaLine,
    ]
  }

  private var kappaLine: [StyledSpan] {
    guard let kappa = runs.kappa, kappa.n > 0 else {
      return [StyledSpan("no item in common with the people yet", Style(.dim))]
    }
    return [
      StyledSpan(plain("κ with the people's majority ")),
      StyledSpan(
        Figure.value(kappa.estimate) + " " + Figure.interval(kappa.estimate)
          + Figure.reason(kappa.estimate), Style(.strong, .bold)),
      StyledSpan(
        ", \(kappa.n) items", Style(.dim)),
    ]
  }
}
