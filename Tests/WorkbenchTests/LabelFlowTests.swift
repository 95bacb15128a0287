import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// The label screen by messages alone: no file, no terminal.
@Suite struct LabelFlowTests {
  init() { _ = concord_set_locale() }

  func loaded(_ number: Int) -> LoadedItem {
    LoadedItem(
      reading: ItemReading(
        id: ItemID(Int64(number)), key: "k\(number)", kind: .pair, category: "",
        prompt: [Turn(role: .user, text: "Which?")],
        candidates: [CandidateText("first answer"), CandidateText("second answer, 中文 👨‍👩‍👧")],
        references: []), own: OwnWork())
  }

  func state(size: TerminalSize = TerminalSize(columns: 80, rows: 24), sides: UInt64 = 3)
    -> WorkbenchState
  {
    var state = WorkbenchState(size: size, seed: 1, now: 0)
    _ = state.update(
      .studyOpened(
        StudyOpening(
          path: "s", study: Study(title: "s", task: .pairwise, itemCount: 9),
          me: Rater(id: RaterID(1), name: "ann", kind: .human), raters: [],
          progress: Progress(done: 0, total: 9, today: 0), order: .file, sideSeed: sides,
          isFirstTime: false)))
    _ = state.update(.itemLoaded(loaded(1)))
    return state
  }

  @Test func aKeyIsAnEventAboutTheCandidateAndNotTheSide() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      var state = state(sides: seed)
      let shown = state.label.presentation.candidate(inSlot: 0)
      let effects = state.update(.input(.key(.character("1")), at: 10))
      guard case .commit(let event, _)? = effects.first else {
        Issue.record("no commit")
        return
      }
      #expect(event.action == .label(.prefer(shown), confidence: nil, errorCodes: []))
      #expect(event.presentation == state.label.presentation)
      #expect(state.label.saves.pending.count == 1 && state.label.saves.savedCount == 0)
      _ = state.update(
        .committed(CommitReceipt(events: [event], changes: []), eventID: event.eventID))
      #expect(state.label.saves.savedCount == 1)
    }
  }

  @Test func theNextItemIsThereAtOnceWhenReadAhead() {
    var state = state()
    _ = state.update(.itemsAhead([loaded(2), loaded(3)], after: ItemID(1)))
    _ = state.update(.input(.key(.character("0")), at: 10))
    #expect(state.label.item?.id == ItemID(2))
  }

  @Test func aFailedSaveStaysVisibleAndCanBeRetried() {
    var state = state()
    let effects = state.update(.input(.key(.character("2")), at: 10))
    guard case .commit(let event, _)? = effects.first else { return }
    _ = state.update(.commitFailed(event, reason: "disk full", isRetryable: true))
    #expect(state.draw().text.contains("NOT SAVED"))
    for key in ["d", "W", "A", "L"] as [Character] {
      _ = state.update(.input(.key(.character(key)), at: 15))
      #expect(state.draw().text.contains("NOT SAVED"), "\(key) hides it")
    }
    let again = state.update(.input(.key(.character("!")), at: 20))
    #expect(again == [.commit(event, cursor: event.item)])
  }

  @Test func pastedTextLabelsNothing() {
    var state = state()
    #expect(state.update(.input(.paste("1121200"), at: 5)).isEmpty)
    #expect(state.label.saves.isIdle)
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (40, 12), (60, 20), (39, 9), (1, 1)])
  func everySizeIsDrawn(_ columns: Int, _ rows: Int) {
    var state = state(size: TerminalSize(columns: columns, rows: rows))
    for key in ["W", "A", "I", "L", "?"] as [Character] {
      _ = state.update(.input(.key(.character(key)), at: 1))
      #expect(state.draw().cells.count == columns * rows)
    }
  }

  @Test func noScreenTextHidesAControl() {
    var state = state()
    var hostile = loaded(4)
    hostile.reading.candidates[0] = CandidateText("a\u{1B}[31mred\u{202E}b\u{0}c\u{200B}d")
    _ = state.update(.itemLoaded(hostile))
    let text = state.draw().text
    #expect(!text.unicodeScalars.contains { $0.value == 27 || $0.value == 0x202E })
    #expect(text.contains("<U+202E>") && text.contains("^["))
  }

  @Test func keysOfOneScreenDoNotClash() {
    for context in ActionContext.allCases {
      let keys = Action.all.filter { $0.context == context }.flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "\(context)")
    }
  }

  /// The trap that gave a peer kappa 0.04: both always choose the same response, sides shuffled.
  @Test func shuffledSidesDoNotTouchAgreement() throws {
    let people = (1...2).map { Rater(id: RaterID($0), name: "p\($0)", kind: .human) }
    var tracker = AgreementTracker(scale: StudyTask.pairwise.scale, itemCount: 60, raters: people)
    for item in 1...60 {
      for person in people {
        let order = Presentation.shuffled(
          count: 2, seed: UInt64(person.id.value) * 77, item: ItemID(Int64(item)))
        let slot = try #require(order.slot(ofCandidate: item % 2))
        let row = RatingRow(
          rater: person.id, item: ItemID(Int64(item)), code: order.candidate(inSlot: slot))
        tracker.apply(RatingChange(before: nil, after: row))
      }
    }
    let table = tracker.pair(.rater(RaterID(1)), .rater(RaterID(2)))
    #expect(table.coefficient(.cohen).value == 1)
  }

  /// A key typed before the next item is there must not answer the item that was answered already.
  @Test func aKeyBeforeTheNextItemIsThereAnswersNothing() {
    var state = state()
    #expect(state.update(.input(.key(.character("1")), at: 10)).count == 2)
    #expect(state.update(.input(.key(.character("2")), at: 11)).isEmpty)
    #expect(state.label.saves.pending.count == 1)
    _ = state.update(.itemLoaded(loaded(2)))
    guard case .commit(let event, _)? = state.update(.input(.key(.character("2")), at: 12)).first
    else {
      Issue.record("no commit")
      return
    }
    #expect(event.item == ItemID(2))
  }

  @Test func theLastItemCanBeAnsweredAgain() {
    var state = state()
    _ = state.update(.input(.key(.character("1")), at: 10))
    _ = state.update(.noItem(.allDone))
    #expect(state.update(.input(.key(.character("2")), at: 11)).count == 2)
  }

  /// What is on its way is waited for; only what failed is asked about.
  @Test func leavingAsksOnlyAboutWhatCouldNotBeSaved() {
    var state = state()
    let effects = state.update(.input(.key(.character("1")), at: 10))
    guard case .commit(let event, _)? = effects.first else { return }
    #expect(state.update(.input(.key(.character("q")), at: 11)).isEmpty)
    #expect(state.notice?.text.contains("saving a label") == true)
    var waiting = state
    let saved = waiting.update(
      .committed(CommitReceipt(events: [event], changes: []), eventID: event.eventID))
    #expect(saved.last == .quit)
    _ = state.update(.commitFailed(event, reason: "disk full", isRetryable: true))
    #expect(state.overlay == .confirmQuit)
    #expect(state.update(.input(.key(.character("x")), at: 12)).isEmpty && state.overlay == nil)
    #expect(state.update(.input(.key(.character("q")), at: 13)).isEmpty)
    #expect(state.overlay == .confirmQuit)
  }

  /// Who does not want to wait says so once more; who goes on labelling stays.
  @Test func leavingWhileItSavesCanBeHastenedOrDropped() {
    var state = state()
    _ = state.update(.input(.key(.character("1")), at: 10))
    _ = state.update(.input(.key(.character("q")), at: 11))
    var hasty = state
    #expect(hasty.update(.input(.key(.character("q")), at: 12)).last == .quit)
    _ = state.update(.input(.key(.character("d")), at: 12))
    #expect(!state.leavesWhenSaved)
  }

  @Test func anImportCanBeLeft() {
    var state = WorkbenchState(size: TerminalSize(columns: 80, rows: 24), seed: 1, now: 0)
    let progress = ImportProgress(
      file: "f", records: 1, bytesRead: 1, bytesTotal: nil, seconds: 1)
    _ = state.update(.importProgressed(progress))
    #expect(state.update(.input(.key(.escape), at: 1)) == [.cancelImport])
    let ending = ImportEnding(studyPath: "s", summary: [], failed: true)
    _ = state.update(.importEnded(ending))
    #expect(state.update(.input(.key(.escape), at: 2)).isEmpty)
    #expect(state.welcome.importing == nil)
  }

  /// The way to the keys is on every screen, at every width.
  @Test(arguments: [(40, 12), (80, 24), (200, 60)])
  func helpIsAlwaysInTheFooter(_ columns: Int, _ rows: Int) {
    var state = state(size: TerminalSize(columns: columns, rows: rows))
    for key in ["W", "A", "I", "L"] as [Character] {
      _ = state.update(.input(.key(.character(key)), at: 1))
      #expect(state.draw().line(rows - 1).hasSuffix("? help"))
    }
  }
}
