import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import StatisticalFigures
import StudyFigures
import Testing

/// Figures of one pair, against its table.
@Suite struct PairFigureTests {
  typealias Study = WrittenStudy

  @Test func confusionCountsAnswersByTheFirstRater() throws {
    var tracker = Study.tracker()
    let map = try tracker.confusionMap(Study.id(1), Study.id(3)).get()
    #expect(map.rows == ["a", "b", "tie"] && map.rowTitle == "ann")
    #expect(map.columnTitle == "judge/one" && map.title == "ann and judge/one")
    #expect(
      map.cells == [
        [.count(16, share: 1), .count(0, share: 0), .count(0, share: 0)],
        [.count(8, share: 0.5), .count(8, share: 0.5), .count(0, share: 0)],
        [.count(0, share: 0), .count(0, share: 0), .count(8, share: 1)],
      ])
    var apart = Study.tracker([("ann", "ab.."), ("bob", "..ab")])
    #expect(
      apart.confusionMap(Study.id(1), Study.id(2))
        == .failure(MissingFigure("ann and bob have no items in common")))
  }

  @Test func theTrendHasTheCoursesPoints() throws {
    let tracker = Study.tracker()
    let order = (1...40).reversed().map { ItemID(Int64($0)) }
    let points = tracker.trend(Study.id(1), Study.id(3), over: order, points: 10)
    let plot = try tracker.trendPlot(
      Study.id(1), Study.id(3), points: points, isAsLabelled: true
    ).get()
    #expect(plot.points.map(\.labels) == points.map(\.n) && plot.points.last?.labels == 40)
    #expect(plot.points.map(\.estimate) == points.map(\.estimate))
    #expect(plot.title == "ann and judge/one, as labelled" && plot.measure == "Cohen's kappa")
    let few = tracker.trendPlot(Study.id(1), Study.id(3), points: [], isAsLabelled: false)
    #expect(throws: MissingFigure.self) { try few.get() }
  }

  @Test func ranksAreThoseOfTheComparison() throws {
    let tracker = Study.tracker()
    var systems = CandidateSystems(itemCount: 40)
    for number in 0..<40 { systems.add([["x", "y"], ["y", "z"], ["z", "x"]][number % 3]) }
    let plot = try tracker.rankPlot(Study.id(1), Study.id(4), systems: systems).get()
    let found = try #require(
      tracker.systemComparison(Study.id(1), Study.id(4), systems: systems))
    #expect(plot.systems.map(\.name) == ["x", "y", "z"])
    #expect(plot.systems.map(\.left) == found.systems.map(\.firstRank))
    #expect(plot.systems.map(\.right) == found.systems.map(\.secondRank))
    #expect(plot.tau == found.tau && plot.rho == found.rho)
    #expect(plot.title == "Systems by ann and judge/two, 32 items")
  }

  @Test func ranksNeedTwoSystems() {
    let tracker = Study.tracker()
    let none = tracker.rankPlot(
      Study.id(1), Study.id(2), systems: CandidateSystems(itemCount: 40))
    #expect(throws: MissingFigure.self) { try none.get() }
  }

  @Test(arguments: [(0.9, 0.8), (0.81, 0.6), (0.55, 0.4), (0.1, 0.0)])
  func theBoundIsTheNextBelow(_ kappa: Double, _ bound: Double) {
    #expect(PairPower.bound(below: kappa) == bound)
  }

  @Test func aKappaOfNoughtHasNoBound() {
    #expect(PairPower.bound(below: 0.01) == nil && PairPower.bound(below: -0.3) == nil)
  }

  /// Two categories have the variance under the null too; the curve agrees with the planning
  /// formula's own number of items.
  @Test func twoCategoriesArePlannedWithBothVariances() throws {
    let table = ConfusionTable(rows: [[40, 10], [10, 40]])
    let power = try PairPower.of(table).get()
    #expect(power.hasNullVariance && power.null == 0.4)
    let test = KappaPower(
      model: .rates(first: 0.5, second: 0.5), test: .normal(isTwoSided: true), nullKappa: 0.4)
    #expect(power.items(for: 0.8) == (try test.requiredCount(kappa: 0.6).get().count))
  }

  @Test func moreCategoriesArePlannedByThePilotsError() throws {
    var tracker = Study.tracker()
    let table = tracker.pair(Study.id(1), Study.id(3)).confusion
    let power = try PairPower.of(table).get()
    #expect(!power.hasNullVariance && power.null == 0.6)
    let wanted = try #require(power.items(for: 0.8))
    #expect(try power.power(wanted).get() >= 0.8)
    #expect(try power.power(wanted - 1).get() < 0.8)
    let curve = try tracker.powerCurve(Study.id(1), Study.id(3)).get()
    #expect(curve.itemsForTarget == wanted && curve.target == 0.8)
    #expect(curve.points.allSatisfy { (0...1).contains($0.power) })
    #expect(curve.points.map(\.power) == curve.points.map(\.power).sorted())
    #expect(curve.assumptions.contains("kappa 0.69 against 0.60"))
    #expect(
      try tracker.powerCurve(Study.id(1), Study.id(3), null: 0).get().assumptions.contains(
        "kappa 0.69 against 0.00"))
  }

  @Test func withoutDisagreementThereIsNoPlan() {
    var tracker = Study.tracker([("ann", "abab"), ("bob", "abab")])
    let found = tracker.powerCurve(Study.id(1), Study.id(2))
    #expect(
      found
        == .failure(MissingFigure("no power to plan with: no item on which they differ")))
  }

  @Test func aPictureSaysHowLargeItIs() throws {
    var tracker = Study.tracker()
    let forest = try tracker.forestPlot(of: tracker.raters, against: .majority).get()
    let text = forest.characters(width: 80, height: forest.naturalRows, style: .ascii).text
    for row in forest.rows { #expect(text.contains(row.name)) }
    let matrix = try tracker.raterMatrix(of: tracker.raters).get()
    let shown = matrix.characters(width: 80, height: matrix.naturalRows, style: .ascii).text
    #expect(shown.contains("judge/two") && shown.contains("Cohen's kappa"))
    #expect(matrix.naturalPixels == (468, 448) && forest.naturalPixels.width == 640)
  }
}
