/// Two raters' answers to the same items, counted: row = first rater, column = second.
///
/// `categoryCount` is the number of *declared* categories, used or not. Changing one cell is O(1),
/// the margins are O(k²).
public struct ConfusionTable: Hashable, Sendable {
  public let categoryCount: Int
  /// Row-major, `categoryCount * categoryCount` counts, each ≥ 0.
  public private(set) var counts: [Int]
  /// The sum of all counts.
  public private(set) var total: Int

  /// An empty table. Precondition: `categoryCount` ≥ 0.
  public init(categoryCount: Int) {
    precondition(categoryCount >= 0, "a table cannot have a negative number of categories")
    self.categoryCount = categoryCount
    counts = Array(repeating: 0, count: categoryCount * categoryCount)
    total = 0
  }

  /// A table of given counts. Precondition: square, and no count negative.
  public init(rows: [[Int]]) {
    precondition(rows.allSatisfy { $0.count == rows.count }, "a confusion table is square")
    precondition(rows.allSatisfy { $0.allSatisfy { $0 >= 0 } }, "a count is not negative")
    categoryCount = rows.count
    counts = rows.flatMap { $0 }
    total = counts.reduce(0, +)
  }

  /// A table of given counts, row-major. Precondition: `categoryCount`² of them, none negative.
  init(categoryCount: Int, counts: [Int]) {
    precondition(counts.count == categoryCount * categoryCount, "a confusion table is square")
    precondition(counts.allSatisfy { $0 >= 0 }, "a count is not negative")
    self.categoryCount = categoryCount
    self.counts = counts
    total = counts.reduce(0, +)
  }

  public subscript(row: Int, column: Int) -> Int {
    counts[row * categoryCount + column]
  }

  /// Adds `amount` (which may be negative) to one cell. Precondition: the cell stays ≥ 0.
  public mutating func add(_ amount: Int, row: Int, column: Int) {
    let index = row * categoryCount + column
    counts[index] += amount
    total += amount
    precondition(counts[index] >= 0, "a count is not negative")
  }

  public var rowTotals: [Int] {
    (0..<categoryCount).map { row in (0..<categoryCount).reduce(0) { $0 + self[row, $1] } }
  }

  public var columnTotals: [Int] {
    (0..<categoryCount).map { column in (0..<categoryCount).reduce(0) { $0 + self[$1, column] } }
  }

  /// How many items both put in the same category.
  public var diagonalTotal: Int { (0..<categoryCount).reduce(0) { $0 + self[$1, $1] } }

  /// The same table with the raters exchanged.
  public var transposed: ConfusionTable {
    ConfusionTable(
      rows: (0..<categoryCount).map { row in (0..<categoryCount).map { self[$0, row] } })
  }
}
