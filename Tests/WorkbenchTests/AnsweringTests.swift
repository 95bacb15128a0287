import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// Every kind of answer, by keys.
@Suite struct AnsweringTests {
  init() { _ = concord_set_locale() }

  func pair(_ count: Int, tie: Bool = true, bothBad: Bool = true, confidence: Bool = false)
    -> StudyTask
  {
    StudyTask(
      name: "t", scale: .preference(candidates: count, tie: tie, bothBad: bothBad),
      asksConfidence: confidence)
  }

  func score(_ low: Double, _ high: Double) -> StudyTask {
    StudyTask(name: "t", scale: .score(low: low, high: high, step: 1))
  }

  @Test(arguments: [
    ("1", RatingValue.prefer(0)), ("3", .prefer(2)), ("4", .prefer(3)), ("0", .tie), ("t", .tie),
    ("b", .bothBad), ("s", .abstention(.skipped)),
  ])
  func fourResponses(_ key: String, _ value: RatingValue) {
    var stage = LabelStage(160, 40, task: pair(4), count: 4)
    #expect(LabelStage.answer(stage.type(key)) == value)
  }

  @Test func aKeyWithoutAResponseOrAnswerIsRefused() {
    var stage = LabelStage(task: pair(2, tie: false, bothBad: false))
    for key in ["3", "4", "0", "b", "y"] { #expect(stage.type(key).isEmpty, "\(key)") }
    #expect(stage.state.label.saves.isIdle)
    #expect(LabelStage.answer(stage.type("2")) == .prefer(1))
  }

  @Test(arguments: [
    (1.0, 5.0, "4", 4.0), (1, 10, "0", 10), (1, 10, "9", 9), (0, 5, "0", 0), (0, 9, "9", 9),
  ])
  func aDigitIsAScore(_ low: Double, _ high: Double, _ key: String, _ value: Double) {
    var stage = LabelStage(task: score(low, high), count: 1)
    #expect(LabelStage.answer(stage.type(key)) == .score(value))
  }

  @Test(arguments: [(0.0, 10.0, "10"), (0, 100, "73"), (0, 100, "0"), (-5, 5, "-3")])
  func aNumberIsTyped(_ low: Double, _ high: Double, _ text: String) {
    var stage = LabelStage(task: score(low, high), count: 1)
    #expect(stage.type(text).isEmpty)
    #expect(LabelStage.answer(stage.press(.enter)) == .score(Double(text) ?? .nan))
  }

  @Test func aScoreOutsideTheScaleCanBeMended() {
    var stage = LabelStage(task: score(0, 100), count: 1)
    stage.type("101")
    #expect(stage.press(.enter).isEmpty)
    #expect(stage.status.contains("101") && stage.status.contains("0 to 100"))
    stage.press(.backspace)
    #expect(LabelStage.answer(stage.press(.enter)) == .score(10))
    var small = LabelStage(task: score(1, 5), count: 1)
    #expect(small.type("7").isEmpty && small.status.contains("1 to 5"))
  }

  @Test func scoresAreInTheFooterAndTheHelp() {
    var stage = LabelStage(task: score(1, 10), count: 1)
    #expect(stage.screen.contains("1-9,0 score"))
    stage.type("?")
    #expect(stage.screen.contains("A score from 1 to 10; 0 is 10"))
  }

  @Test func confidenceIsASecondKeyAndEscapeLeavesIt() {
    var stage = LabelStage(task: pair(2, confidence: true))
    #expect(stage.type("1").isEmpty)
    #expect(stage.status.contains("Left") && stage.status.contains("1 not sure"))
    stage.press(.escape)
    #expect(stage.state.overlay == nil && stage.state.label.pendingValue == nil)
    stage.type("2")
    let event = LabelStage.committed(stage.type("1"))
    #expect(event?.action == .label(.prefer(1), confidence: .low, errorCodes: []))
    stage.show(2)
    #expect(LabelStage.answer(stage.type("s")) == .abstention(.skipped))
  }

  @Test func correctnessHasErrorCodesThatDoNotLeak() {
    let task = StudyTask(
      name: "t", scale: .correctness, asksConfidence: true, errorCodes: ["no answer", "cut off"])
    var stage = LabelStage(task: task, count: 1)
    stage.type("xb")
    stage.press(.enter)
    #expect(stage.status.contains("how sure"))
    stage.press(.escape)
    stage.type("y")
    let event = LabelStage.committed(stage.press(.enter))
    #expect(event?.action == .label(.category("correct"), confidence: .high, errorCodes: []))
    stage.show(2)
    stage.type("xab")
    stage.press(.enter)
    let second = LabelStage.committed(stage.type("2"))
    #expect(
      second?.action
        == .label(
          .category("incorrect"), confidence: .medium, errorCodes: ["no answer", "cut off"]))
    stage.show(3)
    #expect(LabelStage.answer(stage.type("c")) == .abstention(.unsure))
  }

  @Test func anAnsweredItemStaysWhereThatIsWanted() {
    var stage = LabelStage()
    _ = stage.state.update(.itemsAhead([LabelStage.item(2)], after: ItemID(1)))
    stage.type("o")
    #expect(stage.press(.enter).isEmpty)
    #expect(stage.type("1").count == 1)
    #expect(stage.state.label.item?.id == ItemID(1))
    #expect(stage.status.contains("your label: left"))
    stage.press(.enter)
    #expect(stage.state.label.item?.id == ItemID(2))
  }

  /// What is pressed while another item is on its way belongs to neither.
  @Test func aKeyOnTheWayToAnotherItemAnswersNothing() {
    for way in ["]", "[", ">", "u"] {
      var stage = LabelStage()
      stage.type(way)
      #expect(stage.type("1").isEmpty && stage.type("f").isEmpty, "\(way)")
      #expect(stage.type("n").isEmpty && stage.state.overlay == nil)
      stage.show(2)
      #expect(LabelStage.committed(stage.type("1"))?.item == ItemID(2))
    }
    var stage = LabelStage()
    stage.type("]")
    _ = stage.state.update(.noItem(.end))
    #expect(LabelStage.answer(stage.type("1")) == .prefer(0))
    var undone = LabelStage()
    undone.type("u")
    _ = undone.state.update(.undone(nil, isRedo: false))
    #expect(LabelStage.answer(undone.type("1")) == .prefer(0))
  }

  @Test func aNoteSurvivesAnItemThatComesMeanwhile() {
    var stage = LabelStage()
    stage.type("nbad")
    stage.show(1)
    let event = LabelStage.committed(stage.press(.enter))
    #expect(event?.action == .note("bad"))
  }

  @Test func aFailedSaveIsSeenWhateverElseIsSaid() {
    var stage = LabelStage()
    guard let event = LabelStage.committed(stage.type("2")) else {
      Issue.record("no commit")
      return
    }
    stage.show(2)
    _ = stage.state.update(.commitFailed(event, reason: "disk full", isRetryable: true))
    #expect(stage.status.contains("NOT SAVED: 1; ! tries again (disk full)"))
    stage.type("dlm")
    #expect(stage.status.contains("NOT SAVED: 1"))
    stage.type("W")
    #expect(stage.status.contains("NOT SAVED: 1"))
    stage.type("L")
    #expect(stage.type("!") == [.commit(event, cursor: ItemID(2))])
    #expect(stage.status.contains("saving"))
    _ = stage.state.update(
      .committed(CommitReceipt(events: [event], changes: []), eventID: event.eventID))
    #expect(stage.status.contains("saved") && !stage.status.contains("NOT"))
  }

  /// What could not be saved goes first: were it saved after a newer answer to the same item, the
  /// older answer would hold.
  @Test(arguments: ["1", "f", "u"]) func whatFailedIsSavedBeforeWhatCameAfter(_ key: String) {
    var stage = LabelStage()
    guard let event = LabelStage.committed(stage.type("2")) else {
      Issue.record("no commit")
      return
    }
    _ = stage.state.update(.commitFailed(event, reason: "disk full", isRetryable: true))
    stage.show(1)
    let effects = stage.type(key)
    #expect(effects.first == .commit(event, cursor: event.item))
    #expect(effects.count >= 2)
    #expect(stage.state.label.saves.failed.isEmpty)
  }

  /// In a window that is too small nothing is answered unseen, and one can leave.
  @Test func aWindowWithoutRoomTakesNoAnswer() {
    var stage = LabelStage()
    stage.resize(39, 9)
    #expect(stage.screen.contains("40×10"))
    for key in ["1", "0", "s", "u", "f", "n", ":", "W"] {
      #expect(stage.type(key).isEmpty, "\(key)")
      #expect(stage.state.overlay == nil && stage.state.screen == .label)
    }
    #expect(stage.type("q").last == .quit)
    stage.resize(80, 24)
    #expect(LabelStage.answer(stage.type("1")) == .prefer(0))
  }

  @Test func breaksDoNotCount() {
    var timer = ItemTimer(shownAt: 0)
    timer.keyPressed(at: 4000, breakAfter: 60_000)
    timer.keyPressed(at: 4000 + 3_600_000, breakAfter: 60_000)
    #expect(timer.activeMilliseconds(at: 4000 + 3_602_000, breakAfter: 60_000) == 6000)
  }

  @Test func progressIsThereAtEverySize() {
    for columns in [40, 60, 80, 120, 200] {
      var stage = LabelStage(columns, 24, items: 40)
      for number in 1...4 {
        stage.show(number)
        stage.type("1")
      }
      stage.show(9)
      stage.state.label.progress.done = 4
      let title = stage.state.draw().line(0)
      #expect(title.contains("4/40") && title.contains("today 0"), "\(title)")
      if columns >= 60 { #expect(title.contains("1 s each") && title.contains("to go")) }
      if columns >= 80 { #expect(title.contains("36 left")) }
    }
  }
}
