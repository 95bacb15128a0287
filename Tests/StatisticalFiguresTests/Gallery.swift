import AgreementStatistics
import StatisticalFigures

/// Made-up figures that several suites draw.
enum Gallery {
  static func estimate(_ value: Double, _ half: Double, n: Int = 200) -> Estimate {
    .defined(
      Coefficient(
        value: value, interval: Interval(low: value - half, high: value + half), itemCount: n))
  }

  static let trend = TrendPlot(
    title: "Agreement as labels come", measure: "Cohen's kappa",
    points: [
      (20, 0.42, 0.31), (50, 0.55, 0.2), (100, 0.6, 0.14), (150, 0.62, 0.11), (200, 0.61, 0.1),
    ]
    .map { .init(labels: $0.0, estimate: estimate($0.1, $0.2, n: $0.0)) }
      + [.init(labels: 5, estimate: .undefined(.oneCategory))],
    threshold: 0.4, targetHalfWidth: 0.12)

  static let cost = CostPlot(
    title: "Agreement for money", measure: "Cohen's kappa", costTitle: "US dollars per 1000 items",
    points: [
      ("small-8b", 0.05, 0.41), ("small-8b, three votes", 0.15, 0.48), ("large-70b", 1.2, 0.66),
      ("frontier", 14, 0.71), ("frontier, thinking", 60, 0.69), ("people", 900, 0.78),
    ].map { .init(name: $0.0, cost: $0.1, estimate: estimate($0.2, 0.06)) }
      + [.init(name: "constant", cost: 0.01, estimate: .undefined(.oneCategory))])

  static let power = PowerCurve(
    title: "How many items",
    points: (1...20).map { step in
      let x = Double(step) / 8
      return .init(items: step * 20, power: x * x / (0.4 + x * x))
    }, assumptions: ["kappa 0.60 against 0.40", "alpha 0.05, two-sided"])

  static let coverage = RiskCoverage(
    title: "What is kept", measure: "accuracy",
    points: (1...10).map { step in
      let x = Double(step) / 10
      return .init(
        coverage: x, estimate: estimate(0.96 - 0.2 * x * x, 0.08 - 0.05 * x, n: step * 50))
    }, threshold: 0.85)

  static let reliability = ReliabilityDiagram(
    title: "Calibration of the judge",
    bins: (0..<10).map { bin in
      let low = Double(bin) / 10
      let count = [0, 0, 3, 8, 20, 44, 70, 120, 210, 340][bin]
      let accuracy = 0.25 + 0.55 * (low + 0.05)
      return .init(
        low: low, high: low + 0.1, confidence: low + 0.06,
        accuracy: count == 0
          ? .undefined(.noItems) : estimate(accuracy, 0.3 / Double(bin), n: count),
        count: count)
    })

  static let charts: [any StatisticalFigure] = [trend, cost, power, coverage, reliability]
}

extension Gallery {
  static let forest = ForestPlot(
    title: "Agreement by question", coefficients: ["Cohen's kappa", "Gwet's AC1"],
    rows: [
      .init(
        name: "correctness", estimates: [estimate(0.62, 0.07), estimate(0.7, 0.06)],
        group: "Reasoning"),
      .init(
        name: "completeness", estimates: [estimate(0.41, 0.12), estimate(0.52, 0.1)],
        group: "Reasoning"),
      .init(
        name: "politeness", estimates: [.undefined(.oneCategory), estimate(0.97, 0.05)],
        group: "Manner"),
      .init(
        name: "brevity of answers", estimates: [estimate(-0.04, 0.15), estimate(0.1, 0.13)],
        group: "Manner"),
    ])

  static let single = ForestPlot(
    title: "Judges", coefficients: ["Krippendorff's alpha"],
    rows: [
      .init(name: "small", estimate: estimate(0.31, 0.08, n: 1200)),
      .init(name: "large", estimate: estimate(0.68, 0.05, n: 1180)),
      .init(name: "silent", estimate: .undefined(.noItems)),
    ], reference: 0.5)
}

extension Gallery {
  static let matrix = MatrixHeatMap(
    title: "Agreement of all pairs", measure: "Cohen's kappa",
    raters: ["Anna", "Bo", "small-8b", "large-70b"],
    estimates: [
      [nil, estimate(0.78, 0.05), estimate(0.31, 0.1), estimate(0.66, 0.06)],
      [estimate(0.78, 0.05), nil, estimate(-0.05, 0.1), estimate(0.59, 0.06)],
      [estimate(0.31, 0.1), estimate(-0.05, 0.1), nil, .undefined(.oneCategory)],
      [estimate(0.66, 0.06), estimate(0.59, 0.06), .undefined(.oneCategory), nil],
    ])

  static let confusion = MatrixHeatMap(
    title: "Where they differ",
    table: ConfusionTable(rows: [[45, 9, 1], [12, 80, 7], [0, 3, 43]]),
    categories: ["correct", "partly", "wrong"], rowRater: "Anna", columnRater: "small-8b")

  static let ranks = RankPlot(
    title: "Whose order", leftRater: "people", rightRater: "judge",
    systems: [
      ("alpha", 1, 1), ("beta", 2, 4), ("gamma", 3, 2), ("delta", 4.5, 3), ("epsilon", 4.5, 6),
      ("zeta", 6, 5),
    ].map { .init(name: $0.0, left: $0.1, right: $0.2) }
      + [.init(name: "unranked", left: nil, right: 7)],
    tau: estimate(0.6, 0.3, n: 6), rho: .undefined(.tooFewItems))
}

extension Gallery {
  static let all: [any StatisticalFigure] = charts + [forest, single, matrix, confusion, ranks]

  static let hostileNames = [
    "<script>alert(1)</script>", "\"quoted\" & 'single'", "a\u{0}\u{1B}[31mred\u{7F}\u{9B}",
    "\u{202E}desrever\u{2066}", "]]><x/>", "&#0;&bogus;",
    String(decoding: [0xEF, 0xBF, 0xBE, 0xEF, 0xBF, 0xBF, 0xEF, 0xB7, 0x90], as: UTF8.self),
    "line\nend\ttab",
    "评审员🙂", String(repeating: "long ", count: 200), "", "e\u{301}\u{302}\u{303}",
  ]

  /// Each kind of figure with one text wherever a text may stand.
  static func figures(named name: String) -> [any StatisticalFigure] {
    let some = estimate(0.4, 0.2)
    return [
      TrendPlot(
        title: name, measure: name,
        points: [.init(labels: 3, estimate: some), .init(labels: 9, estimate: some)]),
      CostPlot(
        title: name, measure: name, costTitle: name,
        points: [
          .init(name: name, cost: 1, estimate: some),
          .init(name: name, cost: 2, estimate: .undefined(.noItems)),
        ]),
      PowerCurve(title: name, points: [.init(items: 5, power: 0.9)], assumptions: [name]),
      RiskCoverage(title: name, measure: name, points: [.init(coverage: 0.5, estimate: some)]),
      ReliabilityDiagram(
        title: name,
        bins: [.init(low: 0, high: 1, confidence: 0.5, accuracy: some, count: 4)]),
      ForestPlot(
        title: name, coefficients: [name, name],
        rows: [.init(name: name, estimates: [some, .undefined(.oneCategory)], group: name)]),
      MatrixHeatMap(
        title: name, measure: name, raters: [name, name],
        estimates: [[nil, some], [.undefined(.noItems), nil]]),
      MatrixHeatMap(
        title: name, table: ConfusionTable(rows: [[1, 2], [3, 4]]), categories: [name, name],
        rowRater: name, columnRater: name),
      RankPlot(
        title: name, leftRater: name, rightRater: name,
        systems: [.init(name: name, left: 1, right: 2), .init(name: name, left: 2, right: 1)],
        tau: some),
    ]
  }

  /// Each kind that holds estimates, with none that is defined.
  static let undefined: [any StatisticalFigure] = {
    let none = Estimate.undefined(.oneCategory)
    return [
      TrendPlot(title: "", measure: "kappa", points: [.init(labels: 3, estimate: none)]),
      CostPlot(
        title: "", measure: "", costTitle: "cost",
        points: [.init(name: "a", cost: 1, estimate: none)]),
      RiskCoverage(
        title: "", measure: "kappa", points: [.init(coverage: 0.5, estimate: none)]),
      ReliabilityDiagram(
        title: "", bins: [.init(low: 0, high: 1, confidence: .nan, accuracy: none, count: 0)]),
      ForestPlot(
        title: "", coefficients: ["kappa"], rows: [.init(name: "a", estimate: none)]),
      MatrixHeatMap(title: "", measure: "", raters: ["a"], estimates: [[none]]),
      RankPlot(title: "", leftRater: "", rightRater: "", systems: [], tau: none, rho: none),
    ]
  }()
}
