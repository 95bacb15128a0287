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
    switch (first == CodeSpan.notRated, second == CodeSpan.notRated) {
    case (true, true): return
    case (true, false): return leave(count, .notRatedByFirst)
    case (false, true): return leave(count, .notRatedBySecond)
    case (false, false): break
    }
    switch (place(first), place(second)) {
    case (.category(let row), .category(let column)): confusion.add(count, row: row, column: column)
    case (.wrong, .category(let column)): addWrong(count, other: column, isFirst: true)
    case (.category(let row), .wrong): addWrong(count, other: row, isFirst: false)
    case (.out(let reason), _), (_, .out(let reason)): leave(count, reason)
    case (.wrong, .wrong): leave(count, .abstention(.unparsed))
    }
  }

  private enum Place {
    case category(Int)
    case wrong
    case out(LeftOutReason)
  }

  private func place(_ code: Int16) -> Place {
    if code >= 0 {
      return categories.index(ofCode: Int(code)).map(Place.category) ?? .out(.tie)
    }
    guard case .abstention(let reason)? = LeftOutReason(code: code), reason.isMachines else {
      return .out(LeftOutReason(code: code) ?? .abstention(.failed))
    }
    switch categories.policy.unparsed {
    case .drop, .recorded: return .out(.abstention(reason))
    case .wrong: return .wrong
    case .own: return categories.ownIndex.map(Place.category) ?? .out(.abstention(reason))
    case .tie:
      guard let tie = categories.scale.tieCode else { return .out(.abstention(reason)) }
      return categories.index(ofCode: tie).map(Place.category) ?? .out(.tie)
    }
  }

  private mutating func addWrong(_ count: Int, other: Int, isFirst: Bool) {
    guard categories.count > 1 else { return leave(count, .abstention(.unparsed)) }
    let wrong = other == 0 ? 1 : 0
    confusion.add(count, row: isFirst ? wrong : other, column: isFirst ? other : wrong)
  }

  private mutating func leave(_ count: Int, _ reason: LeftOutReason) {
    leftOut[reason, default: 0] += count
    if leftOut[reason] == 0 { leftOut[reason] = nil }
  }
}
