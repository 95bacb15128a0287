import Testing

@testable import AgreementStatistics

@Suite struct FirstPlaceShareTests {
  /// Ten items: six alike, three times the first place both times, once the last.
  @Test func theErrorIsOneOfItems() throws {
    let table = ConfusionTable(rows: [[3, 3], [1, 3]])
    let found = try #require(table.firstPlaceShare().coefficient)
    // u of v: six items 1 of 2, three 2 of 2, one 0 of 2: 12 of 20.
    #expect(found.value == 0.6 && found.itemCount == 10)
    // Σ(u − 1.2)² = 6·0.04 + 3·0.64 + 1.44 = 3.6; 10/9 · 3.6/400 = 0.01.
    #expect(abs(try #require(found.standardError) - 0.1) < 1e-12)
  }

  @Test func tiesAreNoChoices() throws {
    let table = ConfusionTable(rows: [[4, 0, 2], [0, 4, 0], [0, 0, 5]])
    let found = try #require(table.firstPlaceShare().coefficient)
    // Eight items 1 of 2; two chose the first place once and tied once; five never chose.
    #expect(abs(found.value - 10.0 / 18) < 1e-12 && found.itemCount == 10)
    let ties = ConfusionTable(rows: [[0, 0, 0], [0, 0, 0], [0, 0, 7]])
    #expect(ties.firstPlaceShare() == .undefined(.nothingDecided))
    #expect(ConfusionTable(categoryCount: 3).firstPlaceShare() == .undefined(.noItems))
  }

  @Test func whereNothingVariesTheIntervalHasAWidth() throws {
    let steady = try #require(
      ConfusionTable(rows: [[10, 0], [0, 10]]).firstPlaceShare().coefficient)
    let interval = try #require(steady.interval)
    #expect(steady.value == 0.5 && interval.low < 0.31 && interval.high > 0.69)
    let always = try #require(
      ConfusionTable(rows: [[0, 9], [0, 0]]).firstPlaceShare().coefficient)
    #expect(always.value == 1 && (always.interval?.low ?? 1) < 0.75)
  }

  /// Whoever is called the first candidate, and whichever order is the rows'.
  @Test(arguments: 0..<40)
  func itIsOfPlacesAndNotOfNames(_ seed: Int) throws {
    var random = ResampleStream(seed: UInt64(seed), number: 1)
    let table = ConfusionTable(
      categoryCount: 3, counts: (0..<9).map { _ in random.index(below: 9) })
    let one = table.firstPlaceShare()
    let other = table.transposed.firstPlaceShare(first: 1, second: 0)
    #expect(one.value == other.value)
    #expect(one.coefficient?.interval == other.coefficient?.interval)
    if let found = one.coefficient { #expect((0...1).contains(found.value)) }
  }
}
