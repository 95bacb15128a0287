import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// The juries of a sweep as a list, and the one under the mark.
extension WorkbenchState {
  func drawJuries(_ area: Rectangle, _ frame: inout Frame) {
    let isPriced = sweep.swept?.costs.contains { $0 != nil } == true
    let isNarrow = area.columns < 46
    let interval = isNarrow ? 0 : area.columns >= 70 ? 17 : 14
    let cost = isPriced ? 10 : 0
    let n = max(4, "\(agreement.tracker?.itemCount ?? 0)".count + 2)
    let members = min(44, area.columns - 4 - 7 - interval - n - cost)
    let ruler = area.columns - 4 - members - 7 - interval - n - cost - 2
    let sorted = pick("▾", "v")
    let heading =
      padded("    jury", members + 4) + Self.right(plain("κ") + (sweep.isByCost ? "" : sorted), 7)
      + (interval > 0 ? Self.right("95 %", interval) : "") + Self.right("n", n)
      + (isPriced ? Self.right("cost" + (sweep.isByCost ? pick("▴", "^") : ""), cost) : "")
    let shown = visibleJuries(area.rows - 1)
    let scale =
      ruler >= 16 ? IntervalRuler(shown.map(\.jury.cohen), columns: ruler, glyphs: glyphs) : nil
    frame.put(
      heading + (scale.map { "  " + $0.header() } ?? ""), column: area.column, row: area.row,
      style: sweep.part == .juries ? Style(.heading, .bold) : Style(.heading), limit: area.columns)
    for (line, (at, jury)) in shown.enumerated() {
      let row = area.row + 1 + line
      let isMarked = sweep.part == .juries && at == sweep.jury
      if isMarked { frame.cursor = (area.column, row) }
      frame.mark(
        Rectangle(column: area.column, row: row, columns: area.columns, rows: 1),
        as: FrameTarget(.row, row: at, column: 1))
      let reason = Figure.reason(jury.cohen)
      var text = (at == sweep.jury ? pick("▸", ">") : " ") + " " + letter(of: jury) + " "
      text += padded(shortened(Self.ranges(jury.seats), members - 1), members)
      text += Self.right(Figure.value(jury.cohen), 7)
      if interval > 0 {
        text += Self.right(Figure.interval(jury.cohen, digits: interval == 17 ? 3 : 2), interval)
      }
      text += Self.right("\(jury.n)", n)
      if isPriced { text += Self.right(jury.costPerItem.map(Price.text) ?? "n/a", cost) }
      if let scale { text += "  " + (reason.isEmpty ? scale.line(jury.cohen) : reason) }
      frame.put(
        text, column: area.column, row: row, style: isMarked ? Style(.selection) : Style(.jury),
        limit: area.columns)
    }
  }

  private func visibleJuries(_ rows: Int) -> [(at: Int, jury: SweptJury)] {
    guard let swept = sweep.swept else { return [] }
    let count = swept.juries.count
    let first = max(0, min(sweep.jury - rows / 2, count - rows))
    return (first..<max(first, min(count, first + rows))).map { at in
      (at, swept.juries[sweep.isByCost ? swept.byCost[at] : at])
    }
  }

  /// `1-3 5`: the numbers of the seats, runs of them in short.
  static func ranges(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers.map({ $0 + 1 }) {
      if let last = runs.last, last.upperBound == number - 1 {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { run in
      switch run.count {
      case 1: "\(run.lowerBound)"
      case 2: "\(run.lowerBound) \(run.upperBound)"
      default: "\(run.lowerBound)-\(run.upperBound)"
      }
    }.joined(separator: " ")
  }

  /// A jury's letter in the picture; " " where another beats it in both.
  func letter(of jury: SweptJury) -> String {
    let at = sweep.swept?.frontier.firstIndex { $0.members == jury.members }
    return at.map { String(Self.frontierSign($0)) } ?? " "
  }

  static func frontierSign(_ number: Int) -> Character {
    let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return number < signs.count ? signs[number] : "#"
  }

  // MARK: - The jury under the mark

  func drawSweepDetail(_ area: Rectangle, _ frame: inout Frame) {
    let count = sweep.swept?.juries.count ?? 0
    let place = count > 0 ? " jury \(sweep.jury + 1) of \(count) " : ""
    frame.put(
      rule(2) + place + rule(area.columns - 2 - place.count), column: area.column, row: area.row,
      style: Style(.border), limit: area.columns)
    let text: String
    if sweep.part == .seats, sweep.candidates.indices.contains(sweep.seat) {
      text = seatText(sweep.candidates[sweep.seat])
    } else if let jury = sweep.marked {
      text = seatNames(jury).joined(separator: ", ") + ": " + juryFigures(jury)
    } else {
      return
    }
    let lines = wrapped(text, area.columns, Style(.strong))
    for (at, line) in lines.prefix(area.rows - 1).enumerated() {
      let isCut = at == area.rows - 2 && lines.count > at + 1
      frame.putCut(
        line + (isCut ? [StyledSpan(cutMark)] : []), column: area.column, row: area.row + 1 + at,
        limit: area.columns, mark: cutMark)
    }
  }

  private func juryFigures(_ jury: SweptJury) -> String {
    let kappa =
      jury.cohen.value == nil
      ? plain("κ n/a: ") + Figure.reason(jury.cohen)
      : plain("κ ") + Figure.value(jury.cohen) + " " + Figure.interval(jury.cohen)
    let cost = jury.costPerItem.map { Price.text($0) + " an item" } ?? "price not known"
    return kappa + ", n \(jury.n), \(cost)"
  }

  private func seatText(_ id: StreamID) -> String {
    let name = agreement.name(of: id)
    guard let number = sweep.seats.firstIndex(of: id) else {
      return "\(name): no seat; \(keyName(.markSeat)) marks it"
    }
    guard let swept = sweep.swept, swept.alone.indices.contains(number) else {
      return "\(name): seat \(number + 1)"
    }
    var alone = swept.alone[number]
    alone.costPerItem = swept.costs[number]
    let silent =
      swept.silent.contains(number)
      ? "; in no jury: it has no scores for \(sweep.settings.rule.name)" : ""
    return "\(name), by itself: " + juryFigures(alone) + silent
  }

  private func isOfBothOrders(_ jury: SweptJury) -> Bool {
    guard let seats = sweep.swept?.seats, let tracker = agreement.tracker else { return false }
    return jury.seats.allSatisfy { seat in
      guard seat < seats.count, case .rater(let rater) = seats[seat] else { return false }
      return tracker.hasBothOrders(rater)
    }
  }

  /// The seats of the jury that is to be made a rater.
  ///
  /// The figures are those of the ratings as they are, whatever jury is under the mark by now.
  func drawOpenJury(_ seats: [String], _ members: UInt32, _ frame: inout Frame) {
    let jury = sweep.swept?.juries.first { $0.members == members && seatNames($0) == seats }
    var lines = seats.map { [StyledSpan($0, Style(.judge))] }
    let most = max(2, size.rows - 9)
    if lines.count > most {
      let more = lines.count - most + 1
      lines = lines.prefix(most - 1) + [[StyledSpan("and \(more) more", Style(.dim))]]
    }
    var facts = [
      sweep.settings.rule.name + ", " + (jury.map(juryFigures) ?? "counting " + dots)
    ]
    let unparsed = agreement.policy.unparsed
    if unparsed == .tie || unparsed == .recorded {
      facts.append(
        "made of answers as they stand: here unparsed counts as \(unparsed.rawValue)")
    }
    if jury.map(isOfBothOrders) == true {
      facts.append(
        "all seats were asked in both orders: here a seat's two answers are one; the rater decides "
          + "on each order by itself, as a live jury does")
    }
    lines += facts.flatMap { wrapped($0, max(20, min(70, size.columns - 8)), Style(.dim)) }
    drawBox("Jury of \(seats.count)", lines, atBottom: true, &frame)
  }
}
