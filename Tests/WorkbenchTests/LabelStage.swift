import AnnotationModel
import TerminalCore

@testable import Workbench

/// A label screen with an item on it, driven by keys.
struct LabelStage {
  var state: WorkbenchState
  private var time: Milliseconds = 0

  init(
    _ columns: Int = 80, _ rows: Int = 24, task: StudyTask = .pairwise, count: Int = 2,
    texts: [String]? = nil, prompt: String = "Which?", references: [String] = [], items: Int = 9,
    clock: @escaping () -> Milliseconds = { 0 }
  ) {
    state = WorkbenchState(
      size: TerminalSize(columns: columns, rows: rows), seed: 1, now: 0, clock: clock)
    var task = task
    task.shufflesSides = false
    _ = state.update(
      .studyOpened(
        StudyOpening(
          path: "s", study: Study(title: "s", task: task, itemCount: items),
          me: Rater(id: RaterID(1), name: "ann", kind: .human),
          raters: [
            Rater(id: RaterID(1), name: "ann", kind: .human),
            Rater(id: RaterID(2), name: "other", kind: .judge),
          ],
          progress: Progress(done: 0, total: items, today: 0), order: .file, sideSeed: 3,
          isFirstTime: false)))
    show(1, count: count, texts: texts, prompt: prompt, references: references)
  }

  static func item(
    _ number: Int, count: Int = 2, texts: [String]? = nil, prompt: String = "Which?",
    references: [String] = []
  ) -> LoadedItem {
    let texts = texts ?? (0..<count).map { "answer \($0) of \(number)" }
    return LoadedItem(
      reading: ItemReading(
        id: ItemID(Int64(number)), key: "k\(number)", kind: .pair, category: "",
        prompt: [Turn(role: .user, text: prompt)], candidates: texts.map { CandidateText($0) },
        references: references.map { ReferenceText(text: $0) }), own: OwnWork())
  }

  mutating func show(
    _ number: Int, count: Int = 2, texts: [String]? = nil, prompt: String = "Which?",
    references: [String] = []
  ) {
    _ = state.update(
      .itemLoaded(
        Self.item(number, count: count, texts: texts, prompt: prompt, references: references)))
  }

  /// Presses keys one after the other; gives the effects of the last one.
  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] {
    var effects: [Effect] = []
    for key in keys {
      time += 1000
      effects = state.update(.input(.key(key), at: time))
    }
    return effects
  }

  /// Types characters as keys.
  @discardableResult
  mutating func type(_ text: String) -> [Effect] {
    var effects: [Effect] = []
    for character in text { effects = press(.character(character)) }
    return effects
  }

  mutating func resize(_ columns: Int, _ rows: Int) {
    _ = state.update(.input(.resize(TerminalSize(columns: columns, rows: rows)), at: time))
  }

  var screen: String { state.draw().text }
  var status: String { state.draw().line(state.size.rows - 2) }

  static func committed(_ effects: [Effect]) -> LabelEvent? {
    for case .commit(let event, _) in effects { return event }
    return nil
  }

  static func answer(_ effects: [Effect]) -> RatingValue? {
    guard case .label(let value, _, _)? = committed(effects)?.action else { return nil }
    return value
  }
}
