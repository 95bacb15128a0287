import Glibc
import Testing

@testable import AgreementStatistics

/// The sums that are kept, against the formulas applied item by item.
@Suite struct RatingSumsTests {
  /// Items of up to five raters with holes; one in three hundred of all kinds is of one answer.
  static func items(_ seed: UInt64, categories: Int) -> [[Int]] {
    var random = ResampleStream(seed: 11, number: seed)
    let isSteady = seed % 5 == 0
    return (0..<(20 + Int(random.next() % 60))).map { _ in
      let common = Int(random.next() % UInt64(categories))
      return (0..<5).compactMap { _ in
        if random.next() % 4 == 0 { return nil }
        return isSteady || random.next() % 2 == 0
          ? common : Int(random.next() % UInt64(categories))
      }
    }.filter { !$0.isEmpty }
  }

  static func tally(_ items: [[Int]], categories: Int, scores: [Double]? = nil) -> RatingTally {
    var tally = RatingTally(categoryCount: categories, scores: scores)
    for item in items { tally.add(ratings: item) }
    return tally
  }

  /// Any script of edits leaves exactly what counting the result afresh gives.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func editsLeaveWhatARecountGives(_ seed: UInt64) {
    var random = ResampleStream(seed: 3, number: seed)
    let scores = [0, 0.1, 0.7, 2.5]
    var items = Self.items(seed, categories: 4)
    var edited = Self.tally(items, categories: 4, scores: scores)
    for _ in 0..<300 {
      let at = Int(random.next() % UInt64(items.count))
      edited.add(ratings: items[at], times: -1)
      items[at] = (0...Int(random.next() % 6)).map { _ in Int(random.next() % 4) }
      edited.add(ratings: items[at])
    }
    let fresh = Self.tally(items, categories: 4, scores: scores)
    #expect(edited == fresh)
    #expect(edited.gwetAC() == fresh.gwetAC())
    for metric in AlphaMetric.allCases {
      #expect(
        edited.krippendorffAlpha(metric: metric, scores: scores)
          == fresh.krippendorffAlpha(metric: metric, scores: scores))
    }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func coefficientsAreThoseOfTheItems(_ seed: UInt64) {
    let items = Self.items(seed, categories: 3)
    let tally = Self.tally(items, categories: 3)
    for weights in [AgreementWeights.identity, .linear, .quadratic, .ordinal] {
      let reference = ItemwiseGwet(items, weights.matrix(categoryCount: 3))
      expectSame(tally.percentAgreement(weights: weights), reference.percent)
      expectSame(tally.fleissKappaGeneral(weights: weights), reference.fleiss)
      expectSame(tally.gwetAC(weights: weights), reference.ac)
      expectSame(tally.brennanPrediger(weights: weights), reference.brennanPrediger)
    }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func alphaIsThatOfTheItems(_ seed: UInt64) {
    let items = Self.items(seed, categories: 4)
    let scores = [0, 0.1, 0.7, 2.5]
    for metric in [AlphaMetric.nominal, .interval, .ratio] {
      let kept = Self.tally(items, categories: 4, scores: scores)
        .krippendorffAlpha(metric: metric, scores: scores)
      let made = Self.tally(items, categories: 4)
        .krippendorffAlpha(metric: metric, scores: scores)
      let distances = CategoryDistances.alpha(metric, scores, totals: [])
      let reference = ItemwiseGwet(items.filter { $0.count > 1 }, distances.matrix).alphaError
      #expect(kept == made)
      expectClose(kept.coefficient?.standardError, reference)
    }
  }

  /// Two raters' table gives the sums that its items give.
  @Test(arguments: PropertyTests.tables())
  func aTableIsItsItems(_ table: ConfusionTable) {
    let tally = RatingTally(table)
    for weights in [AgreementWeights.identity, .linear] {
      expectSame(table.scottPi(weights: weights), tally.fleissKappaGeneral(weights: weights))
      expectSame(table.gwetAC1(weights: weights), tally.gwetAC(weights: weights))
      expectSame(table.bennettS(weights: weights), tally.brennanPrediger(weights: weights))
    }
  }

  @Test func fullAgreementHasNoError() {
    let tally = Self.tally([[0, 0, 0], [1, 1], [2, 2, 2, 2], [1]], categories: 3)
    #expect(tally.fleissKappaGeneral().value == 1)
    #expect(tally.krippendorffAlpha().coefficient?.standardError == 0)
  }

  @Test func severalStatisticsAreResampledAsEachAlone() throws {
    let tally = Self.tally(Self.items(3, categories: 3), categories: 3)
    let together = tally.bootstrap(resamples: 50, statistics: 2) { tally, at in
      at == 0 ? tally.gwetAC() : tally.krippendorffAlpha()
    }
    #expect(together[0] == tally.bootstrap(resamples: 50) { $0.gwetAC() })
    #expect(together[1] == tally.bootstrap(resamples: 50) { $0.krippendorffAlpha() })
    #expect(together[0]?.interval != together[1]?.interval)
  }
}

private func expectSame(_ estimate: Estimate, _ reference: (value: Double, error: Double)?) {
  guard let reference else {
    #expect(estimate.coefficient == nil)
    return
  }
  expectClose(estimate.value, reference.value)
  expectClose(estimate.coefficient?.standardError, reference.error)
}

private func expectSame(_ one: Estimate, _ two: Estimate) {
  expectClose(one.value, two.value)
  expectClose(one.coefficient?.standardError, two.coefficient?.standardError)
}

private func expectClose(_ one: Double?, _ two: Double?) {
  guard let one, let two else {
    #expect(one == two)
    return
  }
  #expect(abs(one - two) <= 1e-11 * max(1, abs(two)), "\(one) is not \(two)")
}

@Suite struct McNemarTailTests {
  /// The tail that is summed step by step is the sum of its terms.
  @Test(arguments: [(0, 3), (1, 1), (4, 11), (120, 180), (5000, 5100)])
  func theTailIsTheSumOfItsTerms(_ b: Int, _ c: Int) throws {
    let test = try #require(ConfusionTable(rows: [[9, b], [c, 4]]).mcNemar())
    let m = b + c
    let terms = (0...min(b, c)).map { k in
      exp(
        logGamma(Double(m + 1)) - logGamma(Double(k + 1)) - logGamma(Double(m - k + 1))
          - Double(m) * log(2))
    }
    let exact = b == c ? 1 : min(1, 2 * terms.reduce(0, +))
    #expect(abs(test.exactP - exact) < 1e-10)
    #expect(test.midP < test.exactP)
  }
}
