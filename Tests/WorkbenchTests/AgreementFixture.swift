import AnnotationAnalysis
import AnnotationModel
import TerminalCore

@testable import Workbench

/// A workbench on its agreement screen, with written answers: one letter an item, `.` where there
/// is none, `?` where a machine's could not be read.
enum AgreementFixture {
  static func state(
    _ answers: [(name: String, letters: String)],
    size: TerminalSize = TerminalSize(columns: 80, rows: 24), slices: [SliceColumn] = [],
    task: StudyTask = .pairwise, glyphs: Glyphs = .unicode
  ) -> WorkbenchState {
    let raters = answers.enumerated().map { number, given in
      Rater(id: RaterID(Int64(number + 1)), name: given.name, kind: kind(given.name))
    }
    let count = answers.map(\.letters.count).max() ?? 0
    var tracker = AgreementTracker(scale: task.scale, itemCount: count, raters: raters)
    tracker.load(zip(raters, answers).map { column($0, $1.letters, task.scale) })
    for slice in slices { tracker.load(slice) }
    let me = raters.first { $0.kind.isHuman } ?? Rater(id: RaterID(99), name: "me", kind: .human)
    var state = WorkbenchState(size: size, glyphs: glyphs, seed: 1, now: 0)
    _ = state.update(
      .studyOpened(
        StudyOpening(
          path: "s", study: Study(title: "s", task: task, itemCount: count), me: me,
          raters: raters, progress: Progress(done: 0, total: count, today: 0), order: .file,
          sideSeed: 3, isFirstTime: false)))
    press(&state, "A")
    _ = state.update(
      .trackerLoaded(TrackerLoad(tracker: tracker, countedItems: count, isComplete: true)))
    return state
  }

  private static func kind(_ name: String) -> RaterKind {
    if name == "adjudicated" { return .imported }
    if name.hasPrefix("debate/") { return .debate }
    return name.contains("/") ? .judge : .human
  }

  private static func column(_ rater: Rater, _ letters: String, _ scale: Scale) -> RatingColumn {
    var column = RatingColumn(rater: rater.id, phase: .blind, swapped: false, items: [], codes: [])
    for (at, letter) in letters.enumerated() {
      let code: Int? =
        switch letter {
        case "a": 0
        case "b": 1
        case "=": 2
        case "?": Abstention.unparsed.code
        default: letter.wholeNumberValue.map { $0 - 1 }
        }
      guard let code else { continue }
      column.items.append(Int32(at + 1))
      column.codes.append(Int16(code))
    }
    return column
  }

  @discardableResult
  static func press(_ state: inout WorkbenchState, _ letters: String) -> [Effect] {
    var effects: [Effect] = []
    for letter in letters { effects += state.update(.input(.key(.character(letter)), at: 1)) }
    return effects
  }

  @discardableResult
  static func press(_ state: inout WorkbenchState, _ keys: Key...) -> [Effect] {
    var effects: [Effect] = []
    for key in keys { effects += state.update(.input(.key(key), at: 1)) }
    return effects
  }

  static let people = String(repeating: "abba=", count: 8)
  static let study: [(name: String, letters: String)] = [
    ("ann", people), ("bob", String(repeating: "abb==", count: 8)),
    ("judge/one", String(repeating: "abaa=", count: 8)),
    ("judge/two", String(repeating: "ab?ba", count: 8)),
  ]
}
