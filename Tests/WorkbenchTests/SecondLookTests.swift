import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// What people stumbled over who looked again: keys, messages and lines that are typed.
@Suite struct SecondLookTests {
  init() { _ = concord_set_locale() }

  @Test func aProposedNameGivesWayToWhatIsTyped() {
    var line = LineOverlay(
      purpose: .newStudy(template: "pairwise"), text: "my-study.concord", isProposal: true)
    line.type(.character("x"))
    line.type(.character("y"))
    #expect(line.editor.text == "xy")
    line = LineOverlay(purpose: .importPath, text: "study", isProposal: true)
    line.type(.end)
    line.type(.character("2"))
    #expect(line.editor.text == "study2")
  }

  @Test func theFooterHasTheKeysOfTypingWhileOneTypes() {
    var stage = LabelStage()
    stage.type("n")
    #expect(stage.screen.contains("Enter keep") && !stage.screen.contains("1 left"))
  }

  @Test func whatIsSavedIsSaidUntilOneGoesOnByHand() {
    var stage = LabelStage()
    stage.state.label.saves.acknowledge("e")
    #expect(stage.status.contains("saved"))
    stage.type("]")
    stage.show(2)
    #expect(!stage.status.contains("saved"))
  }

  @Test func theKeyThatRevealsAlsoCloses() {
    var stage = LabelStage()
    stage.type("o")
    stage.type("1")
    stage.type("R")
    #expect(stage.state.screen == .reveal)
    stage.type("R")
    #expect(stage.state.screen == .label)
  }

  @Test func aLongMessageIsShownWhole() {
    var stage = LabelStage()
    let words = (1...30).map { "word\($0)" }.joined(separator: " ")
    stage.state.notice = Notice(words, .error)
    for word in ["word1 ", "word15", "word30"] { #expect(stage.screen.contains(word), "\(word)") }
  }

  /// No key changes what is not on the screen, and a policy says what it now means.
  @Test func agreementsKeysSayWhatTheyDo() {
    var state = AgreementFixture.state(AgreementFixture.study)
    let before = state.agreement.coefficient
    AgreementFixture.press(&state, "c")
    #expect(state.agreement.coefficient == before)
    #expect(state.notice?.text.contains("One pair leads to their pages") == true)
    AgreementFixture.press(&state, "u")
    #expect(state.notice?.text == AnalysisPolicy.Unparsed.tie.meaning)
  }

  @Test func whatHasNoTextIsNotLabelled() {
    var stage = LabelStage(texts: ["", ""])
    #expect(stage.type("1").isEmpty && stage.status.contains("nothing to judge"))
    #expect(!stage.type("s").isEmpty)
    var other = LabelStage(texts: ["", "x"])
    #expect(!other.type("1").isEmpty)
  }

  /// Who is in the middle of labelling is told before others' answers come on the screen.
  @Test func lookingIsWarnedOfOnce() {
    var state = AgreementFixture.state(AgreementFixture.study)
    state.label.progress = Progress(done: 1, total: 9, today: 1)
    AgreementFixture.press(&state, "d")
    #expect(state.screen == .agreement)
    #expect(state.notice?.text.contains("one after looking") == true)
    AgreementFixture.press(&state, "d")
    #expect(state.screen == .disagreements)
  }
}
