import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore
import Workbench

/// A comparison board to read: names once, and then each rater by its number.
extension ComparisonTable {
  func text(heading: (String) -> String) -> String {
    let tables = [agreement, picture] + (rows.count > 1 ? [differences] : []) + [conduct]
    return ([title] + tables.filter { !$0.rows.isEmpty }.map { $0.plain(heading: heading) } + notes)
      .joined(separator: "\n\n")
  }

  private var title: String {
    "against \(board.reference), unparsed \(board.policy.unparsed.rawValue), ties "
      + board.policy.ties.rawValue
  }

  private func table(_ columns: [PlainTable.Column], _ cells: [[String]]) -> PlainTable {
    var table = PlainTable(columns: [.init("", isNumeric: true)] + columns)
    table.rows = cells.enumerated().map { [String($0.offset + 1)] + $0.element }
    return table
  }

  private var agreement: PlainTable {
    table(
      [.init("rater")] + ["n", "agree", "kappa"].map { .init($0, isNumeric: true) }
        + [.init("95 %"), .init("left out")],
      rows.map { row in
        let kappa = row.table.coefficient(.cohen)
        let reason = Figure.reason(kappa)
        return [
          row.name + (isOfReference(row) ? " (one of the majority)" : ""),
          String(row.table.itemCount), Figure.value(row.table.coefficient(.percent)),
          Figure.value(kappa), reason.isEmpty ? Figure.interval(kappa) : reason,
          Figure.leftOut(row.table.leftOut),
        ]
      })
  }

  /// Whether the rater's own answers are part of the reference.
  private func isOfReference(_ row: ComparisonBoard.Row) -> Bool {
    board.reference == Rater.majorityName && row.kind.isHuman && row.table.itemCount > 0
  }

  /// Each kappa with its interval on one ruler.
  private var picture: PlainTable {
    let kappas = rows.map { $0.table.coefficient(.cohen) }
    let ruler = IntervalRuler(kappas, columns: 60, glyphs: .ascii)
    return table([.init(ruler.header())], kappas.map { [ruler.line($0)] })
  }

  private var differences: PlainTable {
    let name = first.flatMap { first in rows.firstIndex { $0.id == first.id } }.map { $0 + 1 } ?? 1
    return table(
      [.init("kappa less that of \(name)", isNumeric: true), .init("95 %")]
        + [.init("p", isNumeric: true)] + family.map { .init($0.shortTitle, isNumeric: true) }
        + [.init("on n items", isNumeric: true)], rows.map(differenceCells))
  }

  private func differenceCells(_ row: ComparisonBoard.Row) -> [String] {
    let blank = Array(repeating: "", count: family.count)
    guard let first, first.id != row.id else { return ["", "", "", ""] + blank }
    guard let found = row.difference else {
      return ["n/a", row.whyNoDifference, ""] + blank + [String(row.commonItems)]
    }
    let (low, high) = (found.interval.low, found.interval.high)
    return [
      (found.value > 0 ? "+" : "") + Figure.decimal(found.value),
      // An interval without width would look like certainty.
      low == high ? "no variance" : "[\(Figure.decimal(low)), \(Figure.decimal(high))]",
      Self.probability(found.p),
    ] + family.map { board.adjustedPs($0)[row.id].map(Self.probability) ?? "" }
      + [String(found.itemCount)]
  }

  /// Adjusted p-values are shown where there is a family of them.
  private var family: [MultipleComparisons] {
    board.rows.count { $0.difference != nil } > 1 ? MultipleComparisons.allCases : []
  }

  private static func probability(_ p: Double) -> String {
    p < 0.001 ? "<0.001" : Figure.decimal(p)
  }

  /// The columns of which nothing is known are left out; the notes name them.
  private var conduct: PlainTable {
    let known = conductColumns.filter(isKnown)
    return table(
      known.map { .init($0.title, isNumeric: true) },
      known.isEmpty ? [] : rows.indices.map { at in known.map { $0.cells[at] } })
  }

  private static let unknown = "-"

  private func isKnown(_ column: (title: String, cells: [String])) -> Bool {
    column.cells.contains { $0 != Self.unknown }
  }

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
    if let found = rows.lazy.compactMap(\.difference).first {
      let lost = rows.compactMap(\.difference?.undefinedCount).max() ?? 0
      notes.append(
        "differences on the items that both have: paired bootstrap of \(found.resamples) draws "
          + "(BCa), seed \(found.seed)"
          + (lost * 100 > found.resamples
            ? "; in \(lost) draws a kappa was undefined: read it with care" : ""))
    }
    if !family.isEmpty {
      notes.append(
        "p adjusted for all differences here: "
          + family.map(\.meaning).joined(separator: "; "))
    }
    let missing = conductColumns.filter { !isKnown($0) }.map(\.title)
    if !missing.isEmpty {
      notes.append("the file does not know of anyone here: " + missing.joined(separator: ", "))
    }
    return notes
  }
}
