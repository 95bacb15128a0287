import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// Today's count over midnight, by a clock that the test holds.
@Suite struct CalendarDayTests {
  init() { _ = concord_set_locale() }

  /// Days of a thousand milliseconds.
  func state(today: Int) -> WorkbenchState {
    var state = WorkbenchState(
      size: TerminalSize(columns: 80, rows: 24), seed: 1, now: 2500,
      calendarDay: { time in (time / 1000 * 1000)..<(time / 1000 * 1000 + 1000) })
    _ = state.update(
      .studyOpened(
        StudyOpening(
          path: "s", study: Study(title: "s", task: .pairwise, itemCount: 9),
          me: Rater(id: RaterID(1), name: "ann", kind: .human), raters: [],
          progress: Progress(done: 5, total: 9, today: today), order: .file, sideSeed: 3,
          isFirstTime: false)))
    _ = state.update(.itemLoaded(LabelStage.item(1)))
    return state
  }

  func event(at time: Milliseconds) -> LabelEvent {
    LabelEvent(
      eventID: "e\(time)", rater: RaterID(1), item: ItemID(1),
      action: .label(.tie, confidence: nil, errorCodes: []),
      presentation: .asStored(2), shownAtMilliseconds: time, actedAtMilliseconds: time,
      activeMilliseconds: 0)
  }

  @Test func todaysCountBeginsAnewAtMidnight() {
    var state = state(today: 4)
    _ = state.update(.tick(at: 2999))
    #expect(state.draw().line(0).contains("today 4"))
    _ = state.update(.tick(at: 3000))
    #expect(state.draw().line(0).contains("today 0") && state.label.progress.done == 5)
    state.label.progress.today = 2
    _ = state.update(.input(.key(.down), at: 4100))
    #expect(state.draw().line(0).contains("today 0"))
  }

  @Test func takingBackYesterdaysLabelTakesNothingFromToday() {
    var state = state(today: 2)
    let row = RatingRow(rater: RaterID(1), item: ItemID(1), phase: .blind, code: 2)
    let change = [RatingChange(before: row, after: nil)]
    func takeBack(_ turned: LabelEvent) {
      _ = state.update(
        .undone(
          CommitReceipt(events: [event(at: 2600)], changes: change, turned: turned), isRedo: false))
    }
    takeBack(event(at: 1900))
    #expect(state.label.progress.done == 4 && state.label.progress.today == 2)
    takeBack(event(at: 2100))
    #expect(state.label.progress.done == 3 && state.label.progress.today == 1)
  }
}
