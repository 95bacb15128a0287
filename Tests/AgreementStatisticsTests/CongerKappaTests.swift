import Testing

@testable import AgreementStatistics

@Suite struct CongerKappaTests {
  private typealias Rows = LinearisedCoefficientTests

  @Test(arguments: 0..<20)
  func ofTwoRatersItIsCohens(_ number: Int) throws {
    let weights = Rows.weights[number % 3]
    let patterns = Rows.patterns(Rows.rows(number, raters: 2, missing: 0))
    let conger = try #require(patterns.congerKappa(weights: weights).coefficient)
    let cohen = try #require(
      patterns.table(of: 0, and: 1).cohenKappa(weights: weights).coefficient)
    #expect(abs(conger.value - cohen.value) < 1e-12)
    let n = Double(conger.itemCount)
    let error = try #require(cohen.standardError) * (n / (n - 1)).squareRoot()
    #expect(abs(try #require(conger.standardError) - error) < 1e-12)
  }

  /// Chance is the mean over pairs of raters of what their margins lead to.
  @Test(arguments: 0..<10)
  func chanceIsTheMeanOverPairsOfRaters(_ number: Int) throws {
    let rows = Rows.rows(number)
    let conger = try #require(Rows.patterns(rows).congerKappa().coefficient)
    let margins = (0..<4).map { rater in
      let given = rows.compactMap { $0[rater] }
      return (0..<3).map { k in Double(given.count { $0 == k }) / Double(given.count) }
    }
    var chance = 0.0
    for g in 0..<4 {
      for h in 0..<4 where h != g {
        chance += zip(margins[g], margins[h]).reduce(0) { $0 + $1.0 * $1.1 } / 12
      }
    }
    #expect(abs(try #require(conger.chanceAgreement) - chance) < 1e-13)
  }

  /// With many items the linearised error is that of the delete-one jackknife.
  @Test(arguments: 0..<4)
  func theErrorIsThatOfTheJackknife(_ number: Int) throws {
    let rows = (0..<6).flatMap { Rows.rows(60 + 20 * number + $0) }
      .filter { $0.count { $0 != nil } > 1 }
    let error = try #require(Rows.patterns(rows).congerKappa().coefficient?.standardError)
    // Equal rows are left out once, and count as often as they occur.
    let places = Dictionary(grouping: rows.indices) { rows[$0] }.values.sorted { $0[0] < $1[0] }
    let left = places.map { same -> (value: Double, count: Double) in
      var fewer = rows
      fewer.remove(at: same[0])
      return (Rows.patterns(fewer).congerKappa().value ?? 0, Double(same.count))
    }
    let n = Double(rows.count)
    let mean = left.reduce(0) { $0 + $1.value * $1.count } / n
    let squares = left.reduce(0) { $0 + $1.count * ($1.value - mean) * ($1.value - mean) }
    let jackknife = (squares * (n - 1) / n).squareRoot()
    #expect(abs(error / jackknife - 1) < 0.01, "\(error) is not \(jackknife)")
  }

  @Test func aRaterWithoutRatingsDoesNotCount() {
    let rows = Rows.rows(5)
    let more = rows.map { $0 + [nil] }
    #expect(Rows.patterns(rows).congerKappa() == Rows.patterns(more).congerKappa())
  }

  @Test func fullAgreementIsOneWithoutError() {
    let kappa = Rows.patterns([[0, 0, 0], [1, 1, nil], [2, 2, 2]]).congerKappa().coefficient
    #expect(kappa?.value == 1 && kappa?.standardError == 0)
  }
}
