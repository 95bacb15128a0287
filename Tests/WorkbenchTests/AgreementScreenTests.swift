import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

@Suite struct AgreementScreenTests {
  init() { _ = concord_set_locale() }

  typealias Fixture = AgreementFixture

  static let sizes = [(80, 24), (120, 40), (200, 60), (40, 12), (60, 16)]

  // MARK: - Raters

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func everyRaterIsThereWithItsSharesAndItsInterval(_ columns: Int, _ rows: Int) throws {
    let state = Fixture.state(
      Fixture.study, size: TerminalSize(columns: columns, rows: rows))
    let lines = (0..<rows).map(state.draw().line)
    for row in state.agreement.rows {
      let line = try #require(
        lines.first { $0.dropFirst(2).hasPrefix(row.name) || $0.contains("★ \(row.name)") })
      let shares = row.shares.map { WorkbenchState.right(Figure.wholePercent($0), 5) }
      #expect(line.contains(shares.joined()), "\(line)")
      #expect(line.contains(" \(row.n) "), "\(line)")
      guard row.id != state.agreement.reference else { continue }
      let interval = try #require(row.kappa.coefficient?.interval)
      let hasWidth = interval.high > interval.low
      #expect(line.contains("●"), "\(line)")
      #expect(line.contains("├") == hasWidth && line.contains("┤") == hasWidth, "\(line)")
    }
  }

  @Test func anyColumnSortsBothWays() throws {
    var state = Fixture.state(Fixture.study + [("judge/none", "")])
    for column in RaterSort.Column.allCases.dropFirst() {
      Fixture.press(&state, "o")
      #expect(state.agreement.sort.column == column)
      let one = state.agreement.rows.filter { value($0, column) != nil }
      Fixture.press(&state, "O")
      let two = state.agreement.rows.filter { value($0, column) != nil }
      let (down, up) = (one.compactMap { value($0, column) }, two.compactMap { value($0, column) })
      #expect(down.sorted() == up.sorted() && down == up.reversed(), "\(column)")
      #expect(up == up.sorted() || down == down.sorted(), "\(column)")
      let undefined = state.agreement.rows.drop { value($0, column) != nil }
      #expect(undefined.allSatisfy { value($0, column) == nil }, "\(column): none comes last")
      Fixture.press(&state, "O")
    }
    Fixture.press(&state, "o")
    #expect(state.agreement.sort.column == .study)
  }

  private func value(_ row: AgreementScreen.RaterRow, _ column: RaterSort.Column) -> Double? {
    switch column {
    case .study: 0
    case .name:
      ["ann", "bob", "judge/none", "judge/one", "judge/two", "majority"]
        .firstIndex(of: row.name).map(Double.init)
    case .rated: Double(row.ratings)
    case .n: Double(row.n)
    case .agree: row.percent.value
    case .kappa: row.kappa.value
    case .scott: row.scott.value
    case .ac1: row.ac1.value
    case .leftOut: row.table == nil ? nil : Double(row.leftOut)
    case .worst: row.worst?.kappa.value
    }
  }

  @Test func theSortedColumnIsMarked() {
    var state = Fixture.state(Fixture.study)
    Fixture.press(&state, "oooo")
    #expect(state.draw().line(2).contains("agree▾"))
    Fixture.press(&state, "O")
    #expect(state.draw().line(2).contains("agree▴"))
  }

  /// The mark stays with its rater when the order changes.
  @Test func theMarkStaysWithItsRater() {
    var state = Fixture.state(Fixture.study)
    Fixture.press(&state, "jj")
    let marked = state.agreement.selectedStream
    Fixture.press(&state, "ooo")
    #expect(state.agreement.selectedStream == marked)
  }

  @Test func theReferenceIsAPersonTheMajorityOrTheAdjudicated() {
    var state = Fixture.state(Fixture.study)
    #expect(state.agreement.reference == .majority)
    Fixture.press(&state, "R")
    #expect(state.agreement.referenceName == "ann")
    #expect(state.notice?.text.contains("no adjudicated answers") == true)
    Fixture.press(&state, "R")
    #expect(state.agreement.referenceName == "bob")
    Fixture.press(&state, "R")
    #expect(state.agreement.reference == .majority)

    state = Fixture.state(Fixture.study + [("adjudicated", Fixture.people)])
    Fixture.press(&state, "R")
    #expect(state.agreement.referenceName == "adjudicated")
    #expect(state.notice?.text.contains("no adjudicated") == false)
  }

  @Test func whatWasLeftOutIsSaidWithItsReason() {
    var state = Fixture.state(Fixture.study)
    Fixture.press(&state, "jjj")
    #expect(state.agreement.selectedStream.map(state.agreement.name) == "judge/two")
    #expect(state.draw().text.contains("left out: 8 unparsed"))
  }

  // MARK: - Policies

  /// Each switch is on every view, in words, and one key changes it.
  @Test(arguments: sizes)
  func theSwitchesAreAlwaysThere(_ columns: Int, _ rows: Int) {
    var state = Fixture.state(
      Fixture.study, size: TerminalSize(columns: columns, rows: rows))
    for _ in AgreementScreen.View.allCases {
      for (key, count) in [("u", 5), ("t", 2), ("s", 2), ("m", 2), ("b", 2)] {
        var seen: Set<String> = []
        for _ in 0..<count {
          Fixture.press(&state, key)
          seen.insert(state.draw().line(1))
        }
        #expect(seen.count == count, "\(state.agreement.view) \(key) at \(columns)")
      }
      let line = state.draw().line(1)
      for word in ["drop", "keep", "merge", "tie", "blind"] {
        #expect(line.contains(word), "\(line)")
      }
      Fixture.press(&state, .tab)
    }
  }

  // MARK: - Empty states

  @Test func everyEmptyStateSaysWhatToDo() {
    #expect(Fixture.state([]).draw().text.contains(":import FILE"))
    #expect(Fixture.state([("ann", "...")]).draw().text.contains("Nobody has rated"))
    let alone = Fixture.state([("ann", "abab")]).draw().text
    #expect(alone.contains("Only ann has rated") && alone.contains("concord import"))
    let apart = Fixture.state([("ann", "ab.."), ("judge/one", "..ab")]).draw().text
    #expect(apart.contains("no items in common") || apart.contains("no item in common"))
    var pair = Fixture.state([("ann", "ab.."), ("judge/one", "..ab")])
    Fixture.press(&pair, .tab, .tab)
    #expect(pair.draw().text.contains("] takes another rater"))
    Fixture.press(&pair, .tab, .tab)
    let slices = pair.draw().text
    #expect(slices.contains("y takes another property") || slices.contains("reading the items"))
  }

  @Test func anUndefinedCoefficientSaysWhy() {
    var state = Fixture.state([("ann", "aaaa"), ("judge/one", "aaaa")])
    #expect(state.draw().text.contains("one category only"))
    Fixture.press(&state, .tab, .tab)
    let text = state.draw().text
    #expect(text.contains("Why there is no kappa") && text.contains("Every answer is a"))
    #expect(text.contains("n/a"))
  }

  // MARK: - Everyone and slices

  @Test func eachGroupIsResampledAndOldIntervalsAreNotShown() throws {
    var state = Fixture.state(Fixture.study)
    Fixture.press(&state, .tab, .tab)
    let effects = Fixture.press(&state, .tab)
    guard case .resample(let requests)? = effects.last else {
      Issue.record("nothing is resampled")
      return
    }
    #expect(requests.map(\.members) == state.agreement.groups.map(\.ids))
    #expect(state.agreement.groups.map(\.name) == ["people", "judges", "everyone"])
    #expect(state.draw().text.contains("resampling"))
    let people = requests[0]
    _ = state.update(
      .intervalsResampled(
        ResampledIntervals(
          members: people.members, table: people.table, low: [.fleiss: 0.123],
          high: [.fleiss: 0.987], resamples: 1000)))
    #expect(state.draw().text.contains("[0.123, 0.987]"))
    let change = RatingChange(
      before: RatingRow(rater: RaterID(1), item: ItemID(1), code: 0),
      after: RatingRow(rater: RaterID(1), item: ItemID(1), code: 1))
    let again = state.update(.othersChanged([change], raters: []))
    #expect(!state.draw().text.contains("[0.123, 0.987]"))
    guard case .resample(let new)? = again.last else {
      Issue.record("nothing is resampled after a label")
      return
    }
    #expect(new.contains { $0.members == people.members })
  }

  @Test func allFourMetricsOfAlphaAreThere() {
    let scores = [("ann", "12345123"), ("bob", "12335124"), ("judge/one", "1244.123")]
    var state = Fixture.state(
      scores, size: TerminalSize(columns: 120, rows: 40),
      task: StudyTask(name: "score", scale: .score(low: 1, high: 5, step: 1)))
    Fixture.press(&state, .tab, .tab, .tab)
    let text = state.draw().text
    for word in ["nominal", "ordinal", "interval", "ratio"] {
      #expect(text.contains("alpha, \(word)"))
    }
    #expect(!text.contains("n/a") && text.contains("1 of 24 ratings missing"))
  }

  @Test func aFarSliceIsMarkedAndOpensItsItems() {
    let (one, two) = (String(repeating: "ab", count: 60), String(repeating: "ab", count: 40))
    let values = (0..<120).map { Int32($0 < 80 ? $0 / 40 : 2) }
    let column = SliceColumn(property: .category, names: ["x", "y", "turned"], values: values)
    var state = Fixture.state(
      [("ann", one), ("judge/one", two + String(repeating: "ba", count: 20))], slices: [column])
    Fixture.press(&state, .backTab, .backTab, .backTab, .backTab)
    #expect(state.agreement.view == .slices)
    let text = state.draw().text
    #expect(text.contains("▼turned") && !text.contains("▼x"))
    let lines = text.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix(" far: ") && $0.contains("turned") })
    Fixture.press(&state, "jj")
    Fixture.press(&state, .enter)
    #expect(state.disagreements.items.count == 40)
    #expect(state.disagreements.items.allSatisfy { $0.value > 80 })
  }

  /// A label moves the coefficients at once; the lowest slice follows when no more labels come.
  @Test func theLowestSliceFollowsAfterAMoment() throws {
    let values = (0..<40).map { Int32($0 < 20 ? 0 : 1) }
    let column = SliceColumn(property: .category, names: ["x", "y"], values: values)
    var state = Fixture.state(Fixture.study, slices: [column])
    let before = try #require(state.agreement.rows.first { $0.name == "judge/one" })
    func change(_ item: Int64, _ before: Int, _ after: Int) -> RatingChange {
      RatingChange(
        before: RatingRow(rater: RaterID(3), item: ItemID(item), code: before),
        after: RatingRow(rater: RaterID(3), item: ItemID(item), code: after))
    }
    let first = state.update(.othersChanged([change(1, 0, 1)], raters: []))
    let second = state.update(.othersChanged([change(2, 1, 0)], raters: []))
    #expect(first == [.settleAgreement(1)] && second == [.settleAgreement(2)])
    func row() throws -> AgreementScreen.RaterRow {
      try #require(state.agreement.rows.first { $0.name == "judge/one" })
    }
    #expect(try row().table != before.table && row().worst == before.worst)
    _ = state.update(.agreementSettled(1))
    #expect(try row().worst == before.worst, "not the last label yet")
    _ = state.update(.agreementSettled(2))
    #expect(try row().worst != before.worst)
  }

  @Test func noTestIsClaimedWhereEverySliceIsSmall() {
    let column = SliceColumn(property: .category, names: ["x", "y"], values: [0, 0, 1, 1])
    var state = Fixture.state([("ann", "abab"), ("judge/one", "abba")], slices: [column])
    Fixture.press(&state, .backTab, .backTab, .backTab, .backTab)
    let text = state.draw().text
    #expect(text.contains("none is judged") && !text.contains("over 0 slices"))
  }

  @Test func slicesAreSortedByKappaOrSize() {
    let values = (0..<40).map { Int32($0 < 25 ? 0 : 1) }
    let column = SliceColumn(property: .category, names: ["big", "small"], values: values)
    var state = Fixture.state(
      [("ann", Fixture.people), ("judge/one", String(Fixture.people.reversed()))],
      slices: [column])
    Fixture.press(&state, .backTab, .backTab, .backTab, .backTab)
    Fixture.press(&state, "o")
    let kappas = state.agreement.sliceRows.compactMap(\.kappa.value)
    #expect(kappas.count == 2 && kappas == kappas.sorted())
    Fixture.press(&state, "o")
    #expect(state.agreement.sliceRows.map(\.name) == ["big", "small"])
    #expect(state.draw().text.contains("sorted by size"))
  }

  @Test(arguments: sizes)
  func everyViewFitsItsScreen(_ columns: Int, _ rows: Int) {
    var state = Fixture.state(
      Fixture.study, size: TerminalSize(columns: columns, rows: rows))
    for _ in AgreementScreen.View.allCases {
      for key in ["j", "l", " ", "G", "g"] { Fixture.press(&state, key) }
      let frame = state.draw()
      #expect(frame.cells.count == columns * rows)
      #expect(frame.line(rows - 1).contains("help"))
      Fixture.press(&state, .tab)
    }
  }
}
