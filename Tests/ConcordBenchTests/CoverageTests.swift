import AgreementStatistics
import Testing

@testable import ConcordBench

@Suite struct CoverageTests {
  static func design(
    _ statistic: CoverageStatistic, items: Int = 30, clusterSize: Int = 1,
    strength: CoverageDesign.Strength = .weak
  ) -> CoverageDesign {
    CoverageDesign(
      statistic: statistic, itemCount: items, prevalence: 0.8, strength: strength,
      clusterSize: clusterSize)
  }

  @Test func everyDesignIsAPopulation() {
    #expect(CoverageDesign.all.count == 216)
    for design in CoverageDesign.all {
      #expect(abs(design.probabilities.reduce(0, +) - 1) < 1e-12)
      #expect(design.probabilities.allSatisfy { $0 >= 0 })
    }
  }

  /// Kappa of two raters is the product of their a, and so is alpha of equal ones.
  @Test func theTrueValuesAreKnown() {
    #expect(abs(Self.design(.kappa).trueValue - 0.36) < 1e-7)
    #expect(abs(Self.design(.kappa, strength: .strong).trueValue - 0.81) < 1e-7)
    #expect(abs(Self.design(.alpha).trueValue - 0.36) < 1e-7)
    #expect(abs(Self.design(.difference).trueValue - (0.9 * 0.5 - 0.9 * 0.6)) < 1e-7)
    #expect(abs(Self.design(.winRate).trueValue - (0.8 * 0.8 + 0.1)) < 1e-9)
    // Both say the rarer class with 0.2; both at once with 0.2·(0.68²) + 0.8·(0.08²).
    let both = 0.2 * 0.68 * 0.68 + 0.8 * 0.08 * 0.08
    #expect(abs(Self.design(.f1).trueValue - both / 0.2) < 1e-7)
  }

  /// Questions change what hangs together, and not how often an outcome comes.
  @Test func questionsKeepTheShares() {
    let design = Self.design(.kappa, items: 50_000, clusterSize: 5)
    var random = ResampleStream(seed: 1, number: 0)
    let questions = design.sample(&random, cumulative: design.cumulative)
    #expect(questions.count == 10_000 && questions.allSatisfy { $0.count == 5 })
    var counts = Array(repeating: 0, count: 4)
    for question in questions { for outcome in question { counts[outcome] += 1 } }
    for (count, probability) in zip(counts, design.probabilities) {
      #expect(abs(Double(count) / 50_000 - probability) < 0.01)
    }
    // Two items are alike more often than by chance: by ¼ of what chance leaves.
    let alike = questions.count { $0[0] == $0[1] }
    let chance = design.probabilities.reduce(0) { $0 + $1 * $1 }
    #expect(abs(Double(alike) / 10_000 - (chance + (1 - chance) / 4)) < 0.02)
  }

  @Test func countsAreTheSameHoweverTheyAreCutUp() {
    let design = Self.design(.f1, clusterSize: 5)
    let whole = CoverageCell(design, 0..<40, resamples: 60, seed: 3)
    var parts = CoverageCell(design)
    for start in [0, 10, 20, 30] {
      parts.add(CoverageCell(design, start..<start + 10, resamples: 60, seed: 3))
    }
    #expect(parts.samples == whole.samples && parts.undefinedSamples == whole.undefinedSamples)
    #expect(parts.undefinedResamples == whole.undefinedResamples)
    for method in CoverageMethod.allCases {
      #expect(parts.tallies[method]?.covered == whole.tallies[method]?.covered)
      #expect(parts.tallies[method]?.count == whole.tallies[method]?.count)
    }
  }

  /// Every statistic has its interval by formula, around its value.
  @Test(arguments: CoverageStatistic.allCases)
  func theFormulaIsOfTheStatistic(_ kind: CoverageStatistic) throws {
    let counts = Array([61, 12, 9, 30, 7, 5, 8, 22].prefix(kind.outcomeCount))
    var statistic = kind.statistic
    let found = statistic.value(of: counts)
    let value = try #require(found)
    let interval = try #require(kind.analyticInterval(counts))
    #expect(interval.low < value && value < interval.high)
    let bootstrap = Bootstrap(ResamplingUnits(items: counts), resamples: 4000)
    func resampled(_ statistic: some OutcomeStatistic) -> Interval? {
      bootstrap.distribution(of: statistic)?.percentileInterval()
    }
    let second = resampled(kind.statistic)
    let other = try #require(second)
    // Wilson takes a tie for more uncertain than it is.
    let ratio = (interval.high - interval.low) / (other.high - other.low)
    #expect((0.9...1.25).contains(ratio), "\(ratio)")
  }

  @Test func optionsAreRead() throws {
    let options = try CoverageOptions(["--replications", "20", "--seed", "4"])
    #expect(options.replications == 20 && options.resamples == 500 && options.seed == 4)
    #expect(throws: BenchFailure.self) { try CoverageOptions(["--replications", "0"]) }
    #expect(throws: BenchFailure.self) { try CoverageOptions(["--what"]) }
  }
}
