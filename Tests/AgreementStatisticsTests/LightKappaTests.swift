import Testing

@testable import AgreementStatistics

@Suite struct LightKappaTests {
  private typealias Rows = LinearisedCoefficientTests

  @Test(arguments: 0..<12)
  func itIsTheMeanOfTheKappasOfPairs(_ number: Int) throws {
    let patterns = Rows.patterns(Rows.rows(number))
    let light = patterns.lightKappa()
    var pairwise: [Double?] = []
    for one in 0..<4 {
      for two in one + 1..<max(one + 1, 4) {
        pairwise.append(patterns.table(of: one, and: two).cohenKappa().value)
      }
    }
    #expect(light.pairwise.count == 6)
    for (found, wanted) in zip(light.pairwise, pairwise) {
      #expect(abs((found ?? 9) - (wanted ?? 9)) < 1e-12)
    }
    let used = pairwise.compactMap { $0 }
    #expect(light.usedPairCount == used.count)
    let mean = used.reduce(0, +) / Double(used.count)
    #expect(abs(try #require(light.estimate.value) - mean) < 1e-12)
  }

  /// The jackknife's error is that of leaving out each item in turn.
  @Test(arguments: 0..<6)
  func theErrorIsThatOfLeavingOutEachItem(_ number: Int) throws {
    let rows = Rows.rows(20 + number, raters: 3, missing: 0.2)
      .filter { $0.count { $0 != nil } > 1 }
    let error = try #require(
      Rows.patterns(rows).lightKappa().estimate.coefficient?.standardError)
    let left = try rows.indices.map { at -> Double in
      var fewer = rows
      fewer.remove(at: at)
      return try #require(Rows.patterns(fewer).lightKappa().estimate.value)
    }
    let n = Double(rows.count)
    let mean = left.reduce(0, +) / n
    let squares = left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs(error - (squares * (n - 1) / n).squareRoot()) < 1e-12)
  }

  @Test func pairsWithoutAKappaAreLeftOutAndCounted() throws {
    let light = Rows.patterns([[0, 0, nil], [1, 0, nil], [1, 1, nil], [0, nil, 2]]).lightKappa()
    #expect(light.pairwise[1] == 0 && light.pairwise[2] == nil)
    #expect(light.usedPairCount == 2 && light.pairCount == 3)
    // The second pair's kappa is of a single item.
    let found = try #require(light.estimate.coefficient)
    #expect(found.standardError == nil && found.interval == nil)
  }

  @Test func withoutAPairThereIsNone() {
    #expect(Rows.patterns([[0], [1]]).lightKappa().estimate == .undefined(.tooFewRaters))
    #expect(Rows.patterns([[0, nil]]).lightKappa().estimate == .undefined(.noItems))
    #expect(Rows.patterns([[1, 1], [1, 1]]).lightKappa().estimate == .undefined(.oneCategory))
  }
}
