import Testing

@testable import AgreementStatistics

/// What is worked out from patterns is what the tally says, errors and all.
@Suite struct PatternAgreementTests {
  static func expectEqual(_ found: Estimate, _ wanted: Estimate, _ what: String) {
    guard let one = found.coefficient, let two = wanted.coefficient else {
      #expect(found == wanted, "\(what)")
      return
    }
    let values: [(Double?, Double?)] = [
      (one.value, two.value), (one.standardError, two.standardError),
      (one.interval?.low, two.interval?.low), (one.interval?.high, two.interval?.high),
      (one.observedAgreement, two.observedAgreement),
      (one.chanceAgreement, two.chanceAgreement), (one.degrees, two.degrees),
    ]
    // An error's square is a difference: rounding of 1e-13 of it is 1e-7 of a tiny error.
    for (found, wanted) in values {
      #expect((found == nil) == (wanted == nil), "\(what)")
      #expect(abs((found ?? 0) - (wanted ?? 0)) < 1e-10, "\(what)")
    }
    #expect(one.itemCount == two.itemCount)
  }

  @Test(arguments: 0..<60)
  func itIsWhatTheTallySays(_ seed: Int) {
    let patterns = RatingPatterns(OutcomeStatisticTests.matrix(seed))
    let tally = patterns.tally
    let scores = OutcomeStatisticTests.scores(seed, patterns.categoryCount)
    for (at, weights) in OutcomeStatisticTests.weights.enumerated() {
      let what = "\(seed), weights \(at)"
      Self.expectEqual(
        patterns.percentAgreement(weights: weights), tally.percentAgreement(weights: weights),
        "percent \(what)")
      Self.expectEqual(
        patterns.fleissKappaGeneral(weights: weights, scores: scores),
        tally.fleissKappaGeneral(weights: weights, scores: scores), "Fleiss \(what)")
      Self.expectEqual(
        patterns.gwetAC(weights: weights, scores: scores),
        tally.gwetAC(weights: weights, scores: scores), "AC \(what)")
      Self.expectEqual(
        patterns.brennanPrediger(weights: weights, scores: scores),
        tally.brennanPrediger(weights: weights, scores: scores), "BP \(what)")
    }
    for metric in AlphaMetric.allCases {
      Self.expectEqual(
        patterns.krippendorffAlpha(metric: metric, scores: scores),
        tally.krippendorffAlpha(metric: metric, scores: scores), "\(metric) \(seed)")
    }
  }

  @Test(arguments: 0..<60)
  func whoSaidWhatDoesNotMatter(_ seed: Int) {
    let patterns = RatingPatterns(OutcomeStatisticTests.matrix(seed))
    let merged = patterns.mergingRaters
    #expect(merged.tally == patterns.tally)
    #expect(merged.count <= patterns.count && merged.itemCount == patterns.itemCount)
    #expect(Set((0..<merged.count).map { merged.ratings(of: $0) }).count == merged.count)
  }

  @Test(arguments: 0..<60)
  func aTableOfTheMatrixIsThatOfItsPatterns(_ seed: Int) {
    let matrix = OutcomeStatisticTests.matrix(seed)
    #expect(matrix.table(of: 0, and: 1) == RatingPatterns(matrix).table(of: 0, and: 1))
    #expect(matrix.table(of: 1, and: 0) == matrix.table(of: 0, and: 1).transposed)
  }

  /// More possible pairs than a table of them would be made for.
  @Test func manyDeclaredCategoriesAreCountedItemByItem() {
    let matrix = RatingMatrix(
      categoryCount: 300, rows: [[299, 0], [1, nil], [299, 0], [7, 7], [nil, nil]])
    let table = matrix.table(of: 0, and: 1)
    #expect(table.total == 3 && table[299, 0] == 2 && table[7, 7] == 1)
  }
}
