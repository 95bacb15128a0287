import AgreementStatistics
import AnnotationAnalysis

/// The document of `concord stats --json`.
enum StatsJSON {
  static func document(_ report: StatsReport) -> JSONValue {
    let sample = report.sample
    return .members([
      "units": .integer(sample.matrix.itemCount),
      "raters": .array(
        sample.raters.indices.map { at in
          .members([
            "name": .string(sample.raters[at]), "n": .integer(sample.ratingCount(of: at)),
          ])
        }),
      "categories": .strings(sample.categories),
      "scale": .string(sample.level.rawValue),
      "missing": .integer(sample.missingCount),
      "weights": .string(report.request.weightName),
      "level": .number(report.request.level),
      "overall": lines(report.group),
      "pairs": .array(
        report.pairs.map { pair in
          .members([
            "raters": .strings([pair.first, pair.second]), "n": .integer(pair.table.total),
            "left_out": .integer(pair.leftOut), "confusion": counts(pair.table),
            "statistics": lines(pair.lines),
          ])
        }),
    ])
  }

  private static func lines(_ lines: [StatsReport.Line]) -> JSONValue {
    .object(lines.map { .init(name: $0.key, value: json($0.estimate)) })
  }

  private static func counts(_ table: ConfusionTable) -> JSONValue {
    let k = table.categoryCount
    guard k <= 100 else { return .null }
    return .array(
      (0..<k).map { row in .array((0..<k).map { .integer(table[row, $0]) }) })
  }

  static func json(_ estimate: Estimate) -> JSONValue {
    switch estimate {
    case .undefined(let reason): .members(["undefined": .string(reason.rawValue)])
    case .defined(let found):
      .members([
        "value": .number(found.value), "se": found.standardError.map { .number($0) },
        "low": found.interval.map { .number($0.low) },
        "high": found.interval.map { .number($0.high) }, "n": .integer(found.itemCount),
        "p": found.nullTest.map { .number($0.twoSidedP) },
        "observed": found.observedAgreement.map { .number($0) },
        "chance": found.chanceAgreement.map { .number($0) },
      ])
    }
  }
}
