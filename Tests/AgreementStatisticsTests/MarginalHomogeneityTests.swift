import Testing

@testable import AgreementStatistics

@Suite struct MarginalHomogeneityTests {
  /// With two categories Stuart and Maxwell's, and Bowker's, are McNemar's.
  @Test(arguments: [(12, 5), (7, 7), (1, 0), (90, 31)])
  func ofTwoCategoriesItIsMcNemars(_ b: Int, _ c: Int) throws {
    let table = ConfusionTable(rows: [[40, b], [c, 9]])
    let tests = try #require(table.marginalHomogeneity().value)
    let chi = try #require(table.mcNemar()).chiSquared
    #expect(abs(tests.stuartMaxwell.statistic - chi) < 1e-12)
    #expect(abs(tests.bowker.statistic - chi) < 1e-12)
    #expect(tests.stuartMaxwell.distribution == .chiSquared(degrees: 1))
  }

  /// Unused categories, and categories that nobody confuses with others, change nothing.
  @Test(arguments: PropertyTests.tables())
  func categoriesWithoutDisagreementDoNotMatter(_ table: ConfusionTable) throws {
    var larger = ConfusionTable(categoryCount: table.categoryCount + 2)
    larger.add(17, row: 0, column: 0)
    for row in 0..<table.categoryCount {
      for column in 0..<table.categoryCount {
        larger.add(table[row, column], row: row + 1, column: column + 1)
      }
    }
    let one = try #require(table.marginalHomogeneity().value)
    let two = try #require(larger.marginalHomogeneity().value)
    #expect(abs(one.stuartMaxwell.statistic - two.stuartMaxwell.statistic) < 1e-9)
    #expect(one.stuartMaxwell.distribution == two.stuartMaxwell.distribution)
    #expect(one.bowker == two.bowker)
  }

  /// Two groups of categories that are never confused with each other: χ² and degrees add up.
  @Test func separateGroupsAddUp() throws {
    let small = ConfusionTable(rows: [[5, 9], [3, 2]])
    let table = ConfusionTable(
      rows: [[5, 9, 0, 0], [3, 2, 0, 0], [0, 0, 5, 9], [0, 0, 3, 2]])
    let one = try #require(small.marginalHomogeneity().value).stuartMaxwell
    let two = try #require(table.marginalHomogeneity().value).stuartMaxwell
    #expect(abs(two.statistic - 2 * one.statistic) < 1e-12)
    #expect(two.distribution == .chiSquared(degrees: 2))
  }

  @Test func symmetryIsNoDifference() throws {
    let tests = try #require(
      ConfusionTable(rows: [[5, 4, 1], [4, 8, 3], [1, 3, 2]]).marginalHomogeneity().value)
    #expect(tests.stuartMaxwell.statistic == 0 && tests.stuartMaxwell.upperP == 1)
    #expect(tests.bowker.upperP == 1 && tests.bhapkar?.statistic == 0)
  }

  /// All items in one cell off the diagonal: χ² is n, and Bhapkar's has no value.
  @Test func bhapkarHasNoValueWhereMarginsDifferAsMuchAsTheyCan() throws {
    let tests = try #require(ConfusionTable(rows: [[0, 9], [0, 0]]).marginalHomogeneity().value)
    #expect(tests.stuartMaxwell.statistic == 9 && tests.bhapkar == nil)
  }

  @Test func withoutDisagreementThereIsNothingToTest() {
    #expect(
      ConfusionTable(rows: [[3, 0], [0, 4]]).marginalHomogeneity()
        == .undefined(.noDisagreement))
    #expect(ConfusionTable(categoryCount: 2).marginalHomogeneity() == .undefined(.noItems))
  }
}

@Suite struct CochranQTests {
  private static func patterns(_ rows: [[Int?]]) -> RatingPatterns {
    RatingPatterns(RatingMatrix(categoryCount: 2, rows: rows))
  }

  @Test func ofTwoRatersItIsMcNemars() throws {
    let rows: [[Int?]] = [
      [0, 0], [0, 1], [0, 1], [1, 0], [1, 1], [0, 1], [nil, 1], [nil, nil],
    ]
    let q = try #require(Self.patterns(rows).cochranQ().value)
    #expect(abs(q.test.statistic - 1) < 1e-12 && q.itemCount == 6 && q.incompleteItemCount == 2)
    #expect(q.test.distribution == .chiSquared(degrees: 1))
  }

  /// Items that all raters answer alike, and exchanged categories, change nothing.
  @Test(arguments: 0..<20)
  func itIsOfTheDisagreementsOnly(_ number: Int) throws {
    var random = ResampleStream(seed: 31, number: UInt64(number))
    let rows: [[Int?]] = (0..<30).map { _ in (0..<4).map { _ in Int(random.next() % 2) } }
    let q = try #require(Self.patterns(rows).cochranQ().value)
    let more = try #require(Self.patterns(rows + [[1, 1, 1, 1], [0, 0, 0, 0]]).cochranQ().value)
    #expect(abs(q.test.statistic - more.test.statistic) < 1e-12)
    let turned = try #require(
      Self.patterns(rows.map { row in row.map { answer in answer.map { 1 - $0 } } }).cochranQ()
        .value)
    #expect(abs(q.test.statistic - turned.test.statistic) < 1e-12)
  }

  @Test func withoutDisagreementThereIsNone() {
    #expect(Self.patterns([[1, 1, 1], [0, 0, 0]]).cochranQ() == .undefined(.noDisagreement))
    #expect(Self.patterns([[1, nil, 1]]).cochranQ() == .undefined(.noItems))
    #expect(Self.patterns([[1], [0]]).cochranQ() == .undefined(.tooFewRaters))
  }
}
