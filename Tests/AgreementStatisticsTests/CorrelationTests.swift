import Foundation
import Testing

@testable import AgreementStatistics

@Suite struct CorrelationTests {
  static func pairs(_ number: Int, values: UInt64 = 6, count: Int = 25) -> PairedNumbers {
    var random = ResampleStream(seed: 41, number: UInt64(number))
    let first = (0..<count).map { _ in Double(random.next() % values) }
    let second = first.map { random.uniform() < 0.5 ? $0 : Double(random.next() % values) }
    return PairedNumbers(first, second)
  }

  @Test func workedExample() throws {
    let pairs = PairedNumbers(
      [1, 2, 2, 3, 5, 4, 4, 1, 3, 5], [2, 2, 1, 3, 4, 4, 5, 1, 3, 5])
    #expect(abs(try #require(pairs.pearson().value).value - 0.9) < 1e-12)
    #expect(abs(try #require(pairs.spearman().value).value - 0.9) < 1e-12)
    #expect(abs(try #require(pairs.kendall().value).tauB - 0.8) < 1e-12)
  }

  /// Counting by merging finds what looking at each pair finds.
  @Test(arguments: 0..<40)
  func pairsAreCountedAsOneByOne(_ number: Int) throws {
    let pairs = Self.pairs(number, values: UInt64(2 + number % 9), count: 3 + number)
    guard let tau = pairs.kendall().value else {
      #expect(pairs.obstacle == .noVariation)
      return
    }
    var (alike, opposite, first, second) = (0, 0, 0, 0)
    for one in 0..<pairs.count {
      for two in 0..<one {
        let x = pairs.first[one] - pairs.first[two]
        let y = pairs.second[one] - pairs.second[two]
        if x * y > 0 { alike += 1 }
        if x * y < 0 { opposite += 1 }
        if x != 0 { first += 1 }
        if y != 0 { second += 1 }
      }
    }
    #expect(tau.concordantCount == alike && tau.discordantCount == opposite)
    let root = (Double(first) * Double(second)).squareRoot()
    #expect(abs(tau.tauB - Double(alike - opposite) / root) < 1e-14)
  }

  /// The variance of the score under independence, by all orders of the second rater's numbers.
  @Test func theTiedVarianceIsThatOfAllOrders() throws {
    let (first, second): ([Double], [Double]) = ([1, 1, 2, 3, 3, 3], [1, 2, 2, 2, 5, 5])
    var orders: [[Double]] = [[]]
    for value in second {
      orders = orders.flatMap { order in
        (0...order.count).map { Array(order[..<$0]) + [value] + Array(order[$0...]) }
      }
    }
    let scores = try orders.map { order -> Double in
      let tau = try #require(PairedNumbers(first, order).kendall().value)
      return Double(tau.concordantCount - tau.discordantCount)
    }
    let variance = scores.reduce(0) { $0 + $1 * $1 } / Double(scores.count)
    let tau = try #require(PairedNumbers(first, second).kendall().value)
    let score = Double(tau.concordantCount - tau.discordantCount)
    #expect(abs(tau.test.statistic - score / variance.squareRoot()) < 1e-12)
  }

  @Test(arguments: 0..<40)
  func theyAreSymmetricAndKeepToTheirRange(_ number: Int) throws {
    let pairs = Self.pairs(number)
    let turned = PairedNumbers(pairs.second, pairs.first)
    for (one, two) in [
      (pairs.pearson(), turned.pearson()), (pairs.spearman(), turned.spearman()),
    ] {
      let (one, two) = (try #require(one.value), try #require(two.value))
      #expect(abs(one.value - two.value) < 1e-14 && abs(one.value) <= 1)
      let interval = try #require(one.interval)
      #expect(interval.low < one.value && one.value < interval.high)
      #expect(interval.low > -1 && interval.high < 1)
    }
    #expect(pairs.kendall().value?.tauB == turned.kendall().value?.tauB)
    // A shift and a scale change nothing.
    let moved = PairedNumbers(pairs.first.map { 1e6 + 4 * $0 }, pairs.second)
    let values = (try #require(moved.pearson().value), try #require(pairs.pearson().value))
    #expect(abs(values.0.value - values.1.value) < 1e-9)
    #expect(moved.spearman() == pairs.spearman())
  }

  @Test func numbersInOneOrderCorrelateFully() throws {
    let pairs = PairedNumbers([1, 2, 3, 4, 5], [2, 4, 6, 8, 10])
    for found in [pairs.pearson(), pairs.spearman()] {
      let found = try #require(found.value)
      #expect(found.value == 1 && found.test == nil && found.p == 0)
      #expect(found.interval == Interval(low: 1, high: 1))
    }
    #expect(pairs.kendall().value?.tauB == 1)
    let back = PairedNumbers([1, 2, 3], [0.3, 0.2, 0.1]).pearson().value
    #expect(back?.value == -1 && back?.interval == nil)
    #expect(PairedNumbers([1, 2], [0, 9]).pearson().value?.p == nil)
  }

  @Test func whatCannotBeCorrelatedSaysWhy() {
    #expect(PairedNumbers([nil, 1], [2, nil]).pearson() == .undefined(.noItems))
    #expect(PairedNumbers([nil, 1], [2, nil]).incompleteItemCount == 2)
    #expect(PairedNumbers([1], [2]).spearman() == .undefined(.tooFewItems))
    #expect(PairedNumbers([1, 1, 1], [1, 2, 3]).kendall() == .undefined(.noVariation))
    #expect(PairedNumbers([0.1, 0.1, 0.1], [1, 2, 3]).pearson() == .undefined(.noVariation))
  }
}

@Suite struct LinConcordanceTests {
  @Test(arguments: 0..<30)
  func itIsPrecisionTimesAccuracy(_ number: Int) throws {
    let found = try #require(CorrelationTests.pairs(number).linConcordance().value)
    let product = try #require(found.pearson) * (try #require(found.accuracy))
    #expect(abs(found.value - product) < 1e-12)
    let interval = try #require(found.interval)
    #expect(interval.low < found.value && found.value < interval.high)
  }

  /// The formula is for normal numbers; with many of them it is about the jackknife.
  @Test func theErrorIsAboutThatOfTheJackknife() throws {
    var random = ResampleStream(seed: 5, number: 1)
    func normal() -> Double { NormalDistribution.quantile(0.5 * 0x1p-53 + random.uniform()) }
    let first = (0..<700).map { _ in normal() }
    let second = first.map { 0.4 + 0.7 * $0 + 0.6 * normal() }
    let found = try #require(PairedNumbers(first, second).linConcordance().value)
    let left = try first.indices.map { at -> Double in
      var (one, two): ([Double?], [Double?]) = (first, second)
      one[at] = nil
      two[at] = nil
      return try #require(PairedNumbers(one, two).linConcordance().value).value
    }
    let n = Double(left.count)
    let mean = left.reduce(0, +) / n
    let squares = left.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * (n - 1) / n
    #expect(abs(try #require(found.standardError) / squares.squareRoot() - 1) < 0.1)
  }

  @Test func theSameNumbersAreOne() throws {
    let same = try #require(PairedNumbers([1, 2, 4, 9], [1, 2, 4, 9]).linConcordance().value)
    #expect(same.value == 1 && same.standardError == 0)
    #expect(same.interval == Interval(low: 1, high: 1) && same.locationShift == 0)
  }

  @Test func aConstantRaterHasNoConcordance() throws {
    let constant = try #require(PairedNumbers([2, 2, 2], [1, 2, 3]).linConcordance().value)
    #expect(constant.value == 0 && constant.pearson == nil && constant.interval == nil)
    #expect(PairedNumbers([2, 2], [2, 2]).linConcordance() == .undefined(.noVariation))
    #expect(PairedNumbers([2, 2], [nil, nil]).linConcordance() == .undefined(.noItems))
  }
}
