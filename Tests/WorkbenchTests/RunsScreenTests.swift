import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// Runs as they are watched.
@Suite struct RunsScreenTests {
  init() { _ = concord_set_locale() }

  func person(_ columns: Int = 120, _ rows: Int = 40) -> FixturePerson {
    var person = FixturePerson(columns: columns, rows: rows)
    person.press("A", "J")
    person.send(.runsLoaded(FixtureRuns.all(person, verdicts: 20), at: 1_000))
    return person
  }

  @Test func aRunsRateIsOfTheTwoLastLooks() {
    var person = person()
    #expect(person.state.runs.rows.allSatisfy { $0.rate == nil })
    person.send(.runsLoaded(FixtureRuns.all(person, verdicts: 50), at: 3_000))
    #expect(person.state.runs.rows.map(\.rate) == [nil, 15, nil])
    #expect(person.state.draw().text.contains("15 verdicts") == false)
    person.press("Down")
    #expect(person.state.draw().text.contains("15 verdicts"))
  }

  @Test func theMarkedRunStaysMarkedWhenOthersCome() {
    var person = person()
    person.press("Down")
    let marked = person.state.runs.marked?.summary.run.name
    person.send(
      .runsLoaded(Array(FixtureRuns.all(person, verdicts: 30).reversed()), at: 2_000))
    #expect(person.state.runs.marked?.summary.run.name == marked)
  }

  @Test func onlyARunAtWorkIsStopped() {
    var state = person().state
    #expect(state.update(.input(.key(.character("x")), at: 5_000)).isEmpty)
    #expect(state.notice?.text.contains("not at work") == true)
    _ = state.update(.input(.key(.down), at: 5_001))
    #expect(state.update(.input(.key(.character("x")), at: 5_002)) == [.stopRun(RunID(2))])
  }

  @Test func kappaIsThatOfTheAgreementScreen() throws {
    var person = person()
    let shown = try #require(person.state.runs.rows[0].kappa)
    let rater = person.state.runs.rows[0].summary.run.rater
    let table = person.state.agreement.withTracker { $0.pair(.majority, .rater(rater)) }
    #expect(shown == table?.coefficient(.cohen))
    person.press("Enter")
    #expect(person.state.screen == .agreement && person.state.agreement.view == .pair)
    #expect(person.state.agreement.other == .rater(rater))
  }

  /// What is written by others is looked at while the screen is there, once at a time.
  @Test func othersWritingIsLookedAtOnceAtATime() {
    var state = person().state
    #expect(state.update(.othersWrote) == [.loadRuns])
    #expect(state.update(.othersWrote).isEmpty)
    _ = state.update(.input(.key(.character("L")), at: 9_000))
    _ = state.update(.runsLoaded([], at: 9_000))
    #expect(state.update(.othersWrote).isEmpty)
  }
}
