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

  /// Beyond the first page, and beyond the window, the list is sought at the item's own place.
  @Test func theListOpensAtOnesOwnItemWhereverItIs() {
    var stage = LabelStage()
    let generation = { (stage: LabelStage) in stage.state.list.generation }
    func send(_ rows: Range<Int>, _ place: RowPage.Place, isLast: Bool = false) -> [Effect] {
      stage.state.update(
        .rowsLoaded(
          RowPage(
            rows: rows.map(row), place: place, isLast: isLast, generation: generation(stage))))
    }
    func asked(_ effects: [Effect]) -> (after: Int64?, forward: Bool)? {
      guard case .loadRows(_, _, let after, let forward, _, _)? = effects.first else { return nil }
      return (after?.id.value, forward)
    }
    stage.show(5000)
    #expect(asked(stage.type("W"))?.after == nil)
    let before = asked(send(1..<201, .replace))
    #expect(before?.after == 5000 && before?.forward == false)
    let after = asked(send(4900..<5000, .before))
    #expect(after?.after == 4999 && after?.forward == true)
    #expect(send(5000..<5200, .after).isEmpty)
    let list = stage.state.list
    #expect(list.rows[list.selected].id == ItemID(5000) && !list.isLoading)
    #expect(list.hasEarlier && list.hasLater)
    // From far away, the same list comes back at the new item.
    stage.press(.escape)
    stage.show(90_000)
    #expect(asked(stage.type("W"))?.after == 90_000)
    _ = send(89_900..<90_000, .before)
    // An item that the filter leaves out: its neighbour.
    #expect(send(90_001..<90_003, .after, isLast: true).isEmpty)
    #expect(stage.state.list.rows[stage.state.list.selected].id == ItemID(90_001))
    #expect(!stage.state.list.hasLater)
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

  /// The cursor is in sight, and what is out of sight has a mark.
  @Test(arguments: [40, 80]) func aLongLineScrollsUnderItsCursor(_ columns: Int) throws {
    var stage = LabelStage(columns, 12)
    let text = "start " + String(repeating: "中文 ab ", count: 30) + "end"
    stage.type("n" + text)
    #expect(stage.status.contains("…") && stage.status.hasSuffix("end"))
    let cursor = try #require(stage.state.draw().cursor)
    #expect(cursor.column == DisplayText.columns(stage.status))
    stage.press(.home)
    #expect(stage.status.hasPrefix("note: start") && stage.status.contains("…"))
    #expect(stage.state.draw().cursor?.column == 6)
    for _ in 0..<40 { stage.press(.right) }
    let there = try #require(stage.state.draw().cursor)
    #expect(there.column < columns)
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
