import Testing

@testable import AgreementStatistics

@Suite struct CategoryRatesTests {
  @Test func sharesByHand() throws {
    // Ties: the first rater 5 of 20, the second 2 of 20, one in common.
    let table = ConfusionTable(rows: [[8, 0, 1], [0, 6, 0], [2, 2, 1]])
    let found = try #require(table.shareDifference(of: 2).coefficient)
    #expect(abs(found.value - (-3.0 / 20)) < 1e-12 && found.itemCount == 20)
    // b = 1, c = 4: √(5 − 9/20)/20.
    #expect(abs(try #require(found.standardError) - (4.55).squareRoot() / 20) < 1e-12)
  }

  @Test func itIsTheBiasIndexOfTwoCategories() throws {
    let table = ConfusionTable(rows: [[7, 5], [2, 6]])
    let found = try #require(table.shareDifference(of: 0).value)
    #expect(abs(found + (table.biasIndex ?? .nan)) < 1e-12)
    #expect(ConfusionTable(categoryCount: 2).shareDifference(of: 1) == .undefined(.noItems))
  }

  @Test(arguments: 0..<40)
  func exchangingTheRatersTurnsTheSign(_ seed: Int) throws {
    var random = ResampleStream(seed: UInt64(seed), number: 2)
    let table = ConfusionTable(
      categoryCount: 3, counts: (0..<9).map { _ in 1 + random.index(below: 9) })
    var sum = 0.0
    for category in 0..<3 {
      let one = try #require(table.shareDifference(of: category).value)
      let other = try #require(table.transposed.shareDifference(of: category).value)
      #expect(one == -other)
      sum += one
    }
    #expect(abs(sum) < 1e-12)
  }
}
