import AnnotationAnalysis
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
    if let strip = plan.strip {
      frame.put(agreementStrip(width: strip.columns - 2), column: 1, row: strip.row)
    }
    placeCursor(plan, &frame)
  }

  private func drawNoItem(_ frame: inout Frame) {
    let agreement = keyName(.goAgreement, in: .everywhere)
    let list = keyName(.goList, in: .everywhere)
    let lines: [String] =
      switch label.end {
      case .emptyStudy:
        [
          "This study has no items yet.", "",
          "Import some with  \(keyName(.commandLine)) import FILE",
        ]
      case .allDone, .end:
        [
          "Every item has your label: thank you.", "",
          "\(agreement)  agreement", "\(list)  the work list",
          "\(keyName(.undo, in: .label))  takes back the last label",
          "\(keyName(.quit, in: .everywhere))  leaves",
        ]
      case .beginning, nil: ["reading " + pick("…", "...")]
      }
    for (row, line) in lines.enumerated() where row + 2 < size.rows - 2 {
      frame.putCut(line, column: 2, row: row + 2, limit: size.columns - 4, mark: cutMark)
    }
  }

  // MARK: - Title

  private func drawLabelTitle(_ frame: inout Frame) {
    guard let session else { return drawTitle(&frame, [StyledSpan("Concord", Style(.title))]) }
    var left = [StyledSpan(session.study.title, Style(.title, .bold))]
    if let item = label.item {
      let category = item.category.isEmpty ? "" : pick(" · ", " - ") + item.category
      left.append(StyledSpan("  " + item.key + category + contestText, Style(.title)))
    }
    // The same room on every item, so that nothing comes and goes with the length of a key.
    let title = DisplayText.columns(session.study.title)
    let room = size.columns - 4 - min(title + size.columns / 4, size.columns / 2)
    let progress = progressTexts
    let (text, spare) =
      progress.first { DisplayText.columns($0.text) + $0.spare <= room }
      ?? progress[progress.count - 1]
    let named = "as \(session.me.name)   " + text
    let hasRoom = DisplayText.columns(named) + spare <= room
    drawTitle(&frame, left, right: [StyledSpan(hasRoom ? named : text, Style(.title))])
  }

  /// How far machines disagree over the item, where that is why it comes now; never on what.
  private var contestText: String {
    guard session?.order == .contested, let contest = label.contest else { return "" }
    let entropy = contest.entropy.map { ", entropy \(Figure.decimal($0, digits: 2))" } ?? ""
    return pick(" · ", " - ") + "split \(Figure.wholePercent(contest.split))" + entropy
  }

  /// Done, left, today's count, pace and what is left of time; from the longest to the shortest,
  /// with the columns that a slower pace would need besides.
  private var progressTexts: [(text: String, spare: Int)] {
    let progress = label.progress
    let done = "\(progress.done)/\(progress.total)"
    let left = "\(progress.left) left"
    let dot = pick(" · ", ", ")
    let today = "today \(progress.today)"
    guard let pace = label.pace.millisecondsPerItem, progress.left > 0 else {
      return [done + " done" + dot + left + dot + today, done + dot + today, done].map { ($0, 0) }
    }
    let each = "\(max(1, (pace + 500) / 1000)) s each"
    let time = Self.duration(Milliseconds(progress.left) * pace / 1000) + " to go"
    let spare = (each: max(0, 9 - each.count), time: max(0, 11 - time.count))
    func text(_ parts: String...) -> String { parts.joined(separator: dot) }
    return [
      (text(done + " done", left, today, each, time), spare.each + spare.time),
      (text(done, left, today, each, time), spare.each + spare.time),
      (text(done, today, each, time), spare.each + spare.time),
      (text(done, today, time), spare.time), (text(done, today), 0), (done, 0),
    ]
  }

  static func duration(_ seconds: Milliseconds) -> String {
    switch seconds {
    case ..<90: "\(seconds) s"
    case ..<5400: "\((seconds + 30) / 60) min"
    default: "\((seconds + 1800) / 3600) h"
    }
  }

  // MARK: - Status

  /// What is saved, then what just happened, else what holds of this item. A save that failed is
  /// there whatever else there is to say.
  func drawLabelStatus(_ frame: inout Frame) {
    let row = size.rows - 2
    var spans = saveSpans
    if let notice, notice.text != failureNotice {
      spans.append(StyledSpan(notice.text, Style(notice.role)))
    } else if screen == .label {
      spans += itemSpans
    }
    let gap = StyledSpan("  ")
    let joined = Array(spans.flatMap { [$0, gap] }.dropLast())
    guard notice == nil || screen != .label else { return drawNotice(joined, &frame) }
    frame.putCut(joined, column: 1, row: row, limit: size.columns - 2, mark: cutMark)
  }

  var failureNotice: String { "NOT SAVED: " + label.saves.failureReason }

  private var saveSpans: [StyledSpan] {
    let failed = label.saves.failed.count
    if failed > 0 {
      let key = keyName(.retry, in: .label)
      let text = "NOT SAVED: \(failed); \(key) tries again (\(label.saves.failureReason))"
      return [StyledSpan(text, Style(.error, .bold))]
    }
    if !label.saves.pending.isEmpty {
      return [StyledSpan(pick("saving…", "saving..."), Style(.pending))]
    }
    return label.saves.hasNews ? [StyledSpan(pick("saved ✓", "saved"), Style(.saved))] : []
  }

  private var itemSpans: [StyledSpan] {
    var spans: [StyledSpan] = []
    func say(_ text: String, _ role: StyleRole) { spans.append(StyledSpan(text, Style(role))) }
    if let current = label.currentLabel { say("your label: " + shown(current), .human) }
    if label.own.hasRevealed { say("revealed", .warning) }
    if label.own.flagged { say(pick("⚑ flagged", "flagged"), .warning) }
    if !label.query.isEmpty, let hits = hitText { say("search: " + label.query + hits, .status) }
    if label.difference != .off { say(differenceText, .dim) }
    if !label.isMarkdown { say("raw text", .dim) }
    if !label.goesOn { say("stays after an answer", .dim) }
    if !label.own.note.isEmpty {
      say("note: " + label.own.note.replacing("\n", with: " "), .dim)
    }
    return spans
  }

  /// Nil where an item that came after the search has no hit: that is nothing to tell.
  private var hitText: String? {
    guard let item = label.item else { return nil }
    let found = hits(in: item)
    guard !found.isEmpty else { return label.searchedItem == item.id ? " (not in this item)" : nil }
    let next = keyName(.nextHit, in: .label)
    let at = label.mark.flatMap { found.firstIndex(of: $0) }.map { "\($0 + 1)/" } ?? ""
    return " (\(at)\(found.count), \(next) next, Esc ends)"
  }

  /// A label in the words of this screen: where the candidate stands.
  private func shown(_ given: Label) -> String {
    var text = answerName(given.value)
    if let sure = given.confidence { text += " (\(sure.words))" }
    if !given.errorCodes.isEmpty { text += ": " + given.errorCodes.joined(separator: ", ") }
    return text
  }

  func answerName(_ value: RatingValue) -> String {
    switch value {
    case .prefer(let ordinal):
      label.presentation.slot(ofCandidate: ordinal).map(slotName) ?? value.description
    case .bothBad: label.presentation.order.count > 2 ? "all bad" : "both bad"
    default: value.description
    }
  }

  func slotName(_ slot: Int) -> String {
    let count = label.presentation.order.count
    if count == 1 { return "the response" }
    return count == 2 ? (slot == 0 ? "left" : "right") : "response \(slot + 1)"
  }
}

extension Notice {
  var role: StyleRole {
    switch level {
    case .information: .status
    case .warning: .warning
    case .error: .error
    }
  }
}

extension Confidence {
  /// As the screen asks for it.
  var words: String {
    switch self {
    case .low: "not sure"
    case .medium: "fairly sure"
    case .high: "sure"
    }
  }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
