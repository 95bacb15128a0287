@testable import AgreementStatistics
@testable import StatisticalFigures

/// Figures of random data, good and bad.
enum RandomFigures {
  static func estimate(_ stream: inout ResampleStream) -> Estimate {
    let value = stream.uniform() * 2 - 1
    let half = stream.uniform()
    switch stream.next() % 12 {
    case 0: return .undefined(.noVariation)
    case 1: return .defined(Coefficient(value: .nan, itemCount: 3))
    case 2: return .defined(Coefficient(value: value, itemCount: 0))
    case 3:
      return .defined(
        Coefficient(
          value: value, interval: Interval(low: -.infinity, high: .nan), itemCount: 9))
    default:
      return .defined(
        Coefficient(
          value: value, interval: Interval(low: value - half, high: value + half),
          level: stream.next() % 2 == 0 ? 0.95 : 0.9, itemCount: Int(stream.next() % 90_000)))
    }
  }

  static func name(_ stream: inout ResampleStream) -> String {
    let parts = ["gpt-4o", "评审员", "é", "🙂", "a b", "\t", "x", "κ", "long name of a judge "]
    return (0..<Int(stream.next() % 4)).map { _ in parts[Int(stream.next() % 9)] }.joined()
  }

  static func some<Element>(
    _ stream: inout ResampleStream, _ make: (inout ResampleStream) -> Element
  ) -> [Element] {
    let count = Int(stream.next() % 14)
    return (0..<count).map { _ in make(&stream) }
  }

  static func number(_ stream: inout ResampleStream) -> Double {
    [0, .nan, .infinity, 1e300, stream.uniform(), stream.uniform() * 1e4, 0.01][
      Int(stream.next() % 7)]
  }

  static func trend(_ stream: inout ResampleStream) -> TrendPlot {
    TrendPlot(
      title: name(&stream), measure: name(&stream),
      points: some(&stream) { .init(labels: Int($0.next() % 3000), estimate: estimate(&$0)) },
      threshold: number(&stream), targetHalfWidth: 0.3)
  }

  static func cost(_ stream: inout ResampleStream) -> CostPlot {
    CostPlot(
      title: name(&stream), measure: "kappa", costTitle: name(&stream),
      points: some(&stream) {
        .init(name: name(&$0), cost: number(&$0), estimate: estimate(&$0))
      })
  }

  static func power(_ stream: inout ResampleStream) -> PowerCurve {
    PowerCurve(
      title: name(&stream),
      points: some(&stream) { .init(items: Int($0.next() % 900), power: number(&$0)) },
      target: number(&stream), assumptions: some(&stream) { name(&$0) })
  }

  static func coverage(_ stream: inout ResampleStream) -> RiskCoverage {
    RiskCoverage(
      title: name(&stream), measure: name(&stream),
      points: some(&stream) { .init(coverage: number(&$0), estimate: estimate(&$0)) },
      threshold: number(&stream), range: -1...1)
  }

  static func reliability(_ stream: inout ResampleStream) -> ReliabilityDiagram {
    ReliabilityDiagram(
      title: name(&stream),
      bins: some(&stream) {
        let low = $0.uniform()
        return .init(
          low: low, high: low + 0.1, confidence: number(&$0), accuracy: estimate(&$0),
          count: Int($0.next() % 5000))
      })
  }

  static func charts(_ stream: inout ResampleStream) -> [Chart] {
    [
      trend(&stream).chart, cost(&stream).chart, power(&stream).chart, coverage(&stream).chart,
      reliability(&stream).chart,
    ]
  }

  static func all(_ stream: inout ResampleStream) -> [any StatisticalFigure] {
    let raters = some(&stream) { name(&$0) }
    return [
      trend(&stream), cost(&stream), power(&stream), coverage(&stream), reliability(&stream),
      ForestPlot(
        title: name(&stream), coefficients: ["kappa", name(&stream)],
        rows: some(&stream) {
          .init(
            name: name(&$0), estimates: [estimate(&$0), estimate(&$0)],
            group: $0.next() % 2 == 0 ? nil : name(&$0))
        }, reference: number(&stream)),
      MatrixHeatMap(
        title: name(&stream), measure: name(&stream), raters: raters,
        estimates: raters.map { _ in some(&stream) { $0.next() % 5 == 0 ? nil : estimate(&$0) } }),
      MatrixHeatMap(
        title: name(&stream),
        table: ConfusionTable(
          rows: raters.map { _ in raters.map { _ in Int(stream.next() % 3000) } }),
        categories: raters, rowRater: name(&stream), columnRater: name(&stream)),
      RankPlot(
        title: name(&stream), leftRater: name(&stream), rightRater: name(&stream),
        systems: some(&stream) {
          .init(name: name(&$0), left: number(&$0), right: number(&$0))
        }, tau: estimate(&stream), rho: estimate(&stream)),
    ]
  }
}
