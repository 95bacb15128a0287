/// Rows of codes as numbers, and how often each number occurs.
///
/// A row's codes are the digits of its number in base K + 1, the first rater's first; a missing
/// rating is the last digit. So numbers ascend as rows do.
struct RowNumbers {
  let columns: [[RatingMatrix.Code]]
  let itemCount: Int
  /// K + 1, the base.
  let answers: Int

  init(_ matrix: RatingMatrix) {
    self.init(columns: matrix.columns, matrix)
  }

  /// Of some of the raters only.
  init(columns: [[RatingMatrix.Code]], _ matrix: RatingMatrix) {
    self.columns = columns
    itemCount = matrix.itemCount
    answers = matrix.categoryCount + 1
  }

  /// How many different rows there can be; nil where that is 2⁶² or more.
  var possible: Int? {
    var result = 1
    for _ in columns {
      let (product, overflow) = result.multipliedReportingOverflow(by: answers)
      guard !overflow, product < 1 << 62 else { return nil }
      result = product
    }
    return result
  }

  /// Items of each possible row. O(items × columns + possible).
  func counts(possible: Int) -> [Int] {
    possible <= 1 << 16
      ? counts(possible, as: UInt16.self) : counts(possible, as: UInt32.self)
  }

  /// The number of each row. Precondition: those possible fit into the type.
  func numbers<Number: FixedWidthInteger & UnsignedInteger>(as: Number.Type) -> [Number] {
    Array(unsafeUninitializedCapacity: itemCount) { numbers, count in
      fill(numbers, from: 0)
      count = itemCount
    }
  }

  /// Blocks of rows that stay near the processor, and tables in turn: equal neighbours then do not
  /// wait for each other's count. Numbers of 16 bits are worked out more of them at a time.
  private func counts<Number: FixedWidthInteger & UnsignedInteger>(
    _ possible: Int, as: Number.Type
  ) -> [Int] {
    let tables = possible <= 1 << 10 ? 4 : 1
    var counts = Array(repeating: UInt32(0), count: tables * possible)
    counts.withUnsafeMutableBufferPointer { counts in
      withUnsafeTemporaryAllocation(of: Number.self, capacity: Self.block) { numbers in
        var start = 0
        while start < itemCount {
          let rows = UnsafeMutableBufferPointer(
            rebasing: numbers[..<min(Self.block, itemCount - start)])
          fill(rows, from: start)
          Self.count(rows, counts, tables, possible)
          start += rows.count
        }
      }
    }
    return (0..<possible).map { number in
      (0..<tables).reduce(0) { $0 + Int(counts[$1 * possible + number]) }
    }
  }

  private static let block = 2048

  private static func count<Number: FixedWidthInteger & UnsignedInteger>(
    _ rows: UnsafeMutableBufferPointer<Number>, _ counts: UnsafeMutableBufferPointer<UInt32>,
    _ tables: Int, _ possible: Int
  ) {
    var at = 0
    if tables == 4 {
      while at + 4 <= rows.count {
        counts[Int(rows[at])] &+= 1
        counts[possible &+ Int(rows[at &+ 1])] &+= 1
        counts[2 &* possible &+ Int(rows[at &+ 2])] &+= 1
        counts[3 &* possible &+ Int(rows[at &+ 3])] &+= 1
        at &+= 4
      }
    }
    while at < rows.count {
      counts[Int(rows[at])] &+= 1
      at &+= 1
    }
  }

  /// The numbers of the rows from this one on.
  private func fill<Number: FixedWidthInteger & UnsignedInteger>(
    _ numbers: UnsafeMutableBufferPointer<Number>, from start: Int
  ) {
    let base = Number(truncatingIfNeeded: answers)
    // `missing` is larger than all codes, so it becomes the last digit.
    let last = RatingMatrix.Code(answers - 1)
    for (place, column) in columns.enumerated() {
      column.withUnsafeBufferPointer { column in
        let column = UnsafeBufferPointer(rebasing: column[start..<start + numbers.count])
        if place == 0 {
          for at in 0..<numbers.count {
            numbers[at] = Number(truncatingIfNeeded: min(column[at], last))
          }
        } else {
          for at in 0..<numbers.count {
            numbers[at] =
              numbers[at] &* base &+ Number(truncatingIfNeeded: min(column[at], last))
          }
        }
      }
    }
  }
}
