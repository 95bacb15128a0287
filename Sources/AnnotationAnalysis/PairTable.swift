import AgreementStatistics
import AnnotationModel

/// Two raters' common answers under a policy, and what was left out of them.
public struct PairTable: Hashable, Sendable {
  public let categories: TabulatedCategories
  public private(set) var confusion: ConfusionTable
  /// Items that at least one of the two rated but that did not enter, by reason.
  public private(set) var leftOut: [LeftOutReason: Int]

  init(categories: TabulatedCategories) {
    self.categories = categories
    confusion = ConfusionTable(categoryCount: categories.count)
    leftOut = [:]
  }

  /// Items in the table.
  public var itemCount: Int { confusion.total }

  /// Adds items, or takes them away again.
  mutating func add(_ count: Int, _ first: Int16, _ second: Int16) {
    switch categories.landing(first, second) {
    case .nowhere: return
    case .cell(let row, let column): confusion.add(count, row: row, column: column)
    case .out(let reason):
      leftOut[reason, default: 0] += count
      if leftOut[reason] == 0 { leftOut[reason] = nil }
    }
  }
}

extension TabulatedCategories {
  /// What a table makes of two codes.
  enum Landing {
    case cell(row: Int, column: Int)
    case out(LeftOutReason)
    /// Neither rated the item.
    case nowhere
  }

  func landing(_ first: Int16, _ second: Int16) -> Landing {
    switch (first == CodeSpan.notRated, second == CodeSpan.notRated) {
    case (true, true): return .nowhere
    case (true, false): return .out(.notRatedByFirst)
    case (false, true): return .out(.notRatedBySecond)
    case (false, false): break
    }
    switch (place(first), place(second)) {
    case (.category(let row), .category(let column)): return .cell(row: row, column: column)
    case (.wrong, .category(let column)):
      return count > 1 ? .cell(row: wrong(column), column: column) : .out(.abstention(.unparsed))
    case (.category(let row), .wrong):
      return count > 1 ? .cell(row: row, column: wrong(row)) : .out(.abstention(.unparsed))
    case (.out(let reason), _), (_, .out(let reason)): return .out(reason)
    case (.wrong, .wrong): return .out(.abstention(.unparsed))
    }
  }

  private func wrong(_ other: Int) -> Int { other == 0 ? 1 : 0 }

  private enum Place {
    case category(Int)
    case wrong
    case out(LeftOutReason)
  }

  private func place(_ code: Int16) -> Place {
    if code >= 0 {
      return index(ofCode: Int(code)).map(Place.category) ?? .out(.tie)
    }
    guard case .abstention(let reason)? = LeftOutReason(code: code), reason.isMachines else {
      return .out(LeftOutReason(code: code) ?? .abstention(.failed))
    }
    switch policy.unparsed {
    case .drop, .recorded: return .out(.abstention(reason))
    case .wrong: return .wrong
    case .own: return ownIndex.map(Place.category) ?? .out(.abstention(reason))
    case .tie:
      guard let tie = scale.tieCode else { return .out(.abstention(reason)) }
      return index(ofCode: tie).map(Place.category) ?? .out(.tie)
    }
  }
}
