import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// The first screen, the import's preview, and the study's first page.
@Suite struct WelcomeTests {
  init() { _ = concord_set_locale() }

  func welcome(_ columns: Int = 80, _ rows: Int = 24, recent: Int = 0) -> WorkbenchState {
    WorkbenchState(
      size: TerminalSize(columns: columns, rows: rows), seed: 1, now: 0,
      welcome: WelcomeScreen(
        recent: (0..<recent).map { RecentStudy(path: "/p/\($0)", title: "study \($0)") },
        tasks: [
          TaskChoice(name: "pairwise", summary: "two"), TaskChoice(name: "score-5", summary: "one"),
        ],
        formats: ["auto", "csv", "jsonl"]))
  }

  func press(_ state: inout WorkbenchState, _ keys: Key...) -> [Effect] {
    keys.reduce([]) { _, key in state.update(.input(.key(key), at: 1)) }
  }

  @Test func everyWayInIsOffered() {
    var state = welcome(recent: 1)
    for words in ["study 0", "Take the tour", "Look around", "New study", "Import"] {
      #expect(state.draw().text.contains(words), "\(words)")
    }
    #expect(press(&state, .enter) == [.openStudy(path: "/p/0")])
    #expect(press(&state, .down, .enter) == [.openBundled(.tour)])
    #expect(press(&state, .down, .enter) == [.openBundled(.firstLook)])
  }

  @Test(arguments: [(40, 12), (60, 20), (80, 24), (200, 60)])
  func theMarkedEntryIsInSight(_ columns: Int, _ rows: Int) throws {
    var state = welcome(columns, rows, recent: 30)
    for _ in 0..<state.welcome.entries.count {
      let frame = state.draw()
      let cursor = try #require(frame.cursor)
      #expect(frame.line(cursor.row).contains("▸"))
      _ = press(&state, .down)
    }
    #expect(state.draw().text.contains("▸ Import"))
  }

  @Test func aNewStudyHasATaskThatIsChosen() {
    var state = welcome()
    #expect(press(&state, .down, .down, .enter).isEmpty)
    #expect(state.draw().text.contains("What will people be asked?"))
    #expect(press(&state, .down, .enter).isEmpty)
    #expect(
      press(&state, .enter) == [.createStudy(path: "my-study.concord", template: "score-5")])
    _ = press(&state, .enter, .escape)
    #expect(state.welcome.choosing == nil && state.screen == .welcome)
  }

  func preview(_ request: ImportRequest, isNew: Bool = true) -> ImportPreview {
    ImportPreview(
      request: request, format: "jsonl", isNew: isNew, task: request.task,
      mapping: [
        .init(field: "q", meaning: "prompt", example: "Why?"),
        .init(field: "x", meaning: "(left out)", example: "7"),
      ], samples: ["item q1"], problems: [])
  }

  @Test func theMappingIsShownBeforeAnythingIsWritten() {
    var state = welcome()
    _ = press(&state, .end, .enter)
    for character in "d/a.jsonl" { _ = press(&state, .character(character)) }
    let request = ImportRequest(path: "d/a.jsonl", study: "a.concord")
    #expect(press(&state, .enter) == [.previewImport(request)])
    _ = state.update(.importPreviewed(preview(request)))
    let text = state.draw().text
    for words in ["nothing has been written", "q", "prompt", "Why?", "(left out)", "(new)"] {
      #expect(text.contains(words), "\(words)")
    }
    var other = request
    other.format = "csv"
    #expect(press(&state, .character("f")) == [.previewImport(other)])
    var task = request
    task.task = "score-5"
    #expect(press(&state, .character("t")) == [.previewImport(task)])
    #expect(press(&state, .enter) == [.startImport(request)])
  }

  @Test func aFieldIsGivenAnotherMeaningInThePreview() {
    var state = welcome()
    state.welcome.meanings = ["prompt", "verdict"]
    let request = ImportRequest(path: "d/a.jsonl", study: "a.concord")
    _ = state.update(.importPreviewed(preview(request)))
    var other = request
    other.meanings = ["q": "verdict"]
    #expect(press(&state, .character("m")) == [.previewImport(other)])
    other.meanings = ["q": ""]
    #expect(press(&state, .left) == [.previewImport(other)])
    _ = press(&state, .down)
    other.meanings = ["x": "prompt"]
    #expect(press(&state, .right) == [.previewImport(other)])
    // The answer leaves the mark where it is.
    _ = state.update(.importPreviewed(preview(other)))
    #expect(state.welcome.field == 1)
    #expect(state.draw().text.contains("▸ x"))
    var skipping = other
    skipping.leavesBadRowsOut = true
    #expect(press(&state, .character("e")) == [.previewImport(skipping)])
    _ = state.update(.importPreviewed(preview(skipping)))
    #expect(state.draw().text.contains("is left out, and listed"))
  }

  @Test func anImportThatFailedGoesBackToItsPreview() {
    var state = welcome()
    var request = ImportRequest(path: "d/a.jsonl", study: "a.concord")
    request.meanings = ["x": "verdict"]
    _ = state.update(.importPreviewed(preview(request)))
    #expect(press(&state, .enter) == [.startImport(request)])
    _ = state.update(
      .importEnded(
        ImportEnding(studyPath: "d/a.concord", summary: ["row 3 is bad"], failed: true)))
    #expect(press(&state, .enter) == [.previewImport(request)])
  }

  @Test func anImportIntoTheOpenStudyGoesThereAndComesBack() {
    var stage = LabelStage()
    stage.type(":import b.csv")
    let request = ImportRequest(path: "b.csv", study: "s")
    #expect(stage.press(.enter) == [.previewImport(request)])
    _ = stage.state.update(.importPreviewed(preview(request, isNew: false)))
    #expect(stage.screen.contains("(is there already)"))
    #expect(stage.press(.character("t")).isEmpty)
    _ = stage.press(.escape)
    #expect(stage.state.screen == .label)
  }

  @Test(arguments: [(40, 12), (80, 24), (200, 60)])
  func theFirstPageSaysHowManyWhoAndWhatToPress(_ columns: Int, _ rows: Int) {
    var state = welcome(columns, rows)
    var opening = StudyOpening(
      path: "s",
      study: Study(
        title: "s", about: String(repeating: "Long about.\n\n", count: 30), task: .pairwise,
        itemCount: 43),
      me: Rater(id: RaterID(1), name: "ann", kind: .human),
      raters: [
        Rater(id: RaterID(1), name: "ann", kind: .human),
        Rater(id: RaterID(2), name: "heron", kind: .judge),
        Rater(id: RaterID(3), name: "silent", kind: .judge),
      ],
      progress: Progress(done: 0, total: 43, today: 0), order: .file, sideSeed: 1,
      isFirstTime: true)
    opening.ratings = [RaterID(2): 40]
    _ = state.update(.studyOpened(opening))
    let text = state.draw().text
    for words in ["43 items", "heron 40", "Enter begins", "more lines"] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(!text.contains("silent"))
    _ = press(&state, .end)
    #expect(!state.draw().text.contains("more line"))
  }
}
