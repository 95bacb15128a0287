import Testing

@testable import AgreementStatistics

@Suite struct ContinuousAlphaTests {
  static let values = [0.0, 0.5, 1.25, 2, 7, 1e3]

  /// Scores of few values, so that the tally can be asked as well.
  static func rows(_ seed: Int) -> [[Double?]] {
    var random = ResampleStream(seed: 41, number: UInt64(seed))
    return (0..<(2 + seed)).map { _ in
      let truth = random.index(below: values.count)
      return (0..<(1 + random.index(below: 5))).map { _ -> Double? in
        if random.uniform() < 0.25 { return nil }
        return values[random.uniform() < 0.5 ? truth : random.index(below: values.count)]
      }
    }
  }

  @Test(arguments: 0..<50)
  func itIsAlphaOfTheTally(_ seed: Int) {
    let rows = Self.rows(seed)
    var tally = RatingTally(categoryCount: Self.values.count)
    for row in rows {
      tally.add(ratings: row.compactMap { $0.flatMap { Self.values.firstIndex(of: $0) } })
    }
    for metric in AlphaMetric.allCases {
      let found = ScoredItems(rows: rows).krippendorffAlpha(metric: metric)
      let wanted = tally.krippendorffAlpha(metric: metric, scores: Self.values)
      OutcomeStatisticTests.expectEqual(found.value, wanted.value, "\(metric) \(seed)")
      #expect(found.coefficient?.itemCount == wanted.coefficient?.itemCount)
    }
  }

  /// From the definition, pair by pair, for scores that are all different.
  @Test(arguments: AlphaMetric.allCases)
  func itIsTheRatioOfItsDisagreements(_ metric: AlphaMetric) throws {
    var random = ResampleStream(seed: 2, number: 9)
    let rows = (0..<40).map { _ in
      let truth = random.uniform()
      return (0..<3).map { _ in truth + 0.4 * random.uniform() }
    }
    let all = rows.flatMap { $0 }
    func rank(_ x: Double) -> Double { Double(all.count { $0 < x }) }
    func distance(_ x: Double, _ y: Double) -> Double {
      switch metric {
      case .nominal: x == y ? 0 : 1
      case .ordinal: (rank(x) - rank(y)) * (rank(x) - rank(y))
      case .interval: (x - y) * (x - y)
      case .ratio: (x - y) * (x - y) / ((x + y) * (x + y))
      }
    }
    func pairs(_ values: [Double]) -> Double {
      values.reduce(0) { sum, x in values.reduce(sum) { $0 + distance(x, $1) } }
    }
    let observed = rows.reduce(0) { $0 + pairs($1) / 2 } / Double(all.count)
    let expected = pairs(all) / Double(all.count * (all.count - 1))
    let found = try #require(ScoredItems(rows: rows).krippendorffAlpha(metric: metric).value)
    #expect(abs(found - (1 - observed / expected)) < 1e-12)
  }

  /// A shift of all scores far from zero must not eat the differences.
  @Test func intervalAlphaOfLargeScoresKeepsItsDigits() throws {
    let rows: [[Double?]] = [[1, 2], [2, 2], [5, 4], [3, 3.5], [1, 1]]
    let far = rows.map { $0.map { $0.map { $0 + 1e9 } } }
    let near = try #require(ScoredItems(rows: rows).krippendorffAlpha(metric: .interval).value)
    let found = try #require(ScoredItems(rows: far).krippendorffAlpha(metric: .interval).value)
    #expect(abs(found - near) < 1e-6)
  }

  @Test func bothFormsOfInputAreTheSame() {
    let rows: [[Double?]] = [[1, nil, 3], [nil, nil, nil], [2, 2, nil]]
    let flat = ScoredItems(
      raters: 3, scores: [1, 0, 3, 0, 0, 0, 2, 2, 9],
      isGiven: [true, false, true, false, false, false, true, true, false])
    #expect(flat == ScoredItems(rows: rows))
    #expect(flat.itemCount == 3 && flat.scores == [1, 3, 2, 2])
  }

  @Test func whereItIsUndefinedItSaysWhy() {
    func alpha(_ rows: [[Double?]], _ metric: AlphaMetric = .interval) -> Estimate {
      ScoredItems(rows: rows).krippendorffAlpha(metric: metric)
    }
    #expect(alpha([]) == .undefined(.noItems))
    #expect(alpha([[1, nil], [2]]) == .undefined(.noItems))
    #expect(alpha([[2, 2], [2, 2]]) == .undefined(.oneCategory))
    #expect(alpha([[1, .nan], [2, 2]]) == .undefined(.notNumeric))
    #expect(alpha([[1, .infinity], [2, 2]]) == .undefined(.notNumeric))
    #expect(alpha([[-1, 1], [2, 2]], .ratio) == .undefined(.notNumeric))
    #expect(alpha([[-1, -1], [-2, -2]], .ratio).value == 1)
    #expect(alpha([[1, .nan], [2, 2], [3, 3]].map { [$0[1]] }) == .undefined(.noItems))
  }
}
