import Testing

@testable import AgreementStatistics

@Suite struct ClassificationTests {
  private static func leftOut(_ table: ConfusionTable) -> [(table: ConfusionTable, count: Int)] {
    var result: [(ConfusionTable, Int)] = []
    for row in 0..<table.categoryCount {
      for column in 0..<table.categoryCount where table[row, column] > 0 {
        var fewer = table
        fewer.add(-1, row: row, column: column)
        result.append((fewer, table[row, column]))
      }
    }
    return result
  }

  private static let scores: [@Sendable (Classification) -> Estimate] = [
    { $0.f1[0] }, { $0.macroF1 }, { $0.weightedF1 }, { $0.balancedAccuracy },
    { $0.matthewsCorrelation },
  ]

  /// With some hundred items the errors are those of the delete-one jackknife.
  @Test(arguments: PropertyTests.tables().filter { $0.total > 150 })
  func errorsAreThoseOfTheJackknife(_ table: ConfusionTable) throws {
    for (at, score) in Self.scores.enumerated() {
      let found = try #require(score(Classification(table)).coefficient?.standardError)
      let left = try Self.leftOut(table).map { fewer, count in
        (value: try #require(score(Classification(fewer)).value), count: Double(count))
      }
      let n = Double(table.total)
      let mean = left.reduce(0) { $0 + $1.value * $1.count } / n
      let squares = left.reduce(0) { $0 + $1.count * ($1.value - mean) * ($1.value - mean) }
      let jackknife = (squares * (n - 1) / n).squareRoot()
      #expect(abs(found / jackknife - 1) < 0.04, "score \(at): \(found) is not \(jackknife)")
    }
  }

  /// Of two classes Matthews' correlation is Pearson's of the 0s and 1s.
  @Test(arguments: [(5, 3, 2, 9), (1, 8, 7, 2), (30, 1, 0, 4)])
  func ofTwoClassesMatthewsIsPearsons(_ a: Int, _ b: Int, _ c: Int, _ d: Int) throws {
    var (first, second): ([Double], [Double]) = ([], [])
    for (count, row, column) in [(a, 0.0, 0.0), (b, 0, 1), (c, 1, 0), (d, 1, 1)] {
      first += Array(repeating: row, count: count)
      second += Array(repeating: column, count: count)
    }
    let table = ConfusionTable(rows: [[a, b], [c, d]])
    let matthews = try #require(Classification(table).matthewsCorrelation.value)
    let pearson = try #require(PairedNumbers(first, second).pearson().value)
    #expect(abs(matthews - pearson.value) < 1e-14)
  }

  @Test(arguments: PropertyTests.tables())
  func exchangingTheSidesTurnsPrecisionIntoRecall(_ table: ConfusionTable) throws {
    let (one, two) = (Classification(table), Classification(table.transposed))
    #expect(one.precision == two.recall)
    #expect(one.f1.map(\.value) == two.f1.map(\.value))
    let values = (one.matthewsCorrelation.value, two.matthewsCorrelation.value)
    #expect(abs(try #require(values.0) - (try #require(values.1))) < 1e-14)
  }

  @Test func ofTwoClassesSpecificityIsTheOthersRecall() {
    let found = Classification(ConfusionTable(rows: [[8, 2], [5, 11]]))
    #expect(found.specificity == found.recall.reversed())
    #expect(found.recall[0].value == 0.8 && found.recall[0].coefficient?.interval != nil)
  }

  /// The judge never says the second class, and the reference never has the third.
  @Test func whatIsNeverThereIsUndefined() throws {
    let found = Classification(
      ConfusionTable(rows: [[6, 0, 1, 0], [2, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]))
    #expect(found.precision[1] == .undefined(.noItems))
    #expect(found.recall[2] == .undefined(.noItems))
    #expect(found.f1[1].value == 0 && found.f1[3] == .undefined(.noItems))
    let macro = try #require(found.macroF1.value)
    #expect(abs(macro - (12.0 / 15) / 4) < 1e-15)
    #expect(abs(try #require(found.balancedAccuracy.value) - (6.0 / 7) / 2) < 1e-15)
    #expect(abs(try #require(found.weightedF1.value) - 0.8 * 7 / 9) < 1e-15)
  }

  @Test func matthewsIsUndefinedWhereASideIsConstant() {
    let table = ConfusionTable(rows: [[6, 2], [0, 0]])
    #expect(Classification(table).matthewsCorrelation == .undefined(.noVariation))
    #expect(Classification(table.transposed).matthewsCorrelation == .undefined(.noVariation))
  }

  @Test func noErrorsAreSeenInAPerfectJudge() {
    let found = Classification(ConfusionTable(rows: [[6, 0, 0], [0, 7, 0], [0, 0, 9]]))
    for score in Self.scores {
      #expect(score(found).value == 1 && score(found).coefficient?.standardError == 0)
    }
  }

  @Test func withoutItemsNothingIsDefined() {
    let found = Classification(ConfusionTable(categoryCount: 2))
    for score in Self.scores { #expect(score(found) == .undefined(.noItems)) }
    #expect(found.accuracy == .undefined(.noItems))
    #expect(found.macroPrecision == nil && found.macroRecall == nil)
  }
}
