import AgreementStatistics
import Testing

@testable import StatisticalFigures

/// What the figures compute of their data.
@Suite struct FigureTests {
  @Test func theFrontierHoldsWhatNoCheaperOneEquals() {
    let points: [(Double, Double)] = [(1, 0.4), (2, 0.4), (2, 0.6), (5, 0.5), (5, 0.7), (1, 0.3)]
    let frontier = CostPlot.frontier(points.map { .init(x: $0.0, y: $0.1) })
    #expect(frontier.map(\.x) == [1, 2, 5])
    #expect(frontier.map(\.y) == [0.4, 0.6, 0.7])
  }

  @Test func theCostAxisIsLogarithmicOverMoreThanTwoDecades() {
    func isLogarithmic(_ costs: [Double]) -> Bool {
      CostPlot(
        title: "", measure: "", costTitle: "",
        points: costs.map { .init(name: "", cost: $0, estimate: Gallery.estimate(0.5, 0.1)) }
      ).chart.x.isLogarithmic
    }
    #expect(isLogarithmic([1, 101]))
    #expect(!isLogarithmic([1, 100]))
    #expect(!isLogarithmic([0, 1, 101]))
  }

  @Test func theCalibrationErrorIsTheMeanGapWeightedByCounts() throws {
    let diagram = ReliabilityDiagram(
      title: "",
      bins: [
        .init(low: 0, high: 0.5, confidence: 0.3, accuracy: Gallery.estimate(0.5, 0.1), count: 10),
        .init(low: 0.5, high: 1, confidence: 0.9, accuracy: Gallery.estimate(0.8, 0.1), count: 30),
        .init(low: 0.5, high: 1, confidence: 0, accuracy: .undefined(.noItems), count: 0),
      ])
    let error = try #require(diagram.calibrationError)
    #expect(abs(error - (10 * 0.2 + 30 * 0.1) / 40) < 1e-12)
    #expect(ReliabilityDiagram(title: "", bins: []).calibrationError == nil)
  }

  @Test func theTargetIsReachedWhereItIsKept() {
    func items(_ powers: [Double], _ target: Double? = 0.8) -> Int? {
      PowerCurve(
        title: "", points: powers.enumerated().map { .init(items: $0.offset, power: $0.element) },
        target: target
      ).itemsForTarget
    }
    #expect(items([0.2, 0.81, 0.79, 0.8, 0.9]) == 3)
    #expect(items([0.2, 0.7]) == nil)
    #expect(items([0.9], nil) == nil)
  }

  @Test func tiedSystemsHavePlacesOfTheirOwn() {
    let places = Gallery.ranks.places()
    #expect(places.map(\.name) == ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"])
    #expect(places.map(\.right) == [0, 3, 1, 2, 5, 4])
    #expect(places.map(\.leftRank) == ["1", "2", "3", "4.5", "4.5", "6"])
    #expect(Gallery.ranks.places(atMost: 3).map(\.right) == [0, 2, 1])
  }

  @Test func confusionSharesAreOfRows() {
    #expect(Gallery.confusion.cell(1, 0) == .count(12, share: 12.0 / 99))
    #expect(Gallery.confusion.shareText(Gallery.confusion.cell(0, 0)) == "82%")
    let empty = MatrixHeatMap(
      title: "", table: ConfusionTable(categoryCount: 2), categories: ["a", "b"], rowRater: "r",
      columnRater: "c")
    #expect(empty.cell(0, 0) == .count(0, share: nil))
  }

  @Test func tonesOfAHeatMapFollowTheValues() {
    let rows = Gallery.matrix.characters(width: 60, height: 10, style: .unicode).rows
    let tones = rows.flatMap { row in row.filter { $0.character == "." || $0.character == "–" } }
      .map(\.tone)
    #expect(
      tones.prefix(6) == [.gradient3, .gradient1, .gradient3, .gradient3, .gradient0, .gradient2])
    #expect(tones.contains(.warning))
  }

  @Test func wideNamesKeepTheirColumns() {
    let plot = ForestPlot(
      title: "", coefficients: ["kappa"],
      rows: [
        .init(name: "评审员", estimate: Gallery.estimate(0.5, 0.1)),
        .init(name: "abcdef", estimate: Gallery.estimate(0.5, 0.1)),
      ])
    let rows = plot.characters(width: 50, height: 3, style: FigurePropertyTests.wide).rows
    #expect(rows[0].count == 47)
    #expect(rows[1].count == 50)
    #expect(rows[0].dropFirst(3) == rows[1].dropFirst(6))
  }
}
