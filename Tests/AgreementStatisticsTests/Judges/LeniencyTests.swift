import Testing

@testable import AgreementStatistics

@Suite struct LeniencyTests {
  /// Counts of the judges that arXiv:2406.12624 released, against the figures that it prints.
  @Test(arguments: [
    (counts: [2303, 203, 587, 502], criteria: 0.380, positive: 0.869),
    (counts: [1860, 646, 67, 1022], criteria: 0.681, positive: 0.193),
    (counts: [2410, 96, 285, 804], criteria: 0.700, positive: 0.872),
    (counts: [2266, 240, 296, 793], criteria: 0.632, positive: 0.739),
  ])
  func publishedJudges(_ judge: (counts: [Int], criteria: Double, positive: Double)) throws {
    let table = ConfusionTable(rows: [Array(judge.counts[0...1]), Array(judge.counts[2...3])])
    let found = table.leniency()
    #expect(abs(try #require(found.criteriaProbability.value) - judge.criteria) < 0.0006)
    #expect(abs(try #require(found.positiveProbability.value) - judge.positive) < 0.0006)
    #expect(found.isDescribed == true)
  }

  /// A judge that is simulated with known probabilities: the error is the scatter of the estimates.
  @Test func theErrorsAreTheScatter() throws {
    let (criteria, positive) = (0.6, 0.8)
    var found: [[Double]] = [[], []]
    var errors = [0.0, 0.0]
    for number in 0..<400 {
      var random = ResampleStream(seed: 17, number: UInt64(number))
      let whole = (correct: 240, wrong: 160)
      let hit = random.binomial(whole.correct, criteria + (1 - criteria) * positive)
      let slip = random.binomial(whole.wrong, (1 - criteria) * positive)
      let one = ConfusionTable(
        rows: [[hit, whole.correct - hit], [slip, whole.wrong - slip]]
      ).leniency()
      for (at, estimate) in [one.criteriaProbability, one.positiveProbability].enumerated() {
        let coefficient = try #require(estimate.coefficient)
        found[at].append(coefficient.value)
        errors[at] += (coefficient.standardError ?? 0) / 400
      }
    }
    for (at, truth) in [criteria, positive].enumerated() {
      let mean = found[at].reduce(0, +) / 400
      let variance = found[at].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399
      #expect(abs(mean - truth) < 0.01)
      #expect(abs(variance.squareRoot() / errors[at] - 1) < 0.1)
    }
  }

  @Test func whatIsNotThereIsUndefined() {
    let perfect = ConfusionTable(rows: [[8, 0], [0, 5]]).leniency()
    #expect(perfect.criteriaProbability.value == 1)
    #expect(perfect.criteriaProbability.coefficient?.standardError == 0)
    #expect(perfect.positiveProbability == .undefined(.noErrors))
    let oneClass = ConfusionTable(rows: [[8, 2], [0, 0]]).leniency()
    #expect(oneClass.criteriaProbability == .undefined(.missingClass))
    #expect(oneClass.positiveProbability == .undefined(.missingClass))
    #expect(oneClass.trueNegativeRate == .undefined(.missingClass))
    #expect(oneClass.truePositiveRate.value == 0.8)
    #expect(oneClass.isDescribed == nil)
    #expect(ConfusionTable(categoryCount: 2).leniency().criteriaProbability == .undefined(.noItems))
  }

  @Test func worseThanGuessingIsNotClamped() throws {
    let found = ConfusionTable(rows: [[2, 8], [9, 1]]).leniency()
    #expect(abs(try #require(found.criteriaProbability.value) + 0.7) < 1e-12)
    #expect(found.isDescribed == false)
    let mirrored = ConfusionTable(rows: [[1, 9], [8, 2]]).leniency(correct: 1)
    #expect(found == mirrored)
  }
}
