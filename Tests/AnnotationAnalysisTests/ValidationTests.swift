import AgreementStatistics
import AnnotationModel
import Testing

@testable import AnnotationAnalysis

/// The checks of a check-list on hand-made tables, at their bounds.
@Suite struct ValidationTests {
  func table(
    _ rows: [[Int]], scale: Scale = .preference(candidates: 2, tie: true, bothBad: false),
    policy: AnalysisPolicy = .init()
  ) -> PairTable {
    var table = PairTable(categories: TabulatedCategories(scale: scale, policy: policy))
    for (row, counts) in rows.enumerated() {
      for (column, count) in counts.enumerated() { table.add(count, Int16(row), Int16(column)) }
    }
    return table
  }

  func parts(
    _ rows: [[Int]], scale: Scale = .preference(candidates: 2, tie: true, bothBad: false),
    evidence: ValidationEvidence = ValidationEvidence(),
    _ change: (inout ValidationThresholds) -> Void = { _ in }
  ) -> ValidationParts {
    var thresholds = ValidationThresholds()
    change(&thresholds)
    return ValidationParts(
      table: table(rows, scale: scale), thresholds: thresholds, evidence: evidence,
      reference: "people")
  }

  /// 90 of 100 agree.
  let good = [[40, 3, 2], [2, 40, 3], [0, 0, 10]]

  @Test func kappaIsHeldByItsLowerEnd() throws {
    let found = parts(good).kappa()
    let low = try #require(found.estimate?.coefficient?.interval?.low)
    #expect(found.status == .passed && low > 0.6 && found.next == nil)
    #expect(parts(good) { $0.kappa = low }.kappa().status == .passed)
    let above = parts(good) { $0.kappa = low + 0.001 }.kappa()
    #expect(above.status == .failed)
    guard case .moreItems(let more?)? = above.next else {
      Issue.record("more items tell a kappa that lies above the bound")
      return
    }
    #expect(more >= 1)
    #expect(parts(good) { $0.kappa = 0.95 }.kappa().next == .improve)
  }

  @Test func fullAgreementOfFewIsNotCertain() {
    let found = parts([[3, 0, 0], [0, 2, 0], [0, 0, 0]])
    #expect(found.kappa().status == .failed)
    #expect(found.precision().status == .failed)
    let many = parts([[300, 0, 0], [0, 200, 0], [0, 0, 0]])
    #expect(many.kappa().status == .passed && many.precision().status == .passed)
  }

  @Test func withoutItemsNothingIsKnown() {
    let none = parts([[0, 0, 0], [0, 0, 0], [0, 0, 0]])
    #expect(none.kappa().status == .notKnown && none.precision().status == .notKnown)
    #expect(none.kappa().estimate == .undefined(.noItems))
    #expect((try? none.classes().get())?.status == .notKnown)
    #expect((try? none.leniency().get())?.status == .notKnown)
    #expect(none.unparsed((0, 0)).status == .notKnown)
    #expect(none.ceiling(nil).status == .notKnown && none.ceiling(nil).next == .secondPerson)
  }

  @Test func theHalfWidthDecidesWhetherItemsAreEnough() throws {
    let half = try #require(parts(good).precision().estimate?.coefficient?.cautiousHalfWidth)
    #expect(parts(good) { $0.halfWidth = half }.precision().status == .passed)
    let narrow = parts(good) { $0.halfWidth = half / 2 }.precision()
    // Half the width takes four times the items.
    #expect(narrow.status == .failed && narrow.next == .moreItems(300))
  }

  /// Labels are asked for where as many judged items wait for them.
  @Test func labelsComeBeforeMoreItems() {
    var table = table(good)
    table.add(40, CodeSpan.notRated, 0)
    var parts = parts(good)
    parts.table = table
    #expect(parts.more(40) == .labelMore(40) && parts.more(41) == .moreItems(41))
    #expect(parts.more() == .labelMore(nil))
  }

  @Test func theCeilingHasAMargin() {
    func gap(_ value: Double, _ low: Double, _ high: Double) -> ValidationCheck.Status {
      ValidationParts.ceilingStatus(
        Coefficient(value: value, interval: Interval(low: low, high: high), itemCount: 50),
        margin: 0.1)
    }
    #expect(gap(0, -0.1, 0.1) == .passed && gap(0, -0.11, 0.1) == .notKnown)
    #expect(gap(-0.05, -0.09, -0.01) == .failed)
    #expect(gap(-0.2, -0.5, 0) == .notKnown && gap(0.2, 0.1, 0.3) == .passed)
    let bare = Coefficient(value: -0.2, itemCount: 50)
    #expect(ValidationParts.ceilingStatus(bare, margin: 0.1) == .failed)
  }

  @Test func theRarestClassIsByBoth() throws {
    let found = try parts([[40, 3, 1], [2, 40, 0], [1, 0, 8]]).classes().get()
    #expect(found.status == .failed && found.next == .moreOfClass("tie"))
    let avoided = try parts([[40, 3, 0], [2, 40, 0], [5, 5, 0]]).classes().get()
    #expect(avoided.status == .failed && avoided.next == .judgeAvoids("tie"))
    let enough = try parts([[40, 3, 1], [2, 40, 0], [1, 0, 9]]).classes().get()
    #expect(enough.status == .passed)
    let scores = parts([], scale: .score(low: 1, high: 10, step: 1)).classes()
    guard case .failure = scores else {
      Issue.record("ten numbers are no classes")
      return
    }
  }

  @Test func oneInTwentyMayBeUnparsed() {
    #expect(parts(good).unparsed((100, 5)).status == .passed)
    #expect(parts(good).unparsed((100, 6)).status == .failed)
  }

  @Test func aBiasIsInsideOutsideOrNotTold() {
    func status(_ value: Double, _ half: Double) -> ValidationCheck.Status {
      .ofBias(
        .defined(
          Coefficient(
            value: value, interval: Interval(low: value - half, high: value + half),
            itemCount: 50)), below: 0.1)
    }
    #expect(status(0, 0.09) == .passed && status(0, 0.1) == .notKnown)
    #expect(status(0.1, 0.05) == .failed && status(-0.1, 0.05) == .failed)
    #expect(status(0.099, 0.05) == .notKnown)
    #expect(status(0.1, 0.2) == .notKnown, "nothing may be the truth, too")
    // Nothing varied: 0 of 35 may be a tenth, 0 of 34 more.
    #expect(status(0, 0) == .passed)
    func steady(_ n: Int) -> ValidationCheck.Status {
      let none = Coefficient(value: 0, interval: Interval(low: 0, high: 0), itemCount: n)
      return .ofBias(.defined(none), below: 0.1)
    }
    #expect(steady(34) == .notKnown && steady(35) == .passed)
    #expect(ValidationCheck.Status.ofBias(.undefined(.noItems), below: 0.1) == .notKnown)
  }

  @Test func tiesAndCorrectnessAreHeldAgainstPeople() throws {
    let shy = try parts([[40, 3, 0], [2, 40, 0], [10, 5, 0]]).leniency().get()
    #expect(shy.status == .failed && shy.next == .calibrate("tie"))
    #expect(abs(try #require(shy.estimate?.value) + 0.15) < 1e-12)
    let even = try parts([[100, 3, 0], [3, 100, 0], [0, 0, 20]]).leniency().get()
    #expect(even.status == .passed)
    let lenient = try parts([[50, 2], [20, 28]], scale: .correctness).leniency().get()
    // P_c = 50/52 + 28/48 − 1, P₊ = (20/48)/(1 − P_c).
    #expect(lenient.status == .failed && lenient.finding.contains("P_c 0.545, P_+ 0.915"))
    let forced = parts(
      [[9, 1], [1, 9]], scale: .preference(candidates: 2, tie: false, bothBad: false)
    ).leniency()
    guard case .failure = forced else {
      Issue.record("a forced choice has no leniency")
      return
    }
  }
}
