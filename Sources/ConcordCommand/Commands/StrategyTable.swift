import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Workbench

/// A sweep of strategies as it is written.
struct StrategyTable {
  var board: StrategyBoard
  /// The highest score of each row; nil for direct.
  var scales: [Int?]

  // MARK: - To read

  func text(heading: (String) -> String) -> String {
    let parts = [
      "against \(board.reference)", agreement.plain(heading: heading),
      conduct.plain(heading: heading), verdict + caution,
      "* the best of its model, ** of all. " + Self.rule + " Verdicts without an answer are left "
        + "out, and both orders of an item are one answer (a conflict is a tie); concord compare "
        + "and concord agree count these raters in other ways too.",
    ]
    return parts.joined(separator: "\n\n")
  }

  /// How equal ones are told apart.
  static let rule =
    "The best has the largest kappa; of equal ones the one with fewer verdicts without an answer, "
    + "then the cheaper, then the earlier."

  private func mark(_ at: Int) -> String {
    at == board.winner ? "**" : board.rows[at].isBestOfModel ? "*" : ""
  }

  private var agreement: PlainTable {
    var table = PlainTable(
      columns: [.init("", isNumeric: true), .init("model"), .init("strategy"), .init("")]
        + ["n", "agree", "kappa"].map { .init($0, isNumeric: true) } + [.init("95 %")])
    table.rows = board.rows.enumerated().map { at, row in
      let kappa = row.table.coefficient(.cohen)
      let reason = Figure.reason(kappa)
      return [
        String(at + 1), row.model, row.strategy, mark(at), String(row.table.itemCount),
        Figure.value(row.table.coefficient(.percent)), Figure.value(kappa),
        reason.isEmpty ? Figure.interval(kappa) : reason,
      ]
    }
    return table
  }

  private var conduct: PlainTable {
    var table = PlainTable(
      columns: [
        "", "ties", "\(board.reference)'s", "no answer", "again", "cost per item", "behind",
      ].map { .init($0, isNumeric: true) } + [.init("95 %"), .init("p", isNumeric: true)])
    table.rows = board.rows.enumerated().map { at, row in
      let behind = row.behind
      return [
        String(at + 1), row.ties.map { Figure.percent($0.judge) } ?? "n/a",
        row.ties.map { Figure.percent($0.reference) } ?? "n/a",
        String(row.conduct?.unparsed ?? 0), String(row.conduct?.askedAgain ?? 0),
        row.conduct?.costPerItem.map(Price.text) ?? "-",
        at == board.winner ? "" : behind.map { Figure.decimal($0.value) } ?? "n/a",
        behind.map(Self.interval) ?? "",
        behind.map { $0.p < 0.001 ? "<0.001" : Figure.decimal($0.p) } ?? "",
      ]
    }
    return table
  }

  private static func interval(_ test: KappaDifferenceTest) -> String {
    let (low, high) = (test.interval.low, test.interval.high)
    // An interval without width would look like certainty.
    return low == high ? "no variance" : "[\(Figure.decimal(low)), \(Figure.decimal(high))]"
  }

  /// Who won, and whether that can be told.
  var verdict: String {
    guard let winner = board.winner else {
      return "nobody has won: no kappa with \(board.reference) is defined"
    }
    let best = board.rows[winner]
    let kappa = best.table.coefficient(.cohen)
    let lead =
      "\(best.name) has the best kappa with \(board.reference): \(Figure.value(kappa)) "
      + "\(Figure.interval(kappa)), n \(best.table.itemCount)"
    guard let next = board.next else { return lead + "; there is nothing to compare it with" }
    let other = board.rows[next].name
    guard let behind = board.rows[next].behind else {
      return lead + "; its difference to \(other) is undefined on the items that both have"
    }
    let figures =
      "\(Figure.decimal(behind.value)) \(Self.interval(behind)), paired, n \(behind.itemCount)"
    return board.isTold == true
      ? lead + ". It is above the next, \(other), by \(figures)"
      : lead + ". It cannot be told from the next, \(other): the difference is \(figures)"
  }

  private var caution: String {
    board.next == nil
      ? ""
      : ". The best of \(board.rows.count) is flattered by having been chosen: judge it on other "
        + "items (concord run promote)."
  }

  // MARK: - For programs

  var json: JSONValue {
    .members([
      "reference": .string(board.reference),
      "winner": board.winner.map { .string(board.rows[$0].name) } ?? .null,
      "next": board.next.map { .string(board.rows[$0].name) } ?? .null,
      "told_from_next": board.isTold.map(JSONValue.bool) ?? .null,
      "rule": .string(Self.rule),
      "policies": .object(
        board.policy.parts.map { .init(name: $0.name, value: .string($0.value)) }),
      "rows": .array(board.rows.indices.map(json)),
    ])
  }

  private func json(_ at: Int) -> JSONValue {
    let row = board.rows[at]
    return .members([
      "rater": .string(row.name), "model": .string(row.model), "strategy": .string(row.strategy),
      "scale": scales[at].map(JSONValue.integer) ?? .null,
      "n": .integer(row.table.itemCount),
      "agreement": AgreeJSON.json(row.table.coefficient(.percent), withItems: false),
      "cohen": AgreeJSON.json(row.table.coefficient(.cohen), withItems: false),
      "ties": row.ties.map { .number($0.judge) } ?? .null,
      "ties_of_reference": row.ties.map { .number($0.reference) } ?? .null,
      "unparsed": .integer(row.conduct?.unparsed ?? 0),
      "re_asks": .integer(row.conduct?.askedAgain ?? 0),
      "cost_per_item": row.conduct?.costPerItem.map(JSONValue.number) ?? .null,
      "best_of_model": .bool(row.isBestOfModel), "winner": .bool(at == board.winner),
      "behind": row.behind.map { test in
        .members([
          "value": .number(test.value), "low": .number(test.interval.low),
          "high": .number(test.interval.high), "p": .number(test.p),
          "n": .integer(test.itemCount), "resamples": .integer(test.resamples),
          "seed": .integer(Int(test.seed)),
        ])
      } ?? .null,
    ])
  }
}
