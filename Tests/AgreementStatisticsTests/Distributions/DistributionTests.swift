import Foundation
import Testing

@testable import AgreementStatistics

@Suite struct DistributionTests {
  /// To 1e-12 of the value, however small.
  private static func expectClose(
    _ found: Double, _ wanted: Double, _ what: [Double], tolerance: Double = 1e-12
  ) {
    let isClose = abs(found - wanted) <= tolerance * abs(wanted)
    #expect(isClose, "\(what): \(found) is not \(wanted), by \(abs(found / wanted - 1))")
  }

  @Test(arguments: TabulatedTails.normal)
  func normalTails(_ row: [Double]) {
    Self.expectClose(NormalDistribution.survival(row[0]), row[1], row)
    Self.expectClose(NormalDistribution.cumulative(-row[0]), row[1], row)
  }

  @Test(arguments: TabulatedTails.student)
  func studentTails(_ row: [Double]) {
    Self.expectClose(StudentDistribution.twoSidedTail(row[1], degrees: row[0]), row[2], row)
    Self.expectClose(StudentDistribution.survival(row[1], degrees: row[0]), row[2] / 2, row)
    Self.expectClose(StudentDistribution.cumulative(-row[1], degrees: row[0]), row[2] / 2, row)
  }

  @Test(arguments: TabulatedTails.fisher)
  func fisherTails(_ row: [Double]) {
    let lower = FisherDistribution.cumulative(row[2], numerator: row[0], denominator: row[1])
    let upper = FisherDistribution.survival(row[2], numerator: row[0], denominator: row[1])
    Self.expectClose(lower, row[3], row)
    Self.expectClose(upper, row[4], row)
  }

  @Test(arguments: TabulatedTails.beta)
  func betaTails(_ row: [Double]) {
    Self.expectClose(IncompleteBeta.regularised(row[2], row[0], row[1]), row[3], row)
    Self.expectClose(IncompleteBeta.complement(row[2], row[0], row[1]), row[4], row)
  }

  @Test(arguments: TabulatedTails.gamma)
  func gammaTails(_ row: [Double]) {
    Self.expectClose(IncompleteGamma.lower(row[0], row[1]), row[2], row)
    Self.expectClose(IncompleteGamma.upper(row[0], row[1]), row[3], row)
    let (degrees, x) = (2 * row[0], 2 * row[1])
    Self.expectClose(ChiSquaredDistribution.cumulative(x, degrees: degrees), row[2], row)
    Self.expectClose(ChiSquaredDistribution.survival(x, degrees: degrees), row[3], row)
  }

  @Test(arguments: TabulatedQuantiles.normalQuantiles)
  func normalQuantiles(_ row: [Double]) {
    Self.expectClose(NormalDistribution.quantile(row[0]), row[1], row)
    Self.expectClose(NormalDistribution.upperQuantile(row[0]), -row[1], row)
  }

  @Test(arguments: TabulatedQuantiles.studentQuantiles)
  func studentQuantiles(_ row: [Double]) {
    Self.expectClose(StudentDistribution.upperQuantile(row[1], degrees: row[0]), row[2], row)
    Self.expectClose(StudentDistribution.quantile(row[1], degrees: row[0]), -row[2], row)
  }

  @Test(arguments: TabulatedQuantiles.chiSquaredQuantiles)
  func chiSquaredQuantiles(_ row: [Double]) {
    let found = ChiSquaredDistribution.upperQuantile(row[1], degrees: row[0])
    Self.expectClose(found, row[2], row)
  }

  @Test(arguments: TabulatedQuantiles.fisherQuantiles)
  func fisherQuantiles(_ row: [Double]) {
    let found = FisherDistribution.upperQuantile(
      row[2], numerator: row[0], denominator: row[1])
    Self.expectClose(found, row[3], row)
    // Turned over: 1/F has the degrees exchanged.
    let turned = FisherDistribution.quantile(row[2], numerator: row[1], denominator: row[0])
    Self.expectClose(turned, 1 / row[3], row)
  }

  /// The critical values of the printed tables, to their digits: Abramowitz & Stegun 1964, tables
  /// 26.8 (χ²), 26.9 (F) and 26.10 (t).
  @Test func criticalValuesOfPrintedTables() {
    let t = [(1.0, 12.706), (2, 4.303), (5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980)]
    for (degrees, value) in t {
      let found = StudentDistribution.upperQuantile(0.025, degrees: degrees)
      #expect(abs(found - value) <= 0.0005)
    }
    let chi = [(1.0, 3.84146), (2, 5.99147), (5, 11.0705), (10, 18.3070), (100, 124.342)]
    for (degrees, value) in chi {
      let found = ChiSquaredDistribution.upperQuantile(0.05, degrees: degrees)
      #expect(abs(found - value) <= 1e-5 * value)
    }
    let f = [(1.0, 1.0, 161.4), (3, 15, 3.29), (5, 10, 3.33), (10, 120, 1.91)]
    for (one, two, value) in f {
      let found = FisherDistribution.upperQuantile(0.05, numerator: one, denominator: two)
      #expect(abs(found - value) <= 0.06 * (value > 100 ? 1 : 0.1))
    }
  }

  /// Degrees from 0.5 to 1e6 and tails from 0.999 to 1e-300: the tail at a quantile is that tail.
  @Test(arguments: 0..<300)
  func quantilesHaveTheirTails(_ number: Int) {
    var random = ResampleStream(seed: 61, number: UInt64(number))
    func size() -> Double { exp(log(0.5) + random.uniform() * log(2e6)) }
    let (one, two) = (size(), size())
    let tail = random.uniform() < 0.5 ? 0.999 * random.uniform() : exp(-690 * random.uniform())
    let what = [one, two, tail]
    let t = StudentDistribution.upperQuantile(tail, degrees: one)
    if t.isFinite {
      let found = StudentDistribution.survival(t, degrees: one)
      // t is rounded, which by the tail's slope may change more than its last digit.
      let slope = abs(t) < 1e-3 ? 1 : min(one, t * t) + 2
      Self.expectClose(found, tail, what, tolerance: 1e-13 * (4 + slope * 1e-2))
    }
    let chi = ChiSquaredDistribution.upperQuantile(tail, degrees: one)
    Self.expectClose(
      ChiSquaredDistribution.survival(chi, degrees: one), tail, what,
      tolerance: 1e-12 + 3e-16 * (abs(chi - one) + one.squareRoot()))
    let f = FisherDistribution.upperQuantile(tail, numerator: one, denominator: two)
    if f.isFinite {
      let slope = one * two * abs(f - 1) / (two + one * f)
      Self.expectClose(
        FisherDistribution.survival(f, numerator: one, denominator: two), tail, what,
        tolerance: 1e-12 + 3e-16 * (slope + one.squareRoot()))
    }
  }

  @Test(arguments: 0..<200)
  func betaQuantilesHaveTheirTails(_ number: Int) {
    var random = ResampleStream(seed: 62, number: UInt64(number))
    func size() -> Double { exp(log(0.5) + random.uniform() * log(2e4)) }
    let (a, b) = (size(), size())
    let tail = random.uniform() < 0.5 ? random.uniform() : exp(-600 * random.uniform())
    let x = IncompleteBeta.quantile(tail, a, b)
    guard x > 1e-290, x < 1 - 1e-9 else { return }
    let slope = abs(b * x - a * (1 - x)) / (1 - x) + (a + b).squareRoot() / (1 - x)
    Self.expectClose(
      IncompleteBeta.regularised(x, a, b), tail, [a, b, tail],
      tolerance: 1e-12 + 3e-16 * slope)
  }

  /// Tails of sums of the binomial's own terms.
  @Test(arguments: [(1, 0.3), (7, 0.5), (12, 0.01), (40, 0.93)])
  func binomialTailsAreSumsOfTerms(_ n: Int, _ p: Double) {
    var terms: [Double] = []
    for k in 0...n {
      let choices = exp(
        logGamma(Double(n + 1)) - logGamma(Double(k + 1)) - logGamma(Double(n - k + 1)))
      terms.append(choices * pow(p, Double(k)) * pow(1 - p, Double(n - k)))
    }
    for k in 0...n {
      let lower = BinomialDistribution.cumulative(k, trials: n, probability: p)
      let upper = BinomialDistribution.upperTail(k, trials: n, probability: p)
      let sums = (terms[...k].reduce(0, +), terms[k...].reduce(0, +))
      Self.expectClose(lower, sums.0, [Double(n), Double(k)], tolerance: 1e-11)
      Self.expectClose(upper, sums.1, [Double(n), Double(k)], tolerance: 1e-11)
    }
  }

  /// 10 of 10: the lower end is the tenth root of α/2. 0 of n mirrors it.
  @Test func clopperPearsonAtTheEdges() throws {
    let all = try #require(Interval.clopperPearson(10, of: 10))
    #expect(abs(all.low - pow(0.025, 0.1)) < 1e-14 && all.high == 1)
    let none = try #require(Interval.clopperPearson(0, of: 10))
    #expect(none.low == 0 && abs(none.high - (1 - all.low)) < 1e-14)
    #expect(Interval.clopperPearson(0, of: 0) == nil)
  }

  /// At both ends the binomial's tail is just α/2.
  @Test(arguments: [(3, 20), (50, 100), (1, 1000), (777, 1000), (99_990, 100_000)])
  func clopperPearsonEndsWhereTheTestDoes(_ part: Int, _ whole: Int) throws {
    let interval = try #require(Interval.clopperPearson(part, of: whole, level: 0.9))
    let low = BinomialDistribution.upperTail(part, trials: whole, probability: interval.low)
    let high = BinomialDistribution.cumulative(part, trials: whole, probability: interval.high)
    #expect(abs(low - 0.05) < 1e-11 && abs(high - 0.05) < 1e-11)
  }
}
