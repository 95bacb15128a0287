import AnnotationModel
import TerminalCore

extension WorkbenchState {
  /// What an action does to the view of the texts; nil for actions that are not about reading.
  mutating func readingAction(_ id: ActionID) -> [Effect]? {
    switch id {
    case .up: scroll(by: -1)
    case .down: scroll(by: 1)
    case .pageUp: scroll(by: -pageRows)
    case .pageDown: scroll(by: pageRows)
    case .top: scroll(by: -1_000_000_000)
    case .bottom: scroll(by: 1_000_000_000)
    case .focusNext: focusNext()
    case .togglePrompt: label.promptIsFolded.toggle()
    case .toggleReference: label.referenceIsShown.toggle()
    case .toggleMarkdown: label.isMarkdown.toggle()
    case .cycleDifference:
      label.difference = label.difference.next
      notice = Notice("differences: " + differenceText)
    case .nextDifference: return jumpToDifference(forward: true)
    case .previousDifference: return jumpToDifference(forward: false)
    case .cycleScrollLock:
      label.lock = label.lock.next
      notice = Notice(
        label.lock == .apart
          ? "panes scroll apart" : "panes scroll together, by \(label.lock.rawValue)")
    case .search:
      overlay = .line(
        LineOverlay(purpose: .search, text: label.query, hint: "in all texts; empty ends it"))
    case .nextHit: return stepHit(1)
    case .previousHit: return stepHit(-1)
    case .nextTurn: nextTurn()
    case .toggleLayout: label.layout = label.layout.next
    case .toggleStrip:
      label.stripIsShown.toggle()
      return label.stripIsShown ? loadAgreementIfNeeded() : []
    default: return nil
    }
    clampScrolls()
    return []
  }

  var differenceText: String {
    guard let item = label.item, label.difference != .off, item.candidates.count == 2 else {
      return label.difference.rawValue
    }
    let isCompared = paneLines(item, slot: 0, width: 80).isCompared
    return label.difference.rawValue + (isCompared ? "" : " (too much to compare)")
  }

  // MARK: - Scrolling

  var plan: LabelPlan? { label.item.map(labelPlan) }

  private var pageRows: Int { max(1, (plan?.panes.first?.area.rows ?? 10) - 2) }

  mutating func scroll(by rows: Int) {
    guard let item = label.item, let plan else { return }
    switch label.pane {
    case .prompt: label.promptScroll += rows
    case .slot(let slot): scroll(slot, by: rows, item, plan)
    case .all:
      let lead = plan.panes.max { count(item, $0) < count(item, $1) } ?? plan.panes.first
      if let lead { scroll(lead.slot, by: rows, item, plan) }
    }
  }

  private func count(_ item: ItemReading, _ pane: LabelPlan.Pane) -> Int {
    paneLines(item, slot: pane.slot, width: pane.area.columns).lines.count - pane.area.rows
  }

  /// Scrolls one pane, and the others with it as the lock says.
  private mutating func scroll(_ slot: Int, by rows: Int, _ item: ItemReading, _ plan: LabelPlan) {
    guard let pane = plan.panes.first(where: { $0.slot == slot }),
      label.scrolls.indices.contains(slot)
    else { return }
    let most = max(0, count(item, pane))
    label.scrolls[slot] = max(0, min(most, label.scrolls[slot] + rows))
    guard label.lock != .apart else { return }
    let here = label.scrolls[slot]
    for other in plan.panes where other.slot != slot {
      let room = max(0, count(item, other))
      label.scrolls[other.slot] =
        label.lock == .proportional
        ? (most == 0
          ? min(room, here) : Int((Double(here) / Double(most) * Double(room)).rounded()))
        : aligned(here, pane, other, item, room)
    }
    if plan.panes.count == 1, label.lock == .proportional {
      // One at a time: the others keep the same place, so that flipping compares.
      for index in label.scrolls.indices where index != slot { label.scrolls[index] = here }
    }
  }

  /// The other pane's line where the same paragraph begins.
  private func aligned(
    _ here: Int, _ pane: LabelPlan.Pane, _ other: LabelPlan.Pane, _ item: ItemReading, _ room: Int
  ) -> Int {
    let mine = paneLines(item, slot: pane.slot, width: pane.area.columns).paragraphStarts
    let theirs = paneLines(item, slot: other.slot, width: other.area.columns).paragraphStarts
    let paragraph = mine.lastIndex { $0 <= here } ?? 0
    guard theirs.indices.contains(paragraph) else { return room }
    return min(room, theirs[paragraph] + here - mine[paragraph])
  }

  private mutating func focusNext() {
    guard let item = label.item, let plan else { return }
    let slots = item.candidates.indices
    if plan.panes.count < item.candidates.count {
      label.shownSlot = (label.shownSlot + 1) % max(1, item.candidates.count)
      label.pane = .slot(label.shownSlot)
      return
    }
    switch label.pane {
    case .all: label.pane = .prompt
    case .prompt: label.pane = slots.isEmpty ? .all : .slot(0)
    case .slot(let slot): label.pane = slots.contains(slot + 1) ? .slot(slot + 1) : .all
    }
  }

  private mutating func nextTurn() {
    let count = label.item?.candidates.map(\.turns.count).max() ?? 1
    guard count > 1 else {
      notice = Notice("this item has one turn")
      return
    }
    switch label.turn {
    case nil: label.turn = 0
    case .some(let turn): label.turn = turn + 1 < count ? turn + 1 : nil
    }
    label.scrolls = label.scrolls.map { _ in 0 }
    label.promptScroll = 0
    notice = Notice(label.turn.map { "turn \($0 + 1) of \(count)" } ?? "all turns")
  }

  /// Keeps every scroll within its text, after a resize or a change of layout.
  mutating func clampScrolls() {
    about.scroll = max(0, min(about.scroll, aboutLines().count - (size.rows - 5)))
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
    guard size.columns >= 40, size.rows >= 10, let item = label.item, let plan else { return }
    for pane in plan.panes where label.scrolls.indices.contains(pane.slot) {
      label.scrolls[pane.slot] = max(0, min(label.scrolls[pane.slot], count(item, pane)))
    }
    let prompt = promptLines(item, width: size.columns - 4).lines.count - plan.prompt.rows
    label.promptScroll = max(0, min(label.promptScroll, prompt))
  }

  // MARK: - Jumping

  private mutating func jumpToDifference(forward: Bool) -> [Effect] {
    if label.difference == .off { label.difference = .words }
    guard let item = label.item, item.candidates.count == 2, let plan else {
      return refuse("differences are shown between two responses")
    }
    let slot: Int
    if case .slot(let focused) = label.pane { slot = focused } else { slot = plan.panes[0].slot }
    guard let pane = plan.panes.first(where: { $0.slot == slot }) else { return [] }
    let marked = paneLines(item, slot: slot, width: pane.area.columns).differenceLines
    let here = label.scrolls[slot]
    let target = forward ? marked.first { $0 > here } : marked.last { $0 < here }
    guard let target else {
      return refuse(marked.isEmpty ? "no difference" : "no further difference")
    }
    scroll(slot, by: target - here, item, plan)
    clampScrolls()
    return []
  }

  /// A place where the search was successful.
  struct Hit {
    var slot: Int
    var line: Int
  }

  func hits(in item: ItemReading) -> [Hit] {
    guard !label.query.isEmpty else { return [] }
    return labelPlan(item).panes.flatMap { pane in
      paneLines(item, slot: pane.slot, width: pane.area.columns).hitLines
        .map { Hit(slot: pane.slot, line: $0) }
    }
  }

  mutating func showHit() -> [Effect] {
    guard let item = label.item, !label.query.isEmpty, let plan else { return [] }
    let found = hits(in: item)
    guard !found.isEmpty else { return refuse("'\(label.query)' is not in these texts") }
    let hit = found[min(label.hit, found.count - 1)]
    let lock = label.lock
    label.lock = .apart
    scroll(hit.slot, by: hit.line - 2 - label.scrolls[hit.slot], item, plan)
    label.lock = lock
    return []
  }

  private mutating func stepHit(_ step: Int) -> [Effect] {
    guard let item = label.item, !label.query.isEmpty else {
      return refuse(
        "search first, with \(keymap.keys(for: .search, in: .label).first?.name ?? "/")")
    }
    let count = hits(in: item).count
    guard count > 0 else { return showHit() }
    label.hit = (label.hit + step + count) % count
    return showHit()
  }
}
