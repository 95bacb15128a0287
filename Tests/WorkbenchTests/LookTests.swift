import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// What is drawn of ASCII texts where only ASCII may be drawn, on every screen.
@Suite struct LookTests {
  init() { _ = concord_set_locale() }

  static let people = (1...3).map { Rater(id: RaterID($0), name: "person\($0)", kind: .human) }
  static let judges = [
    Rater(id: RaterID(4), name: "a-judge-of-a-very-long-name-that-is-cut-somewhere", kind: .judge),
    Rater(id: RaterID(5), name: "debate/x", kind: .debate),
  ]

  static func loaded(_ number: Int) -> LoadedItem {
    let long = "# Title\n\n- one\n- two\n\n> quote\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
    let lines = (1...80).map { "line \($0) of a long answer, with `code` and **bold** words" }
    return LoadedItem(
      reading: ItemReading(
        id: ItemID(Int64(number)), key: "a-key-of-an-item-that-is-rather-long-\(number)",
        kind: .pair, category: "a long category of items",
        prompt: [
          Turn(role: .user, text: "Which is better?\n\n" + lines.joined(separator: "\n")),
          Turn(role: .assistant, text: "This."), Turn(role: .user, text: "And now?"),
        ],
        candidates: [
          CandidateText(long + lines.joined(separator: "\n\n")), CandidateText("Short.\n\n---\n"),
        ], references: [ReferenceText(kind: .human, text: lines.joined(separator: "\n"))]),
      own: OwnWork())
  }

  /// A study with a label, a list, agreement and everything that marks something.
  static func state(_ size: TerminalSize) -> WorkbenchState {
    var state = WorkbenchState(size: size, glyphs: .ascii, seed: 1, now: 0)
    _ = state.update(
      .studyOpened(
        StudyOpening(
          path: "s", study: Study(title: "study", task: .pairwise, itemCount: 40), me: people[0],
          raters: people + judges, progress: Progress(done: 3, total: 40, today: 2), order: .file,
          sideSeed: 3, isFirstTime: false)))
    _ = state.update(.itemLoaded(loaded(1)))
    _ = state.update(
      .trackerLoaded(TrackerLoad(tracker: tracker(), countedItems: 40, isComplete: true)))
    return state
  }

  static func tracker() -> AgreementTracker {
    var tracker = AgreementTracker(
      scale: StudyTask.pairwise.scale, itemCount: 40, raters: people + judges)
    for item in 1...40 {
      for (index, rater) in (people + judges).enumerated() {
        let row = RatingRow(
          rater: rater.id, item: ItemID(Int64(item)), code: (item * (index + 3)) % 7 < 4 ? 0 : 1)
        tracker.apply(RatingChange(before: nil, after: row))
      }
    }
    return tracker
  }

  /// All screens, each as it looks after some keys.
  static func frames(_ size: TerminalSize) -> [(name: String, frame: Frame)] {
    var state = state(size)
    var frames: [(String, Frame)] = []
    var time: Milliseconds = 1
    func press(_ keys: String...) {
      for name in keys {
        guard let key = Key(name: name) else {
          Issue.record("\(name) is no key")
          continue
        }
        time += 1
        _ = state.update(.input(.key(key), at: time))
        frames.append(("\(state.screen) after \(name)", state.draw()))
      }
    }
    press("1", "f", "d", "d", "Tab", "Tab", "j", "m", "a", "z", "z", "?", "Esc", "C-p", "Esc", ":")
    press("Tab", "Esc", "n", "Esc", "/", "o", "n", "e", "Enter", "N", "T", "Esc", "C-c")
    let rows = (1...60).map { number in
      ItemRow(
        id: ItemID(Int64(number)), key: "a-key-of-an-item-that-is-rather-long-\(number)",
        category: "a long category of items", excerpt: String(repeating: "excerpt ", count: 40),
        label: nil, flagged: true, hasNote: true)
    }
    press("W")
    _ = state.update(
      .rowsLoaded(
        RowPage(rows: rows, place: .replace, isLast: true, generation: state.list.generation)))
    press("j", "s", "f", "x", "o", "O", "/", "Esc")
    press(
      "A", "j", "Tab", "j", "l", "c", "Tab", "Tab", "Tab", "y", "S-Tab", "S-Tab", "S-Tab", "S-Tab")
    press("j", "Enter", "j", "t", "d", "Esc", "I", "L")
    _ = state.update(
      .commitFailed(
        LabelEvent(
          eventID: "e", rater: RaterID(1), item: ItemID(1), action: .flag(true), phase: .blind,
          presentation: .asStored(2), shownAtMilliseconds: 0, actedAtMilliseconds: 1,
          activeMilliseconds: 1), reason: "the disk is full", isRetryable: true))
    press("j", "!", "q")
    return frames
  }

  @Test(arguments: [(40, 10), (60, 20), (80, 24), (120, 40), (200, 60)])
  func onlyASCIIIsDrawnWhereItIsAsked(_ columns: Int, _ rows: Int) {
    let frames = Self.frames(TerminalSize(columns: columns, rows: rows))
    #expect(frames.count > 60)
    for (name, frame) in frames {
      let odd = frame.cells.map(\.text).filter { !$0.utf8.allSatisfy { $0 < 0x80 } }
      #expect(odd.isEmpty, "\(name): \(Set(odd)) in\n\(frame.text)")
    }
  }

  @Test func aScreenTooSmallIsSaidInASCIIToo() {
    let text = Self.state(TerminalSize(columns: 39, rows: 9)).draw().text
    #expect(text.utf8.allSatisfy { $0 < 0x80 } && text.contains("39x9"))
  }
}
