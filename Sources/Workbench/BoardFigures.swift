import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// The columns of the comparison board besides names and kappa, in their order.
enum BoardPart: Hashable, CaseIterable {
  case interval, ruler, n, agreement
  case difference, differenceInterval, p, common
  case swap, firstPosition, askedAgain, unparsed
  case cost, seconds, costPerPoint

  /// What is best read together.
  static let groups: [[BoardPart]] = [
    [.interval, .ruler, .n, .agreement], [.difference, .differenceInterval, .p, .common],
    [.swap, .firstPosition, .askedAgain, .unparsed], [.cost, .seconds, .costPerPoint],
  ]

  var title: String {
    switch self {
    case .interval, .differenceInterval: "95 %"
    case .ruler: ""
    case .n: "n"
    case .agreement: "agree"
    case .difference: "diff"
    case .p: "p"
    case .common: "on n"
    case .swap: "both alike"
    case .firstPosition: "first shown"
    case .askedAgain: "re-asks"
    case .unparsed: "unparsed"
    case .cost: "cost/item"
    case .seconds: "s/item"
    case .costPerPoint: "cost/point"
    }
  }

  /// What it is sorted by; nil where it is only read.
  var column: ComparisonColumn? {
    switch self {
    case .interval, .ruler, .differenceInterval, .common: nil
    case .n: .n
    case .agreement: .agreement
    case .difference: .difference
    case .p: .p
    case .swap: .swap
    case .firstPosition: .firstPosition
    case .askedAgain: .askedAgain
    case .unparsed: .unparsed
    case .cost: .cost
    case .seconds: .seconds
    case .costPerPoint: .costPerPoint
    }
  }
}

/// A figure of the board, or why there is none.
enum BoardFigure: Hashable {
  case value(String)
  /// Being computed or read.
  case pending
  case missing(String)
}

extension WorkbenchState {
  func boardFigure(_ part: BoardPart, _ row: ComparisonBoard.Row) -> BoardFigure {
    switch part {
    case .interval: interval(row.table.coefficient(.cohen))
    case .ruler: .value("")
    case .n: .value("\(row.table.itemCount)")
    case .agreement: figure(row.table.coefficient(.percent))
    case .difference, .differenceInterval, .p, .common: difference(part, row)
    case .swap: swap(row)
    case .firstPosition: firstPosition(row)
    case .askedAgain, .unparsed, .cost, .seconds, .costPerPoint: conduct(part, row)
    }
  }

  private func figure(_ estimate: Estimate) -> BoardFigure {
    estimate.value.map { .value(Figure.decimal($0)) } ?? .missing(Figure.reason(estimate))
  }

  private func interval(_ estimate: Estimate) -> BoardFigure {
    let reason = Figure.reason(estimate)
    return reason.isEmpty ? .value(Figure.interval(estimate)) : .missing(reason)
  }

  private func difference(_ part: BoardPart, _ row: ComparisonBoard.Row) -> BoardFigure {
    if row.id == agreement.board.marked { return .value(part == .difference ? "marked" : "") }
    guard agreement.board.differences[row.id] != nil else { return .pending }
    if part == .common { return .value("\(row.commonItems)") }
    guard let test = row.difference else { return .missing(row.whyNoDifference) }
    switch part {
    case .differenceInterval:
      let (low, high) = (test.interval.low, test.interval.high)
      // An interval without width would look like certainty.
      return .value(
        low == high ? "no variance" : "[\(Figure.decimal(low)), \(Figure.decimal(high))]")
    case .p: return .value(test.p < 0.001 ? "<0.001" : Figure.decimal(test.p))
    default: return .value((test.value > 0 ? "+" : "") + Figure.decimal(test.value))
    }
  }

  private func swap(_ row: ComparisonBoard.Row) -> BoardFigure {
    guard agreement.board.swaps[row.id] != nil else { return .pending }
    guard let swap = row.swap else { return .missing(ComparisonBoard.Row.whyNoSwap) }
    return .value("\(Figure.percent(swap.share.value ?? 0)) of \(swap.n)")
  }

  private func firstPosition(_ row: ComparisonBoard.Row) -> BoardFigure {
    guard agreement.board.conduct != nil else { return .pending }
    guard let found = row.firstPosition.coefficient else {
      return .missing(
        row.conduct == nil ? "it is nobody" : ComparisonBoard.Row.whyNoFirstPosition)
    }
    return .value("\(Figure.percent(found.value)) of \(found.itemCount)")
  }

  private func conduct(_ part: BoardPart, _ row: ComparisonBoard.Row) -> BoardFigure {
    guard agreement.board.conduct != nil else { return .pending }
    guard let conduct = row.conduct else { return .missing("it is nobody") }
    switch part {
    case .askedAgain:
      return row.machine.map { .value("\($0.askedAgain)") }
        ?? .missing("people are not asked again")
    case .unparsed:
      return row.machine.map { .value("\($0.unparsed)") } ?? .missing("people's answers are keys")
    case .cost:
      return conduct.costPerItem.map { .value(Price.text($0)) }
        ?? .missing("the file knows of no paid call")
    case .seconds:
      return conduct.secondsPerItem.map { .value(Figure.decimal($0, digits: 1)) }
        ?? .missing("the file knows no time")
    default:
      if let cost = row.costPerPoint { return .value(Price.text(cost)) }
      return .missing(
        conduct.costPerItem == nil
          ? "the file knows of no paid call" : plain("κ is not above 0"))
    }
  }
}
