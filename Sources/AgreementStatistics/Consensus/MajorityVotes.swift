/// The votes for each item: which categories have the most of them, and what share each has.
///
/// A tie stays a tie: all categories with the most votes win. Missing ratings do not vote.
public struct MajorityVotes: Hashable, Sendable {
  /// Declared categories, used or not.
  public let categoryCount: Int
  /// Items, rated or not.
  public let itemCount: Int
  /// Row-major, `itemCount * categoryCount`.
  private let votes: [Int32]

  /// Of one row for each item. O(items × raters).
  public init(_ matrix: RatingMatrix) {
    categoryCount = matrix.categoryCount
    itemCount = matrix.itemCount
    var votes = Array(repeating: Int32(0), count: itemCount * categoryCount)
    for column in matrix.columns {
      for (item, code) in column.enumerated() where code != RatingMatrix.missing {
        votes[item * matrix.categoryCount + Int(code)] += 1
      }
    }
    self.votes = votes
  }

  /// How many raters chose each category. O(K).
  public func votes(of item: Int) -> [Int] {
    votes[item * categoryCount..<(item + 1) * categoryCount].map { Int($0) }
  }

  /// The categories with the most votes, ascending: several in a tie, none where nobody rated.
  /// O(K).
  public func winners(of item: Int) -> [Int] {
    let votes = votes(of: item)
    guard let most = votes.max(), most > 0 else { return [] }
    return votes.indices.filter { votes[$0] == most }
  }

  /// The share of the votes for each category, 0 to 1; nil where nobody rated. O(K).
  public func shares(of item: Int) -> [Double]? {
    let votes = votes(of: item)
    let all = votes.reduce(0, +)
    return all > 0 ? votes.map { Double($0) / Double(all) } : nil
  }

  /// Items on which several categories have the most votes. O(items × K).
  public var tieCount: Int { (0..<itemCount).count { winners(of: $0).count > 1 } }

  /// Items without a rating. O(items × K).
  public var unratedCount: Int { (0..<itemCount).count { winners(of: $0).isEmpty } }
}
