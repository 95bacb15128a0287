import AnnotationModel
import TerminalCore
import Testing

@testable import Workbench

@Suite struct RunScreensTests {
  private func builder() -> WorkbenchState {
    var state = LabelStage().state
    press(&state, .character("J"), .character("n"))
    _ = state.update(.runFormLoaded(GoldenScreens.form))
    _ = state.update(.runPlanned(GoldenScreens.forecast(GoldenScreens.form.request)))
    return state
  }

  @discardableResult
  private func press(_ state: inout WorkbenchState, _ keys: Key...) -> [Effect] {
    keys.flatMap { state.update(.input(.key($0), at: 1)) }
  }

  @Test func everyChangeIsCountedAnewBeforeAnythingStarts() {
    var state = builder()
    press(&state, .down)
    let effects = press(&state, .right)
    guard case .planRun(let request)? = effects.first else {
      Issue.record("nothing is planned: \(effects)")
      return
    }
    #expect(request.choices["model"] == "large")
    #expect(!press(&state, .enter).contains(.startRun(request)))
    // What was counted for the choice before does not count.
    _ = state.update(.runPlanned(GoldenScreens.forecast(GoldenScreens.form.request)))
    #expect(state.runs.forecast == nil)
    _ = state.update(.runPlanned(GoldenScreens.forecast(request)))
    #expect(press(&state, .enter).contains(.startRun(request)))
    #expect(state.screen == .monitor)
  }

  @Test func aLexicalRunHasNoModel() {
    var form = GoldenScreens.form
    form.fields[0].at = 1
    let names = form.shown.map { form.fields[$0].id }
    #expect(names == ["kind", "rule", "order", "repeats", "items"])
  }

  @Test func aMistakeStartsNothing() {
    var state = builder()
    var forecast = GoldenScreens.forecast(GoldenScreens.form.request)
    forecast.mistake = "no model is named"
    _ = state.update(.runPlanned(forecast))
    press(&state, .enter)
    #expect(state.screen == .runForm)
    #expect(state.notice?.text == "no model is named")
  }

  @Test func aTrialIsThreeItemsOfTheSameRun() {
    var state = builder()
    var request = GoldenScreens.form.request
    request.most = 3
    #expect(press(&state, .character("t")).contains(.startRun(request)))
  }

  @Test func theMonitorSteersTheRunThatItShows() {
    var state = builder()
    press(&state, .enter)
    _ = state.update(.runProgressed(GoldenScreens.live))
    #expect(press(&state, .character("p")) == [.pauseRun(true)])
    #expect(press(&state, .character("+")) == [.setRunParallel(16)])
    #expect(press(&state, .character("-")) == [.setRunParallel(4)])
    #expect(press(&state, .character("x")) == [.stopRun])
    #expect(press(&state, .character("!")).isEmpty)
    #expect(state.isOffered(.stopRun) && !state.isOffered(.retry))
    var ended = GoldenScreens.live
    ended.isEnded = true
    #expect(state.update(.runProgressed(ended)).contains(.loadRuns))
    #expect(!state.isOffered(.stopRun) && state.isOffered(.retry))
    #expect(press(&state, .character("!")).contains(.startRun(GoldenScreens.form.request)))
    #expect(press(&state, .character("p")).isEmpty)
  }

  @Test func leavingWithARunAtWorkIsSaidFirst() {
    var state = builder()
    press(&state, .enter)
    _ = state.update(.runProgressed(GoldenScreens.live))
    #expect(!press(&state, .character("q")).contains(.quit))
    #expect(state.notice?.text.contains("stops it cleanly") == true)
    #expect(press(&state, .character("q")).contains(.quit))
  }

  @Test func whatIsExpectedGrowsWithWhatIsLeft() {
    #expect(GoldenScreens.live.left == 3)
    #expect(GoldenScreens.live.expectedCost == 80_000_000)
  }
}
