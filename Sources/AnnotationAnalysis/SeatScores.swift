import AnnotationModel

/// The scores behind a seat's answers, for rules that join scores: where a seat was asked in both
/// orders, and they are one rating, the mean of the two (balanced positions; Wang et al. 2023,
/// arXiv:2305.17926).
public struct SeatScores: Sendable {
  private var scores: [Int32: [Double]] = [:]

  /// No scores: answers of a score scale need none.
  public init() {}

  public init(_ columns: [ScoreColumn], of id: StreamID, policy: AnalysisPolicy) {
    let wanted = columns.filter { column in
      switch (policy.orders, id) {
      case (.merge, _): true
      case (.separate, .swapped): column.swapped
      case (.separate, _): !column.swapped
      }
    }
    for column in wanted {
      for (item, found) in zip(column.items, column.scores) {
        guard let other = scores[item], other.count == found.count else {
          scores[item] = found
          continue
        }
        scores[item] = zip(other, found).map { ($0 + $1) / 2 }
      }
    }
  }

  /// Whether no item has any.
  public var isEmpty: Bool { scores.isEmpty }

  /// One score per candidate; empty where there are none.
  public subscript(item: ItemID) -> [Double] {
    scores[Int32(truncatingIfNeeded: item.value)] ?? []
  }
}

extension AgreementTracker {
  /// The numbers of the seats that have nothing for a rule that joins scores: such a seat would be
  /// in a jury by name only. Empty for rules that count votes, and on score scales. O(seats).
  public func seatsWithoutScores(_ seats: [SweptSeat], _ rule: PanelRule) -> [Int] {
    if case .score = scale { return [] }
    return rule.joinsScores ? seats.indices.filter { seats[$0].scores.isEmpty } : []
  }
}
