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
    case .focusNext: moveFocus(forward: true)
    case .focusPrevious: moveFocus(forward: false)
    case .togglePrompt: togglePrompt()
    case .toggleReference: toggleReference()
    case .toggleMarkdown: toggleMarkdown()
    case .cycleDifference: cycleDifference()
    case .nextDifference: return jumpToDifference(forward: true)
    case .previousDifference: return jumpToDifference(forward: false)
    case .cycleScrollLock: cycleScrollLock()
    case .search:
      overlay = .line(
        LineOverlay(purpose: .search, text: label.query, hint: "in all texts; empty ends it"))
    case .nextHit: return stepHit(forward: true)
    case .previousHit: return stepHit(forward: false)
    case .nextTurn: nextTurn()
    case .toggleLayout: changeArrangement()
    case .toggleGoingOn: toggleGoingOn()
    case .toggleStrip:
      label.stripIsShown.toggle()
      if label.stripIsShown, size.rows < 15 {
        notice = Notice("the strip needs 15 rows; this window has \(size.rows)", .warning)
      }
      refreshStrip()
      return label.stripIsShown ? loadAgreementIfNeeded() : []
    default: return nil
    }
    clampScrolls()
    return []
  }

  // MARK: - What is shown

  private mutating func togglePrompt() {
    label.promptIsFolded.toggle()
    if label.promptIsFolded, label.pane == .prompt { label.pane = .all }
  }

  private mutating func toggleReference() {
    // What is not seen here is not turned off for the items that follow.
    guard label.item?.references.isEmpty == false else {
      notice = Notice("this item has no reference", .warning)
      return
    }
    label.referenceIsShown.toggle()
    if !label.referenceIsShown, label.pane == .reference { label.pane = .all }
  }

  private mutating func toggleMarkdown() {
    keepingShare { $0.label.isMarkdown.toggle() }
    notice = Notice(label.isMarkdown ? "Markdown is rendered" : "the texts as they are written")
  }

  private mutating func cycleDifference() {
    guard (label.item?.candidates.count ?? 2) == 2 else {
      notice = Notice("differences are shown between two responses", .warning)
      return
    }
    label.difference = label.difference.next
    label.mark = nil
    notice = Notice(label.difference == .off ? "differences are not marked" : differenceText)
  }

  private mutating func cycleScrollLock() {
    label.lock = label.lock.next
    notice = Notice(
      label.lock == .apart
        ? "the responses scroll apart" : "the responses scroll together, by \(lockUnit)")
  }

  private var lockUnit: String { label.lock == .paragraph ? "paragraphs" : "proportion" }

  private mutating func toggleGoingOn() {
    label.goesOn.toggle()
    notice = Notice(
      label.goesOn
        ? "the next item comes by itself after an answer"
        : "an answered item stays; \(keyName(.open, in: .label)) goes on")
  }

  private mutating func changeArrangement() {
    guard let item = label.item else { return }
    guard item.candidates.count > 1 else {
      notice = Notice("this item has one response")
      return
    }
    let possible = arrangements(in: arrangementArea(item), count: item.candidates.count)
    let now = label.arrangement.flatMap { possible.firstIndex(of: $0) } ?? 0
    guard possible.count > 1 else {
      notice = Notice(
        "there is room for one response at a time; \(keyName(.focusNext, in: .label)) flips",
        .warning)
      return
    }
    keepingPlace { $0.label.arrangement = possible[(now + 1) % possible.count] }
    notice = Notice("responses: " + (label.arrangement?.rawValue ?? ""))
  }

  /// What is marked in the responses, or why nothing is.
  var differenceText: String {
    let marked = "marked: differing " + label.difference.rawValue
    guard let item = label.item, item.candidates.count == 2, let pane = plan?.panes.first else {
      return marked
    }
    let text = paneLines(item, slot: pane.slot, width: pane.area.columns)
    return whyUnmarked(text).map { "not marked: " + $0 } ?? marked
  }

  /// Why nothing is marked in two texts that differ; nil where they were compared.
  func whyUnmarked(_ text: LaidText) -> String? {
    switch text.comparison {
    case .compared: nil
    case .tooMuch: "too much to compare"
    case .tooDifferent:
      label.difference == .sentences
        ? "no sentence in common" : "too different, word by word"
    }
  }

  private mutating func nextTurn() {
    let count = turnCount
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
    label.mark = nil
    notice = Notice(label.turn.map { "turn \($0 + 1) of \(count)" } ?? "all turns")
  }

  // MARK: - Focus

  /// The part that moving keys move: all responses, a long prompt or reference, one response.
  /// Where there is room for one response, forward flips to the next at the same place.
  private mutating func moveFocus(forward: Bool) {
    guard let item = label.item, let plan else { return }
    let count = item.candidates.count
    let isFlipping = plan.panes.count < count
    if isFlipping, forward {
      if label.pane == .all { label.shownSlot = (min(label.shownSlot, count - 1) + 1) % count }
      label.pane = .all
      return
    }
    // The prompt comes last, so that one step back from `all` reads it.
    var ring: [LabelScreen.Pane] = [.all]
    if !isFlipping, count > 1 { ring += (0..<count).map { .slot($0) } }
    ring += longParts(item).reversed()
    let at = ring.firstIndex(of: label.pane) ?? 0
    label.pane = ring[(at + (forward ? 1 : ring.count - 1)) % ring.count]
    if label.pane == .prompt { label.promptIsFolded = false }
    if ring.count == 1 { notice = Notice("everything scrolls together here") }
  }

  /// The prompt and the reference, where they are longer than what is shown of them.
  private func longParts(_ item: ItemReading) -> [LabelScreen.Pane] {
    var calm = self
    calm.label.pane = .all
    let plan = calm.labelPlan(item)
    let width = size.columns - 4
    var result: [LabelScreen.Pane] = []
    if promptLines(item, width: width).lines.count > plan.prompt.rows { result.append(.prompt) }
    if let area = plan.reference,
      referenceLines(item, width: width).lines.count > area.rows - 1
    {
      result.append(.reference)
    }
    return result
  }
}
