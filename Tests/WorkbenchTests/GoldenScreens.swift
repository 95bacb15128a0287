import AnnotationAnalysis
import AnnotationModel
import TerminalCore

@testable import Workbench

/// Every screen and overlay that there is, by the keys that lead to it.
enum GoldenScreens {
  struct Screen: Sendable {
    var name: String
    var task = FixtureStudy.task
    var opens = true
    var isFirstTime = false
    var keys: @Sendable (inout FixturePerson) -> Void

    init(
      _ name: String, task: StudyTask = FixtureStudy.task, opens: Bool = true,
      isFirstTime: Bool = false, _ keys: @escaping @Sendable (inout FixturePerson) -> Void
    ) {
      (self.name, self.task, self.opens) = (name, task, opens)
      (self.isFirstTime, self.keys) = (isFirstTime, keys)
    }
  }

  static let all = welcome + label + tasks + lists + agreement + overlays + runs

  // MARK: - Before a study

  private static let recent = [
    RecentStudy(path: "/home/ann/first.concord", title: "First answers"),
    RecentStudy(path: "/home/ann/old/gone.concord", title: "Gone", isMissing: true),
  ]

  private static let preview = ImportPreview(
    request: ImportRequest(path: "/home/ann/answers.csv", study: "/home/ann/answers.concord"),
    format: "csv", isNew: true, task: "pairwise",
    mapping: [
      .init(field: "question", meaning: "prompt", example: "Why is the sky blue?"),
      .init(field: "answer_a", meaning: "response-a", example: "Light is scattered."),
      .init(field: "winner", meaning: "verdict", example: "a"),
    ], samples: ["item 1: Why is the sky blue? / Light is scattered. / Because."],
    problems: ["answers.csv:3: no 'winner'; give the row an answer"])

  private static let welcome: [Screen] = [
    Screen("welcome", opens: false) { $0.send(.recentStudies(recent)) },
    Screen("welcome-new", opens: false) { _ in },
    Screen("import-preview", opens: false) { $0.send(.importPreviewed(preview)) },
    Screen("import-running", opens: false) {
      $0.send(.importPreviewed(preview))
      $0.send(
        .importProgressed(
          ImportProgress(
            file: "/home/ann/answers.csv", records: 12_345, bytesRead: 4_000_000,
            bytesTotal: 9_000_000, seconds: 2)))
    },
    Screen("import-ended", opens: false) {
      $0.send(
        .importEnded(
          ImportEnding(
            studyPath: "/home/ann/answers.concord",
            summary: ["added 40 items, 2 raters, 80 labels", "1 row was left out"], failed: false)))
    },
    Screen("import-failed", opens: false) {
      $0.send(
        .importEnded(
          ImportEnding(
            studyPath: "/home/ann/answers.concord",
            summary: ["answers.csv:7: response-b is missing; give the row both"], failed: true)))
    },
    Screen("study-failed", opens: false) {
      $0.send(.studyFailed(path: "x.concord", reason: "is not a study (no SQLite file)"))
    },
    Screen("about", isFirstTime: true) { _ in },
  ]

  // MARK: - Labelling

  private static let label: [Screen] = [
    Screen("label") { _ in },
    Screen("label-program") { $0.show("program") },
    Screen("label-program-raw") {
      $0.show("program")
      $0.press("m")
    },
    Screen("label-scripts") { $0.show("scripts") },
    Screen("label-right-to-left") { $0.show("right-to-left") },
    Screen("label-hostile") { $0.show("hostile") },
    Screen("label-conversation") { $0.show("conversation") },
    Screen("label-conversation-turn") {
      $0.show("conversation")
      $0.press("v")
    },
    Screen("label-empty-texts") { $0.show("empty") },
    Screen("label-long") { $0.show("long") },
    Screen("label-long-scrolled") {
      $0.show("long")
      $0.press("p", "PgDn", "PgDn", "j")
    },
    Screen("label-focus") {
      $0.show("long")
      $0.press("Tab", "Tab", "G")
    },
    Screen("label-differences") { $0.press("d") },
    Screen("label-search") {
      $0.press("/")
      $0.type("waves")
      $0.press("Enter")
    },
    Screen("label-one-pane") { $0.press("z", "z") },
    Screen("label-stacked") { $0.press("z") },
    Screen("label-saved") { $0.press("1", "2", "[") },
    Screen("label-noted") {
      $0.press("f", "n")
      $0.type("read again: 中文")
      $0.press("Enter")
    },
    Screen("label-not-saved") {
      $0.diskIsFull = true
      $0.press("1")
    },
    Screen("label-strip") { $0.press("a", "1", "2", "1", "2") },
    Screen("label-revealed") {
      $0.press("1", "[", "R", "Esc")
    },
    Screen("label-all-done") { person in
      person.press("1")
      person.send(.noItem(.allDone))
    },
    Screen("label-unknown-key") { $0.press("Z") },
  ]

  // MARK: - Other tasks

  private static let tasks: [Screen] = [
    Screen(
      "label-four",
      task: StudyTask(name: "four", scale: .preference(candidates: 4, tie: true, bothBad: false))
    ) { _ in },
    Screen(
      "label-score", task: StudyTask(name: "score", scale: .score(low: 1, high: 5, step: 1))
    ) { $0.show("program") },
    Screen("label-correctness", task: correctness) { $0.show("conversation") },
    Screen("error-codes", task: correctness) { $0.press("x", "a") },
    Screen(
      "confidence",
      task: StudyTask(
        name: "sure", scale: .preference(candidates: 2, tie: true, bothBad: false),
        asksConfidence: true)
    ) { $0.press("1") },
    Screen(
      "score-line", task: StudyTask(name: "score", scale: .score(low: 0, high: 100, step: 1))
    ) {
      $0.press("8")
      $0.type("5")
    },
  ]

  private static let correctness = StudyTask(
    name: "correctness", scale: .correctness, errorCodes: ["wrong fact", "left out", "off topic"])

  // MARK: - Lists and readers

  private static let lists: [Screen] = [
    Screen("list") { $0.press("1", "2", "s", "f", "W", "Down", "Down") },
    Screen("list-filtered") { $0.press("1", "W", "c") },
    Screen("list-none") {
      $0.press("W", "/")
      $0.type("nowhere")
      $0.press("Enter")
    },
    Screen("reveal") { $0.press("1", "[", "R", "Down") },
    Screen("reader-judge") { $0.press("1", "[", "R", "Down", "v") },
    Screen("reader-debate") {
      $0.show("program")
      $0.press("1", "[", "R", "G", "k", "v")
    },
    Screen("disagreements") { $0.press("A", "Down", "Down", "r", "Down", "d") },
  ]

  // MARK: - Agreement

  private static let agreement: [Screen] = [
    Screen("agreement-raters") { $0.press("1", "2", "1", "A") },
    Screen("agreement-pairs") { $0.press("A", "Tab", "Down") },
    Screen("agreement-pair") { $0.press("A", "Down", "r", "Down", "Enter") },
    Screen("agreement-everyone") { $0.press("A", "Tab", "Tab", "Tab") },
    Screen("agreement-slices") { $0.press("A", "Down", "Tab", "Tab", "Tab", "Tab") },
    Screen("agreement-compare") {
      $0.press("1", "2", "1", "A", "S-Tab", "S-Tab", "S-Tab", "Down", "Down", "v", "Down", "o", "o")
    },
    Screen("agreement-compare-cost") {
      $0.press("1", "2", "1", "A", "S-Tab", "S-Tab", "S-Tab", "Left", "G")
    },
    Screen("agreement-checks") { $0.press("1", "2", "1", "A", "G", "Up", "V", "Down", "Down") },
    Screen("sweep") { $0.press("A", "S", "j", "j", "j", "x", "Tab", "Down") },
    Screen("sweep-no-prices") { $0.press("A", "S") },
    Screen("sweep-jury") { $0.press("A", "S", "j", "j", "j", "x", "Tab", "Enter") },
    Screen("agreement-policies") { $0.press("A", "u", "t", "s", "m", "b") },
    Screen("agreement-counting") { person in
      let part = TrackerLoad(
        tracker: person.study.tracker(AnalysisPolicy()), countedItems: 12, isComplete: false)
      person.press("A")
      person.send(.trackerLoaded(part))
    },
  ]

  // MARK: - Overlays

  private static let overlays: [Screen] = [
    Screen("help-label") { $0.press("?") },
    Screen("help-label-end") { $0.press("?", "PgDn", "PgDn", "PgDn") },
    Screen("help-list") { $0.press("W", "?") },
    Screen("help-agreement") { $0.press("A", "?") },
    Screen("palette") { $0.press("C-p") },
    Screen("palette-found") {
      $0.press("C-p")
      $0.type("next")
      $0.press("Down")
    },
    Screen("palette-none") {
      $0.press("C-p")
      $0.type("zzz")
    },
    Screen("command-line") {
      $0.press(":")
      $0.type("imp")
      $0.press("Tab")
    },
    Screen("note-line") {
      $0.press("n")
      $0.type(
        "a note that is longer than the screen is wide: " + String(repeating: "ab 中 ", count: 12))
    },
    Screen("search-line") {
      $0.press("/")
      $0.type("air")
    },
    Screen("new-study-task", opens: false) { $0.press("Down", "Down", "Enter") },
    Screen("new-study-line", opens: false) { $0.press("Down", "Down", "Enter", "Enter") },
    Screen("themes") {
      let all = (1...9).map {
        Theme(name: "theme-\($0)", title: "Theme \($0) of a person's own", variant: "", looks: [:])
      }
      $0.state.themes = ThemeChoice(all: all, shown: all[6])
      $0.press("T", "Down")
    },
    Screen("confirm-quit") {
      $0.diskIsFull = true
      $0.press("1", "q")
    },
  ]
}
