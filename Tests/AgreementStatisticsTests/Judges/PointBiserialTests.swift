import Testing

@testable import AgreementStatistics

@Suite struct PointBiserialTests {
  /// Of 1, 2, 3, 4 with the two larger chosen: means 3.5 and 1.5, deviation √1.25, √(pq) = ½.
  @Test func byHand() throws {
    let found = try #require(
      PointBiserial.correlation([false, false, true, true], [1, 2, 3, 4]).coefficient)
    #expect(abs(found.value - 1 / 1.25.squareRoot()) < 1e-14)
    let turned = try #require(
      PointBiserial.correlation([true, true, false, false], [1, 2, 3, 4]).coefficient)
    #expect(abs(turned.value + found.value) < 1e-14)
    let interval = try #require(found.interval)
    #expect(interval.low < found.value && found.value < interval.high && interval.high < 1)
  }

  @Test func withoutVariationThereIsNone() {
    #expect(PointBiserial.correlation([], []) == .undefined(.noItems))
    #expect(PointBiserial.correlation([true], [3]) == .undefined(.tooFewItems))
    #expect(PointBiserial.correlation([true, true], [3, 4]) == .undefined(.noVariation))
    #expect(PointBiserial.correlation([true, false], [3, 3]) == .undefined(.noVariation))
    let full = PointBiserial.correlation([true, false, true, false], [2, 1, 2, 1]).coefficient
    #expect(abs((full?.value ?? 0) - 1) < 1e-12)
  }
}
