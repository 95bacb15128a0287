import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// The jury sweep: seats at the left, juries at the right, and kappa against cost below.
extension WorkbenchState {
  /// Whether seats, juries and picture have room together.
  var sweepHasRoom: Bool { size.columns >= 78 && size.rows >= 22 }

  func drawSweep(_ frame: inout Frame) {
    drawSweepTitle(&frame)
    drawSweepSettings(&frame)
    frame.cursor = (1, 3)
    let advice = sweepAdvice()
    let body = Rectangle(column: 1, row: 2, columns: size.columns - 2, rows: size.rows - 4)
    guard sweepHasRoom else {
      switch sweep.part {
      case .seats: drawSeats(body, &frame)
      case .juries: advice.isEmpty ? drawJuries(body, &frame) : drawAdvice(advice, body, &frame)
      case .picture: advice.isEmpty ? drawCosts(body, &frame) : drawAdvice(advice, body, &frame)
      }
      return
    }
    let isPriced = sweep.swept.map { !$0.frontier.isEmpty } ?? true
    let picture = isPriced ? max(9, body.rows * 45 / 100) : 2
    let lists = body.rows - picture - 3
    let left = seatColumns(of: body.columns)
    drawSeats(
      Rectangle(column: body.column, row: body.row, columns: left, rows: lists), &frame)
    let right = Rectangle(
      column: body.column + left + 1, row: body.row, columns: body.columns - left - 1, rows: lists)
    if advice.isEmpty { drawJuries(right, &frame) } else { drawAdvice(advice, right, &frame) }
    drawSweepDetail(
      Rectangle(column: body.column, row: body.row + lists, columns: body.columns, rows: 3), &frame)
    guard advice.isEmpty else { return }
    drawCosts(
      Rectangle(
        column: body.column, row: body.row + lists + 3, columns: body.columns, rows: picture),
      &frame)
  }

  /// As wide as the names need, as long as the juries have their figures and a ruler beside them.
  private func seatColumns(of columns: Int) -> Int {
    guard columns >= 110 else { return 29 }
    let names = sweep.candidates.map { DisplayText.columns(agreement.name(of: $0)) }
    return max(56, min((names.max() ?? 0) + 45, columns - 100))
  }

  private func drawSweepTitle(_ frame: inout Frame) {
    let count = sweep.swept?.juries.count ?? 0
    let isPending = sweep.asked != nil && !sweep.isCurrent
    let silent = sweep.swept?.silent.count ?? 0
    let leftOut = silent == 0 ? "" : ", \(silent) without scores left out"
    drawTitle(
      &frame,
      [
        StyledSpan("Jury sweep", Style(.title, .bold)),
        StyledSpan("  against \(agreement.referenceName)", Style(.title)),
      ],
      right: [
        StyledSpan(
          isPending ? "counting " + dots : "\(count) \(count == 1 ? "jury" : "juries")" + leftOut,
          Style(.title, .bold))
      ])
  }

  /// What can be changed, each with its key; what is chosen in the agreement room without.
  private func drawSweepSettings(_ frame: inout Frame) {
    let isWide = size.columns >= 76
    let parts: [(key: String, name: String, value: String)] = [
      (keyName(.juryRule), "rule", sweep.settings.rule.name),
      (
        keyName(.moreSeats) + " " + keyName(.fewerSeats), "at least",
        "\(sweep.settings.minSize)" + (isWide ? " seats" : "")
      ),
      (keyName(.sort), "by", sweep.isByCost ? "cost" : "kappa"),
      ("", "unparsed", agreement.policy.unparsed.rawValue),
      ("", "ties", agreement.policy.ties.rawValue),
    ]
    var spans: [StyledSpan] = []
    for part in parts where isWide || !part.key.isEmpty {
      if !part.key.isEmpty { spans.append(StyledSpan(part.key + " ", Style(.key))) }
      if isWide { spans.append(StyledSpan(part.name + " ", Style(.dim))) }
      spans.append(StyledSpan(part.value + "  ", Style(.strong)))
    }
    frame.putCut(spans, column: 1, row: 1, limit: size.columns - 2, mark: cutMark)
  }

  private func drawAdvice(_ advice: [String], _ area: Rectangle, _ frame: inout Frame) {
    let lines = advice.enumerated().flatMap { at, text in
      wrapped(text, area.columns - 1, Style(at == 0 ? .strong : .dim))
    }
    drawLines(
      lines,
      in: Rectangle(
        column: area.column + 1, row: area.row + 1, columns: area.columns - 1, rows: area.rows - 1),
      scroll: 0, &frame)
  }

  /// What to do where there are no juries to show; empty where there are.
  func sweepAdvice() -> [String] {
    guard agreement.tracker != nil else { return ["counting " + dots] }
    let least = sweep.settings.minSize
    if sweep.candidates.count < 2 {
      return [
        "Too few raters have finished: a jury is of two or more.",
        "People and juries are no seats. \(keyName(.goRuns)) goes to the runs of models.",
      ]
    }
    if sweep.seats.count < least {
      return [
        "\(sweep.seats.count) seats are marked, and a jury is of at least \(least).",
        "\(keyName(.markSeat)) marks a rater; \(keyName(.fewerSeats)) lets juries be smaller.",
      ]
    }
    guard let swept = sweep.swept else { return ["counting " + dots] }
    if sweep.settings.rule.joinsScores, swept.juries.allSatisfy({ $0.n == 0 }) {
      return [
        "No jury has an answer by \(sweep.settings.rule.name).",
        "\(swept.seats.count - swept.silent.count) of \(swept.seats.count) seats have scores that "
          + "could be joined; \(keyName(.juryRule)) takes another rule.",
      ]
    }
    return []
  }

  // MARK: - Seats

  private func drawSeats(_ area: Rectangle, _ frame: inout Frame) {
    let seats = sweep.seats
    let isWide = area.columns >= 50
    let name = area.columns - (isWide ? 9 + 34 : 9 + 7)
    let visible = max(1, area.rows - 1 - (sweep.unfinished > 0 ? 1 : 0))
    let first = max(0, min(sweep.seat - visible / 2, sweep.candidates.count - visible))
    let last = min(sweep.candidates.count, first + visible)
    let place =
      last - first < sweep.candidates.count
      ? " \(first + 1)-\(last) of \(sweep.candidates.count)" : ""
    let heading =
      padded("    seat" + place, name + 9) + Self.right(plain("κ"), 7)
      + (isWide ? Self.right("95 %", 17) + Self.right("cost/item", 10) : "")
    frame.put(
      heading, column: area.column, row: area.row,
      style: sweep.part == .seats ? Style(.heading, .bold) : Style(.heading), limit: area.columns)
    let names = DistinctNames.shortened(
      sweep.candidates.map(agreement.name), columns: name - 1, mark: cutMark)
    for at in first..<max(first, last) {
      let row = area.row + 1 + at - first
      let id = sweep.candidates[at]
      let number = seats.firstIndex(of: id)
      let isMarked = sweep.part == .seats && at == sweep.seat
      if isMarked { frame.cursor = (area.column, row) }
      frame.mark(
        Rectangle(column: area.column, row: row, columns: area.columns, rows: 1),
        as: FrameTarget(.row, row: at, column: 0))
      let text =
        (at == sweep.seat ? pick("▸", ">") : " ") + (number == nil ? "[ ]" : "[x]")
        + Self.right(number.map { "\($0 + 1)" } ?? "", 3) + "  "
        + seatFigures(number, names[at], name, isWide)
      let kind = agreement.tracker?.stream(id)?.kind ?? .imported
      frame.put(
        text, column: area.column, row: row, style: isMarked ? Style(.selection) : style(of: kind),
        limit: area.columns)
    }
    guard sweep.unfinished > 0 else { return }
    frame.put(
      "    \(sweep.unfinished) not finished", column: area.column, row: area.row + area.rows - 1,
      style: Style(.dim), limit: area.columns)
  }

  /// A seat by itself; of seats that are not swept nothing is known.
  private func seatFigures(_ number: Int?, _ name: String, _ columns: Int, _ isWide: Bool)
    -> String
  {
    guard let number, let swept = sweep.swept, swept.alone.indices.contains(number) else {
      return padded(name, columns)
    }
    let isSilent = swept.silent.contains(number)
    if isSilent, !isWide {
      return padded(shortened(name, columns - 4), columns - 3) + Self.right("no scores", 10)
    }
    let alone = swept.alone[number].cohen
    let cost = swept.costs[number].map(Price.text) ?? "n/a"
    let interval = isSilent ? "no scores" : Figure.interval(alone)
    return padded(name, columns) + Self.right(Figure.value(alone), 7)
      + (isWide ? Self.right(interval, 17) + Self.right(cost, 10) : "")
  }
}
