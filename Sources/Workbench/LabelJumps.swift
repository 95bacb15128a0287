import AnnotationModel
import TerminalCore

/// Jumping to what differs and to what was searched for.
extension WorkbenchState {
  mutating func jumpToDifference(forward: Bool) -> [Effect] {
    guard let item = label.item, item.candidates.count == 2, let plan else {
      return refuse("differences are shown between two responses")
    }
    if label.difference == .off { label.difference = .words }
    let marks = differences(item, plan)
    guard !marks.isEmpty else {
      let text = paneLines(item, slot: 0, width: plan.panes[0].area.columns)
      return refuse(whyUnmarked(text) ?? "there is no difference")
    }
    guard let target = next(in: marks, forward: forward) else {
      return refuse("no further difference")
    }
    go(to: marks[target], item, together: true)
    notice = Notice("difference \(target + 1) of \(marks.count)")
    return []
  }

  /// Where runs of lines that differ begin: in the response that is focused, else in both.
  private func differences(_ item: ItemReading, _ plan: LabelPlan) -> [LabelScreen.Mark] {
    var slots = Array(item.candidates.indices)
    if case .slot(let focused) = label.pane { slots = [focused] }
    return slots.flatMap { slot in
      let width = (plan.panes.first { $0.slot == slot } ?? plan.panes[0]).area.columns
      let lines = paneLines(item, slot: slot, width: width).differenceLines
      return lines.enumerated().filter { index, line in index == 0 || lines[index - 1] < line - 1 }
        .map { LabelScreen.Mark(pane: .slot(slot), line: $0.element) }
    }
  }

  /// The mark after (or before) the one where we are; the first (or last) where we are at none.
  private func next(in marks: [LabelScreen.Mark], forward: Bool) -> Int? {
    guard let now = label.mark, let at = marks.firstIndex(of: now) else {
      return forward ? 0 : marks.count - 1
    }
    let next = at + (forward ? 1 : -1)
    return marks.indices.contains(next) ? next : nil
  }

  // MARK: - Search

  /// Lines with a hit, in the prompt, the reference and all responses.
  func hits(in item: ItemReading) -> [LabelScreen.Mark] {
    guard !label.query.isEmpty else { return [] }
    let plan = labelPlan(item)
    let width = size.columns - 4
    func marks(_ text: LaidText, _ pane: LabelScreen.Pane) -> [LabelScreen.Mark] {
      text.hitLines.map { LabelScreen.Mark(pane: pane, line: $0) }
    }
    var result = marks(promptLines(item, width: width), .prompt)
    if plan.reference != nil { result += marks(referenceLines(item, width: width), .reference) }
    for slot in item.candidates.indices {
      let columns = (plan.panes.first { $0.slot == slot } ?? plan.panes[0]).area.columns
      result += marks(paneLines(item, slot: slot, width: columns), .slot(slot))
    }
    return result
  }

  /// Looks for other words, and shows the first place.
  mutating func search(_ query: String) -> [Effect] {
    label.query = query
    label.searchedItem = label.item?.id
    label.mark = nil
    return query.isEmpty ? [] : stepHit(forward: true)
  }

  mutating func stepHit(forward: Bool) -> [Effect] {
    guard let item = label.item, !label.query.isEmpty else {
      return refuse("search first, with \(keyName(.search, in: .label))")
    }
    let found = hits(in: item)
    guard !found.isEmpty else { return refuse("'\(label.query)' is not in these texts") }
    let at = next(in: found, forward: forward) ?? (forward ? 0 : found.count - 1)
    go(to: found[at], item, together: false)
    return []
  }

  /// Shows a line, with two lines before it where it was not to be seen already.
  private mutating func go(to mark: LabelScreen.Mark, _ item: ItemReading, together: Bool) {
    label.mark = mark
    switch mark.pane {
    case .prompt:
      label.promptIsFolded = false
      label.promptScroll = brought(mark.line, label.promptScroll, labelPlan(item).prompt.rows)
    case .reference:
      let rows = (labelPlan(item).reference?.rows ?? 1) - 1
      label.referenceScroll = brought(mark.line, label.referenceScroll, rows)
    case .slot(let slot):
      label.shownSlot = labelPlan(item).panes.contains { $0.slot == slot } ? label.shownSlot : slot
      let plan = labelPlan(item)
      guard let pane = plan.panes.first(where: { $0.slot == slot }) else { return }
      let lock = label.lock
      if !together { label.lock = .apart }
      let target = brought(mark.line, label.scrolls[slot], pane.area.rows)
      scroll(slot, by: target - label.scrolls[slot], item, plan)
      label.lock = lock
    case .all: break
    }
    clampScrolls()
  }

  private func brought(_ line: Int, _ scroll: Int, _ rows: Int) -> Int {
    line >= scroll && line < scroll + rows ? scroll : max(0, line - min(2, rows / 3))
  }
}
