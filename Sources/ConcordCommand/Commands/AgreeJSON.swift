import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// The document of `agree --json`, whose shape scripts depend on.
enum AgreeJSON {
  static func document(_ report: AgreementReport, _ slices: [PairSlices] = []) -> JSONValue {
    .members([
      "raters": .array(
        report.raters.map {
          .members([
            "name": .string($0.name), "kind": .string($0.kind.rawValue), "n": .integer($0.n),
          ])
        }),
      "pairs": .array(report.pairs.map(json)),
      "overall": .members([
        "raters": .strings(report.overallRaters.map(\.name)),
        "n": .integer(report.overall.itemCount),
        "coefficients": .object(
          GroupCoefficient.allCases.map {
            .init(name: $0.rawValue, value: json(report.overall.coefficient($0)))
          }),
      ]),
      "slices": slices.isEmpty ? nil : .array(slices.flatMap(json)),
      "reference": report.reference.map { .string($0) },
      "policies": .object(
        report.policy.parts.map { .init(name: $0.name, value: .string($0.value)) }),
    ])
  }

  private static func json(_ pair: AgreementReport.Pair) -> JSONValue {
    json(pair, pair.table)
  }

  private static func json(_ slices: PairSlices) -> [JSONValue] {
    slices.slices.map { json(slices.pair, $0.table, (slices.property, $0.name)) }
  }

  private static func json(
    _ pair: AgreementReport.Pair, _ table: PairTable,
    _ slice: (property: String, name: String)? = nil
  ) -> JSONValue {
    let k = table.categories.count
    return .members([
      "raters": .strings([pair.first.name, pair.second.name]),
      "property": slice.map { .string($0.property) }, "slice": slice.map { .string($0.name) },
      "n": .integer(table.itemCount), "includes": pair.includesItself ? .bool(true) : nil,
      "leave_one_out": pair.leavesOneOut ? .bool(true) : nil,
      "left_out": .object(
        table.leftOut.sorted { $0.key.key < $1.key.key }
          .map { .init(name: $0.key.key, value: .integer($0.value)) }),
      "confusion": .members([
        "categories": .strings(table.categories.names),
        "counts": .array(
          (0..<k).map { row in .array((0..<k).map { .integer(table.confusion[row, $0]) }) }),
      ]),
      "coefficients": .object(
        PairCoefficient.allCases.map {
          .init(
            name: $0.rawValue,
            value: json(slice == nil ? pair.estimate($0) : table.coefficient($0)))
        }),
    ])
  }

  /// A coefficient with its interval, or why there is none.
  static func json(_ estimate: Estimate, withItems: Bool = true) -> JSONValue {
    switch estimate {
    case .undefined(let reason): .members(["undefined": .string(reason.rawValue)])
    case .defined(let found):
      .members([
        "value": .number(found.value), "low": found.interval.map { .number($0.low) } ?? .null,
        "high": found.interval.map { .number($0.high) } ?? .null,
        "n": withItems ? .integer(found.itemCount) : nil,
      ])
    }
  }
}
