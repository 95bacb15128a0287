import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Workbench

/// A comparison board as it is written.
struct ComparisonTable {
  var board: ComparisonBoard
  /// The board's rows in the order to be shown.
  var rows: [ComparisonBoard.Row]
  var resamples: Int

  private var first: ComparisonBoard.Row? { board.rows.first }

  // MARK: - For programs

  var json: JSONValue { .array(rows.map(json)) }

  private func json(_ row: ComparisonBoard.Row) -> JSONValue {
    let isMachine = row.conduct != nil && !row.kind.isHuman
    let conduct = row.conduct
    return .members([
      "rater": .string(row.name), "kind": .string(row.kind.rawValue),
      "reference": .string(board.reference), "n": .integer(row.table.itemCount),
      "left_out": .object(
        row.table.leftOut.sorted { $0.key.key < $1.key.key }
          .map { .init(name: $0.key.key, value: .integer($0.value)) }),
      "agreement": AgreeJSON.json(row.table.coefficient(.percent), withItems: false),
      "cohen": AgreeJSON.json(row.table.coefficient(.cohen), withItems: false),
      "difference": difference(row), "swap_consistency": swap(row),
      "first_position": firstPosition(row),
      "re_asks": isMachine ? .integer(conduct?.askedAgain ?? 0) : .null,
      "unparsed": isMachine ? .integer(conduct?.unparsed ?? 0) : .null,
      "cost_per_item": number(conduct?.costPerItem),
      "seconds_per_item": number(conduct?.secondsPerItem),
      "cost_per_point": number(row.costPerPoint),
    ])
  }

  private func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }

  private func difference(_ row: ComparisonBoard.Row) -> JSONValue {
    guard let first, first.id != row.id else { return .null }
    guard let found = row.difference else {
      return .members([
        "to": .string(first.name), "value": .null, "n": .integer(row.commonItems),
        "undefined": .string(Self.noDifference(row)),
      ])
    }
    return .members([
      "to": .string(first.name), "value": .number(found.value),
      "low": .number(found.interval.low), "high": .number(found.interval.high),
      "p": .number(found.p), "n": .integer(found.itemCount),
      "resamples": .integer(found.resamples), "seed": .integer(Int(found.seed)),
      "undefined_resamples": .integer(found.undefinedCount),
    ])
  }

  private static func noDifference(_ row: ComparisonBoard.Row) -> String {
    row.commonItems == 0
      ? "no items in common" : "a kappa is undefined on the items in common"
  }

  private func swap(_ row: ComparisonBoard.Row) -> JSONValue {
    guard let swap = row.swap else {
      return .members(["value": .null, "undefined": .string(Self.oneOrder)])
    }
    let interval = swap.share.coefficient?.interval
    return .members([
      "value": number(swap.share.value), "low": number(interval?.low),
      "high": number(interval?.high), "n": .integer(swap.n),
      "primacy": .integer(swap.primacy), "recency": .integer(swap.recency),
      "cohen": AgreeJSON.json(swap.kappa, withItems: false),
    ])
  }

  private static let oneOrder = "no item was answered in both orders"

  private func firstPosition(_ row: ComparisonBoard.Row) -> JSONValue {
    guard let found = row.firstPosition.coefficient else {
      return .members(["value": .null, "undefined": .string("no answer names a candidate")])
    }
    return AgreeJSON.json(.defined(found))
  }

  // MARK: - To read

  func text(heading: (String) -> String) -> String {
    let parts = [agreement.plain(heading: heading), conduct.plain(heading: heading)]
    return ([title] + parts + notes).joined(separator: "\n\n")
  }

  private var title: String {
    "against \(board.reference), unparsed \(board.policy.unparsed.rawValue), ties "
      + board.policy.ties.rawValue
  }

  private var agreement: PlainTable {
    var table = PlainTable(
      columns: [.init("rater")] + ["n", "agree", "kappa"].map { .init($0, isNumeric: true) }
        + [.init("95 %"), .init("difference", isNumeric: true), .init("95 %")]
        + [.init("p", isNumeric: true), .init("of n", isNumeric: true)])
    table.rows = rows.map { row in
      let kappa = row.table.coefficient(.cohen)
      let reason = Figure.reason(kappa)
      return [
        row.name, String(row.table.itemCount), Figure.value(row.table.coefficient(.percent)),
        Figure.value(kappa), reason.isEmpty ? Figure.interval(kappa) : reason,
      ] + differenceCells(row)
    }
    return table
  }

  private func differenceCells(_ row: ComparisonBoard.Row) -> [String] {
    guard let first, first.id != row.id else {
      return ["", "(the others are compared to it)", "", ""]
    }
    guard let found = row.difference else {
      return ["n/a", Self.noDifference(row), "", String(row.commonItems)]
    }
    let sign = found.value > 0 ? "+" : ""
    let (low, high) = (found.interval.low, found.interval.high)
    return [
      sign + Figure.decimal(found.value), "[\(Figure.decimal(low)), \(Figure.decimal(high))]",
      found.p < 0.001 ? "<0.001" : Figure.decimal(found.p), String(found.itemCount),
    ]
  }

  /// The columns of which nothing is known are left out; the notes name them.
  private var conduct: PlainTable {
    let known = conductColumns.filter { $0.cells.contains { $0 != Self.unknown } }
    var table = PlainTable(
      columns: [.init("rater")] + known.map { .init($0.title, isNumeric: true) })
    table.rows = rows.indices.map { at in [rows[at].name] + known.map { $0.cells[at] } }
    return table
  }

  private static let unknown = "-"

  private var conductColumns: [(title: String, cells: [String])] {
    func column(_ title: String, _ cell: (ComparisonBoard.Row) -> String?)
      -> (title: String, cells: [String])
    {
      (title, rows.map { cell($0) ?? Self.unknown })
    }
    func ofMachine(_ row: ComparisonBoard.Row) -> RaterConduct? {
      row.kind.isHuman ? nil : row.conduct
    }
    return [
      column("both orders alike") { row in
        row.swap.map { "\(Figure.percent($0.share.value ?? 0)) of \($0.n)" }
      },
      column("first shown") { row in
        row.firstPosition.coefficient.map { "\(Figure.percent($0.value)) of \($0.itemCount)" }
      },
      column("asked again") { ofMachine($0).map { String($0.askedAgain) } },
      column("unparsed") { ofMachine($0).map { String($0.unparsed) } },
      column("cost per item") { $0.conduct?.costPerItem.map(Price.text) },
      column("seconds") { $0.conduct?.secondsPerItem.map { Figure.decimal($0, digits: 1) } },
      column("cost per point") { $0.costPerPoint.map(Price.text) },
    ]
  }

  private var notes: [String] {
    var notes: [String] = []
    if let found = rows.lazy.compactMap(\.difference).first, let first {
      let lost = rows.compactMap(\.difference?.undefinedCount).max() ?? 0
      notes.append(
        "difference: kappa less that of \(first.name) on the items that both have; paired "
          + "bootstrap of \(found.resamples) draws (BCa), seed \(found.seed)"
          + (lost * 100 > found.resamples
            ? "; in \(lost) draws a kappa was undefined: read it with care" : ""))
    }
    let missing = conductColumns.filter { !$0.cells.contains { $0 != Self.unknown } }.map(\.title)
    if !missing.isEmpty {
      notes.append("the file does not know of anyone here: " + missing.joined(separator: ", "))
    }
    return notes
  }
}
