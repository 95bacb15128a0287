/// Which answers several columns hold side by side, in whatever order, and how often.
struct DistinctAnswers {
  /// How often each code occurs in a row, in fields of equal width; all 0 where nobody rated.
  private struct Key: Hashable {
    var low: UInt64 = 0
    var high: UInt64 = 0
  }

  private let columns: [CodeColumn]
  private let span: CodeSpan
  private let length: Int

  init(_ columns: [CodeColumn], _ span: CodeSpan) {
    self.columns = columns
    self.span = span
    length = columns.map(\.count).min() ?? 0
  }

  /// A row for each set of answers that has a rating, and the number of items that have it. Some
  /// 0.1 µs an item.
  func counted() -> [(row: [Int16], items: Int)] {
    guard let steps = steps() else { return countedLong() }
    var found: [Key: (first: Int, items: Int)] = [:]
    let block = CodeColumn.pageSize
    var keys = Array(repeating: Key(), count: block)
    for start in stride(from: 0, to: length, by: block) {
      let size = min(block, length - start)
      for at in 0..<size { keys[at] = Key() }
      for column in columns {
        let page = column.pages[start / block]
        for at in 0..<size {
          let step = steps[span.index(page[at])]
          keys[at].low &+= step.low
          keys[at].high &+= step.high
        }
      }
      for at in 0..<size { found[keys[at], default: (start + at, 0)].items += 1 }
    }
    found[Key()] = nil
    return found.values.map { (row(of: $0.first), $0.items) }
  }

  /// What one rating of each code adds to a key, by the code's index; nil where two words do not
  /// have room for all fields.
  private func steps() -> [Key]? {
    let bits = columns.count.bitWidth - columns.count.leadingZeroBitCount
    let inWord = 64 / max(1, bits)
    guard span.count - 1 <= 2 * inWord else { return nil }
    return (0..<span.count).map { index in
      if index == span.index(CodeSpan.notRated) { return Key() }
      let field = index > span.index(CodeSpan.notRated) ? index - 1 : index
      let step = UInt64(1) << UInt64(field % inWord * bits)
      return field < inWord ? Key(low: step) : Key(high: step)
    }
  }

  /// The same for scales of very many categories.
  private func countedLong() -> [(row: [Int16], items: Int)] {
    var found: [[Int16]: Int] = [:]
    for item in 0..<length {
      found[row(of: item).sorted(), default: 0] += 1
    }
    return found.map { ($0.key, $0.value) }.filter { row in
      !row.0.allSatisfy { $0 == CodeSpan.notRated }
    }
  }

  private func row(of item: Int) -> [Int16] { columns.map { $0[item] } }
}
