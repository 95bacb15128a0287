import Testing

@testable import AgreementStatistics

/// Small tables whose coefficients can be worked out by hand.
@Suite struct HandWorkedTableTests {
  private func expect(_ found: Double?, _ wanted: Double, within limit: Double = 5e-7) throws {
    #expect(abs(try #require(found) - wanted) <= limit)
  }

  @Test func threeCategories() throws {
    let table = ConfusionTable(rows: [[20, 5, 1], [4, 15, 6], [1, 3, 25]])
    try expect(table.cohenKappa().value, 0.623263)
    try expect(table.cohenKappa(weights: .linear).value, 0.696761)
    try expect(table.cohenKappa(weights: .quadratic).value, 0.766764)
    try expect(table.scottPi().value, 0.622953)
    try expect(table.gwetAC1().value, 0.626015)
  }

  /// Nearly all agree, and kappa is below 0.
  @Test func theParadoxOfPrevalence() throws {
    let table = ConfusionTable(rows: [[118, 5], [2, 0]])
    try expect(table.percentAgreement().value, 0.944)
    try expect(table.cohenKappa().value, -0.0234, within: 5e-5)
    try expect(table.scottPi().value, -0.0288, within: 5e-5)
    try expect(table.gwetAC1().value, 0.9408, within: 5e-5)
  }

  @Test func correlationsWithTies() throws {
    let numbers = PairedNumbers(
      [1, 2, 2, 3, 5, 4, 4, 1, 3, 5], [2, 2, 1, 3, 4, 4, 5, 1, 3, 5])
    try expect(numbers.pearson().value?.value, 0.9)
    try expect(numbers.spearman().value?.value, 0.9)
    try expect(numbers.kendall().value?.tauB, 0.8)
  }

  @Test func entropiesOfSixVerdicts() throws {
    try expect(VerdictEntropy.entropy([6, 0, 0]), 0)
    try expect(VerdictEntropy.entropy([3, 3, 0]), 0.693147)
    try expect(VerdictEntropy.entropy([2, 2, 2]), 1.098612)
  }
}
