import AgreementStatistics
import AnnotationModel

/// A point of the course of kappa: after `n` common items.
public struct TrendPoint: Hashable, Sendable {
  public var n: Int
  public var estimate: Estimate

  public init(n: Int, estimate: Estimate) {
    self.n = n
    self.estimate = estimate
  }
}

extension AgreementTracker {
  /// Kappa of two streams after each of some `points` even steps, over the items in the order in
  /// which they were labelled. Items that `items` does not name do not enter. O(items + points·k²).
  public func trend(
    _ first: StreamID, _ second: StreamID, over items: [ItemID], points: Int = 40
  ) -> [TrendPoint] {
    guard let one = stream(first)?.codes, let two = stream(second)?.codes, points > 0 else {
      return []
    }
    var result: [TrendPoint] = []
    var table = PairTable(categories: TabulatedCategories(scale: scale, policy: policy))
    let step = max(1, items.count / points)
    for (at, item) in items.enumerated() where (1...Int64(one.count)).contains(item.value) {
      table.add(1, one[Int(item.value) - 1], two[Int(item.value) - 1])
      let isStop = (at + 1) % step == 0 || at == items.count - 1
      if isStop, table.itemCount > 1, table.itemCount != result.last?.n {
        result.append(TrendPoint(n: table.itemCount, estimate: table.coefficient(.cohen)))
      }
    }
    return result
  }

  /// The share of items, shown both ways round, to which a rater gave the same answer; nil where
  /// it was not asked both ways.
  public func positionConsistency(of rater: RaterID) -> (share: Double, n: Int)? {
    guard let (first, second) = bothOrders(of: rater) else { return nil }
    var same = 0
    var n = 0
    for (one, two) in zip(first, second) where one >= 0 && two >= 0 {
      n += 1
      if one == two { same += 1 }
    }
    return n > 0 ? (Double(same) / Double(n), n) : nil
  }
}
