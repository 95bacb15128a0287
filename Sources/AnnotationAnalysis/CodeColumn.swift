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

  /// The codes of each item's place among several columns of equal length, page by page.
  init(of columns: [CodeColumn], code: (_ pages: [[Int16]], _ index: Int) -> Int16) {
    count = columns.map(\.count).min() ?? 0
    pages = (0..<(columns.map(\.pages.count).min() ?? 0)).map { page in
      let all = columns.map { $0.pages[page] }
      return all[0].indices.map { code(all, $0) }
    }
  }

  /// The page of an index, and its place there.
  static func place(of index: Int) -> (page: Int, index: Int) {
    (index >> pageBits, index & (pageSize - 1))
  }

  /// Puts codes at items' numbers, which are from 1 and quickest where they ascend.
  mutating func put(_ codes: [Int16], at items: [Int32]) {
    var at = 0
    while at < items.count {
      precondition((1...count).contains(Int(items[at])), "no such item")
      let page = Self.place(of: Int(items[at]) - 1).page
      let base = page * Self.pageSize + 1
      pages[page].withUnsafeMutableBufferPointer { codesOfPage in
        while at < items.count {
          let index = Int(items[at]) - base
          guard codesOfPage.indices.contains(index) else { return }
          codesOfPage[index] = codes[at]
          at += 1
        }
      }
    }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> Int16 {
    get { pages[index >> Self.pageBits][index & (Self.pageSize - 1)] }
    set { pages[index >> Self.pageBits][index & (Self.pageSize - 1)] = newValue }
  }
}
