import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// A judge's check-list: a line for each check, and of the marked one all that is known.
extension WorkbenchState {
  func drawValidation(_ area: Rectangle, _ frame: inout Frame) {
    guard let other = agreement.other else { return }
    let name = agreement.name(of: other)
    guard let list = agreement.checklist else {
      let isAsked = agreement.validation.found?.key != agreement.validationKey
      frame.put(
        isAsked ? "checking \(name) \(dots)" : "There is nothing to check of \(name).",
        column: area.column, row: area.row, style: Style(.dim), limit: area.columns)
      return
    }
    let isCurrent = agreement.validation.found?.key == agreement.validationKey
    frame.put(
      shortened(
        (isCurrent ? "" : "checking again \(dots) ")
          + "\(name) against \(agreement.referenceName): \(list.summary)", area.columns),
      column: area.column, row: area.row - 1, style: Style(.heading), limit: area.columns)
    let detail = validationDetail(list, area.columns)
    let room = max(1, min(list.checks.count, area.rows - min(detail.count + 1, area.rows / 2)))
    let marked = max(0, min(agreement.validation.selected, list.checks.count - 1))
    let first = max(0, min(marked - room / 2, list.checks.count - room))
    for at in 0..<room where first + at < list.checks.count {
      markRow(first + at, at: area.row + at, &frame)
      drawCheck(list.checks[first + at], first + at == marked, area.row + at, area, &frame)
    }
    let below = Rectangle(
      column: area.column, row: area.row + room + 1, columns: area.columns,
      rows: max(0, area.rows - room - 1))
    drawLines(detail, in: below, scroll: 0, &frame)
  }

  private func drawCheck(
    _ check: ValidationCheck, _ isMarked: Bool, _ row: Int, _ area: Rectangle,
    _ frame: inout Frame
  ) {
    if isMarked { frame.cursor = (area.column, row) }
    let width = ValidationCheck.Name.allCases.map(\.title.count).max() ?? 0
    let style = Style(isMarked ? .selection : .text)
    frame.putCut(
      [
        StyledSpan(isMarked ? pick("▸", ">") + " " : "  ", style),
        StyledSpan(padded(Self.mark(check.status), 3), Self.style(of: check.status)),
        StyledSpan(padded(check.name.title, width + 2), style),
        StyledSpan(plain(check.finding), isMarked ? style : Style(.strong)),
      ], column: area.column, row: row, limit: area.columns, mark: cutMark)
    if isMarked { selectRow(row, area, &frame) }
  }

  private static func mark(_ status: ValidationCheck.Status) -> String {
    switch status {
    case .passed: "ok"
    case .failed: "NO"
    case .notKnown: "?"
    }
  }

  private static func style(of status: ValidationCheck.Status) -> Style {
    switch status {
    case .passed: Style(.agree)
    case .failed: Style(.warning, .bold)
    case .notKnown: Style(.dim)
    }
  }

  /// The marked check in full, what would make it better, and what does not apply.
  private func validationDetail(_ list: ValidationChecklist, _ width: Int) -> [[StyledSpan]] {
    var lines: [[StyledSpan]] = []
    if let check = agreement.markedCheck {
      lines += wrapped(plain("\(check.name.title): \(check.finding)"), width, Style(.strong))
      lines += wrapped(plain("asked for: \(check.threshold)"), width, Style(.dim))
      if let next = check.next {
        let key = nextKey(next)
        lines += wrapped(plain("next: \(next.words)\(key)"), width, .text)
      }
    }
    let out = ValidationCheck.Name.allCases.compactMap { name in
      list.leftOut[name].map { "\(name.title) (\($0))" }
    }
    guard !out.isEmpty else { return lines }
    return lines
      + wrapped(plain("does not apply: " + out.joined(separator: "; ")), width, Style(.dim))
  }

  /// Where Enter leads from a check.
  private func nextKey(_ step: ValidationStep) -> String {
    let open = keyName(.open)
    switch step {
    case .labelMore, .secondPerson, .moreOfClass: return "; \(open) goes to labelling"
    case .askBothOrders, .balanceOrders, .askAgain, .steady, .judgeMore, .readReplies:
      return "; \(open) goes to the runs"
    case .improve, .judgeAvoids, .calibrate: return "; \(open) shows where they differ"
    case .lookAtSlice: return "; \(open) shows the slices"
    case .addSource, .moreItems: return "; :import FILE"
    case .ignoreLength, .otherFamily, .nameFamily, .nameProperties: return ""
    }
  }
}
