import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import StatisticalFigures
import StudyFigures
import Testing

/// Figures of several raters, against the tables that they are made of.
@Suite struct RaterFigureTests {
  typealias Study = WrittenStudy

  @Test func theForestHasEachRatersCoefficients() throws {
    var tracker = Study.tracker()
    let plot = try tracker.forestPlot(
      of: tracker.raters, against: .majority, coefficients: [.cohen, .ac1]
    ).get()
    #expect(plot.title == "Agreement with majority")
    #expect(plot.coefficients == ["Cohen's kappa", "Gwet's AC1"] && plot.range == -1...1)
    #expect(plot.rows.map(\.name) == ["ann (of it)", "bob (of it)", "judge/one", "judge/two"])
    #expect(plot.rows.map(\.group) == ["people", "people", "judges", "judges"])
    for (row, number) in zip(plot.rows, 1...) {
      let table = tracker.pair(.majority, Study.id(number))
      #expect(row.estimates == [table.coefficient(.cohen), table.coefficient(.ac1)])
      #expect(row.count == table.itemCount)
    }
  }

  @Test func aForestOfSharesBeginsAtNought() throws {
    var tracker = Study.tracker()
    let plot = try tracker.forestPlot(
      of: [Study.id(3), Study.id(4)], against: Study.id(1), coefficients: [.percent]
    ).get()
    #expect(plot.range == 0...1 && plot.rows.allSatisfy { $0.group == nil })
    #expect(plot.rows[0].estimates[0].value == 0.8 && plot.rows[1].count == 32)
  }

  @Test func oneRaterAloneHasNoPictures() {
    var tracker = Study.tracker([("ann", "ab")])
    let alone = MissingFigure("one rater alone makes no pair")
    #expect(tracker.forestPlot(of: tracker.raters, against: Study.id(1)) == .failure(alone))
    #expect(tracker.raterMatrix(of: tracker.raters) == .failure(alone))
    #expect(tracker.usualOther(besides: Study.id(1)) == nil)
  }

  @Test func theMatrixIsOfEveryTwo() throws {
    var tracker = Study.tracker()
    let map = try tracker.raterMatrix(of: tracker.raters, coefficient: .scott).get()
    #expect(map.rows == ["ann", "bob", "judge/one", "judge/two"] && map.columns == map.rows)
    for row in 0..<4 {
      for column in 0..<4 {
        let table = tracker.pair(Study.id(row + 1), Study.id(column + 1))
        #expect(
          map.cells[row][column]
            == (row == column ? .empty : .estimate(table.coefficient(.scott))))
      }
    }
    #expect(map.caption.first == "Scott's pi")
  }

  /// The first rater of a pair is the truth: the other way round it is another number.
  @Test func anAsymmetricMeasureIsNotMirrored() throws {
    var tracker = Study.tracker()
    let map = try tracker.raterMatrix(of: tracker.raters, coefficient: .balancedAccuracy).get()
    let other = tracker.pair(Study.id(4), Study.id(1)).coefficient(.balancedAccuracy)
    #expect(map.cells[3][0] == .estimate(other) && map.cells[0][3] != map.cells[3][0])
  }

  @Test func costIsOfThoseWhoseCostIsKnown() throws {
    var tracker = Study.tracker()
    var conduct = RaterConduct()
    conduct.costPerItem = 0.002
    let known = [RaterID(3): conduct, RaterID(4): RaterConduct()]
    let plot = try tracker.costPlot(
      of: tracker.raters, against: .majority, conduct: known, coefficient: .ac1
    ).get()
    let estimate = tracker.pair(.majority, Study.id(3)).coefficient(.ac1)
    #expect(
      plot.points == [CostPlot.Point(name: "judge/one", cost: 0.002, estimate: estimate)])
    #expect(plot.measure == "Gwet's AC1" && plot.costTitle == "cost per item")
    #expect(
      tracker.costPlot(of: tracker.raters, against: .majority, conduct: [:])
        == .failure(MissingFigure("no rater here has a known cost")))
  }

  @Test func theUsualReferenceIsTheMajorityOfSeveral() {
    var several = Study.tracker()
    #expect(
      several.usualReference == .majority && several.usualOther(besides: .majority) == Study.id(3))
    let one = Study.tracker([("judge/m", "ab"), ("ann", "ab"), ("bob", "..")])
    #expect(one.usualReference == Study.id(2) && one.raters == [Study.id(1), Study.id(2)])
    #expect(Study.tracker([("judge/m", "ab")]).usualReference == Study.id(1))
    #expect(Study.tracker([("ann", "..")]).usualReference == nil)
  }

  @Test func everyMeasureIsASCIIWithoutRemarks() {
    for name in PairCoefficient.allCases {
      #expect(name.measure.allSatisfy { $0.isASCII } && !name.measure.contains("("), "\(name)")
      #expect(name.measure.last != " " && !name.measure.isEmpty)
    }
  }
}
