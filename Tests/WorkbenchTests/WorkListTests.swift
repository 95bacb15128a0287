import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// The work list, typed lines and the palette.
@Suite struct WorkListTests {
  init() { _ = concord_set_locale() }

  func row(_ number: Int) -> ItemRow {
    ItemRow(
      id: ItemID(Int64(number)), key: "k\(number)", category: "c", excerpt: "e", label: nil,
      flagged: false, hasNote: false)
  }

  func stageWithList() -> LabelStage {
    var stage = LabelStage()
    stage.type("W")
    _ = stage.state.update(
      .rowsLoaded(
        RowPage(
          rows: (1...9).map(row), place: .replace, isLast: true,
          generation: stage.state.list.generation)))
    return stage
  }

  @Test func oneJumpsToAnItemAndBack() {
    var stage = stageWithList()
    #expect(stage.press(.down, .down, .down, .enter) == [.loadItem(ItemID(4))])
    #expect(stage.type("1").isEmpty)
    stage.show(4)
    stage.type("o1f")
    #expect(stage.press(.escape).isEmpty)
    #expect(stage.state.screen == .list && stage.state.list.selected == 3)
    #expect(stage.state.list.rows[3].label?.value == .prefer(0))
    #expect(stage.state.list.rows[3].flagged)
    // The key of the list comes back to the same place as well.
    stage.press(.up, .enter)
    stage.show(3)
    #expect(stage.type("W").isEmpty)
    #expect(stage.state.list.selected == 2 && stage.state.stack.filter { $0 == .list }.count == 1)
  }

  @Test func theListIsFilteredByDisagreement() {
    var stage = stageWithList()
    guard case .loadRows(let filter, _, _, _, _, _)? = stage.type("d").first else {
      Issue.record("no rows asked for")
      return
    }
    #expect(
      filter.disagreement == ItemFilter.Disagreement(first: RaterID(1), second: RaterID(2)))
    #expect(stage.screen.contains("where you and other differ"))
    stage.type("d")
    #expect(stage.state.list.filter.isEverything)
  }

  @Test func typedCommandsComeBack() {
    var stage = LabelStage()
    for command in ["goto a", "goto b"] {
      stage.type(":" + command)
      stage.press(.enter)
    }
    func line() -> String {
      guard case .line(let line)? = stage.state.overlay else { return "" }
      return line.editor.text
    }
    stage.type(":x")
    stage.press(.up)
    #expect(line() == "goto b")
    stage.press(.up, .up)
    #expect(line() == "goto a")
    stage.press(.down)
    #expect(line() == "goto b")
    stage.press(.down)
    #expect(line() == "x")
  }

  @Test func thePaletteFindsAndDoesWhatBelongsToAnotherScreen() {
    var stage = LabelStage()
    stage.press(.control("p"))
    stage.type("contested order")
    #expect(stage.screen.contains("Work list: Order of labelling"))
    #expect(stage.press(.enter).contains(.setOrder(.random(seed: 3))))
    #expect(stage.state.screen == .list)
  }

  @Test func aNumberStandsForAKeyThatIsHidden() {
    var stage = LabelStage()
    stage.type(":goto #7")
    #expect(stage.press(.enter) == [.loadItemWithKey("#7")])
    #expect(stage.type("1").isEmpty)
    _ = stage.state.update(.failed("there is no item '#7'"))
    #expect(LabelStage.answer(stage.type("1")) == .prefer(0))
  }
}
