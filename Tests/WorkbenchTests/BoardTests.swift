import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// The comparison board of the agreement room.
@Suite struct BoardTests {
  init() { _ = concord_set_locale() }

  typealias Fixture = AgreementFixture

  /// The board with every figure there.
  static func board(
    _ answers: [(name: String, letters: String)] = Fixture.study, columns: Int = 200, rows: Int = 60
  ) -> WorkbenchState {
    var state = Fixture.state(answers, size: TerminalSize(columns: columns, rows: rows))
    finish(&state, Fixture.press(&state, .backTab, .backTab, .backTab))
    return state
  }

  /// Does what was asked for, as the runtime would, and what that asks for.
  static func finish(_ state: inout WorkbenchState, _ effects: [Effect]) {
    var left = effects
    while !left.isEmpty {
      switch left.removeFirst() {
      case .compareKappas(var comparison):
        comparison.resamples = 400
        var found: [ComparedKappas] = []
        comparison.run(isCancelled: { false }, answer: { found.append($0) })
        for one in found { left += state.update(.kappasCompared(one)) }
      case .loadConduct:
        left += state.update(.conductLoaded(conduct(state)))
      case .settleAgreement(let generation):
        left += state.update(.agreementSettled(generation))
      default: break
      }
    }
  }

  private static func conduct(_ state: WorkbenchState) -> [RaterID: RaterConduct] {
    var result: [RaterID: RaterConduct] = [:]
    for rater in state.session?.raters ?? [] {
      var conduct = RaterConduct()
      (conduct.firstShownChosen, conduct.otherChosen) = (3 * Int(rater.id.value), 10)
      if !rater.kind.isHuman {
        conduct.askedAgain = Int(rater.id.value)
        conduct.costPerItem = rater.name == "judge/two" ? nil : 0.0125
        conduct.secondsPerItem = 2.5
      }
      result[rater.id] = conduct
    }
    return result
  }

  static func change(_ rater: Int64, _ item: Int64, _ before: Int, _ after: Int) -> Message {
    .othersChanged(
      [
        RatingChange(
          before: RatingRow(rater: RaterID(rater), item: ItemID(item), code: before),
          after: RatingRow(rater: RaterID(rater), item: ItemID(item), code: after))
      ], raters: [])
  }

  private func line(_ state: WorkbenchState, _ name: String) throws -> String {
    try #require(
      (4..<20).map(state.draw().line).first { $0.dropFirst(2).contains(name + " ") }, "\(name)")
  }

  @Test func everyFigureIsOneThatTheTrackerGives() throws {
    let state = Self.board()
    var tracker = try #require(state.agreement.tracker)
    let names = state.agreement.board.rows.map(\.name)
    #expect(names == ["ann", "bob", "judge/one", "judge/two"])
    let board = try tracker.comparison(of: names, with: "majority", resamples: 400)
    for (shown, counted) in zip(state.agreement.board.rows, board.rows) {
      #expect(shown.table == counted.table && shown.swap == counted.swap)
      #expect(shown.difference == counted.difference && shown.commonItems == counted.commonItems)
    }
    let one = try line(state, "judge/one")
    let row = board.rows[2]
    let test = try #require(row.difference)
    for text in [
      Figure.value(row.table.coefficient(.cohen)), Figure.interval(row.table.coefficient(.cohen)),
      Figure.decimal(test.value), Figure.decimal(test.interval.low), "0.012500", "2.5",
      "\(row.table.itemCount)", "47.4 % of 19",
    ] { #expect(one.contains(text), "\(text) in \(one)") }
    #expect(one.contains("├") && one.contains("●"))
  }

  @Test func whatDoesNotExistIsSaidWithItsReason() throws {
    var state = Self.board()
    #expect(try line(state, "judge/two").contains("n/a"))
    Fixture.press(&state, "jjj")
    let text = state.draw().text
    #expect(text.contains("cost per item, cost per point (the file knows of no paid call)"))
    #expect(text.contains("both orders alike (no item was answered in both orders)"))
    let apart = Self.board([("ann", "abab"), ("judge/x", "ab.."), ("judge/y", "..ab")])
    var marked = apart
    Self.finish(&marked, Fixture.press(&marked, "vj"))
    #expect(marked.draw().text.contains("difference to judge/x n/a: no items in common"))
  }

  /// Shares of the mode 1, 2/3, 1/3 and 1; a majority on three of four; first and second alike on
  /// three of four, of which 3/8 are by chance: κ = (3/4 − 3/8) / (5/8).
  @Test func howFarAJudgeAgreesWithItselfIsSaid() throws {
    var state = Self.board(rows: 40)
    let judge = try #require(state.agreement.board.rows.first { $0.name == "judge/one" })
    guard case .rater(let id) = judge.id else { return }
    let own = SelfConsistency(
      stored: [[0, 0, 0], [0, 0, 1], [1, 2, 0], [2, 2, 2]], exchanged: [], sampleShares: [1, 0.6],
      categoryCount: 3)
    _ = state.update(.consistenciesLoaded([id: own]))
    #expect(!state.draw().text.contains("most frequent answer"))
    Fixture.press(&state, "jj")
    let text = state.draw().text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("asked 3 times: most frequent answer 75.0 %"))
    #expect(text.contains("a majority on 75.0 %"))
    #expect(text.contains("κ of first and second 0.600") && text.contains("n 4"))
    #expect(text.contains("samples that say what their verdict says 80.0 %"))
  }

  @Test func oneKeyMarksWhomTheOthersAreComparedWith() throws {
    var state = Self.board()
    #expect(state.agreement.board.marked.map(state.agreement.name) == "ann")
    let before = state.agreement.board.rows.map(\.difference?.value)
    #expect(before[0] == nil && before[2] != nil)
    Fixture.press(&state, "jj")
    let effects = Fixture.press(&state, "v")
    #expect(state.draw().text.contains("less that of ◆ judge/one"))
    #expect(try line(state, "ann").contains(" … "))
    Self.finish(&state, effects)
    let after = state.agreement.board.rows.map(\.difference?.value)
    #expect(after[2] == nil && after[0] == before[2].map { -$0 })
  }

  @Test func anyColumnSortsBothWaysAndTheHeadingSaysSo() throws {
    var state = Self.board()
    for column in ComparisonColumn.allCases.dropFirst() {
      Fixture.press(&state, "o")
      #expect(state.agreement.board.column == column)
      let rows = state.agreement.board.rows
      let one = rows.filter { column.value($0) != nil }
      #expect(
        rows.dropFirst(one.count).allSatisfy { column.value($0) == nil }, "\(column): none is last")
      let heading = state.draw().line(3)
      #expect(heading.contains(column.startsDescending ? "▾" : "▴"), "\(column): \(heading)")
      Fixture.press(&state, "O")
      let two = state.agreement.board.rows.filter { column.value($0) != nil }
      let (first, second) = (one.compactMap(column.value), two.compactMap(column.value))
      #expect(first.sorted() == (column.startsDescending ? first.reversed() : first))
      #expect(second == first.reversed(), "\(column)")
      #expect(state.draw().line(3).contains(column.startsDescending ? "▴" : "▾"))
    }
  }

  /// Of columns that do not all fit each is on one page, whole, and the sorted one is turned to.
  @Test(arguments: [(80, 24), (120, 40), (200, 60), (60, 16), (40, 12)])
  func noNumberIsCutAndEveryColumnCanBeReached(_ columns: Int, _ rows: Int) throws {
    var state = Self.board(columns: columns, rows: rows)
    let layout = state.boardLayout(columns - 2)
    #expect(layout.pages.flatMap { $0.map(\.part) } == BoardPart.allCases)
    var seen: Set<BoardPart> = []
    for page in layout.pages {
      let used = page.reduce(layout.name + layout.kappa) { $0 + $1.width }
      #expect(used <= columns - 2, "\(columns): \(used)")
      let frame = state.draw()
      for row in state.agreement.board.rows.prefix(3) {
        let line = (4..<rows).map(frame.line).first { $0.dropFirst(2).contains(row.name + " ") }
        for column in page where column.part != .ruler {
          let text = state.boardText(state.boardFigure(column.part, row))
          #expect(line?.contains(text) == true, "\(columns) \(column.part): \(text)")
        }
      }
      seen.formUnion(page.map(\.part))
      Fixture.press(&state, .right)
    }
    #expect(seen == Set(BoardPart.allCases) && state.agreement.board.page == 0)
    while state.agreement.board.column != .cost { Fixture.press(&state, "o") }
    #expect(state.draw().line(3).contains("cost/item▴"))
  }

  // MARK: - Live

  @Test func aLabelMovesTheNumbersAtOnceAndTheDifferencesFollow() throws {
    var state = Self.board()
    let before = state.agreement.board.rows
    let effects = state.update(Self.change(3, 1, 0, 1))
    let now = state.agreement.board.rows
    #expect(now[2].table != before[2].table && now[2].difference == nil)
    #expect(try line(state, "judge/one").contains("…"))
    Self.finish(&state, effects)
    var tracker = try #require(state.agreement.tracker)
    let board = try tracker.comparison(of: now.map(\.name), with: "majority", resamples: 400)
    #expect(state.agreement.board.rows.map(\.difference) == board.rows.map(\.difference))
    #expect(board.rows[2].difference != before[2].difference)
  }

  @Test func anAnswerToOlderRatingsIsNotShown() throws {
    var state = Self.board()
    let first = state.update(Self.change(3, 1, 0, 1))
    _ = state.update(Self.change(3, 2, 1, 0))
    Self.finish(&state, first.filter { if case .compareKappas = $0 { true } else { false } })
    #expect(state.agreement.board.rows[2].difference == nil)
    #expect(try line(state, "judge/one").contains("…"))
  }

  @Test func enterOpensThePairAndBackLeadsHere() {
    var state = Self.board()
    Fixture.press(&state, "jj")
    Fixture.press(&state, .enter)
    #expect(state.agreement.view == .pair)
    #expect(state.agreement.other.map(state.agreement.name) == "judge/one")
    Fixture.press(&state, .escape)
    #expect(state.agreement.view == .board && state.agreement.board.selected == 2)
  }

  /// Asked for once, and again only when something that it depends on has changed.
  @Test func movingAboutComputesNothingAnew() {
    var state = Self.board()
    let effects = Fixture.press(&state, "jkoOl")
    #expect(effects.isEmpty)
    #expect(!Fixture.press(&state, "R").isEmpty)
  }
}
