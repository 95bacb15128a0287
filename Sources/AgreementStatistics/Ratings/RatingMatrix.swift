/// The ratings of items by raters who are told apart: which category each rater put each item in,
/// or that there is no rating.
///
/// `raterCount` columns of `itemCount` codes. Categories are the *declared* ones, 0 ..< K, used or
/// not. What only counts how often answers came together works on `RatingPatterns`, which is much
/// smaller than the matrix.
public struct RatingMatrix: Hashable, Sendable {
  /// A category's number, or `missing`.
  public typealias Code = UInt16
  /// No rating. So there are at most 65,535 categories.
  public static let missing = Code.max

  public let categoryCount: Int
  /// One for each rater, of `itemCount` codes each.
  public let columns: [[Code]]
  public let itemCount: Int

  public var raterCount: Int { columns.count }

  /// Precondition: columns of one length, whose codes are below `categoryCount` or `missing`.
  /// O(items × raters).
  public init(categoryCount: Int, columns: [[Code]]) {
    precondition(
      (0...Int(Self.missing)).contains(categoryCount), "there are 0 to 65,535 categories")
    itemCount = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == columns[0].count }, "columns of one length")
    self.categoryCount = categoryCount
    self.columns = columns
    precondition(columns.allSatisfy(areDeclared), "a rating is a declared category")
  }

  /// Of rows of categories, nil where a rating is missing. Precondition: rows of one length, and
  /// declared categories.
  public init(categoryCount: Int, rows: [[Int?]]) {
    let raters = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == raters }, "rows of one length")
    let columns = (0..<raters).map { rater in
      rows.map { row in row[rater].map { Code($0) } ?? Self.missing }
    }
    self.init(categoryCount: categoryCount, columns: columns)
  }

  /// What the rater said of the item; nil where nothing.
  public subscript(item: Int, rater: Int) -> Int? {
    let code = columns[rater][item]
    return code == Self.missing ? nil : Int(code)
  }

  private func areDeclared(_ column: [Code]) -> Bool {
    // The largest code in one pass that the compiler can spread over lanes.
    var largest: Code = 0
    for code in column { largest = max(largest, code &+ 1) }
    return Int(largest) <= categoryCount
  }
}
