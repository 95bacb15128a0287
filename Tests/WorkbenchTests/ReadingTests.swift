import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// Scrolling, flipping, searching and differences, by keys.
@Suite struct ReadingTests {
  init() { _ = concord_set_locale() }

  func text(_ word: String, _ paragraphs: Int) -> String {
    (0..<paragraphs).map { "\(word) paragraph \($0) " + String(repeating: "words ", count: 12) }
      .joined(separator: "\n\n")
  }

  @Test(arguments: [
    (120, 40, 2, 2), (80, 24, 2, 2), (60, 20, 2, 1), (40, 12, 2, 1), (160, 40, 4, 4),
    (120, 40, 4, 4), (80, 24, 4, 1), (200, 60, 3, 3),
  ])
  func soManyResponsesAreShownAtOnce(_ columns: Int, _ rows: Int, _ count: Int, _ shown: Int) throws
  {
    let stage = LabelStage(columns, rows, count: count)
    let item = try #require(stage.state.label.item)
    #expect(stage.state.labelPlan(item).panes.count == shown)
  }

  @Test func theArrangementChangesByAKey() throws {
    var stage = LabelStage(120, 40)
    let item = try #require(stage.state.label.item)
    var seen: [[Int]] = []
    for _ in 0..<4 {
      seen.append(stage.state.labelPlan(item).panes.map(\.area.row))
      stage.press(.character("z"))
    }
    #expect(seen[0].count == 2 && seen[0][0] == seen[0][1])
    #expect(seen[1].count == 2 && seen[1][0] < seen[1][1])
    #expect(seen[2].count == 1)
    #expect(seen[3] == seen[0])
  }

  @Test func flippingKeepsThePlace() {
    var stage = LabelStage(60, 20, texts: [text("left", 40), text("right", 40)])
    stage.press(.pageDown, .down)
    let place = stage.state.label.scrolls[0]
    #expect(place > 0)
    #expect(stage.screen.contains("1 Left"))
    stage.press(.tab)
    #expect(stage.screen.contains("2 Right"))
    #expect(stage.state.label.scrolls[1] == place)
    stage.press(.tab)
    #expect(stage.screen.contains("1 Left") && stage.state.label.scrolls[0] == place)
  }

  @Test func aResizeKeepsThePlaceInTheText() throws {
    var stage = LabelStage(120, 40, texts: [text("left", 60), text("right", 60)])
    stage.press(.pageDown, .pageDown)
    func first(_ stage: LabelStage) throws -> String {
      let item = try #require(stage.state.label.item)
      let pane = try #require(stage.state.labelPlan(item).panes.first)
      let lines = stage.state.paneLines(item, slot: 0, width: pane.area.columns).lines
      let from = stage.state.label.scrolls[0]
      return lines[from...].map { $0.map(\.text).joined() }.first { $0.contains("paragraph") } ?? ""
    }
    let before = try first(stage).prefix(18)
    stage.resize(70, 30)
    #expect(try first(stage).prefix(18) == before)
    stage.resize(30, 5)
    stage.resize(200, 30)
    #expect(try first(stage).prefix(18) == before)
  }

  @Test func panesScrollTogetherOrApart() {
    var stage = LabelStage(120, 40, texts: [text("left", 60), text("right", 60)])
    stage.press(.pageDown)
    #expect(stage.state.label.scrolls[0] == stage.state.label.scrolls[1])
    stage.press(.character("l"), .character("l"))
    #expect(stage.state.label.lock == .apart)
    stage.press(.tab, .pageDown)
    #expect(stage.state.label.pane == .slot(0))
    #expect(stage.state.label.scrolls[0] > stage.state.label.scrolls[1])
  }

  @Test func paragraphsAreKeptBesideEachOther() throws {
    let short = (0..<40).map { "p\($0)" }.joined(separator: "\n\n")
    let long = text("p", 40)
    var stage = LabelStage(120, 30, texts: [long, short])
    stage.press(.character("l"))
    #expect(stage.state.label.lock == .paragraph)
    for _ in 0..<30 { stage.press(.down) }
    let item = try #require(stage.state.label.item)
    func paragraph(_ slot: Int) -> Int {
      let starts = stage.state.paneLines(item, slot: slot, width: 57).paragraphStarts
      return starts.lastIndex { $0 <= stage.state.label.scrolls[slot] } ?? -1
    }
    #expect(paragraph(0) > 3)
    #expect(paragraph(0) == paragraph(1))
  }

  @Test func aLongPromptIsScrolledAndFolded() {
    var stage = LabelStage(80, 24, prompt: text("ask", 12))
    #expect(stage.screen.contains("more lines"))
    stage.press(.backTab)
    stage.press(.tab, .tab, .tab, .tab)
    var tries = 0
    while stage.state.label.pane != .prompt, tries < 5 {
      stage.press(.tab)
      tries += 1
    }
    stage.press(.end)
    #expect(stage.screen.contains("ask paragraph 11"))
    stage.press(.escape)
    #expect(stage.state.label.pane == .all && stage.state.screen == .label)
    stage.press(.character("p"))
    #expect(stage.state.labelPlan(stage.state.label.item!).prompt.rows == 1)
  }

  @Test func aLongPromptIsReachedWhereOneResponseIsShown() {
    var stage = LabelStage(60, 20, prompt: text("ask", 12), references: [text("ref", 9)])
    stage.press(.backTab)
    #expect(stage.state.label.pane == .prompt)
    stage.press(.backTab)
    #expect(stage.state.label.pane == .reference)
    stage.press(.end)
    #expect(stage.screen.contains("ref paragraph 8"))
    stage.press(.tab)
    #expect(stage.state.label.pane == .all)
  }

  @Test func aSearchGoesThroughAllTextsAndEnds() {
    var stage = LabelStage(
      60, 20, texts: ["alpha needle", "beta needle"], prompt: "the needle?")
    stage.type("/needle")
    stage.press(.enter)
    #expect(stage.state.label.mark == LabelScreen.Mark(pane: .prompt, line: 0))
    stage.type("NN")
    #expect(stage.state.label.mark?.pane == .slot(1))
    #expect(stage.screen.contains("2 Right") && stage.status.contains("(3/3"))
    stage.type("N")
    #expect(stage.state.label.mark?.pane == .prompt)
    stage.type("P")
    #expect(stage.state.label.mark?.pane == .slot(1))
    stage.press(.escape)
    #expect(stage.state.label.query.isEmpty && stage.state.screen == .label)
    // `n` is a note at all times, also while a search is on.
    stage.type("n")
    guard case .line(let line)? = stage.state.overlay else {
      Issue.record("no line")
      return
    }
    #expect(line.purpose == .note)
  }

  @Test func differencesAreJumpedToOneByOne() {
    let same = (0..<30).map { "the same line \($0)" }.joined(separator: "\n\n")
    var stage = LabelStage(
      120, 20, texts: [same + "\n\nnew end", "new start\n\n" + same + "\n\nold end"])
    stage.type("}")
    #expect(stage.state.label.difference == .words)
    #expect(stage.state.label.mark?.pane == .slot(0) && stage.status.contains("difference 1 of 3"))
    #expect(stage.screen.contains("▶new end"))
    stage.type("}")
    #expect(stage.state.label.mark == LabelScreen.Mark(pane: .slot(1), line: 0))
    stage.type("}}")
    #expect(stage.status.contains("no further difference"))
    stage.type("{")
    #expect(stage.state.label.mark == LabelScreen.Mark(pane: .slot(1), line: 0))
  }

  /// Colours are not needed to see what differs.
  @Test func differencesHaveMarksWithoutColour() {
    var stage = LabelStage(120, 20, texts: ["one two three", "one too three"])
    stage.type("d")
    let frame = stage.state.draw()
    let marked = frame.cells.filter { $0.style.role == .differenceAdded }
    #expect(marked.map(\.text).joined() == "twotoo")
    #expect(marked.allSatisfy { $0.style.attributes.contains(.underline) })
    #expect(stage.screen.contains("▏one two three"))
  }

  @Test func aComparisonThatTakesTooLongSaysSo() {
    var now: Milliseconds = 0
    var stage = LabelStage(
      120, 20, texts: [text("left", 50), text("other", 50)],
      clock: {
        now += 100
        return now
      })
    stage.type("d")
    #expect(stage.status.contains("too much to compare"))
    #expect(!stage.state.draw().cells.contains { $0.style.role == .differenceAdded })
  }

  @Test func differencesGoFromWordsToSentencesToOff() {
    var stage = LabelStage(120, 20, texts: ["One. Two is here.", "One. Two was here."])
    stage.type("d")
    #expect(stage.state.label.difference == .words)
    stage.type("d")
    let marked = stage.state.draw().cells.filter { $0.style.role == .differenceAdded }
    #expect(marked.map(\.text).joined() == "Two is here.Two was here.")
    stage.type("d")
    #expect(stage.state.label.difference == .off)
  }

  @Test func turnsAreTabsOrARunningView() {
    var stage = LabelStage(120, 30)
    var loaded = LabelStage.item(2)
    loaded.reading.prompt = [
      Turn(role: .user, text: "ask one"), Turn(role: .user, text: "ask two"),
    ]
    loaded.reading.candidates = [
      CandidateText(turns: ["a one", "a two"]), CandidateText(turns: ["b one", "b two"]),
    ]
    _ = stage.state.update(.itemLoaded(loaded))
    #expect(stage.screen.contains("turns [all] 1  2 "))
    #expect(stage.screen.contains("a one") && stage.screen.contains("b two"))
    #expect(stage.screen.contains("4 words"))
    stage.type("v")
    #expect(stage.screen.contains("a one") && !stage.screen.contains("a two"))
    #expect(stage.screen.contains("ask one") && !stage.screen.contains("ask two"))
    #expect(stage.screen.contains("2 words"))
    stage.type("v")
    #expect(!stage.screen.contains("a one") && stage.screen.contains("b two"))
    stage.type("v")
    #expect(stage.state.label.turn == nil)
  }

  @Test func markdownIsRenderedOrRaw() {
    var stage = LabelStage(120, 30, texts: ["# Head\n\n**bold** [link](http://x)", "b"])
    #expect(!stage.screen.contains("**bold**") && stage.screen.contains("link (http://x)"))
    stage.type("m")
    #expect(stage.screen.contains("**bold** [link](http://x)"))
  }

  @Test func anEmptyResponseSaysSo() {
    #expect(LabelStage(texts: ["", "b"]).screen.contains("(an empty response)"))
  }

  @Test(arguments: [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)])
  func theCursorRestsOnWhatIsFocused(_ columns: Int, _ rows: Int) throws {
    var stage = LabelStage(columns, rows, texts: [text("left", 9), text("right", 9)])
    let item = try #require(stage.state.label.item)
    let cursor = try #require(stage.state.draw().cursor)
    let pane = try #require(stage.state.labelPlan(item).panes.first)
    #expect(cursor.column == pane.area.column && cursor.row == pane.area.row)
    if stage.state.labelPlan(item).panes.count == 2 {
      stage.press(.tab, .tab)
      let second = stage.state.labelPlan(item).panes[1].area
      let there = try #require(stage.state.draw().cursor)
      #expect(there.column == second.column && there.row == second.row)
    }
  }
}
