import AnnotationAnalysis
import AnnotationModel
import TerminalCore
import Testing

@testable import Workbench

/// Tables of many items are counted beside the person's work, and come out as if they had been
/// counted at once.
@Suite struct TableCountTests {
  typealias Fixture = AgreementFixture

  /// The screen that waits for its tables, and what it asked for: as if these were many items.
  private func waiting(_ view: AgreementScreen.View = .raters) throws
    -> (WorkbenchState, TableCount?)
  {
    var state = atOnce([], view)
    state.agreement.countedAtOnce = 0
    var tracker = try #require(state.agreement.tracker)
    tracker.load([RatingColumn]())
    let effects = state.update(
      .trackerLoaded(
        TrackerLoad(tracker: tracker, countedItems: tracker.itemCount, isComplete: true)))
    return (state, count(in: effects))
  }

  private func count(in effects: [Effect]) -> TableCount? {
    for case .countTables(let count) in effects.reversed() { return count }
    return nil
  }

  private func answers(_ count: TableCount, everyTable: Bool = false) -> [CountedTables] {
    var time: Milliseconds = 0
    var result: [CountedTables] = []
    count.run(
      clock: {
        time += everyTable ? 1000 : 0
        return time
      }, isCancelled: { false }, answer: { result.append($0) })
    return result
  }

  /// Until nothing is asked for any more.
  private func finish(_ state: inout WorkbenchState, _ first: TableCount?) {
    var next = first
    while let count = next {
      next = nil
      for answer in answers(count) {
        next = self.count(in: state.update(.tablesCounted(answer))) ?? next
      }
    }
  }

  private func relabel(_ item: Int64, _ code: Int) -> Message {
    .othersChanged(
      [
        RatingChange(
          before: RatingRow(rater: RaterID(1), item: ItemID(item), code: 0),
          after: RatingRow(rater: RaterID(1), item: ItemID(item), code: code))
      ], raters: [])
  }

  /// The same study with its tables counted when asked.
  private func atOnce(_ messages: [Message], _ view: AgreementScreen.View) -> WorkbenchState {
    var state = Fixture.state(Fixture.study, size: TerminalSize(columns: 120, rows: 40))
    for message in messages { _ = state.update(message) }
    state.agreement.view = view
    state.agreement.refresh()
    return state
  }

  @Test func itSaysThatItCountsAndKeysWorkMeanwhile() throws {
    var (state, count) = try waiting()
    #expect(state.draw().text.contains("counting …"))
    #expect(!state.draw().text.contains("0."))
    #expect(try #require(count).requests.count == 4)
    Fixture.press(&state, "?")
    #expect(state.overlay != nil)
    Fixture.press(&state, .escape)
    finish(&state, count)
    #expect(!state.draw().text.contains("counting …"))
    #expect(state.draw().text == atOnce([], .raters).draw().text)
  }

  @Test(arguments: AgreementScreen.View.allCases)
  func labelsThatComeMeanwhileAreCounted(_ view: AgreementScreen.View) throws {
    var (state, first) = try waiting(view)
    let count = try #require(first)
    let labels = (1...20).map { relabel(Int64($0 * 2), $0 % 3) }
    let told = answers(count, everyTable: true)
    #expect(told.count == count.requests.count)
    var next: TableCount?
    for (at, label) in labels.enumerated() {
      next = self.count(in: state.update(label)) ?? next
      guard at < told.count else { continue }
      next = self.count(in: state.update(.tablesCounted(told[at]))) ?? next
    }
    finish(&state, next)
    let same = atOnce(labels, view)
    #expect(state.agreement.rows.map(\.table) == same.agreement.rows.map(\.table))
    state.agreement.refresh()
    #expect(state.draw().text == same.draw().text)
    let isDone = state.agreement.counting == nil && state.agreement.tracker?.wanted.isEmpty == true
    #expect(isDone)
  }

  @Test func anAnswerToAnOlderQuestionChangesNothing() throws {
    var (state, first) = try waiting()
    let old = try #require(first)
    let effects = Fixture.press(&state, "s")
    let new = try #require(count(in: effects))
    #expect(new.policy != old.policy)
    for answer in answers(old) {
      _ = state.update(.tablesCounted(answer))
      let isCounting = state.agreement.isCounting
      #expect(isCounting)
    }
    finish(&state, new)
    let isCounting = state.agreement.isCounting
    #expect(!isCounting)
    #expect(state.agreement.tracker?.policy == state.agreement.policy)
  }

  @Test func theStripWaitsForItsTablesAndThenFollowsEachLabel() throws {
    var (state, first) = try waiting()
    finish(&state, first)
    Fixture.press(&state, "L")
    let asked = count(in: Fixture.press(&state, "a"))
    #expect(state.agreementStrip(width: 78).map(\.text).joined().contains("counting"))
    finish(&state, asked)
    let before = state.agreement.strip
    #expect(before?.parts.count == 3)
    _ = state.update(relabel(1, 1))
    #expect(state.agreement.strip != before)
    Fixture.press(&state, "a")
    #expect(state.agreement.strip == nil)
  }
}
