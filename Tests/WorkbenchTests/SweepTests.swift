import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// The jury sweep.
@Suite struct SweepTests {
  init() { _ = concord_set_locale() }

  typealias Fixture = AgreementFixture

  static let study: [(name: String, letters: String)] =
    Fixture.study + [("judge/three", String(repeating: "abba.", count: 8))]

  /// The screen with its juries there; prices by name.
  static func sweep(
    _ answers: [(name: String, letters: String)] = study, prices: [String: Double] = [:],
    columns: Int = 80, rows: Int = 24
  ) -> WorkbenchState {
    var state = Fixture.state(answers, size: TerminalSize(columns: columns, rows: rows))
    finish(&state, Fixture.press(&state, "S"), prices)
    return state
  }

  static func finish(
    _ state: inout WorkbenchState, _ effects: [Effect], _ prices: [String: Double] = [:]
  ) {
    var left = effects
    while !left.isEmpty {
      guard case .sweepJuries(let request) = left.removeFirst() else { continue }
      let seats = request.seats.map {
        SweptSeat($0, costPerItem: prices[state.agreement.name(of: $0)])
      }
      left += state.update(.juriesSwept(request.run(seats)))
    }
  }

  private func juries(_ state: WorkbenchState) -> [String] {
    state.sweep.shown.map { state.seatNames($0).joined(separator: "+") }
  }

  @Test func seatsAreFinishedRatersThatAreNoPeopleAndNoJuries() throws {
    let state = Self.sweep(Self.study + [("debate/x", "ab"), ("judge/none", "")])
    #expect(state.screen == .sweep)
    #expect(
      state.sweep.candidates.map(state.agreement.name)
        == ["judge/one", "judge/two", "judge/three", "debate/x"])
    #expect(state.sweep.seats == state.sweep.candidates && state.sweep.shown.count == 11)
  }

  /// A rater whose run has not ended is no seat yet.
  @Test func aRunThatIsNotFinishedIsLeftOut() {
    var state = Self.sweep()
    var summary = GoldenScreens.summary
    summary.run.rater = RaterID(3)
    Self.finish(&state, state.update(.runsLoaded([summary])))
    #expect(state.sweep.seats.map(state.agreement.name) == ["judge/two", "judge/three"])
    #expect(state.draw().text.contains("1 not finished"))
    summary.run.state = .finished
    Self.finish(&state, state.update(.runsLoaded([summary])))
    #expect(state.sweep.shown.count == 4)
  }

  @Test func theJuriesAreThoseOfTheTrackersSweep() throws {
    let state = Self.sweep()
    let tracker = try #require(state.agreement.tracker)
    let seats = state.sweep.seats.map { SweptSeat($0) }
    #expect(state.sweep.shown == tracker.sweep(seats, against: .majority))
    let text = state.draw().text
    let best = state.sweep.shown[0]
    #expect(text.contains(Figure.value(best.cohen)))
    #expect(text.contains(Figure.interval(best.cohen, digits: 2)))
    #expect(text.contains("4 juries") && text.contains("jury 1 of 4"))
    #expect(text.contains("the file knows no price of these seats"))
  }

  @Test func markingASeatChangesTheJuriesAndTooFewIsSaid() {
    var state = Self.sweep()
    Self.finish(&state, Fixture.press(&state, "x"))
    #expect(juries(state) == ["judge/two+judge/three"])
    Self.finish(&state, Fixture.press(&state, "jx"))
    #expect(state.sweep.shown.isEmpty)
    #expect(state.draw().text.contains("1 seats are marked"))
    Self.finish(&state, Fixture.press(&state, "-"))
    #expect(juries(state) == ["judge/three"])
    Self.finish(&state, Fixture.press(&state, "x+"))
    Self.finish(&state, Fixture.press(&state, .enter))
    #expect(state.draw().text.contains("[ ]"))
  }

  @Test func atMostSixteenSeats() {
    let many = [("ann", "abab"), ("bob", "abba")]
    let state = Self.sweep(many + (1...18).map { ("judge/\($0)", "abab") })
    #expect(state.sweep.seats.count == SweepScreen.firstSeats)
    var full = state
    full.sweep.chosen = Set(full.sweep.candidates.prefix(16))
    Fixture.press(&full, "Gx")
    #expect(full.sweep.seats.count == 16)
    #expect(full.notice?.text.contains("at most 16 seats") == true)
  }

  @Test func theRuleAndTheLeastSizeAreAskedForAnew() {
    var state = Self.sweep()
    let effects = Fixture.press(&state, "c")
    guard case .sweepJuries(let request)? = effects.last else {
      Issue.record("nothing is counted")
      return
    }
    #expect(request.settings.rule == .tieYields)
    Fixture.press(&state, "c")
    let median = Fixture.press(&state, "c")
    Self.finish(&state, median)
    #expect(state.sweep.settings.rule == .median)
    #expect(state.draw().text.contains("No jury has an answer by median"))
    Self.finish(&state, Fixture.press(&state, "c+"))
    #expect(state.sweep.settings == JurySweep(minSize: 3) && state.sweep.shown.count == 1)
    // Nothing is counted anew for a move.
    #expect(Fixture.press(&state, "j").isEmpty && Fixture.press(&state, .tab).isEmpty)
  }

  static let prices = ["judge/one": 0.01, "judge/two": 0.02, "judge/three": 0.5]

  @Test(arguments: [(80, 24), (200, 60)])
  func thePictureNamesTheFrontierAndHasNumbersOnItsAxes(_ columns: Int, _ rows: Int) throws {
    // The people say abb==; two cheap seats are together wrong more often than with the dear one.
    let answers = ["ann": "abb==", "judge/one": "abaaa", "judge/two": "ababa", "judge/x": "abb=="]
    var state = Self.sweep(
      answers.sorted { $0.key < $1.key }.map { ($0.key, String(repeating: $0.value, count: 8)) },
      prices: ["judge/one": 0.01, "judge/two": 0.02, "judge/x": 0.5], columns: columns, rows: rows)
    let swept = try #require(state.sweep.swept)
    #expect(swept.frontier.count > 1 && swept.frontier.count < swept.juries.count)
    let text = state.draw().text
    let costs = swept.juries.compactMap(\.costPerItem)
    for number in [costs.min() ?? 0, costs.max() ?? 0] {
      #expect(text.contains(Price.text(number)), "\(number)")
    }
    for (at, jury) in swept.frontier.enumerated() {
      let sign = String(WorkbenchState.frontierSign(at))
      let entry = sign + " " + WorkbenchState.ranges(jury.seats)
      #expect(text.split(separator: "\n").contains { $0.contains(entry) }, "\(entry)")
      #expect(state.letter(of: jury) == sign)
    }
    Fixture.press(&state, "o")
    #expect(state.sweep.shown.compactMap(\.costPerItem) == costs.sorted())
    #expect(state.draw().text.contains("cost▴"))
  }

  @Test func onASmallScreenEachPartHasItsOwnPage() {
    var state = Self.sweep(prices: Self.prices, columns: 40, rows: 12)
    #expect(state.draw().text.contains("[x]"))
    Fixture.press(&state, .tab)
    #expect(state.draw().text.contains("1-3"))
    Fixture.press(&state, .tab)
    #expect(state.draw().text.contains("letters: not beaten"))
    Fixture.press(&state, .tab)
    #expect(state.sweep.part == .seats)
  }

  @Test func runsOfSeatsAreShort() {
    #expect(WorkbenchState.ranges([0, 1, 2, 4, 6, 7]) == "1-3 5 7 8")
    #expect(WorkbenchState.ranges([15]) == "16" && WorkbenchState.ranges([]) == "")
  }

  @Test func aSeatWithoutScoresIsInNoJuryOfARuleThatJoinsThem() throws {
    var state = Self.sweep()
    Fixture.press(&state, "cc")
    let asked = try #require(state.sweep.asked)
    let request = SweepRequest(
      number: asked.number, reference: .majority, seats: state.sweep.seats,
      settings: state.sweep.settings, tracker: try #require(state.agreement.tracker))
    let column = ScoreColumn(
      rater: RaterID(1), swapped: false, items: [1, 2], scores: [[2, 1], [1, 2]])
    let scores = SeatScores([column], of: request.seats[0], policy: AnalysisPolicy())
    let priced = [
      SweptSeat(request.seats[0], scores: scores), SweptSeat(request.seats[1]),
      SweptSeat(request.seats[2], scores: scores),
    ]
    let swept = request.run(priced)
    #expect(swept.juries.map(\.seats) == [[0, 2]] && swept.silent == [1])
    #expect(swept.alone.allSatisfy { $0.n > 0 })
    _ = state.update(.juriesSwept(swept))
    #expect(juries(state) == ["judge/one+judge/three"])
    let text = state.draw().text
    #expect(text.contains("no scores") && text.contains("1 jury, 1 without scores left out"))
    #expect(text.contains("w write"))
  }

  // MARK: - Live

  @Test func aLabelIsFollowedByNewJuriesAndOldAnswersAreDropped() throws {
    var state = Self.sweep()
    let before = state.sweep.shown
    let first = state.update(BoardTests.change(1, 1, 0, 1))
    #expect(state.sweep.shown == before && !state.sweep.isCurrent)
    #expect(state.draw().line(0).contains("counting"))
    let second = state.update(BoardTests.change(1, 2, 1, 0))
    Self.finish(&state, first)
    #expect(state.sweep.shown == before, "of the labels before: not shown as new")
    Self.finish(&state, second)
    let tracker = try #require(state.agreement.tracker)
    let seats = state.sweep.seats.map { SweptSeat($0) }
    #expect(state.sweep.shown == tracker.sweep(seats, against: .majority))
    #expect(state.sweep.shown != before && state.sweep.isCurrent)
  }

  // MARK: - Making a jury a rater

  @Test func enterShowsTheSeatsAndMakesTheJuryARater() throws {
    var state = Self.sweep()
    Fixture.press(&state, .tab, .enter)
    let names = state.seatNames(try #require(state.sweep.marked))
    let text = state.draw().text
    #expect(names.allSatisfy { text.contains($0) } && text.contains("Jury of \(names.count)"))
    #expect(text.contains("Enter makes it a rater"))
    // What is shown stays the jury that was opened, while labels change the order of the others.
    var moved = state
    moved.sweep.jury = 3
    #expect(names.allSatisfy { moved.draw().text.contains($0) })
    #expect(moved.draw().text.contains("Jury of \(names.count)"))
    var other = state
    #expect(Fixture.press(&other, .escape).isEmpty)
    let effects = Fixture.press(&state, .enter)
    let name = Run.juryName(seats: names)
    #expect(effects == [.composeJury(JuryComposition(name: name, seats: names, rule: .plurality))])
    _ = state.update(.juryComposed(name: name, answered: 38, abstained: 2))
    #expect(state.notice?.text.contains("38 answers, 2 without one") == true)
  }

  @Test func theFileIsAskedForAndWritten() throws {
    var state = Self.sweep()
    Fixture.press(&state, "w")
    #expect(state.draw().text.contains("jury_sweep.json"))
    let effects = Fixture.press(&state, .enter)
    guard case .writeSweep(let export)? = effects.first else {
      Issue.record("nothing is written")
      return
    }
    #expect(export.path == "jury_sweep.json" && export.juries == state.sweep.swept?.juries)
    #expect(export.seats.map(\.name) == ["judge/one", "judge/two", "judge/three"])
  }
}
