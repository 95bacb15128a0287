import Testing

@testable import AgreementStatistics

@Suite struct RepeatedRatingsTests {
  @Test func byHand() throws {
    let found = RatingPatterns(
      RatingMatrix(
        categoryCount: 3,
        rows: [
          [0, 0, 0, 0], [0, 1, 0, 1], [2, nil, 2, 1], [1, nil, nil, nil], [nil, nil, nil, nil],
          [nil, 1, 1, nil],
        ])
    ).repeatedRatings()
    #expect(found.itemCount == 4 && found.fewest == 2 && found.most == 4)
    #expect(found.identical.value == 0.5)
    #expect(found.majority.value == 0.75, "half of the repeats are no majority")
    let mean = try #require(found.modalShare.value)
    #expect(abs(mean - (1 + 0.5 + 2.0 / 3 + 1) / 4) < 1e-14)
    // First and second answers: 0-0, 0-1, 2-2, 1-1.
    let table = ConfusionTable(rows: [[1, 1, 0], [0, 1, 0], [0, 0, 1]])
    #expect(found.retest == table.cohenKappa())
  }

  @Test func withoutRepeatsNothingIsSaid() {
    let once = RatingPatterns(RatingMatrix(categoryCount: 2, rows: [[0, nil], [nil, 1]]))
    let found = once.repeatedRatings()
    #expect(found.itemCount == 0 && found.fewest == 0 && found.most == 0)
    for estimate in [found.identical, found.majority, found.modalShare, found.retest] {
      #expect(estimate == .undefined(.noRepeats))
    }
  }

  /// Counting equal rows once changes nothing.
  @Test(arguments: 0..<20)
  func patternsCountAsItems(_ seed: UInt64) throws {
    var random = ResampleStream(seed: seed, number: 7)
    let rows = (0..<80).map { _ in
      (0..<3).map { _ -> Int? in random.uniform() < 0.2 ? nil : Int(random.next() % 2) }
    }
    let found = RatingPatterns(RatingMatrix(categoryCount: 2, rows: rows)).repeatedRatings()
    let several = rows.map { $0.compactMap { $0 } }.filter { $0.count > 1 }
    let shares = several.map { row in
      Double(max(row.count { $0 == 0 }, row.count { $0 == 1 })) / Double(row.count)
    }
    let one = try #require(found.modalShare.coefficient)
    let other = try #require(Estimate.mean(shares).coefficient)
    #expect(abs(one.value - other.value) < 1e-12)
    #expect(abs((one.standardError ?? 0) - (other.standardError ?? 1)) < 1e-12)
    #expect(one.itemCount == other.itemCount && one.degrees == other.degrees)
    #expect(found.identical == .share(shares.count { $0 == 1 }, of: shares.count))
  }
}
