import Testing

@testable import AgreementStatistics

@Suite struct CeilingGapTests {
  func patterns(_ rows: [[Int?]], categories: Int = 2) -> RatingPatterns {
    RatingPatterns(RatingMatrix(categoryCount: categories, rows: rows))
  }

  /// Two people and a judge, the judge last.
  @Test func meansAreThoseOfTheTables() throws {
    let rows: [[Int?]] = [
      [0, 0, 0], [0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1], [1, 1, 0], [0, 0, 0], [1, 1, 1],
    ]
    func kappa(_ one: Int, _ two: Int) throws -> Double {
      var table = ConfusionTable(categoryCount: 2)
      for row in rows {
        table.add(1, row: try #require(row[one]), column: try #require(row[two]))
      }
      return try #require(table.cohenKappa().value)
    }
    let found = try #require(patterns(rows).ceilingGap(judge: 2).value)
    #expect(abs(found.people - (try kappa(0, 1))) < 1e-12)
    #expect(abs(found.judge - (try kappa(0, 2) + kappa(1, 2)) / 2) < 1e-12)
    #expect(abs(found.difference.value - (found.judge - found.people)) < 1e-12)
    let interval = try #require(found.difference.interval)
    #expect(interval.low < found.difference.value && found.difference.value < interval.high)
  }

  @Test func whatIsUndefinedSaysWhy() {
    #expect(patterns([[0, 0], [1, 0]]).ceilingGap(judge: 1).reason == .tooFewRaters)
    let apart: [[Int?]] = [[0, nil, 0], [nil, 1, 1], [1, nil, 1]]
    #expect(patterns(apart).ceilingGap(judge: 2).reason == .tooFewItems)
    let few: [[Int?]] = [[0, 0, 0], [1, 1, 1], [0, 1, 1]]
    #expect(patterns(few).ceilingGap(judge: 2, fewestItems: 4).reason == .tooFewItems)
    #expect(patterns(few).ceilingGap(judge: 2, fewestItems: 3).value != nil)
  }

  /// A judge that repeats one of the people is as good as people: the gap is half of what the
  /// people lack.
  @Test(arguments: 0..<20)
  func aCopyOfAPersonIsAboveTheCeiling(_ seed: Int) throws {
    var random = ResampleStream(seed: UInt64(seed), number: 3)
    let rows = (0..<60).map { _ -> [Int?] in
      let one = random.index(below: 3)
      let two = random.index(below: 4) == 0 ? random.index(below: 3) : one
      return [one, two, one]
    }
    let found = try #require(patterns(rows, categories: 3).ceilingGap(judge: 2).value)
    #expect(abs(found.difference.value - (1 - found.people) / 2) < 1e-12)
    #expect((found.difference.interval?.low ?? 0) >= 0)
  }
}
