import Foundation
import Testing

@testable import AgreementStatistics

@Suite struct BinomialVariateTests {
  struct Trials: Sendable {
    var n: Int
    var p: Double
  }

  /// Both ways of drawing, near and far from where they change over, and p above ½.
  static let trials = [
    Trials(n: 1, p: 0.3), Trials(n: 7, p: 0.5), Trials(n: 40, p: 0.2), Trials(n: 24, p: 0.416),
    Trials(n: 24, p: 0.417), Trials(n: 60, p: 0.75), Trials(n: 1000, p: 0.004),
    Trials(n: 1000, p: 0.011), Trials(n: 1000, p: 0.37), Trials(n: 100_000, p: 0.0003),
    Trials(n: 1_000_000, p: 0.00005), Trials(n: 3000, p: 0.99),
  ]

  /// Pearson's χ² of 40,000 variates against the probabilities.
  @Test(arguments: trials)
  func theyAreDistributedAsTheyShould(_ trials: Trials) {
    let (n, p, draws) = (trials.n, trials.p, 40_000)
    var random = ResampleStream(seed: 17, number: UInt64(n))
    var observed: [Int: Int] = [:]
    for _ in 0..<draws { observed[random.binomial(n, p), default: 0] += 1 }
    #expect(observed.keys.allSatisfy { (0...n).contains($0) })
    // Tails are put together until some ten are expected of each class.
    var (chi, classes, wanted, found, rest) = (0.0, 0, 0.0, 0, 1.0)
    for k in 0...n {
      let probability = Self.probability(n, p, k)
      wanted += probability * Double(draws)
      found += observed[k] ?? 0
      rest -= probability
      guard wanted >= 10, rest * Double(draws) >= 10 else { continue }
      chi += (Double(found) - wanted) * (Double(found) - wanted) / wanted
      classes += 1
      (wanted, found) = (0, 0)
    }
    chi += (Double(found) - wanted) * (Double(found) - wanted) / wanted
    let tail = ChiSquaredDistribution.survival(chi, degrees: Double(classes))
    #expect(tail > 1e-4, "n \(n), p \(p): χ² \(chi) of \(classes)")
  }

  private static func probability(_ n: Int, _ p: Double, _ k: Int) -> Double {
    let choices = logGamma(Double(n + 1)) - logGamma(Double(k + 1)) - logGamma(Double(n - k + 1))
    return exp(choices + Double(k) * log(p) + Double(n - k) * log1p(-p))
  }

  @Test func ofManyTrialsMeanAndVarianceAreRight() {
    var random = ResampleStream(seed: 3, number: 0)
    let (n, p, draws) = (1_000_000_000, 0.2, 50_000)
    let values = (0..<draws).map { _ in Double(random.binomial(n, p)) - Double(n) * p }
    let mean = values.reduce(0, +) / Double(draws)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws)
    let wanted = Double(n) * p * (1 - p)
    #expect(abs(mean) < 4 * (wanted / Double(draws)).squareRoot())
    #expect(abs(variance / wanted - 1) < 4 * (2 / Double(draws)).squareRoot())
  }

  @Test func certainTrialsAreCertain() {
    var random = ResampleStream(seed: 1, number: 1)
    #expect(
      random.binomial(9, 0) == 0 && random.binomial(9, 1) == 9 && random.binomial(0, 0.5) == 0)
  }

  @Test func numbersBelowABoundAreEquallyLikely() {
    var random = ResampleStream(seed: 2, number: 2)
    var counts = Array(repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[random.index(below: 7)] += 1 }
    let chi = counts.reduce(0.0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 }
    #expect(ChiSquaredDistribution.survival(chi, degrees: 6) > 1e-4)
  }
}
