import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

@Suite struct PairScreenTests {
  init() { _ = concord_set_locale() }

  typealias Fixture = AgreementFixture

  @Test func moreRatersThanFitScroll() {
    let many = (0..<40).map { (name: "judge/\($0)", letters: "abab") } + Fixture.study
    var state = Fixture.state(many)
    Fixture.press(&state, .tab)
    #expect(state.draw().text.contains("rows 1-"))
    for _ in 0..<39 { Fixture.press(&state, "jl") }
    let text = state.draw().text
    #expect(text.contains("40 judge/39") && state.draw().cursor != nil)
  }

  /// In a terminal without colour a shade is a mark after the number.
  @Test func shadesHoldWithoutColour() {
    var state = Fixture.state(Fixture.study)
    Fixture.press(&state, .tab)
    #expect(state.draw().text.contains("▓") || state.draw().text.contains("█"))
    var plain = Fixture.state(Fixture.study, glyphs: .ascii)
    Fixture.press(&plain, .tab)
    let isASCII = plain.draw().text.allSatisfy { $0.isASCII }
    #expect(isASCII)
  }

  @Test func aCellOpensItsItems() throws {
    var state = Fixture.state(Fixture.study)
    Fixture.press(&state, "jj")
    Fixture.press(&state, .enter)
    #expect(state.agreement.view == .pair)
    Fixture.press(&state, "j")
    let table = try #require(state.agreement.pairTable)
    let count = table.confusion[1, 0]
    #expect(count > 0)
    let effects = Fixture.press(&state, .enter)
    #expect(state.screen == .disagreements)
    #expect(state.disagreements.items.count == count)
    #expect(state.disagreements.title == "b against a")
    #expect(effects == [.loadReveal(state.disagreements.items[0])])
  }

  @Test func theCeilingIsPeopleWithEachOther() throws {
    var state = Fixture.state(Fixture.study)
    Fixture.press(&state, "jj")
    Fixture.press(&state, .enter)
    let ceiling = state.agreement.ceiling
    #expect(ceiling.pairs.map(\.name) == ["ann × bob"] && ceiling.people == 2)
    let people = try #require(state.agreement.tracker?.humans)
    var tracker = try #require(state.agreement.tracker)
    #expect(ceiling.everyone == tracker.group(people).coefficient(.fleiss))
    let kappa = Figure.value(ceiling.everyone)
    #expect(state.draw().text.contains("Human ceiling  Fleiss' κ \(kappa)"))
  }

  /// Full agreement is not called precise.
  @Test func anIntervalWithoutWidthIsExplained() {
    var state = Fixture.state([("ann", "abab"), ("judge/one", "abab")])
    Fixture.press(&state, .tab, .tab)
    #expect(state.draw().text.contains("no disagreement was seen"))
  }

  @Test(arguments: AgreementScreenTests.sizes)
  func theCourseIsDrawnAndFollowsTheLabels(_ columns: Int, _ rows: Int) throws {
    var state = Fixture.state(
      Fixture.study, size: TerminalSize(columns: columns, rows: rows))
    Fixture.press(&state, "jj")
    let effects = Fixture.press(&state, .enter)
    let (first, second) = (StreamID.majority, StreamID.rater(RaterID(3)))
    #expect(effects.contains(.loadLabelOrder(first: first, second: second)))
    _ = state.update(
      .labelOrderLoaded(
        first: first, second: second, order: (1...40).map { ItemID(Int64($0)) }))
    let table = try #require(state.agreement.pairTable)
    #expect(state.agreement.trend?.points.last?.n == table.itemCount)
    #expect(state.agreement.trend?.points.last?.estimate == table.coefficient(.cohen))
    let place = RatingRow(rater: RaterID(3), item: ItemID(1), code: 0)
    let after = RatingRow(rater: RaterID(3), item: ItemID(1), code: 1)
    _ = state.update(
      .othersChanged([RatingChange(before: place, after: after)], raters: []))
    let changed = try #require(state.agreement.pairTable)
    #expect(changed != table)
    #expect(state.agreement.trend?.points.last?.estimate == changed.coefficient(.cohen))
    #expect(state.draw().cells.count == columns * rows)
  }

  @Test func theCourseFollowsThePolicy() throws {
    var state = Fixture.state(Fixture.study)
    Fixture.press(&state, "jjj")
    Fixture.press(&state, .enter)
    _ = state.update(
      .labelOrderLoaded(first: .majority, second: .rater(RaterID(4)), order: []))
    Fixture.press(&state, "u")
    let table = try #require(state.agreement.pairTable)
    #expect(state.agreement.trend?.points.last?.estimate == table.coefficient(.cohen))
    #expect(table.itemCount == 40)
  }
}
