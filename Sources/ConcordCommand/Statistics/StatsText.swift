import AgreementStatistics
import AnnotationAnalysis

/// The report of `concord stats` as text.
enum StatsText {
  static func plain(_ report: StatsReport, heading: (String) -> String) -> String {
    let tables = [group(report), pairs(report)].filter { !$0.rows.isEmpty }
    return ([facts(report)] + tables.map { $0.plain(heading: heading) }).joined(separator: "\n\n")
  }

  static func markdown(_ report: StatsReport) -> String {
    let tables = [group(report), pairs(report)].filter { !$0.rows.isEmpty }
    return ([SafeText.line(facts(report))] + tables.map(\.markdown)).joined(separator: "\n\n")
  }

  /// One row for each statistic, for programs: whole numbers, unclipped.
  static func csv(_ report: StatsReport) -> String {
    let names = [
      "first", "second", "statistic", "value", "se", "low", "high", "n", "undefined",
    ]
    var result = PlainTable(columns: names.map { .init($0) })
    result.rows = report.group.map { ["", "", $0.key] + cells($0.estimate) }
    for pair in report.pairs {
      result.rows += pair.lines.map { [pair.first, pair.second, $0.key] + cells($0.estimate) }
    }
    return result.csv
  }

  private static func cells(_ estimate: Estimate) -> [String] {
    switch estimate {
    case .undefined(let reason): ["", "", "", "", "", reason.rawValue]
    case .defined(let found):
      [
        String(found.value), found.standardError.map { String($0) } ?? "",
        found.interval.map { String($0.low) } ?? "", found.interval.map { String($0.high) } ?? "",
        String(found.itemCount), "",
      ]
    }
  }

  /// What was read, and under which choices.
  static func facts(_ report: StatsReport) -> String {
    let sample = report.sample
    let all = sample.matrix.itemCount * sample.raters.count
    let values =
      sample.isCategorical
      ? "\(sample.categories.count) categories (\(sample.level.rawValue): "
        + shortened(sample.categories) + ")"
      : "scores (\(sample.categories.count) different numbers)"
    return SafeText.line(
      "\(report.path): \(sample.matrix.itemCount) units, \(sample.raters.count) raters, "
        + "\(values); \(sample.missingCount) of \(all) ratings missing")
      + "\n"
      + SafeText.line(
        "read as \(report.layout); weights \(report.request.weightName); intervals at "
          + Figure.wholePercent(report.request.level))
  }

  private static func shortened(_ names: [String]) -> String {
    let shown = names.prefix(8).joined(separator: ", ")
    return names.count > 8 ? shown + ", …" : shown
  }

  private static func group(_ report: StatsReport) -> PlainTable {
    var result = PlainTable(columns: [
      .init("all raters"), .init("value", isNumeric: true), .init("SE", isNumeric: true),
      .init("interval"), .init("n", isNumeric: true),
    ])
    result.rows = report.group.map { line in
      [line.title] + figures(line.estimate)
    }
    return result
  }

  private static func figures(_ estimate: Estimate) -> [String] {
    let found = estimate.coefficient
    return [
      Figure.value(estimate, digits: 4),
      found?.standardError.map { Figure.decimal($0, digits: 4) } ?? "",
      Figure.interval(estimate) + Figure.reason(estimate), found.map { "\($0.itemCount)" } ?? "",
    ]
  }

  private static func pairs(_ report: StatsReport) -> PlainTable {
    let titles = report.pairs.first?.lines.map(\.title) ?? []
    var result = PlainTable(
      columns: [.init("pair"), .init("n", isNumeric: true), .init("left out", isNumeric: true)]
        + titles.flatMap { [.init($0, isNumeric: true), .init("interval")] })
    result.rows = report.pairs.map { pair in
      [pair.first + " × " + pair.second, "\(pair.table.total)", "\(pair.leftOut)"]
        + pair.lines.flatMap { line in
          [
            Figure.value(line.estimate),
            Figure.interval(line.estimate) + Figure.reason(line.estimate),
          ]
        }
    }
    return result
  }
}
