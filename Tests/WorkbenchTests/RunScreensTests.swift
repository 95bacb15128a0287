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

  private func names(_ form: RunForm) -> [String] { form.shown.map { form.fields[$0].id } }

  @Test func eachKindShowsWhatItReads() {
    let jury = names(GoldenScreens.panelForm("jury"))
    #expect(jury.contains("seat 3") && jury.contains("quorum") && !jury.contains("rater 1"))
    #expect(!jury.contains("threshold") && !jury.contains("role 1") && !jury.contains("model"))
    var form = GoldenScreens.panelForm("jury")
    _ = form.fill(["of": RunForm.finished, "seats": "2"])
    #expect(
      names(form) == ["kind", "name", "of", "seats", "rater 1", "rater 2", "jury-rule", "quorum"])
    let debate = names(GoldenScreens.panelForm("debate"))
    #expect(debate.contains("persona 3") && debate.contains("early-stop"))
    #expect(!debate.contains("samples") && !debate.contains("exemplars"))
    let cascade = names(GoldenScreens.panelForm("cascade"))
    #expect(cascade.contains("threshold") && cascade.contains("rest"))
    #expect(!cascade.contains("exemplar-seed") && !cascade.contains("order-seed"))
  }

  @Test func oneCriterionMoreIsAskedForWhenTheLastHasSomething() {
    var form = GoldenScreens.panelForm("debate")
    #expect(!names(form).contains("criterion 2"))
    _ = form.fill(["criterion 1": "Tone: is it kind"])
    #expect(names(form).contains("criterion 2"))
  }

  @Test func aCascadeBeginsWithWhatTellsIt() {
    var form = GoldenScreens.panelForm("debate")
    form.step(0, by: 1)
    #expect(form.value("kind") == "cascade" && form.value("order") == "balanced")
    form.step(0, by: -1)
    #expect(form.value("order") == "stored")
  }

  @Test func aNumberIsTypedAndCountedAnew() {
    var state = builder()
    var form = GoldenScreens.form
    form.fields[5].typing = .whole
    _ = state.update(.runFormLoaded(form))
    for _ in 0..<4 { press(&state, .down) }
    #expect(state.runs.form?.fields[state.runs.form?.selected ?? 0].id == "repeats")
    press(&state, .character("e"))
    let effects = press(&state, .character("7"), .enter)
    guard case .planRun(let request)? = effects.last else {
      Issue.record("nothing is planned: \(effects)")
      return
    }
    #expect(request.choices["repeats"] == "7" && state.runs.forecast == nil)
    press(&state, .character("e"))
    #expect(press(&state, .character("x"), .enter).isEmpty)
    #expect(state.runs.form?.value("repeats") == "7")
    #expect(state.notice?.text == "repeats is a whole number; 'x' is none")
    // The arrows come back to what there is to choose.
    press(&state, .right)
    #expect(state.runs.form?.fields[5].typed == nil)
  }

  @Test func aMistakeLeadsToItsField() {
    var state = builder()
    var forecast = GoldenScreens.forecast(GoldenScreens.form.request)
    (forecast.mistake, forecast.field) = ("repeats are from 1 to 1000", "repeats")
    _ = state.update(.runPlanned(forecast))
    press(&state, .enter)
    #expect(state.runs.form.map { $0.fields[$0.selected].id } == "repeats")
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
    #expect(press(&state, .character("p")).isEmpty)
    // What it takes is shown first.
    let effects = press(&state, .character("!"))
    #expect(effects == [.loadFormLike(RaterID(2), goesOn: true)] && state.screen == .runForm)
  }

  private func monitor() -> WorkbenchState {
    var state = builder()
    press(&state, .enter)
    _ = state.update(.runProgressed(GoldenScreens.live))
    return state
  }

  @Test func aGroupLeadsToItsItemsAndBack() {
    var state = monitor()
    press(&state, .tab)
    let effects = press(&state, .enter)
    #expect(state.screen == .list)
    let code = Abstention.refused.code
    let wanted = ItemFilter.Disagreement(
      first: RaterID(2), second: RaterID(2), codes: [code, code])
    #expect(state.list.filter.disagreement == wanted)
    #expect(
      effects.contains {
        if case .loadRows(let filter, _, _, _, _, _) = $0 { return filter.disagreement == wanted }
        return false
      })
    press(&state, .escape)
    #expect(state.screen == .monitor)
  }

  @Test func wholePromptsAndRepliesAreScrolled() {
    var state = monitor()
    #expect(press(&state, .character("v")) == [.recordSeen([ItemID(3)])])
    #expect(state.runs.whole == nil)
    _ = state.update(.seenRecorded([ItemID(3)]))
    #expect(state.monitorLines().contains { $0.map(\.text).joined().contains("Which answer") })
    // What comes later does not move what is being read.
    var later = GoldenScreens.live
    later.last = []
    _ = state.update(.runProgressed(later))
    #expect(state.runs.whole?.count == 1)
    press(&state, .end)
    let end = state.runs.scroll
    #expect(end > 0 && end == state.monitorLines().count - (state.size.rows - 4))
    press(&state, .character("v"))
    #expect(state.runs.whole == nil && state.runs.scroll == 0)
  }

  @Test func anOldRunIsGoneOnWithByItsOwnChoices() {
    var state = LabelStage().state
    press(&state, .character("J"))
    _ = state.update(.runsLoaded([GoldenScreens.summary]))
    #expect(
      press(&state, .character("!")).contains(.loadFormLike(RaterID(3), goesOn: true)))
    #expect(state.screen == .runForm)
    press(&state, .escape)
    press(&state, .enter)
    #expect(state.screen == .monitor && state.isOffered(.retry))
    #expect(
      press(&state, .character("a")).contains(.loadFormLike(RaterID(3), goesOn: false)))
  }

  @Test func twoRunsAreCompared() {
    var state = LabelStage().state
    press(&state, .character("J"))
    var other = GoldenScreens.summary
    other.run.rater = RaterID(9)
    _ = state.update(.runsLoaded([GoldenScreens.summary, other]))
    #expect(press(&state, .character("d")).isEmpty)
    press(&state, .character("m"), .down)
    #expect(
      press(&state, .character("d")).contains(.diffRuns(old: RaterID(3), new: RaterID(9))))
    _ = state.update(.runsDiffer(["scale: 5 → 10"]))
    #expect(state.differenceLines().count == 1)
    press(&state, .character("d"))
    #expect(state.runs.differences == nil)
  }

  @Test func leavingWithARunAtWorkIsSaidFirst() {
    var state = builder()
    press(&state, .enter)
    _ = state.update(.runProgressed(GoldenScreens.live))
    #expect(!press(&state, .character("q")).contains(.quit))
    #expect(state.notice?.text.contains("stops it cleanly") == true)
    #expect(press(&state, .character("q")).contains(.quit))
  }

  @Test func whatIsPausedGoesOnByTheSameKey() {
    var state = monitor()
    #expect(state.draw().line(state.size.rows - 1).contains("p pause"))
    var paused = GoldenScreens.live
    paused.isPaused = true
    _ = state.update(.runProgressed(paused))
    #expect(state.draw().line(state.size.rows - 1).contains("p go on"))
    #expect(press(&state, .character("p")) == [.pauseRun(false)])
  }

  @Test func theLimitThatHoldsIsSaid() {
    var state = monitor()
    func rate() -> String {
      state.monitorLines().map { $0.map(\.text).joined() }.first { $0.contains("calls/s") } ?? ""
    }
    var live = GoldenScreens.live
    (live.parallel, live.limit) = (4, 4)
    _ = state.update(.runProgressed(live))
    #expect(rate().hasSuffix("at most 4 at a time, its limit"))
    live.parallel = 8
    _ = state.update(.runProgressed(live))
    #expect(rate().hasSuffix("at most 8 at a time, past its own limit of 4"))
    (live.parallel, live.limit) = (nil, nil)
    _ = state.update(.runProgressed(live))
    #expect(rate().hasSuffix("2 s"))
  }

  @Test func whatIsExpectedGrowsWithWhatIsLeft() {
    #expect(GoldenScreens.live.left == 3)
    #expect(GoldenScreens.live.expectedCost == 80_000_000)
  }
}
