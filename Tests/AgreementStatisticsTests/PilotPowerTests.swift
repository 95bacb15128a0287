import Testing

@testable import AgreementStatistics

/// Power by a pilot's standard error.
@Suite struct PilotPowerTests {
  /// 100 items with SE 0.1 at 0.5 against 0.3: z = 2, so Φ(2 − 1.959964) = 0.515968…
  @Test func itIsTheNormalTestsPower() throws {
    let pilot = Coefficient(value: 0.5, standardError: 0.1, itemCount: 100)
    let found = try pilot.power(against: 0.3, count: 100).get()
    #expect(abs(found - 0.51596779) < 1e-6)
    // Four times the items halve the error: Φ(4 − 1.959964) = 0.979327…
    #expect(abs(try pilot.power(against: 0.3, count: 400).get() - 0.97932663) < 1e-6)
    #expect(abs(try pilot.power(against: 0.7, count: 100).get() - found) < 1e-12)
  }

  @Test func atTheNullOneSidesErrorIsLeft() throws {
    let pilot = Coefficient(value: 0.4, standardError: 0.1, itemCount: 50)
    #expect(abs(try pilot.power(against: 0.4, count: 70).get() - 0.025) < 1e-12)
  }

  @Test func withoutAStandardErrorThereIsNone() {
    func reason(_ error: Double?, _ items: Int) -> UndefinedReason? {
      let pilot = Coefficient(value: 1, standardError: error, itemCount: items)
      if case .failure(let reason) = pilot.power(against: 0, count: 5) { return reason }
      return nil
    }
    #expect(reason(nil, 9) == .noStandardError)
    #expect(reason(0.1, 0) == .noItems)
    #expect(reason(0, 9) == .noDisagreement)
  }

  @Test func systemMeansAreThoseOfTheRanking() throws {
    var scores = SystemScores(itemCount: 2, systemCount: 3)
    scores.add(item: 0, system: 0, first: 1, second: 0)
    scores.add(item: 1, system: 0, first: 0, second: 0)
    scores.add(item: 1, system: 2, first: 1, second: 0.5)
    let means = scores.systemMeans
    #expect(means[0] == SystemMeans(first: 0.5, second: 0, count: 2))
    #expect(means[1] == nil && means[2] == SystemMeans(first: 1, second: 0.5, count: 1))
    #expect(scores.ranking.meanGap == 0.5)
  }
}
