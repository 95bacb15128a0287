import Testing

@testable import AgreementStatistics

@Suite struct RankingAgreementTests {
  @Test func meansAndSharesOverItems() throws {
    let pairs: [(first: [Int], second: [Int])] = [
      (first: [1, 2, 3], second: [1, 2, 3]), (first: [1, 2, 3], second: [1, 3, 2]),
      (first: [3, 2, 1], second: [1, 2, 3]), (first: [1, 2], second: [1, 2, 3]),
      (first: [], second: []),
    ]
    let found = RankingAgreement(pairs)
    let kendall = try #require(found.kendall.value)
    #expect(abs(kendall - 4.0 / 9) < 1e-14)
    #expect(found.kendall.coefficient?.itemCount == 3)
    #expect(found.levenshtein.coefficient?.itemCount == 4)
    #expect(found.sameTop.value == 0.75)
    #expect(found.sameOrder.value == 0.25)
    #expect(found.mismatchedCount == 1)
    #expect(found.footrule.coefficient?.interval != nil)
  }

  @Test func noItemsNoAgreement() {
    let none = RankingAgreement([(first: [Int], second: [Int])]())
    #expect(none.kendall == .undefined(.noItems) && none.sameOrder == .undefined(.noItems))
  }
}
