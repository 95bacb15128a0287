import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

extension WorkbenchState {
  func drawAgreement(_ frame: inout Frame) {
    drawAgreementTitle(&frame)
    guard agreement.tracker != nil else {
      let text = agreement.isLoading ? "counting " + dots : "no ratings yet"
      frame.put(text, column: 2, row: 4, style: Style(.dim))
      return
    }
    drawPolicies(&frame)
    let area = Rectangle(column: 1, row: 3, columns: size.columns - 2, rows: size.rows - 5)
    switch agreement.view {
    case .raters: drawRaters(area, &frame)
    case .pairs: drawMatrix(area, &frame)
    case .pair: drawPair(area, &frame)
    case .everyone: drawEveryone(area, &frame)
    case .slices: drawSlices(area, &frame)
    }
  }

  private func drawAgreementTitle(_ frame: inout Frame) {
    var spans = [StyledSpan("Agreement ", Style(.title, .bold))]
    var column = 11
    for (index, view) in AgreementScreen.View.allCases.enumerated() {
      let isShown = view == agreement.view
      let columns = DisplayText.columns(view.title) + 2
      frame.mark(
        Rectangle(column: column, row: 0, columns: columns, rows: 1),
        as: FrameTarget(.tab, row: index))
      column += columns
      spans.append(StyledSpan(" \(view.title) ", Style(isShown ? .selection : .title)))
    }
    var right = ""
    if let tracker = agreement.tracker, !agreement.isComplete {
      right = "counted \(agreement.countedItems) of \(tracker.itemCount) items"
    }
    drawTitle(&frame, spans, right: [StyledSpan(right, Style(.title, .bold))])
  }

  /// The switches, always on the screen: what counts as what.
  private func drawPolicies(_ frame: inout Frame) {
    let policy = agreement.policy
    let switches: [(ActionID, String, String)] = [
      (.policyUnparsed, "unparsed", policy.unparsed.rawValue),
      (.policyTies, "ties", policy.ties.rawValue),
      (.policyOrders, "orders", policy.orders.rawValue),
      (.policyConsensus, "split", policy.consensus == .splitTie ? "tie" : "drop"),
      (.policyReveal, "labels", policy.reveal.rawValue),
    ]
    var column = 1
    for (id, name, value) in switches {
      let key = keymap.keys(for: id, in: .agreement).first?.name ?? ""
      column = frame.put(key + " ", column: column, row: 1, style: Style(.key))
      column = frame.put(name + " ", column: column, row: 1, style: Style(.dim))
      column = frame.put(value + "  ", column: column, row: 1, style: Style(.strong))
    }
  }

  // MARK: - Raters

  private func drawRaters(_ area: Rectangle, _ frame: inout Frame) {
    let wide = area.columns >= 110
    let nameWidth = wide ? 30 : 22
    var header = padded("rater", nameWidth) + "    n  agree      \(pick("κ", "K"))  "
    let barWidth = max(10, area.columns - nameWidth - (wide ? 62 : 24) - 1)
    header += padded(
      pick("−1", "-1") + String(repeating: " ", count: max(0, barWidth / 2 - 3)) + "0", barWidth)
    if wide { header += "  scott     AC1  left out  worst slice" }
    frame.put(
      header,
      column: area.column, row: area.row - 1, style: Style(.dim), limit: area.columns)
    if size.columns >= 110 {
      frame.put(
        "sort: \(agreement.sort.rawValue)", column: max(0, size.columns - 14), row: 1,
        style: Style(.dim))
    }
    let visible = max(1, area.rows - 3)
    let first = max(0, min(agreement.selected - visible / 2, agreement.rows.count - visible))
    for at in 0..<visible where first + at < agreement.rows.count {
      frame.mark(
        Rectangle(column: 0, row: area.row + at, columns: size.columns, rows: 1),
        as: FrameTarget(.row, row: first + at))
      drawRater(
        agreement.rows[first + at], row: area.row + at,
        isSelected: first + at == agreement.selected,
        nameWidth, barWidth, wide, area, &frame)
    }
    drawSelectedRater(area, &frame)
  }

  private func drawRater(
    _ rater: AgreementScreen.RaterRow, row: Int, isSelected: Bool, _ nameWidth: Int,
    _ barWidth: Int, _ wide: Bool, _ area: Rectangle, _ frame: inout Frame
  ) {
    let isReference = rater.id == agreement.reference
    let mark = isSelected ? pick("▸", ">") : " "
    let name = (isReference ? pick("★ ", "* ") : "") + rater.name
    let style = isSelected ? Style(.selection) : style(of: rater.kind)
    let plain = isSelected ? style : Style(.text)
    if isSelected {
      frame.fill(
        Rectangle(column: area.column, row: row, columns: area.columns, rows: 1),
        with: Cell(" ", style))
      frame.cursor = (area.column, row)
    }
    var column = frame.put(
      mark + padded(name, nameWidth - 1), column: area.column, row: row, style: style)
    guard !isReference else {
      frame.put(
        Self.right("\(rater.ratings)", 5) + "  reference", column: column, row: row,
        style: isSelected ? style : Style(.dim))
      return
    }
    let n = rater.table?.itemCount ?? 0
    let figures =
      Self.right("\(n)", 5) + Self.right(Figure.value(rater.percent), 7)
      + Self.right(Figure.value(rater.kappa), 7) + "  "
    column = frame.put(figures, column: column, row: row, style: plain)
    if let kappa = rater.kappa.coefficient, let interval = kappa.interval {
      frame.put(
        [
          StyledSpan(
            intervalBar(interval.low, kappa.value, interval.high, barWidth), style)
        ], column: column, row: row, limit: barWidth)
    } else {
      frame.put(
        Figure.reason(rater.kappa), column: column, row: row,
        style: isSelected ? style : Style(.dim), limit: barWidth)
    }
    guard wide else { return }
    column += barWidth
    let left = rater.table?.leftOut.values.reduce(0, +) ?? 0
    let worst =
      rater.worst.map { "\(Figure.decimal($0.kappa, digits: 2)) \($0.name) (\($0.n))" } ?? ""
    frame.put(
      Self.right(Figure.value(rater.scott), 7) + Self.right(Figure.value(rater.ac1), 8)
        + Self.right("\(left)", 10) + "  " + worst, column: column, row: row, style: plain,
      limit: max(0, area.column + area.columns - column))
  }

  /// Two lines about the marked rater: its answers, and what was left out and why.
  private func drawSelectedRater(_ area: Rectangle, _ frame: inout Frame) {
    guard agreement.rows.indices.contains(agreement.selected), let tracker = agreement.tracker
    else { return }
    let rater = agreement.rows[agreement.selected]
    let names = tracker.scale.categories
    let shares = zip(names, rater.shares).prefix(8)
      .map { "\($0.0) \(Figure.percent($0.1))" }.joined(separator: ", ")
    let row = area.row + area.rows - 2
    frame.put(
      "\(rater.name): \(rater.ratings) ratings: \(shares)", column: area.column, row: row,
      style: Style(.dim), limit: area.columns)
    let left = Figure.leftOut(rater.table?.leftOut ?? [:])
    let kappa = Figure.interval(rater.kappa)
    let text =
      (kappa.isEmpty ? "" : pick("κ ", "kappa ") + Figure.value(rater.kappa) + " \(kappa), 95 %. ")
      + (left.isEmpty ? "nothing left out" : "left out: " + left)
    frame.put(
      text, column: area.column, row: row + 1, style: Style(.dim), limit: area.columns)
  }

  static func right(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - DisplayText.columns(text))) + text
  }

  /// `├──●──┤` on a ruler from −1 to 1.
  func intervalBar(_ low: Double, _ value: Double, _ high: Double, _ columns: Int) -> String {
    func at(_ x: Double) -> Int {
      Int(((min(1, max(-1, x)) + 1) / 2 * Double(columns - 1)).rounded())
    }
    var cells = Array(repeating: " ", count: columns)
    cells[at(0)] = pick("·", ".")
    for index in at(low)...at(high) { cells[index] = pick("─", "-") }
    cells[at(low)] = pick("├", "|")
    cells[at(high)] = pick("┤", "|")
    cells[at(value)] = pick("●", "o")
    return cells.joined()
  }

  /// One line for the label screen: this person against each machine.
  func agreementStrip(width: Int) -> [StyledSpan] {
    guard let me = session?.me.id, agreement.tracker != nil else {
      return [StyledSpan("agreement: counting " + dots, Style(.dim))]
    }
    var spans = [StyledSpan(pick("κ with you: ", "kappa with you: "), Style(.dim))]
    var used = 14
    var tracker = agreement.tracker
    for stream in tracker?.streams ?? [] where stream.kind != .human && stream.id != .majority {
      guard let table = tracker?.pair(.rater(me), stream.id), table.itemCount > 0 else { continue }
      let estimate = table.coefficient(.cohen)
      let text =
        "\(stream.name) \(Figure.value(estimate, digits: 2)) "
        + "\(Figure.interval(estimate, digits: 2)) n \(table.itemCount)  "
      used += DisplayText.columns(text)
      guard used < width else { break }
      spans.append(StyledSpan(text, style(of: stream.kind)))
    }
    return spans
  }
}
