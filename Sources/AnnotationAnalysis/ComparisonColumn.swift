import AgreementStatistics
import AnnotationModel

/// What a comparison board can be sorted by.
public enum ComparisonColumn: String, Hashable, Sendable, CaseIterable {
  /// As the raters stand in the study.
  case study
  case name, kappa, n, agreement, difference, p
  case swap = "both orders alike"
  case firstPosition = "first shown"
  case askedAgain = "re-asks"
  case unparsed
  case cost = "cost per item"
  case seconds = "seconds per item"
  case costPerPoint = "cost per point"

  /// Whether the larger number is the better or the more telling one.
  public var startsDescending: Bool {
    switch self {
    case .kappa, .n, .agreement, .difference, .swap: true
    case .study, .name, .p, .firstPosition, .askedAgain, .unparsed, .cost, .seconds, .costPerPoint:
      false
    }
  }

  /// The number by which a row is sorted; nil where the figure does not exist, and for names.
  public func value(_ row: ComparisonBoard.Row) -> Double? {
    switch self {
    case .study, .name: nil
    case .kappa: row.table.coefficient(.cohen).value
    case .n: Double(row.table.itemCount)
    case .agreement: row.table.coefficient(.percent).value
    case .difference: row.difference?.value
    case .p: row.difference?.p
    case .swap: row.swap?.share.value
    case .firstPosition: row.firstPosition.value
    case .askedAgain: row.machine.map { Double($0.askedAgain) }
    case .unparsed: row.machine.map { Double($0.unparsed) }
    case .cost: row.conduct?.costPerItem
    case .seconds: row.conduct?.secondsPerItem
    case .costPerPoint: row.costPerPoint
    }
  }

  /// Rows without a value come last, whichever way; equal ones as they were given.
  public func sorted(_ rows: [ComparisonBoard.Row], descending: Bool) -> [ComparisonBoard.Row] {
    if self == .study { return descending ? rows.reversed() : rows }
    return rows.enumerated().sorted { one, two in
      if self == .name, one.element.name != two.element.name {
        return (one.element.name < two.element.name) != descending
      }
      switch (value(one.element), value(two.element)) {
      case (let first?, let second?) where first != second: return (first < second) != descending
      case (_?, nil): return true
      case (nil, _?): return false
      default: return one.offset < two.offset
      }
    }.map(\.element)
  }
}
