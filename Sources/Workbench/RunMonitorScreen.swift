import AnnotationModel
import TerminalCore

extension RunsScreen {
  /// Verdicts of the watched run without an answer, by kind: in this sitting while it is at work,
  /// else all.
  var troubles: [(reason: Abstention, verdicts: Int)] {
    let atWork = live.flatMap { $0.rater == watched && !$0.isEnded ? $0.abstentions : nil }
    let kept = rows.first { $0.run.rater == watched }?.abstentions
    let counts = atWork ?? kept ?? [:]
    return Abstention.allCases.compactMap { reason in
      counts[reason.rawValue].map { (reason, $0) }
    }
  }
}

extension WorkbenchState {
  mutating func monitorAction(_ id: ActionID) -> [Effect] {
    let page = max(1, size.rows - 5)
    switch id {
    case .up: scrollMonitor(to: runs.scroll - 1)
    case .down: scrollMonitor(to: runs.scroll + 1)
    case .pageUp: scrollMonitor(to: runs.scroll - page)
    case .pageDown: scrollMonitor(to: runs.scroll + page)
    case .top: scrollMonitor(to: 0)
    case .bottom: scrollMonitor(to: .max / 2)
    case .nextTrouble:
      guard runs.troubles.count > 1 else { return refuse("there is no other group") }
      runs.trouble = (runs.trouble + 1) % runs.troubles.count
    case .open: return openTrouble()
    case .wholeReplies: return toggleWhole()
    case .likeThis: return runs.watched.map { openRunForm(.loadFormLike($0, goesOn: false)) } ?? []
    case .retry: return goOn()
    default: return steer(id)
    }
    return []
  }

  private mutating func scrollMonitor(to line: Int) {
    runs.scroll = max(0, min(line, monitorLines().count - max(1, size.rows - 4)))
  }

  /// The work list with the items of the marked group alone.
  private mutating func openTrouble() -> [Effect] {
    guard runs.troubles.indices.contains(runs.trouble) else {
      return refuse("nothing is without an answer")
    }
    guard let rater = runs.watched else { return [] }
    let code = runs.troubles[runs.trouble].reason.code
    list.filter = ItemFilter(
      disagreement: ItemFilter.Disagreement(first: rater, second: rater, codes: [code, code]))
    show(.list)
    return reloadList()
  }

  private mutating func toggleWhole() -> [Effect] {
    runs.scroll = 0
    guard runs.whole == nil else {
      runs.whole = nil
      return []
    }
    let last = runs.live.flatMap { $0.rater == runs.watched ? $0.last : nil } ?? []
    guard !last.isEmpty else {
      return refuse(
        "no reply of it was seen here; on an item, R shows its answers, and v what was said")
    }
    let unseen = Set(last.filter(\.isTelling).map(\.item)).subtracting(runs.opened)
    guard unseen.isEmpty else {
      // Shown when it is in the file, so that no later label of these items counts as blind.
      runs.asked = last
      return [.recordSeen(unseen.sorted { $0.value < $1.value })]
    }
    runs.whole = last
    return []
  }

  mutating func seenRecorded(_ items: [ItemID]) {
    runs.opened.formUnion(items)
    seenItems.formUnion(items)
    if let item = label.item?.id, items.contains(item) { label.own.hasRevealed = true }
    for at in label.ahead.indices where items.contains(label.ahead[at].reading.id) {
      label.ahead[at].own.hasRevealed = true
    }
    guard let asked = runs.asked else { return }
    runs.asked = nil
    guard screen == .monitor else { return }
    runs.whole = asked
    let count = items.count == 1 ? "this item" : "these \(items.count) items"
    notice = Notice("seen: a label of \(count) now counts as revealed", .warning)
  }

  /// What it takes is shown before anything is asked.
  private mutating func goOn() -> [Effect] {
    if let live = runs.live, live.rater == runs.watched, !live.isEnded {
      return refuse("what is left is at work")
    }
    return runs.watched.map { openRunForm(.loadFormLike($0, goesOn: true)) } ?? []
  }

  private mutating func steer(_ id: ActionID) -> [Effect] {
    guard let live = runs.live, live.rater == runs.watched else {
      return refuse("this program did not start that run; \(keyName(.retry)) goes on with it")
    }
    guard !live.isEnded else { return refuse("the run has ended") }
    switch id {
    case .pauseRun: return [.pauseRun(!live.isPaused)]
    case .stopRun:
      notice = Notice("stopping; the calls under way are kept")
      return [.stopRun]
    case .moreParallel, .lessParallel:
      guard let parallel = live.parallel else { return refuse("nobody is asked") }
      return [
        .setRunParallel(id == .moreParallel ? min(1_024, parallel * 2) : max(1, parallel / 2))
      ]
    default: return []
    }
  }

  // MARK: - In the list of runs

  /// What is done with the marked line of the list.
  mutating func runAction(_ id: ActionID) -> [Effect] {
    guard runs.rows.indices.contains(runs.selected) else { return refuse("there is no run yet") }
    let run = runs.rows[runs.selected].run
    switch id {
    case .likeThis: return openRunForm(.loadFormLike(run.rater, goesOn: false))
    case .retry: return openRunForm(.loadFormLike(run.rater, goesOn: true))
    case .markRun:
      runs.marked = runs.marked == run.rater ? nil : run.rater
      return []
    default:
      guard let marked = runs.marked, marked != run.rater else {
        return refuse("mark one run with \(keyName(.markRun)), and stand on another")
      }
      return [.diffRuns(old: marked, new: run.rater)]
    }
  }

  mutating func differencesAction(_ id: ActionID) -> [Effect] {
    let page = max(1, size.rows - 5)
    var line = runs.differencesScroll
    switch id {
    case .up: line -= 1
    case .down: line += 1
    case .pageUp: line -= page
    case .pageDown: line += page
    case .top: line = 0
    case .bottom: line = .max / 2
    default:
      runs.differences = nil
      return []
    }
    let last = differenceLines().count - max(1, size.rows - 4)
    runs.differencesScroll = max(0, min(line, last))
    return []
  }
}
