import AnnotationModel
import TerminalCore

/// Where one is in the texts.
extension WorkbenchState {
  var plan: LabelPlan? { label.item.map(labelPlan) }

  var pageRows: Int { max(1, (plan?.panes.first?.area.rows ?? 10) - 2) }

  mutating func scroll(by rows: Int) {
    guard let item = label.item, let plan else { return }
    switch label.pane {
    case .prompt: label.promptScroll += rows
    case .reference: label.referenceScroll += rows
    case .slot(let slot):
      // A response that one went to moves alone, whatever holds of all together.
      guard let pane = plan.panes.first(where: { $0.slot == slot }) else { return }
      label.scrolls[slot] = max(0, min(surplus(item, pane), label.scrolls[slot] + rows))
    case .all:
      let lead = plan.panes.max { surplus(item, $0) < surplus(item, $1) } ?? plan.panes.first
      if let lead { scroll(lead.slot, by: rows, item, plan) }
    }
  }

  /// The lines of a response that are more than its pane shows; negative where there is room left.
  private func surplus(_ item: ItemReading, _ pane: LabelPlan.Pane) -> Int {
    paneLines(item, slot: pane.slot, width: pane.area.columns).lines.count - pane.area.rows
  }

  /// Scrolls one pane, and the others with it as the lock says.
  mutating func scroll(_ slot: Int, by rows: Int, _ item: ItemReading, _ plan: LabelPlan) {
    guard let pane = plan.panes.first(where: { $0.slot == slot }),
      label.scrolls.indices.contains(slot)
    else { return }
    let most = max(0, surplus(item, pane))
    label.scrolls[slot] = max(0, min(most, label.scrolls[slot] + rows))
    guard label.lock != .apart else { return }
    let here = label.scrolls[slot]
    let isFlipping = plan.panes.count < item.candidates.count
    for other in item.candidates.indices where other != slot {
      // One at a time: the others keep the same place, so that flipping compares.
      var target = plan.panes.first { $0.slot == other } ?? pane
      target.slot = other
      let room = max(0, surplus(item, target))
      label.scrolls[other] =
        switch label.lock {
        case .paragraph: aligned(here, pane, target, item, room)
        default:
          isFlipping || most == 0
            ? min(room, here) : Int((Double(here) / Double(most) * Double(room)).rounded())
        }
    }
  }

  /// The other pane's line where the same paragraph begins.
  private func aligned(
    _ here: Int, _ pane: LabelPlan.Pane, _ other: LabelPlan.Pane, _ item: ItemReading, _ room: Int
  ) -> Int {
    let mine = paneLines(item, slot: pane.slot, width: pane.area.columns).paragraphStarts
    let theirs = paneLines(item, slot: other.slot, width: other.area.columns).paragraphStarts
    let paragraph = mine.lastIndex { $0 <= here } ?? 0
    guard theirs.indices.contains(paragraph), mine.indices.contains(paragraph) else { return room }
    let end = theirs.indices.contains(paragraph + 1) ? theirs[paragraph + 1] - 1 : room
    return max(0, min(room, end, theirs[paragraph] + here - mine[paragraph]))
  }

  /// Keeps every scroll within its text, after a resize or a change of layout.
  mutating func clampScrolls() {
    clampOtherScreens()
    guard isLargeEnough, let item = label.item, let plan else { return }
    for pane in plan.panes where label.scrolls.indices.contains(pane.slot) {
      label.scrolls[pane.slot] = max(0, min(label.scrolls[pane.slot], surplus(item, pane)))
    }
    let width = size.columns - 4
    let prompt = promptLines(item, width: width).lines.count - plan.prompt.rows
    label.promptScroll = max(0, min(label.promptScroll, prompt))
    let rows = plan.reference.map { $0.rows - 1 } ?? 0
    let reference = referenceLines(item, width: width).lines.count - rows
    label.referenceScroll = max(0, min(label.referenceScroll, reference))
  }

  private mutating func clampOtherScreens() {
    about.scroll = max(0, min(about.scroll, aboutLines().count - aboutRows))
    if screen == .reader {
      reader.scroll = max(0, min(reader.scroll, readerLines().count - (size.rows - 3)))
    }
    if screen == .reveal {
      reveal.scroll = max(0, min(reveal.scroll, revealLines().count - (size.rows - 3)))
    }
    if screen == .agreement { clampAgreement() }
    if screen == .disagreements {
      disagreements.scroll = max(
        0, min(disagreements.scroll, disagreementLines().count - (size.rows - 3)))
    }
  }

  // MARK: - The same place in another layout

  /// Changes the layout and finds the place in each text again, by paragraph.
  mutating func keepingPlace(_ change: (inout WorkbenchState) -> Void) {
    let before = isLargeEnough ? anchors() : label.parked
    change(&self)
    label.mark = nil
    label.parked = isLargeEnough ? [:] : before
    guard let item = label.item, !before.isEmpty, isLargeEnough else { return }
    let plan = labelPlan(item)
    for (slot, anchor) in before where label.scrolls.indices.contains(slot) {
      let width = (plan.panes.first { $0.slot == slot } ?? plan.panes[0]).area.columns
      label.scrolls[slot] = paneLines(item, slot: slot, width: width).line(of: anchor)
    }
    clampScrolls()
  }

  private func anchors() -> [Int: LaidText.Anchor] {
    guard let item = label.item else { return [:] }
    let panes = labelPlan(item).panes
    var result: [Int: LaidText.Anchor] = [:]
    for slot in item.candidates.indices where label.scroll(of: slot) > 0 {
      guard let pane = panes.first(where: { $0.slot == slot }) ?? panes.first else { continue }
      let text = paneLines(item, slot: slot, width: pane.area.columns)
      result[slot] = text.anchor(ofLine: label.scrolls[slot])
    }
    return result
  }

  /// Whether the window has room for the screens.
  var isLargeEnough: Bool { size.columns >= 40 && size.rows >= 10 }

  /// Changes what the texts' paragraphs are, and keeps the share of each that has been read.
  mutating func keepingShare(_ change: (inout WorkbenchState) -> Void) {
    guard let item = label.item, isLargeEnough, let plan else { return change(&self) }
    func count(_ state: WorkbenchState, _ slot: Int) -> Int {
      let pane = plan.panes.first { $0.slot == slot } ?? plan.panes[0]
      return max(1, state.paneLines(item, slot: slot, width: pane.area.columns).lines.count)
    }
    let before = item.candidates.indices.map { count(self, $0) }
    change(&self)
    label.mark = nil
    for slot in item.candidates.indices where label.scrolls.indices.contains(slot) {
      label.scrolls[slot] = label.scrolls[slot] * count(self, slot) / before[slot]
    }
    clampScrolls()
  }
}
