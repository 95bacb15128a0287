import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

@Suite struct DisagreementTests {
  init() { _ = concord_set_locale() }

  typealias Fixture = AgreementFixture

  func revealed(_ item: ItemID, _ ratings: [RevealedRating] = []) -> RevealedItem {
    RevealedItem(reading: reading(item), origins: [], ratings: ratings)
  }

  func reading(_ item: ItemID) -> ItemReading {
    ItemReading(
      id: item, key: "k\(item.value)", kind: .pair, category: "",
      prompt: [Turn(role: .user, text: "Which?")],
      candidates: [CandidateText("first"), CandidateText("second")], references: [])
  }

  func opened() -> WorkbenchState {
    var state = Fixture.state(Fixture.study)
    Fixture.press(&state, "jj")
    Fixture.press(&state, "d")
    return state
  }

  @Test func oneKeyGoesToTheLabelScreenAndOneComesBackToTheSamePlace() throws {
    var state = opened()
    #expect(state.screen == .disagreements)
    Fixture.press(&state, "jj")
    let item = try #require(state.disagreements.item)
    _ = state.update(.revealLoaded(revealed(item)))
    #expect(Fixture.press(&state, "l") == [.loadItem(item)])
    #expect(state.screen == .label)
    _ = state.update(.itemLoaded(LoadedItem(reading: reading(item), own: OwnWork())))
    Fixture.press(&state, .escape)
    #expect(state.screen == .disagreements)
    #expect(state.disagreements.item == item && state.disagreements.selected == 2)
  }

  /// A judge that saw both orders has two rows; each opens its own verdict, and says its order.
  @Test func eachVerdictOfOneJudgeIsReadByItself() throws {
    var state = Fixture.state(Fixture.study)
    let item = ItemID(1)
    var own = OwnWork()
    own.blind = Label(value: .tie, confidence: nil, errorCodes: [], phase: .blind)
    own.hasRevealed = true
    Fixture.press(&state, "L")
    _ = state.update(.itemLoaded(LoadedItem(reading: reading(item), own: own)))
    let judge = Rater(id: RaterID(90), name: "judge/wren", kind: .judge)
    let person = Rater(id: RaterID(91), name: "noor", kind: .human)
    let verdicts = [Presentation(order: [0, 1]), Presentation(order: [1, 0])].map {
      Verdict(value: .tie, presentation: $0, reasoning: "seen \($0.letters)")
    }
    Fixture.press(&state, "R")
    _ = state.update(
      .revealLoaded(
        revealed(
          item,
          [RevealedRating(rater: person, value: .tie)]
            + verdicts.map { RevealedRating(rater: judge, value: .tie, verdict: $0) })))
    #expect(state.draw().text.contains("saw ab") && state.draw().text.contains("saw ba"))
    Fixture.press(&state, "v")
    #expect(state.screen == .reveal)
    Fixture.press(&state, "jjv")
    #expect(state.screen == .reader)
    #expect(state.reader.rating?.verdict == verdicts[1])
  }

  /// `v` reads the one of the two who gave a verdict, on either side, and nobody else's.
  @Test(arguments: ["judge/one", "ada"])
  func theVerdictOfOneOfTheTwoIsRead(_ first: String) throws {
    var state = Fixture.state(Fixture.study)
    Fixture.press(&state, "d")
    let item = try #require(state.disagreements.item)
    (state.disagreements.firstName, state.disagreements.secondName) = (first, "noor")
    let verdict = Verdict(value: .tie, presentation: .asStored(2), reasoning: "so")
    func rating(_ id: Int64, _ name: String) -> RevealedRating {
      RevealedRating(
        rater: Rater(id: RaterID(id), name: name, kind: .judge), value: .tie, verdict: verdict)
    }
    _ = state.update(
      .revealLoaded(revealed(item, [rating(90, "judge/other"), rating(91, "judge/one")])))
    Fixture.press(&state, "v")
    #expect((state.screen == .reader) == (first == "judge/one"))
    #expect(state.reader.rating?.rater.name == (first == "judge/one" ? "judge/one" : nil))
  }

  /// Whoever has seen the others' answers is not blind any more: that is recorded before a label.
  @Test func whatIsLabelledAfterLookingIsNotBlind() throws {
    var state = opened()
    let item = try #require(state.disagreements.item)
    // Kept at once, and not again: it holds when the program is left before a label.
    #expect(state.update(.revealLoaded(revealed(item))) == [.recordSeen([item])])
    #expect(state.update(.revealLoaded(revealed(item))).isEmpty)
    Fixture.press(&state, "l")
    let effects = state.update(
      .itemLoaded(LoadedItem(reading: reading(item), own: OwnWork())))
    guard case .commit(let mark, _)? = effects.last else {
      Issue.record("the look is not recorded")
      return
    }
    #expect(mark.action == .reveal && mark.item == item)
    #expect(state.notice?.text == "seen: a label here now counts as revealed")
    guard case .commit(let label, _)? = Fixture.press(&state, "1").first else {
      Issue.record("no label")
      return
    }
    #expect(label.phase == .revealed)
    let other = ItemID(item.value + 1)
    let next = state.update(.itemLoaded(LoadedItem(reading: reading(other), own: OwnWork())))
    #expect(!next.contains { if case .commit = $0 { true } else { false } })
    #expect(!state.label.own.hasRevealed)
  }

  @Test func whatIsKeptAsSeenIsSaidBeforeTheFirstLabelAndNotKeptAgain() throws {
    var state = opened()
    let item = try #require(state.disagreements.item)
    _ = state.update(.revealLoaded(revealed(item)))
    _ = state.update(.seenRecorded([item]))
    Fixture.press(&state, "l")
    var own = OwnWork()
    own.hasRevealed = true
    let effects = state.update(.itemLoaded(LoadedItem(reading: reading(item), own: own)))
    #expect(!effects.contains { if case .commit = $0 { true } else { false } })
    #expect(state.notice?.text == "seen: a label here now counts as revealed")
    guard case .commit(let label, _)? = Fixture.press(&state, "1").first else {
      Issue.record("no label")
      return
    }
    #expect(label.phase == .revealed)
  }

  @Test func bothAnswersAndTheReasonAreThere() throws {
    var state = opened()
    let item = try #require(state.disagreements.item)
    let judge = Rater(id: RaterID(3), name: "judge/one", kind: .judge)
    let verdict = Verdict(
      value: .prefer(0), presentation: .asStored(2), reasoning: "because it is shorter")
    _ = state.update(
      .revealLoaded(
        revealed(item, [RevealedRating(rater: judge, value: .prefer(0), verdict: verdict)])))
    let text = state.draw().text
    #expect(text.contains("because it is shorter") && text.contains("judge/one says"))
    #expect(text.contains("of ann b, bob b"))
  }

  // MARK: - Readers

  @Test func theDebateShowsVotesChangesMeansAndSeats() throws {
    var state = opened()
    let item = try #require(state.disagreements.item)
    let debate = Rater(id: RaterID(3), name: "judge/one", kind: .debate)
    func turn(_ round: Int, _ role: String, _ vote: RatingValue, _ scores: [Double]) -> DebateTurn {
      DebateTurn(
        round: round, role: role, text: "Score Assistant 1: \(Int(scores[0]))/10", vote: vote,
        scores: scores)
    }
    let verdict = Verdict(
      value: .prefer(0), presentation: .asStored(2),
      debate: [
        turn(1, "critic", .prefer(1), [6, 8]), turn(1, "public", .prefer(0), [8, 7]),
        turn(2, "critic", .prefer(0), [8, 7]), turn(2, "public", .prefer(0), [9, 7]),
      ])
    _ = state.update(
      .revealLoaded(
        revealed(item, [RevealedRating(rater: debate, value: .prefer(0), verdict: verdict)])))
    let effects = Fixture.press(&state, "v")
    #expect(effects.contains(.loadDebateVotes(RaterID(3))))
    let votes = (1...40).flatMap { item in
      [1, 2].map { round in
        DebateVotes.Vote(item: ItemID(Int64(item)), round: round, role: 0, code: item % round)
      }
    }
    _ = state.update(
      .debateVotesLoaded(DebateVotes(rater: RaterID(3), roles: ["critic"], votes: votes)))
    state.size = TerminalSize(columns: 100, rows: 60)
    let lines = state.readerLines().map { $0.map(\.text).joined() }
    let critic = try #require(lines.first { $0.hasPrefix("critic") && $0.contains("(6 : 8)") })
    #expect(critic.hasSuffix("changed"))
    let other = try #require(lines.first { $0.hasPrefix("public") && $0.contains("(8 : 7)") })
    #expect(!other.contains("changed"))
    #expect(lines.contains { $0.hasPrefix("mean scores") && $0.contains("7 : 7.50") })
    #expect(lines.contains { $0.contains("round 1 critic") && $0.contains("n 40") })
    #expect(lines.contains { $0.contains("closing critic") && $0.contains("of 40") })
    #expect(lines.contains { $0.contains("Closing votes") })
  }

  @Test func theParsedPartsAreMarkedInTheReply() {
    let state = Fixture.state(Fixture.study)
    let reply =
      "I first thought 5/10.\n### Score Assistant A:\n8/10\n\n"
      + "### Score Assistant B:\n7/10\n"
    let lines = state.markedText(reply, scores: [8, 7], value: .prefer(0), width: 60)
    let marked = lines.flatMap { $0 }.filter { $0.style.role == .searchHit }.map(\.text)
    #expect(marked.joined().contains("8/10") && marked.joined().contains("7/10"))
    #expect(!marked.joined().contains("5/10"))
  }

  @Test(arguments: [
    ("Both are fine. [[A]] no, wait: [[B]]", "[[B]]"), ("2\nbecause of this", "2"),
    ("Reason first.\nVerdict: tie\n", "Verdict: tie"), ("no verdict in these words at all", ""),
  ])
  func theAnswerIsFoundAgain(_ reply: String, _ part: String) {
    let ranges = ParsedParts.ranges(in: reply, scores: [], value: .tie)
    #expect(ranges.map { String(reply[$0]) }.joined() == part)
  }

  @Test func anUnreadReplyHasNoMarks() {
    let reply = "Score Assistant A: 8/10"
    #expect(
      ParsedParts.ranges(in: reply, scores: [-1, -1], value: .abstention(.unparsed)).isEmpty)
    #expect(ParsedParts.ranges(in: "", scores: [1], value: .tie).isEmpty)
  }

  // MARK: - Strip

  @Test func theStripIsOffUntilAskedForAndMovesAtEachLabel() {
    var state = Fixture.state(Fixture.study)
    Fixture.press(&state, "L")
    _ = state.update(.itemLoaded(LoadedItem(reading: reading(ItemID(1)), own: OwnWork())))
    #expect(!state.draw().text.contains("with you"))
    Fixture.press(&state, "a")
    let before = state.draw().text
    #expect(before.contains("κ with you: judge/one"))
    let change = RatingChange(
      before: RatingRow(rater: RaterID(1), item: ItemID(1), code: 0),
      after: RatingRow(rater: RaterID(1), item: ItemID(1), code: 1))
    _ = state.update(.othersChanged([change], raters: []))
    #expect(state.draw().text != before)
    Fixture.press(&state, "a")
    #expect(!state.draw().text.contains("with you"))
  }

  /// With one or two items in common the value would tell the other's answer.
  @Test func theStripShowsNoValueOfFewItems() {
    for (n, isShown) in [(9, false), (10, true)] {
      let letters = String(Fixture.people.prefix(n))
      var state = Fixture.state([("ann", Fixture.people), ("judge/one", letters)])
      Fixture.press(&state, "La")
      let line = state.agreementStrip(width: 78).map(\.text).joined()
      #expect(line.contains("judge/one") == isShown, "\(line)")
      #expect(line.contains("shown from 10 items in common") != isShown, "\(line)")
    }
  }

  @Test func rightAndLeftStepThroughTheItems() {
    var state = opened()
    Fixture.press(&state, .right)
    #expect(state.disagreements.selected == 1)
    Fixture.press(&state, "]")
    #expect(state.disagreements.selected == 2)
    Fixture.press(&state, .left)
    #expect(state.disagreements.selected == 1)
  }

  @Test func theStripSaysHowManyMoreThereAre() {
    let many = Fixture.study + (0..<9).map { (name: "judge/number-\($0)", letters: Fixture.people) }
    var state = Fixture.state(many)
    Fixture.press(&state, "L")
    _ = state.update(.itemLoaded(LoadedItem(reading: reading(ItemID(1)), own: OwnWork())))
    Fixture.press(&state, "a")
    let line = state.agreementStrip(width: 78).map(\.text).joined()
    #expect(line.hasSuffix("more") && DisplayText.columns(line) <= 78)
  }
}
