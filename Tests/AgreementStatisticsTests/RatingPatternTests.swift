import Testing

@testable import AgreementStatistics

@Suite struct RatingPatternTests {
  @Test func equalRowsAreOnePattern() {
    let matrix = RatingMatrix(
      categoryCount: 3,
      rows: [[2, 0, nil], [0, 0, 1], [nil, nil, nil], [2, 0, nil], [0, 0, 1], [0, 1, 1]])
    let patterns = RatingPatterns(matrix, keepingItems: true)
    #expect(patterns.counts == [2, 1, 2])
    #expect((0..<3).map { patterns.ratings(of: $0) } == [[0, 0, 1], [0, 1, 1], [2, 0]])
    #expect(patterns.itemCount == 5)
    #expect(patterns.unratedCount == 1)
    #expect(patterns.patternOfItem == [2, 0, nil, 2, 0, 1])
    #expect(
      patterns.table(of: 0, and: 1) == ConfusionTable(rows: [[2, 1, 0], [0, 0, 0], [2, 0, 0]]))
  }

  /// The ways of counting, told apart by the number of possible rows, find the same.
  @Test(arguments: 0..<200)
  func bothWaysOfCountingAgree(_ seed: Int) {
    var random = ResampleStream(seed: UInt64(seed), number: 0)
    let categories = 1 + Int(random.next() % 4)
    let raters = 1 + Int(random.next() % 4)
    let rows = (0..<60).map { _ in
      (0..<raters).map { _ -> Int? in
        random.uniform() < 0.3 ? nil : Int(random.next() % UInt64(categories))
      }
    }
    let small = RatingPatterns(
      RatingMatrix(categoryCount: categories, rows: rows), keepingItems: true)
    // Declared but unused categories make the table of all rows too large, and with four raters
    // a row's number too long.
    for declared in [400, 65_535] {
      let large = RatingPatterns(
        RatingMatrix(categoryCount: declared, rows: rows), keepingItems: true)
      #expect(small.codes == large.codes)
      #expect(small.counts == large.counts)
      #expect(small.patternOfItem == large.patternOfItem)
      #expect(small.unratedCount == large.unratedCount)
    }
    for (item, row) in rows.enumerated() {
      let pattern = small.patternOfItem[item]
      #expect(pattern.map { small.ratings(of: $0) } ?? [] == row.compactMap { $0 })
    }
  }

  /// More rows than are counted in one block, and four tables in turn.
  @Test func manyRowsAreCountedOnceEach() {
    var random = ResampleStream(seed: 77, number: 0)
    let rows = (0..<5003).map { _ in
      (0..<2).map { _ -> Int? in random.uniform() < 0.1 ? nil : random.index(below: 3) }
    }
    var counts: [[Int?]: Int] = [:]
    for row in rows { counts[row, default: 0] += 1 }
    let patterns = RatingPatterns(RatingMatrix(categoryCount: 3, rows: rows))
    for pattern in 0..<patterns.count {
      let row = (0..<2).map { rater -> Int? in
        let code = patterns[pattern, rater]
        return code == RatingMatrix.missing ? nil : Int(code)
      }
      #expect(patterns.counts[pattern] == counts[row])
    }
    #expect(patterns.itemCount + patterns.unratedCount == 5003)
  }

  @Test func tallyIsTheTallyOfTheRows() {
    let rows: [[Int?]] = [[0, 1], [1, nil], [0, 1], [nil, nil], [1, 0]]
    var tally = RatingTally(categoryCount: 2)
    for row in rows { tally.add(ratings: row.compactMap { $0 }) }
    #expect(RatingPatterns(RatingMatrix(categoryCount: 2, rows: rows)).tally == tally)
  }

  @Test func nothingHasNoPatterns() {
    let none = RatingPatterns(RatingMatrix(categoryCount: 2, columns: []))
    #expect(none.count == 0 && none.itemCount == 0 && none.unratedCount == 0)
    let empty = RatingPatterns(RatingMatrix(categoryCount: 0, columns: [[], []]))
    #expect(empty.count == 0 && empty.raterCount == 2)
  }
}
