import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

@Suite struct ValidationScreenTests {
  init() { _ = concord_set_locale() }

  typealias Fixture = AgreementFixture

  /// A state on the check-list of judge/one, as the runtime would answer.
  func opened(
    _ size: TerminalSize = TerminalSize(columns: 80, rows: 24), glyphs: Glyphs = .unicode
  ) throws -> WorkbenchState {
    var state = Fixture.state(Fixture.study, size: size, glyphs: glyphs)
    Fixture.press(&state, "jj")
    let request = try #require(Self.request(Fixture.press(&state, "V")))
    _ = state.update(.validated(request.run(ValidationEvidence(), slices: [])))
    return state
  }

  static func request(_ effects: [Effect]) -> ValidationRequest? {
    effects.lazy.compactMap { effect -> ValidationRequest? in
      if case .validate(let request) = effect { request } else { nil }
    }.first
  }

  @Test func theMarkedJudgeIsChecked() throws {
    let state = try opened()
    #expect(state.agreement.view == .validation)
    let list = try #require(state.agreement.checklist)
    #expect(list.judge == "judge/one" && list.reference == "majority")
    let text = state.draw().text
    #expect(text.contains("judge/one against majority: "))
    for check in list.checks.prefix(3) { #expect(text.contains(check.name.title)) }
    #expect(text.contains("next: "))
  }

  @Test func aPersonHasNoCheckList() {
    var state = Fixture.state(Fixture.study)
    #expect(Self.request(Fixture.press(&state, "V")) == nil)
    #expect(state.agreement.view == .raters)
    #expect(state.draw().text.contains("is no machine"))
  }

  @Test(arguments: [AgreementScreen.View.raters, .pair, .board])
  func backLeadsBack(_ view: AgreementScreen.View) throws {
    var state = Fixture.state(Fixture.study)
    Fixture.press(&state, "jj")
    if view == .pair { Fixture.press(&state, .enter) }
    if view == .board {
      for _ in 0..<5 { Fixture.press(&state, .tab) }
      Fixture.press(&state, "jj")
    }
    #expect(state.agreement.view == view)
    #expect(Self.request(Fixture.press(&state, "V")) != nil)
    Fixture.press(&state, .escape)
    #expect(state.agreement.view == view && state.screen == .agreement)
  }

  /// A label or a policy asks anew; what was found before stays until then.
  @Test func theListFollowsTheRatings() throws {
    var state = try opened()
    let before = try #require(state.agreement.checklist)
    let place = RatingRow(rater: RaterID(3), item: ItemID(1), code: 0)
    let after = RatingRow(rater: RaterID(3), item: ItemID(1), code: 1)
    let effects = state.update(
      .othersChanged([RatingChange(before: place, after: after)], raters: []))
    let request = try #require(Self.request(effects))
    #expect(state.agreement.checklist == before)
    #expect(state.draw().text.contains("checking again"))
    _ = state.update(.validated(request.run(ValidationEvidence(), slices: [])))
    #expect(state.agreement.checklist != before)
    #expect(Self.request(Fixture.press(&state, "t")) != nil)
  }

  @Test func otherJudgesAreANextKeyAway() throws {
    var state = try opened()
    let request = try #require(Self.request(Fixture.press(&state, "]")))
    #expect(request.judge?.name == "judge/two" && state.agreement.checklist == nil)
    #expect(Self.request(Fixture.press(&state, "]"))?.judge?.name != "ann")
    #expect(state.draw().text.contains("judge/one against majority"), "the answer is still held")
  }

  @Test func enterLeadsToWhatHelps() throws {
    var state = try opened()
    let list = try #require(state.agreement.checklist)
    let position = try #require(list.checks.firstIndex { $0.name == .position })
    #expect(list.checks[position].next == .askBothOrders)
    for _ in 0..<position { Fixture.press(&state, "j") }
    Fixture.press(&state, .enter)
    #expect(state.screen == .runs)
    Fixture.press(&state, .escape)
    #expect(state.screen == .agreement && state.agreement.view == .validation)
  }

  @Test(arguments: AgreementScreenTests.sizes, [Glyphs.unicode, .ascii])
  func itFitsEverySize(_ size: (Int, Int), _ glyphs: Glyphs) throws {
    var state = try opened(TerminalSize(columns: size.0, rows: size.1), glyphs: glyphs)
    for _ in 0..<12 {
      let frame = state.draw()
      #expect(frame.cells.count == size.0 * size.1 && frame.cursor != nil)
      let isPlain = frame.text.allSatisfy { $0.isASCII }
      #expect(isPlain || glyphs != .ascii)
      Fixture.press(&state, "j")
    }
    #expect(state.agreement.markedCheck?.name == .sources)
  }
}
