import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// What people who had never seen the program stumbled over on the label screen and in the list.
@Suite struct FreshEyesTests {
  init() { _ = concord_set_locale() }

  func text(_ word: String, _ lines: Int) -> String {
    (0..<lines).map { "\(word) \($0)" }.joined(separator: "\n\n")
  }

  @Test func theKeyThatTheHintNamesReadsThePrompt() {
    var stage = LabelStage(texts: [text("a", 40), text("b", 40)], prompt: text("ask", 12))
    #expect(stage.screen.contains("S-Tab reads"))
    stage.press(.backTab)
    #expect(stage.state.label.pane == .prompt)
  }

  @Test func thePromptTakesRowsThatTheResponsesDoNotNeed() throws {
    var stage = LabelStage(texts: ["yes", "no"], prompt: text("ask", 5))
    #expect(stage.screen.contains("ask 4") && !stage.screen.contains("more line"))
    #expect(stage.screen.contains("1 Left") && stage.screen.contains("2 Right"))
    stage.show(2, texts: [text("a", 40), text("b", 40)], prompt: text("ask", 9))
    #expect(try #require(stage.state.plan).prompt.rows == 5)
  }

  @Test func aLabelAfterATakenBackOneIsNamedAsWhatItIs() {
    var stage = LabelStage()
    stage.state.label.own.hasRevealed = true
    stage.type("1")
    #expect(stage.status.contains("kept as a revealed label; there is no blind one"))
  }

  /// A key that neither the footer nor the help names must not save an answer.
  @Test(arguments: ["c", "x", "y"]) func noKeyAnswersUnseen(_ key: String) {
    var stage = LabelStage()
    #expect(stage.type(key).isEmpty)
    #expect(stage.state.label.own.blind == nil)
  }

  @Test func whoWentPastAnItemMayNotLookYet() {
    var stage = LabelStage()
    stage.type("o")
    stage.type("s")
    #expect(stage.type("R").isEmpty && stage.status.contains("first give your own answer"))
    stage.type("1")
    stage.type("R")
    #expect(stage.state.screen == .reveal)
  }

  /// The place is in the file with the key press: a connection may break at any moment.
  @Test func thePlaceIsKeptWithEachKeyPress() {
    var stage = LabelStage()
    let ahead = LabelStage.item(2)
    _ = stage.state.update(.itemsAhead([ahead], after: ItemID(1)))
    guard case .commit(_, let cursor)? = stage.type("s").first else {
      Issue.record("no commit")
      return
    }
    #expect(cursor == ItemID(2))
    stage.type("]")
    #expect(
      stage.state.update(.itemLoaded(LabelStage.item(3))).contains(.saveCursor(ItemID(3))))
    #expect(!stage.state.update(.itemLoaded(LabelStage.item(3))).contains(.saveCursor(ItemID(3))))
  }

  @Test func aSearchInTheListIsLeftBeforeTheList() {
    var stage = LabelStage()
    stage.type("W/eggs")
    stage.press(.enter)
    #expect(stage.state.list.filter.text == "eggs")
    stage.press(.escape)
    #expect(stage.state.list.filter.text.isEmpty && stage.state.screen == .list)
    stage.press(.escape)
    #expect(stage.state.screen == .label)
  }

  @Test func aPairIsLeftForTheTableItCameFrom() {
    var state = AgreementFixture.state(AgreementFixture.study)
    AgreementFixture.press(&state, "j")
    _ = state.update(.input(.key(.enter), at: 1))
    #expect(state.agreement.view == .pair)
    _ = state.update(.input(.key(.escape), at: 2))
    #expect(state.agreement.view == .raters && state.screen == .agreement)
  }

  @Test func aFocusedResponseScrollsAlone() {
    var stage = LabelStage(120, 30, texts: [text("a", 60), text("b", 60)])
    stage.press(.tab, .down, .down)
    #expect(stage.state.label.scrolls == [2, 0])
  }

  @Test func goingBackLeavesAStudyOnlyWhenMeant() {
    var stage = LabelStage()
    stage.press(.escape)
    #expect(stage.state.screen == .label && stage.status.contains("once more leaves the study"))
    stage.press(.down, .escape)
    #expect(stage.state.screen == .label)
    stage.press(.escape)
    #expect(stage.state.screen == .welcome)
  }

  @Test func theHeaderSaysWhoOneIs() {
    var stage = LabelStage(120, 30)
    #expect(stage.state.draw().line(0).contains("as ann"))
    stage.type("I")
    #expect(stage.state.draw().line(0).contains("as ann"))
  }

  @Test(arguments: [60, 80, 120])
  func theHeadersRightSideIsTheSameOnEveryItem(_ columns: Int) {
    var stage = LabelStage(columns, 30)
    for number in 1...4 {
      stage.show(number)
      stage.type("1")
    }
    var seen: Set<Substring> = []
    for number in [1, 22, 123_456_789_012_345] {
      stage.show(number)
      let line = stage.state.draw().line(0)
      let start = line.firstRange(of: " as ann ") ?? line.firstRange(of: "0/9")
      seen.insert(line[(start?.lowerBound ?? line.startIndex)...])
    }
    #expect(seen.count == 1 && seen.first?.contains("to go") == true, "\(seen)")
  }

  /// Takes back or gives again what an event did, and shows its item as it is then.
  func turn(
    _ stage: inout LabelStage, _ action: LabelEvent.Action, isRedo: Bool = false,
    own: OwnWork = OwnWork()
  ) -> String {
    let event = LabelEvent(
      eventID: "e", rater: RaterID(1), item: ItemID(7), action: action,
      presentation: .asStored(2), shownAtMilliseconds: 0, actedAtMilliseconds: 0,
      activeMilliseconds: 0)
    let effects = stage.state.update(
      .undone(CommitReceipt(events: [event], changes: [], turned: event), isRedo: isRedo))
    #expect(effects == [.loadItem(ItemID(7))])
    var loaded = LabelStage.item(7)
    loaded.own = own
    _ = stage.state.update(.itemLoaded(loaded))
    return stage.status
  }

  @Test func whatWasTakenBackOrGivenAgainIsNamedWithItsItem() {
    var stage = LabelStage()
    func label(_ value: RatingValue) -> LabelEvent.Action {
      .label(value, confidence: nil, errorCodes: [])
    }
    let back = turn(&stage, label(.prefer(0)))
    #expect(back.contains("taken back on k7: label left; C-r redoes it"))
    let before = OwnWork(blind: Label(value: .tie))
    #expect(
      turn(&stage, label(.prefer(1)), own: before).contains("label right, now tie again; C-r"))
    #expect(turn(&stage, .note("x")).contains("on k7: note; C-r"))
    #expect(turn(&stage, .flag(true)).contains("on k7: flag; C-r"))
    #expect(turn(&stage, .flag(false)).contains("on k7: flag's removal; C-r"))
    let skip = label(.abstention(.skipped))
    #expect(turn(&stage, skip).contains("on k7: skip; C-r"))
    #expect(turn(&stage, skip, isRedo: true).contains("given again on k7: skipped"))
    stage.press(.down)
    stage.show(8)
    #expect(!stage.status.contains("given again"))
  }

  @Test func noFooterHasAWordTwice() {
    for context in Set(Action.all.map(\.context)) where context != .everywhere {
      let shown = Action.all.filter { [context, .everywhere].contains($0.context) }
      let words = shown.compactMap { $0.footer?.word }
      #expect(Set(words).count == words.count, "\(context): \(words.sorted())")
    }
  }

  @Test func aSearchSaysNothingOfItemsThatCameLater() {
    var stage = LabelStage()
    stage.type("/zebra")
    stage.press(.enter)
    stage.show(2)
    stage.press(.down)
    #expect(!stage.status.contains("zebra"))
  }

  @Test func aKeyOfAnotherTaskSaysWhatIsAskedHere() {
    var stage = LabelStage()
    stage.type("x")
    #expect(stage.status.contains("which response is better"))
  }

  @Test func anEmptyStudyOffersNoVerdict() {
    var stage = LabelStage(items: 0)
    stage.state.label = LabelScreen()
    _ = stage.state.update(.noItem(.emptyStudy))
    #expect(!stage.state.draw().line(23).contains("left"))
  }

  @Test func aSmallWindowIsToldWhole() {
    let stage = LabelStage(30, 9)
    #expect(stage.screen.contains("Concord needs 40×10 cells;"))
  }

  @Test func thePaletteKeepsItsSize() {
    var stage = LabelStage()
    stage.press(.control("p"))
    func tops() -> [Int] { (0..<24).filter { stage.state.draw().line($0).contains("Find an") } }
    let before = tops()
    stage.type("undo")
    #expect(tops() == before && !before.isEmpty)
  }

  // MARK: - The list and jumping

  func row(_ number: Int, label: Label? = nil) -> ItemRow {
    ItemRow(
      id: ItemID(Int64(number)), key: "k\(number)", category: "c", excerpt: "e", label: label,
      flagged: false, hasNote: false)
  }

  @Test func theListOpensAtOnesItemWithTheSideThatWasPressed() {
    var stage = LabelStage()
    stage.show(4)
    stage.type("W")
    let mine = Label(value: .prefer(1), confidence: nil, errorCodes: [], phase: .blind)
    let rows = (1...9).map { row($0, label: $0 == 2 ? mine : nil) }
    let generation = stage.state.list.generation
    _ = stage.state.update(
      .rowsLoaded(RowPage(rows: rows, place: .replace, isLast: true, generation: generation)))
    #expect(stage.state.list.selected == 3)
    #expect(stage.screen.contains("right (b)"))
    #expect(stage.state.draw().line(0).contains("9 items"))
  }

  @Test func aFilteredListSaysHowManyOfAll() {
    var stage = LabelStage()
    stage.type("Wf")
    let generation = stage.state.list.generation
    _ = stage.state.update(
      .rowsLoaded(RowPage(rows: [row(1)], place: .replace, isLast: true, generation: generation)))
    #expect(stage.state.draw().line(0).contains("1 of 9"))
  }

  @Test func aLineCanBeAnItemsNumberOrKey() {
    var stage = LabelStage()
    stage.type(":500")
    #expect(stage.press(.enter) == [.loadItemWithKey("500")])
    stage.show(5)
    stage.type(":k7")
    #expect(stage.press(.enter) == [.loadItemWithKey("k7")])
  }

  @Test func thePaletteFindsTheJump() {
    var stage = LabelStage()
    for words in ["jump", "go to item"] {
      stage.press(.control("p"))
      stage.type(words)
      stage.press(.enter)
      #expect(stage.screen.contains(":goto "), "\(words)")
      stage.press(.escape)
    }
  }
}
