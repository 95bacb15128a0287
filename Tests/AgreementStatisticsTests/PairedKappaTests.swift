import Foundation
import Testing

@testable import AgreementStatistics

@Suite struct PairedKappaTests {
  /// Items of a reference and two raters: categories as drawn, more often alike than not.
  static func items(_ number: Int, raters: Int = 3) -> [[Int]] {
    var random = ResampleStream(seed: 11, number: UInt64(number))
    return (0..<(40 + number * 7)).map { _ in
      let truth = Int(random.next() % 3)
      return (0..<raters).map { _ in random.uniform() < 0.6 ? truth : Int(random.next() % 3) }
    }
  }

  static func paired(_ items: [[Int]], first: Int = 1, second: Int = 2) -> PairedKappas {
    var result = PairedKappas(categoryCount: 3)
    for item in items {
      result.add(first: (item[0], item[first]), second: (item[0], item[second]))
    }
    return result
  }

  static func kappa(_ items: [[Int]], _ rater: Int) throws -> Double {
    var table = ConfusionTable(categoryCount: 3)
    for item in items { table.add(1, row: item[0], column: item[rater]) }
    return try #require(table.cohenKappa().value)
  }

  @Test(arguments: 0..<12)
  func itIsTheDifferenceOfTheTwoKappas(_ number: Int) throws {
    let items = Self.items(number)
    let paired = Self.paired(items)
    let expected = try Self.kappa(items, 2) - Self.kappa(items, 1)
    #expect(abs(try #require(paired.difference) - expected) < 1e-12)
    let test = try #require(paired.test(resamples: 500))
    #expect(abs(test.value - expected) < 1e-12 && test.itemCount == items.count)
    #expect(test.interval.low <= test.value && test.value <= test.interval.high)
  }

  @Test(arguments: 0..<12)
  func exchangingTheRatersTurnsItRound(_ number: Int) throws {
    let items = Self.items(number)
    let one = try #require(Self.paired(items).test(resamples: 800))
    let two = try #require(Self.paired(items, first: 2, second: 1).test(resamples: 800))
    #expect(one.value == -two.value)
    #expect(abs(one.interval.low + two.interval.high) < 1e-9)
    #expect(abs(one.interval.high + two.interval.low) < 1e-9)
    #expect(abs(one.p - two.p) < 1e-9)
  }

  @Test(arguments: 0..<6)
  func aRaterDoesNotDifferFromItself(_ number: Int) throws {
    let test = try #require(
      Self.paired(Self.items(number), first: 1, second: 1).test(resamples: 300))
    #expect(test.value == 0 && test.interval == Interval(low: 0, high: 0) && test.p == 1)
  }

  /// p and interval are of one bootstrap: an interval of level 1 − p ends at 0.
  @Test(arguments: 0..<12)
  func pIsTheLevelAtWhichTheIntervalEndsAtZero(_ number: Int) throws {
    let paired = Self.paired(Self.items(number))
    let test = try #require(paired.test(resamples: 2000))
    let excludesZero = test.interval.low > 0 || test.interval.high < 0
    #expect(excludesZero == (test.p < 0.05), "\(test)")
    guard test.p > 0.01, test.p < 0.99 else { return }
    let edge = try #require(paired.test(resamples: 2000, level: 1 - test.p))
    let ends = [edge.interval.low, edge.interval.high].map(abs)
    #expect(try #require(ends.min()) < 0.01, "\(edge)")
  }

  /// Raters that differ on a few items: many resamples have none of these, and a difference of 0.
  @Test func pAndIntervalAgreeWhereManyResamplesAreZero() throws {
    var atZero = 0
    for number in 0..<40 {
      var items = Self.items(number % 8, raters: 2).prefix(23).map { $0 + [$0[1]] }
      var random = ResampleStream(seed: 7, number: UInt64(number))
      for _ in 0..<(2 + number % 4) {
        let at = Int(random.next() % 23)
        items[at][2] = items[at][0]
      }
      let test = try #require(Self.paired(Array(items)).test(resamples: 1000))
      if [test.interval.low, test.interval.high].contains(0) { atZero += 1 }
      guard abs(test.p - 0.05) > 0.004 else { continue }
      let excludesZero = test.interval.low > 0 || test.interval.high < 0
      #expect(excludesZero == (test.p < 0.05), "\(number): \(test)")
    }
    #expect(atZero > 5)
  }

  @Test func withoutAKappaThereIsNoDifference() {
    #expect(Self.paired([]).test() == nil)
    #expect(Self.paired([[0, 0, 1], [0, 0, 0]]).test() == nil)
  }

  /// Drops resamples in which one of the two is undefined, and counts them.
  @Test func undefinedResamplesAreCounted() throws {
    let items = [[0, 0, 1], [0, 0, 0], [1, 1, 1], [0, 0, 0]]
    let test = try #require(Self.paired(items).test(resamples: 1000))
    #expect(test.undefinedCount > 0 && test.undefinedCount < 1000)
  }

  /// Under no difference at all, about one test in twenty says that there is one.
  @Test func theTestKeepsItsLevel() throws {
    var rejected = 0
    let count = 200
    for number in 0..<count {
      var random = ResampleStream(seed: 3, number: UInt64(number))
      let items = (0..<150).map { _ in
        let truth = Int(random.next() % 3)
        return [truth]
          + (0..<2).map { _ in random.uniform() < 0.6 ? truth : Int(random.next() % 3)
          }
      }
      let test = try #require(Self.paired(items).test(resamples: 400, seed: UInt64(number)))
      if test.p < 0.05 { rejected += 1 }
    }
    // Binomial(200, 0.05): 2 to 21 with all but one run in a thousand.
    #expect((2...21).contains(rejected), "\(rejected) of \(count)")
  }

  static let oracle = OracleTests.cases.filter {
    $0.contains("kappa_difference") || $0.contains("vanbelle")
  }

  @Test(arguments: oracle)
  func theOracle(_ name: String) throws {
    let folder = try #require(OracleTests.folder)
    let record = try OracleRecord(folder.appendingPathComponent(name))
    guard ["none", nil].contains(record.options["weights"] as? String) else { return }
    var paired = PairedKappas(categoryCount: record.categories.count)
    for row in record.ratings {
      let codes = row.compactMap(record.code)
      guard codes.count == 3 else { continue }
      paired.add(first: (codes[0], codes[2]), second: (codes[0], codes[1]))
    }
    func number(_ field: String) -> Double? { (record.expected[field] as? NSNumber)?.doubleValue }
    func bracket(_ field: String) throws -> ClosedRange<Double> {
      let ends = try #require(record.expected[field] as? [NSNumber]).map(\.doubleValue)
      return ends[0]...ends[1]
    }
    let found = try #require(paired.difference)
    let expected = try #require(number("delta") ?? number("estimate"))
    #expect(abs(found - expected) <= record.tolerance)
    guard record.statistic == "bootstrap_ci" else { return }
    let test = try #require(paired.test(resamples: 10_000))
    #expect(abs(test.acceleration - (try #require(number("bca_acceleration")))) <= 1e-9)
    #expect(try bracket("bca_low_bracket").contains(test.interval.low), "\(test.interval)")
    #expect(try bracket("bca_high_bracket").contains(test.interval.high), "\(test.interval)")
  }
}
