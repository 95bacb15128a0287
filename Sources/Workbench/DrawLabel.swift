import AnnotationModel
import TerminalCore

extension WorkbenchState {
  func drawLabel(_ frame: inout Frame) {
    drawLabelTitle(&frame)
    guard let item = label.item else { return drawNoItem(&frame) }
    let plan = labelPlan(item)
    drawPrompt(item, plan, &frame)
    drawReference(item, plan, &frame)
    for pane in plan.panes { drawPane(pane, item, &frame) }
    drawSeparators(plan, &frame)
    if let strip = plan.strip { drawStrip(strip, &frame) }
    if notice == nil { drawLabelStatus(&frame) }
    frame.cursor = (plan.panes.first?.area.column ?? 0, plan.panes.first?.area.row ?? 1)
  }

  private func drawNoItem(_ frame: inout Frame) {
    let text: String =
      switch label.end {
      case .emptyStudy:
        "This study has no items yet: import some with \(keyName(.commandLine)) import FILE"
      case .allDone, .end:
        "Every item has your label. \(keyName(.goAgreement)) shows the agreement, "
          + "\(keyName(.goList)) the list, \(keyName(.undo)) takes back the last."
      case .beginning, nil: "reading " + dots
      }
    frame.put(text, column: 2, row: 3, limit: size.columns - 4)
  }

  // MARK: - Title and status

  private func drawLabelTitle(_ frame: inout Frame) {
    guard let session else { return drawTitle(&frame, [StyledSpan("Concord", Style(.title))]) }
    var left = [StyledSpan(session.study.title, Style(.title, .bold))]
    if let item = label.item {
      let category = item.category.isEmpty ? "" : pick(" · ", " - ") + item.category
      left.append(StyledSpan("  " + item.key + category, Style(.title)))
    }
    let progress = label.progress
    var right = "\(progress.done)/\(progress.total)"
    if size.columns >= 100 {
      right = "\(session.me.name)  " + right + " done, \(progress.left) left"
      right += ", today \(progress.today)" + paceText
    }
    drawTitle(&frame, left, right: [StyledSpan(right, Style(.title))])
  }

  private var paceText: String {
    guard let pace = label.pace.millisecondsPerItem else { return "" }
    let left = Milliseconds(label.progress.left) * pace / 1000
    return ", \(pace / 1000) s each, " + Self.duration(left) + " to go"
  }

  static func duration(_ seconds: Milliseconds) -> String {
    switch seconds {
    case ..<90: "\(seconds) s"
    case ..<5400: "\((seconds + 30) / 60) min"
    default: "\((seconds + 1800) / 3600) h"
    }
  }

  private func drawLabelStatus(_ frame: inout Frame) {
    let row = size.rows - 2
    var column = 1
    func say(_ text: String, _ role: StyleRole) {
      guard column < size.columns - 2 else { return }
      column = frame.put(
        text + "  ", column: column, row: row, style: Style(role), limit: size.columns - column - 1)
    }
    if !label.saves.failed.isEmpty {
      say("NOT SAVED: \(label.saves.failed.count); \(keyName(.retry)) tries again", .error)
    } else if !label.saves.pending.isEmpty {
      say("saving " + dots, .pending)
    } else if label.saves.savedCount > 0 {
      say(pick("saved ✓", "saved"), .saved)
    }
    if let current = label.currentLabel { say("your label: " + shown(current), .human) }
    if label.own.hasRevealed { say("revealed", .warning) }
    if label.own.flagged { say(pick("⚑ flagged", "flagged"), .warning) }
    if !label.own.note.isEmpty { say("note: " + label.own.note, .dim) }
    if label.difference != .off { say("differences: " + differenceText, .dim) }
    if !label.query.isEmpty { say("search: " + label.query + hitText, .dim) }
    if !label.isMarkdown { say("raw text", .dim) }
  }

  private var hitText: String {
    let count = label.item.map { hits(in: $0).count } ?? 0
    return count == 0 ? " (nowhere)" : " (\(label.hit + 1)/\(count))"
  }

  /// A label in the words of this screen: where the candidate stands.
  private func shown(_ given: Label) -> String {
    var text =
      switch given.value {
      case .prefer(let ordinal):
        label.presentation.slot(ofCandidate: ordinal).map(slotName) ?? given.value.description
      default: given.value.description
      }
    if let sure = given.confidence { text += " (\(sure))" }
    if !given.errorCodes.isEmpty { text += ": " + given.errorCodes.joined(separator: ", ") }
    return text
  }

  func slotName(_ slot: Int) -> String {
    let count = label.presentation.order.count
    if count == 1 { return "the response" }
    return count == 2 ? (slot == 0 ? "left" : "right") : "response \(slot + 1)"
  }

  // MARK: - Parts

  private func drawPrompt(_ item: ItemReading, _ plan: LabelPlan, _ frame: inout Frame) {
    let area = plan.prompt
    guard area.rows > 0 else { return }
    let isFocused = label.pane == .prompt
    let text = promptLines(item, width: area.columns - 4)
    let hidden = text.lines.count - area.rows
    let mark = label.promptIsFolded ? pick("▸", ">") : pick("▾", "v")
    frame.put(mark, column: 0, row: area.row, style: Style(isFocused ? .borderFocus : .border))
    let box = Rectangle(
      column: 2, row: area.row, columns: area.columns - 4, rows: area.rows)
    drawLines(text.lines, in: box, scroll: label.promptScroll, &frame)
    guard hidden > label.promptScroll else { return }
    let note = " +\(hidden - label.promptScroll) lines "
    frame.put(
      note, column: max(2, size.columns - note.count - 1), row: area.row + area.rows - 1,
      style: Style(.title))
  }

  private func drawReference(_ item: ItemReading, _ plan: LabelPlan, _ frame: inout Frame) {
    guard let area = plan.reference else { return }
    frame.put(
      pick("═", "=") + " Reference ", column: 0, row: area.row, style: Style(.heading))
    let text = referenceLines(item, width: area.columns - 4)
    let box = Rectangle(
      column: 2, row: area.row + 1, columns: area.columns - 4, rows: area.rows - 1)
    drawLines(text.lines, in: box, scroll: 0, &frame)
    let hidden = text.lines.count - box.rows
    if hidden > 0 {
      frame.put(
        " +\(hidden) lines, \(keyName(.toggleReference)) hides ", column: 14, row: area.row,
        style: Style(.dim))
    }
  }

  private func drawPane(_ pane: LabelPlan.Pane, _ item: ItemReading, _ frame: inout Frame) {
    let ordinal = label.presentation.candidate(inSlot: pane.slot)
    let text = paneLines(item, slot: pane.slot, width: pane.area.columns)
    let scroll = label.scrolls.indices.contains(pane.slot) ? label.scrolls[pane.slot] : 0
    drawHeading(pane, text, scroll, item.candidates[ordinal], &frame)
    drawLines(text.lines, in: pane.area, scroll: scroll, &frame)
    if text.lines.count - scroll > pane.area.rows, pane.area.rows > 0 {
      frame.put(
        pick("↓", "v"), column: pane.area.column + pane.area.columns,
        row: pane.area.row + pane.area.rows - 1, style: Style(.strong))
    }
  }

  private func drawHeading(
    _ pane: LabelPlan.Pane, _ text: LaidText, _ scroll: Int, _ candidate: CandidateText,
    _ frame: inout Frame
  ) {
    let isFocused = label.pane == .slot(pane.slot) || label.pane == .all
    let style = Style(isFocused ? .borderFocus : .border)
    let left = max(0, pane.area.column - 1)
    frame.put(
      rule(pane.area.columns + 2), column: left, row: pane.heading, style: style)
    let isMine: Bool =
      if case .prefer(let chosen)? = label.currentLabel?.value {
        label.presentation.candidate(inSlot: pane.slot) == chosen
      } else { false }
    let mark = isMine ? pick("● ", "* ") : ""
    let key = label.presentation.order.count > 1 ? "\(pane.slot + 1) " : ""
    let name = " " + mark + key + slotName(pane.slot).capitalisedFirst + " "
    let column = frame.put(
      name, column: left + 1, row: pane.heading, style: Style(isMine ? .human : .heading, .bold))
    let seen =
      text.lines.isEmpty
      ? 100 : min(100, (scroll + pane.area.rows) * 100 / max(1, text.lines.count))
    let facts = " \(layouts.words(in: candidate.text)) words" + pick(" · ", ", ") + "\(seen) % "
    frame.put(
      facts, column: column, row: pane.heading, style: Style(.dim),
      limit: max(0, left + pane.area.columns - column))
  }

  private func drawSeparators(_ plan: LabelPlan, _ frame: inout Frame) {
    for pane in plan.panes.dropFirst() where pane.area.row == plan.panes[0].area.row {
      for row in pane.heading..<(pane.area.row + pane.area.rows) {
        frame.put(
          row == pane.heading ? pick("┬", "+") : pick("│", "|"), column: pane.area.column - 2,
          row: row, style: Style(.border))
      }
    }
  }

  private func drawStrip(_ area: Rectangle, _ frame: inout Frame) {
    frame.put(agreementStrip(width: area.columns - 2), column: 1, row: area.row)
  }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
