import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Workbench

/// A comparison board as it is written.
struct ComparisonTable {
  var board: ComparisonBoard
  /// The board's rows in the order to be shown.
  var rows: [ComparisonBoard.Row]

  var first: ComparisonBoard.Row? { board.rows.first }

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
        "undefined": .string(row.whyNoDifference),
      ])
    }
    return .members([
      "to": .string(first.name), "value": .number(found.value),
      "low": .number(found.interval.low), "high": .number(found.interval.high),
      "p": .number(found.p), "p_holm": adjusted(.holm, row),
      "p_bh": adjusted(.benjaminiHochberg, row), "p_by": adjusted(.benjaminiYekutieli, row),
      "n": .integer(found.itemCount),
      "resamples": .integer(found.resamples), "seed": .integer(Int(found.seed)),
      "undefined_resamples": .integer(found.undefinedCount),
    ])
  }

  private func adjusted(_ method: MultipleComparisons, _ row: ComparisonBoard.Row) -> JSONValue {
    number(board.adjustedPs(method)[row.id])
  }

  private func swap(_ row: ComparisonBoard.Row) -> JSONValue {
    guard let swap = row.swap else {
      return .members(["value": .null, "undefined": .string(ComparisonBoard.Row.whyNoSwap)])
    }
    let interval = swap.share.coefficient?.interval
    return .members([
      "value": number(swap.share.value), "low": number(interval?.low),
      "high": number(interval?.high), "n": .integer(swap.n),
      "primacy": .integer(swap.primacy), "recency": .integer(swap.recency),
      "cohen": AgreeJSON.json(swap.kappa, withItems: false),
    ])
  }

  private func firstPosition(_ row: ComparisonBoard.Row) -> JSONValue {
    guard let found = row.firstPosition.coefficient else {
      return .members([
        "value": .null, "undefined": .string(ComparisonBoard.Row.whyNoFirstPosition),
      ])
    }
    return AgreeJSON.json(.defined(found))
  }
}
