import AnnotationModel
import TerminalCore

/// The prompt, the reference and the responses.
extension WorkbenchState {
  func drawPrompt(_ item: ItemReading, _ plan: LabelPlan, _ frame: inout Frame) {
    let area = plan.prompt
    guard area.rows > 0 else { return }
    let text = promptLines(item, width: area.columns - 4)
    let box = Rectangle(column: 2, row: area.row, columns: area.columns - 4, rows: area.rows)
    drawLines(text.lines, in: box, scroll: label.promptScroll, &frame)
    let fold = label.promptIsFolded ? pick("▸", ">") : pick("▾", "v")
    let isFocused = label.pane == .prompt
    frame.put(fold, column: 0, row: area.row, style: focusStyle(isFocused))
    drawGutter(text, pane: .prompt, box, scroll: label.promptScroll, column: 1, &frame)
    if isFocused, area.rows > 1 { drawFocusBar(area, from: 1, &frame) }
    if text.lines.count > label.promptScroll + area.rows {
      frame.put(
        pick("↓", "v"), column: size.columns - 1, row: area.row + area.rows - 1,
        style: Style(.strong))
    }
  }

  func drawReference(_ item: ItemReading, _ plan: LabelPlan, _ frame: inout Frame) {
    guard let area = plan.reference else { return }
    let isFocused = label.pane == .reference
    let text = referenceLines(item, width: area.columns - 4)
    let box = Rectangle(
      column: 2, row: area.row + 1, columns: area.columns - 4, rows: area.rows - 1)
    let style = focusStyle(isFocused)
    frame.put(rule(area.columns), column: 0, row: area.row, style: style)
    let kind = item.references.count == 1 ? item.references[0].kind : .human
    let name = kind == .human ? " Reference " : " Reference (\(kind.words)) "
    let end = frame.put(name, column: 1, row: area.row, style: Style(.heading, .bold))
    drawRest(hiddenPrompt(item, plan), row: area.row, from: end + 1, &frame)
    drawLines(text.lines, in: box, scroll: label.referenceScroll, &frame)
    drawGutter(text, pane: .reference, box, scroll: label.referenceScroll, column: 1, &frame)
    if isFocused { drawFocusBar(area, from: 1, &frame) }
    if text.lines.count > label.referenceScroll + box.rows, box.rows > 0 {
      frame.put(
        pick("↓", "v"), column: size.columns - 1, row: area.row + area.rows - 1,
        style: Style(.strong))
    }
  }

  // MARK: - Responses

  func drawPane(_ pane: LabelPlan.Pane, _ item: ItemReading, _ frame: inout Frame) {
    let text = paneLines(item, slot: pane.slot, width: pane.area.columns)
    let scroll = label.scrolls.indices.contains(pane.slot) ? label.scrolls[pane.slot] : 0
    drawHeading(pane, text, scroll, item, &frame)
    if responseSections(item, slot: pane.slot).allSatisfy({ $0.text.isEmpty }) {
      let othersHaveText = item.candidates.contains { $0.turns.contains { !$0.isEmpty } }
      let text = othersHaveText ? "(an empty response)" : "(no response of this item has a text)"
      frame.put(
        text, column: pane.area.column, row: pane.area.row, style: Style(.dim),
        limit: pane.area.columns)
      return
    }
    drawLines(text.lines, in: pane.area, scroll: scroll, &frame)
    drawGutter(
      text, pane: .slot(pane.slot), pane.area, scroll: scroll, column: pane.area.column - 1, &frame)
    if text.lines.count - scroll > pane.area.rows, pane.area.rows > 0 {
      frame.put(
        pick("↓", "v"), column: pane.area.column + pane.area.columns,
        row: pane.area.row + pane.area.rows - 1, style: Style(.strong))
    }
  }

  /// Beside the text: the line that was jumped to, and lines that differ, for eyes and terminals
  /// without colours.
  private func drawGutter(
    _ text: LaidText, pane: LabelScreen.Pane, _ area: Rectangle, scroll: Int, column: Int,
    _ frame: inout Frame
  ) {
    for row in 0..<max(0, area.rows) {
      let line = scroll + row
      if label.mark == LabelScreen.Mark(pane: pane, line: line) {
        frame.put(pick("▶", ">"), column: column, row: area.row + row, style: Style(.strong, .bold))
      } else if text.differs(line) {
        frame.put(
          pick("▏", "+"), column: column, row: area.row + row, style: .dim)
      }
    }
  }

  private func drawHeading(
    _ pane: LabelPlan.Pane, _ text: LaidText, _ scroll: Int, _ item: ItemReading,
    _ frame: inout Frame
  ) {
    let isFocused = label.pane == .slot(pane.slot)
    let left = max(0, pane.area.column - 1)
    frame.put(
      rule(pane.area.columns + 2), column: left, row: pane.heading, style: focusStyle(isFocused))
    let ordinal = label.presentation.candidate(inSlot: pane.slot)
    let isMine = label.currentLabel?.value == .prefer(ordinal)
    let count = label.presentation.order.count
    let mark = isMine ? pick("● ", "* ") : isFocused ? pick("▸ ", "> ") : ""
    let key = count > 1 ? choiceKey(pane.slot) + " " : ""
    let name = " " + mark + key + slotName(pane.slot).capitalisedFirst + " "
    var column = frame.put(
      name, column: left + 1, row: pane.heading, style: Style(isMine ? .human : .heading, .bold))
    let end = left + pane.area.columns + 1
    let facts = facts(pane, text, scroll, item)
    column = frame.put(
      facts.first { column + DisplayText.columns($0) <= end } ?? "", column: column,
      row: pane.heading, style: Style(.dim))
    let plan = labelPlan(item)
    guard plan.panes.first?.slot == pane.slot else { return }
    let tabs = turnTabs
    if !tabs.isEmpty, column + tabs.reduce(0, { $0 + $1.text.count }) < end {
      column = frame.put(tabs, column: column, row: pane.heading)
    }
    if plan.reference == nil {
      drawRest(hiddenPrompt(item, plan), row: pane.heading, from: column, &frame)
    }
  }

  /// The key that chooses a response; it can have been changed.
  private func choiceKey(_ slot: Int) -> String {
    let actions: [ActionID] = [.choose1, .choose2, .choose3, .choose4]
    guard actions.indices.contains(slot) else { return "" }
    return keymap.keys(for: actions[slot], in: .label).first?.name ?? ""
  }

  /// How long it is and how much of it has been seen; the longest form first.
  private func facts(
    _ pane: LabelPlan.Pane, _ text: LaidText, _ scroll: Int, _ item: ItemReading
  ) -> [String] {
    let sections = responseSections(item, slot: pane.slot)
    let words = layouts.words(in: sections)
    let lines = max(1, text.lines.count)
    let seen = min(100, (scroll + pane.area.rows) * 100 / lines)
    let dot = pick(" · ", ", ")
    let length = " \(words) word" + (words == 1 ? "" : "s")
    // Else one might think that the letters' order is the response's fault.
    let turned = layouts.isRightToLeft(sections) ? dot + "right-to-left" : ""
    var result = [length + dot + "\(seen) %\(turned) ", " \(seen) %\(turned) ", " \(seen) % "]
    if labelPlan(item).panes.count < item.candidates.count {
      let flip = keyName(.focusNext, in: .label) + " flips"
      result.insert(length + dot + "\(seen) %\(turned)" + dot + flip + " ", at: 0)
      if !turned.isEmpty { result.insert(" right-to-left" + dot + flip + " ", at: 1) }
    }
    return result
  }

  /// The turns as tabs, the one that is shown in brackets.
  private var turnTabs: [StyledSpan] {
    guard turnCount > 1 else { return [] }
    let names = ["all"] + (1...turnCount).map(String.init)
    let shown = label.turn.map { $0 + 1 } ?? 0
    return [StyledSpan(" turns ", Style(.dim))]
      + names.enumerated().map { index, name in
        index == shown
          ? StyledSpan("[\(name)]", Style(.strong, .bold)) : StyledSpan(" \(name) ", Style(.dim))
      }
  }

  func drawSeparators(_ plan: LabelPlan, _ frame: inout Frame) {
    for pane in plan.panes.dropFirst() where pane.area.row == plan.panes[0].area.row {
      for row in pane.heading..<(pane.area.row + pane.area.rows) {
        frame.put(
          row == pane.heading ? pick("┬", "+") : pick("│", "|"), column: pane.area.column - 2,
          row: row, style: Style(.border))
      }
    }
  }

  // MARK: - Marks

  private func focusStyle(_ isFocused: Bool) -> Style {
    Style(isFocused ? .borderFocus : .border, isFocused ? .bold : [])
  }

  private func drawFocusBar(_ area: Rectangle, from first: Int, _ frame: inout Frame) {
    for row in first..<max(first, area.rows) {
      frame.put(pick("┃", "|"), column: 0, row: area.row + row, style: focusStyle(true))
    }
  }

  /// How much of the prompt is out of sight below.
  private func hiddenPrompt(_ item: ItemReading, _ plan: LabelPlan) -> Int {
    let lines = promptLines(item, width: size.columns - 4).lines.count
    return lines - label.promptScroll - plan.prompt.rows
  }

  /// Says on the rule under the prompt that it goes on, and which key shows more.
  private func drawRest(_ hidden: Int, row: Int, from column: Int, _ frame: inout Frame) {
    guard hidden > 0 else { return }
    let count = "\(hidden) more line\(hidden == 1 ? "" : "s")"
    let key = keyName(.focusPrevious, in: .label)
    // The key leads to the prompt from `all` only.
    let reads = label.pane == .all ? ", \(key) reads " : " "
    let texts = [" prompt: \(count)\(reads)", " prompt: \(count) ", " +\(hidden) "]
    for text in texts where column + text.count + 2 < size.columns {
      frame.put(
        text, column: size.columns - text.count - 1, row: row, style: Style(.strong))
      return
    }
  }

  /// The cursor rests where one reads: screen readers and magnifiers follow it.
  func placeCursor(_ plan: LabelPlan, _ frame: inout Frame) {
    var pane = label.pane
    if let mark = label.mark { pane = mark.pane }
    var place = plan.panes.first.map { ($0.area, label.scroll(of: $0.slot)) }
    switch pane {
    case .prompt:
      let area = plan.prompt
      place = (Rectangle(column: 2, row: area.row, columns: 1, rows: area.rows), label.promptScroll)
    case .reference:
      guard let area = plan.reference else { break }
      let box = Rectangle(column: 2, row: area.row + 1, columns: 1, rows: area.rows - 1)
      place = (box, label.referenceScroll)
    case .slot(let slot):
      if let found = plan.panes.first(where: { $0.slot == slot }) {
        place = (found.area, label.scroll(of: slot))
      }
    case .all: break
    }
    guard let (area, scroll) = place else { return }
    let line = label.mark.map { $0.line - scroll } ?? 0
    frame.cursor = (area.column, area.row + max(0, min(area.rows - 1, line)))
  }
}

extension ReferenceKind {
  var words: String {
    switch self {
    case .human: "by a person"
    case .selfMade: "by the same system"
    case .otherModel: "by another model"
    case .verified: "verified"
    case .wrong: "wrong on purpose"
    case .random: "of another item"
    }
  }
}

extension LabelScreen {
  func scroll(of slot: Int) -> Int { scrolls.indices.contains(slot) ? scrolls[slot] : 0 }
}
