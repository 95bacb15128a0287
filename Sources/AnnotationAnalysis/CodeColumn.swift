/// One code for each item, in pages: a change costs a page where a copy of the column is held
/// elsewhere, and not the two megabytes of a million items.
struct CodeColumn: Hashable, Sendable, RandomAccessCollection {
  private static let pageBits = 12
  static let pageSize = 1 << pageBits

  /// Full pages, and a last one that may be shorter. Columns of equal length have equal pages.
  private(set) var pages: [[Int16]]
  let count: Int

  /// The same code everywhere; all full pages are one until they are changed.
  init(repeating code: Int16, count: Int) {
    self.count = count
    let (full, rest) = (count / Self.pageSize, count % Self.pageSize)
    pages = Array(repeating: Array(repeating: code, count: Self.pageSize), count: full)
    if rest > 0 { pages.append(Array(repeating: code, count: rest)) }
  }

  /// The code of each index, made in order.
  init(count: Int, code: (Int) -> Int16) {
    self.count = count
    pages = stride(from: 0, to: count, by: Self.pageSize).map { start in
      (start..<Swift.min(count, start + Self.pageSize)).map(code)
    }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> Int16 {
    get { pages[index >> Self.pageBits][index & (Self.pageSize - 1)] }
    set { pages[index >> Self.pageBits][index & (Self.pageSize - 1)] = newValue }
  }
}
