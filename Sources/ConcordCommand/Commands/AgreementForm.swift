import AgreementStatistics
import AnnotationAnalysis
import Workbench

/// How an agreement report is written.
enum AgreementForm: String {
  case plain, markdown, csv, json

  /// The report without a last line end.
  func text(
    _ report: AgreementReport, _ slices: [PairSlices] = [], heading: (String) -> String = { $0 }
  ) -> String {
    switch self {
    case .json: return AgreeJSON.document(report, slices).text
    case .csv: return Self.rows(report, slices).csv
    case .markdown:
      let tables = [Self.pairs(report), Self.overall(report)] + Self.slices(slices)
      return tables.map(\.markdown).joined(separator: "\n\n")
    case .plain:
      let group =
        "over \(report.overallRaters.count) "
        + (report.overallRaters.count == 1 ? "rater" : "raters")
        + ", \(report.overall.itemCount) items with two or more ratings"
      let tables = [Self.pairs(report).plain(heading: heading), group]
      let more = [Self.overall(report)] + Self.slices(slices)
      return (tables + more.map { $0.plain(heading: heading) }).joined(separator: "\n\n")
        .replacing(group + "\n\n", with: group + "\n")
    }
  }

  // MARK: - Tables to read

  private static func pairs(_ report: AgreementReport) -> PlainTable {
    var result = PlainTable(columns: [.init("pair")] + figureColumns)
    result.rows = report.pairs.map { [name($0)] + figures($0.table) }
    return result
  }

  private static func name(_ pair: AgreementReport.Pair) -> String {
    pair.first.name + " × " + pair.second.name
      + (pair.includesItself ? " (one of the majority)" : "")
      + (pair.leavesOneOut ? " (left out of it)" : "")
  }

  private static var figureColumns: [PlainTable.Column] {
    ["n", "agree", "kappa", "95 %", "pi", "AC1"].map { .init($0, isNumeric: true) }
      + [.init("left out")]
  }

  private static func figures(_ table: PairTable) -> [String] {
    let kappa = table.coefficient(.cohen)
    let reason = Figure.reason(kappa)
    return [
      String(table.itemCount), Figure.value(table.coefficient(.percent)), Figure.value(kappa),
      reason.isEmpty ? Figure.interval(kappa) : reason, Figure.value(table.coefficient(.scott)),
      Figure.value(table.coefficient(.ac1)), Figure.leftOut(table.leftOut),
    ]
  }

  private static func overall(_ report: AgreementReport) -> PlainTable {
    var result = PlainTable(columns: [
      .init("overall"), .init("value", isNumeric: true), .init("95 %"),
    ])
    result.rows = GroupCoefficient.allCases.map { name in
      let estimate = report.overall.coefficient(name)
      let interval = Figure.interval(estimate) + Figure.reason(estimate)
      return [name.fullName, Figure.value(estimate), interval]
    }
    return result
  }

  private static func slices(_ pairs: [PairSlices]) -> [PlainTable] {
    guard let property = pairs.first?.property else { return [] }
    var result = PlainTable(columns: [.init(property), .init("pair")] + figureColumns)
    result.rows = pairs.flatMap { pair in
      pair.slices.map { [$0.name, name(pair.pair)] + figures($0.table) }
    }
    return [result]
  }

  // MARK: - Rows for programs

  /// One row per pair (or slice of it) and coefficient, and per coefficient of the whole group.
  private static func rows(_ report: AgreementReport, _ slices: [PairSlices]) -> PlainTable {
    let names = [
      "first", "second", "slice", "coefficient", "value", "low", "high", "n", "undefined",
    ]
    var result = PlainTable(columns: names.map { .init($0) })
    for pair in report.pairs { result.rows += rows(pair, "", pair.table) }
    for part in slices {
      for slice in part.slices { result.rows += rows(part.pair, slice.name, slice.table) }
    }
    result.rows += GroupCoefficient.allCases.map { name in
      ["overall", "", "", name.rawValue] + cells(report.overall.coefficient(name))
    }
    return result
  }

  private static func rows(
    _ pair: AgreementReport.Pair, _ slice: String, _ table: PairTable
  ) -> [[String]] {
    PairCoefficient.allCases.map { name in
      [pair.first.name, pair.second.name, slice, name.rawValue] + cells(table.coefficient(name))
    }
  }

  private static func cells(_ estimate: Estimate) -> [String] {
    switch estimate {
    case .undefined(let reason): ["", "", "", "", reason.rawValue]
    case .defined(let found):
      [
        String(found.value), found.interval.map { String($0.low) } ?? "",
        found.interval.map { String($0.high) } ?? "", String(found.itemCount), "",
      ]
    }
  }
}
