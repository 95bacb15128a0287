import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
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
    case .plain: return Self.plain(report, slices, heading)
    }
  }

  /// Tables to read in a terminal. Names that would make the rows too wide stand once, in a list
  /// of the raters, and the rows have their numbers.
  private static func plain(
    _ report: AgreementReport, _ slices: [PairSlices], _ heading: (String) -> String
  ) -> String {
    let names = (report.pairs + slices.map(\.pair)).map {
      SafeText.columns($0.first.name + " × " + $0.second.name)
    }
    let isWide = (names.max() ?? 0) > widestName
    let numbers = isWide ? numbers(report) : nil
    var parts: [String] = []
    if let numbers { parts.append(raters(report, numbers).plain(heading: heading)) }
    parts.append(pairs(report, numbers).plain(heading: heading))
    let several = report.overallRaters.count > 1
    parts.append(
      group(report, numbers) + (several ? "\n" + overall(report).plain(heading: heading) : ""))
    parts += Self.slices(slices, numbers).map { $0.plain(heading: heading) }
    return (parts + [policies(report.policy)]).joined(separator: "\n\n")
  }

  /// Columns that the names of a pair may have beside its figures at 80.
  private static let widestName = 36

  private static func numbers(_ report: AgreementReport) -> [StreamID: String] {
    let shown = Set(report.pairs.flatMap { [$0.first.id, $0.second.id] })
    return Dictionary(
      report.raters.filter { shown.contains($0.id) }.enumerated()
        .map { ($0.element.id, String($0.offset + 1)) }, uniquingKeysWith: { first, _ in first })
  }

  private static func raters(
    _ report: AgreementReport, _ numbers: [StreamID: String]
  ) -> PlainTable {
    var result = PlainTable(columns: [
      .init("", isNumeric: true), .init("rater"), .init("kind"), .init("n", isNumeric: true),
    ])
    result.rows = report.raters.compactMap { rater in
      numbers[rater.id].map { [$0, rater.name, rater.kind.rawValue, String(rater.n)] }
    }
    return result
  }

  /// Over whom the coefficients of the whole group are.
  private static func group(
    _ report: AgreementReport, _ numbers: [StreamID: String]?
  ) -> String {
    let raters = report.overallRaters
    guard raters.count > 1 else {
      let who = raters.first.map { "only " + $0.name } ?? "nobody"
      return "over everyone: \(who); --raters A,B,... names others than the people"
    }
    let names = raters.map { numbers?[$0.id] ?? $0.name }.joined(separator: ", ")
    return "over everyone: \(names); \(report.overall.itemCount) items with two or more ratings"
  }

  /// Under what all of it was counted.
  private static func policies(_ policy: AnalysisPolicy) -> String {
    "counted with " + policy.parts.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
  }

  // MARK: - Tables to read

  private static func pairs(
    _ report: AgreementReport, _ numbers: [StreamID: String]? = nil
  ) -> PlainTable {
    var result = PlainTable(columns: [.init("pair")] + figureColumns)
    result.rows = report.pairs.map { [name($0, numbers)] + figures($0.table, $0.estimate) }
    return result
  }

  private static func name(
    _ pair: AgreementReport.Pair, _ numbers: [StreamID: String]? = nil
  ) -> String {
    let (first, second) = (pair.first, pair.second)
    return (numbers?[first.id] ?? first.name) + " × " + (numbers?[second.id] ?? second.name)
      + (pair.includesItself ? " (one of the majority)" : "")
      + (pair.leavesOneOut ? " (left out of it)" : "")
  }

  private static var figureColumns: [PlainTable.Column] {
    ["n", "agree", "kappa", "95 %", "pi", "AC1"].map { .init($0, isNumeric: true) }
      + [.init("left out")]
  }

  private static func figures(
    _ table: PairTable, _ estimate: (PairCoefficient) -> Estimate
  ) -> [String] {
    let kappa = estimate(.cohen)
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

  private static func slices(
    _ pairs: [PairSlices], _ numbers: [StreamID: String]? = nil
  ) -> [PlainTable] {
    guard let property = pairs.first?.property else { return [] }
    var result = PlainTable(columns: [.init(property), .init("pair")] + figureColumns)
    result.rows = pairs.flatMap { pair in
      pair.slices.map {
        [$0.name, name(pair.pair, numbers)] + figures($0.table, $0.table.coefficient)
      }
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
    for pair in report.pairs { result.rows += rows(pair, "", pair.estimate) }
    for part in slices {
      for slice in part.slices {
        result.rows += rows(part.pair, slice.name, slice.table.coefficient)
      }
    }
    result.rows += GroupCoefficient.allCases.map { name in
      ["overall", "", "", name.rawValue] + cells(report.overall.coefficient(name))
    }
    return result
  }

  private static func rows(
    _ pair: AgreementReport.Pair, _ slice: String, _ estimate: (PairCoefficient) -> Estimate
  ) -> [[String]] {
    PairCoefficient.allCases.map { name in
      [pair.first.name, pair.second.name, slice, name.rawValue] + cells(estimate(name))
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
