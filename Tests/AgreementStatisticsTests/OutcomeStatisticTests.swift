import Testing

@testable import AgreementStatistics

/// Statistics of outcome counts are those of tables and tallies.
@Suite struct OutcomeStatisticTests {
  /// Random ratings, often alike; some with few categories in use, some complete.
  static func matrix(_ seed: Int) -> RatingMatrix {
    var random = ResampleStream(seed: 5, number: UInt64(seed))
    let categories = 2 + random.index(below: 4)
    let raters = 2 + random.index(below: 4)
    let used = seed % 5 == 0 ? 1 + random.index(below: 2) : categories
    let missing = seed % 3 == 0 ? 0 : 0.3
    let rows = (0..<(3 + seed)).map { _ in
      let truth = random.index(below: used)
      return (0..<raters).map { _ -> Int? in
        if random.uniform() < missing { return nil }
        return random.uniform() < 0.6 ? truth : random.index(below: used)
      }
    }
    return RatingMatrix(categoryCount: categories, rows: rows)
  }

  /// Declared scores, not in the order of the categories.
  static func scores(_ seed: Int, _ count: Int) -> [Double] {
    var random = ResampleStream(seed: 6, number: UInt64(seed))
    return (0..<count).map { Double($0 * 3 % 5) + random.uniform() }
  }

  static let weights: [AgreementWeights] = [.identity, .linear, .quadratic, .ordinal]

  /// Those above, and some of no order, not even the same both ways.
  static func weights(_ seed: Int, _ count: Int) -> [AgreementWeights] {
    var random = ResampleStream(seed: 9, number: UInt64(seed))
    let any = (0..<count).map { row in
      (0..<count).map { column in row == column ? 1 : random.uniform() * 0.9 }
    }
    return weights + [.custom(any)]
  }

  static func expectEqual(_ found: Double?, _ wanted: Double?, _ what: String) {
    #expect((found == nil) == (wanted == nil), "\(what): \(String(describing: found))")
    guard let found, let wanted else { return }
    #expect(abs(found - wanted) <= 1e-12 * max(1, abs(wanted)), "\(what): \(found) \(wanted)")
  }

  @Test(arguments: 0..<60)
  func cohenKappaIsThatOfTheTable(_ seed: Int) {
    let patterns = RatingPatterns(Self.matrix(seed))
    let k = patterns.categoryCount
    let table = patterns.table(of: 0, and: 1)
    for weights in Self.weights(seed, k) {
      for scores in [nil, Self.scores(seed, k)] {
        let wanted = table.cohenKappa(weights: weights, scores: scores).value
        var ofPatterns = CohenKappaStatistic(
          patterns, first: 0, second: 1, weights: weights, scores: scores)
        Self.expectEqual(ofPatterns.value(of: patterns.counts), wanted, "patterns \(seed)")
        var ofCells = CohenKappaStatistic(cellsOf: k, weights: weights, scores: scores)
        Self.expectEqual(ofCells.value(of: table.counts), wanted, "cells \(seed)")
      }
    }
  }

  @Test(arguments: 0..<60)
  func alphaIsThatOfTheTally(_ seed: Int) {
    let patterns = RatingPatterns(Self.matrix(seed))
    for metric in AlphaMetric.allCases {
      for scores in [nil, Self.scores(seed, patterns.categoryCount)] {
        var statistic = KrippendorffAlphaStatistic(patterns, metric: metric, scores: scores)
        Self.expectEqual(
          statistic.value(of: patterns.counts),
          patterns.tally.krippendorffAlpha(metric: metric, scores: scores).value,
          "\(metric) \(seed)")
      }
    }
  }

  @Test(arguments: 0..<60)
  func gwetsFamilyIsThatOfTheTally(_ seed: Int) {
    let patterns = RatingPatterns(Self.matrix(seed))
    let tally = patterns.tally
    for weights in Self.weights(seed, patterns.categoryCount) {
      for coefficient in GwetFamilyStatistic.Coefficient.allCases {
        let wanted =
          switch coefficient {
          case .percentAgreement: tally.percentAgreement(weights: weights)
          case .fleissKappaGeneral: tally.fleissKappaGeneral(weights: weights)
          case .gwetAC: tally.gwetAC(weights: weights)
          case .brennanPrediger: tally.brennanPrediger(weights: weights)
          }
        var statistic = GwetFamilyStatistic(coefficient, patterns, weights: weights)
        Self.expectEqual(
          statistic.value(of: patterns.counts), wanted.value, "\(coefficient) \(seed)")
      }
    }
  }

  @Test(arguments: 0..<60)
  func lightsKappaIsTheMeanOfThePairs(_ seed: Int) {
    let patterns = RatingPatterns(Self.matrix(seed))
    var kappas: [Double] = []
    for first in 0..<patterns.raterCount {
      for second in first + 1..<max(first + 1, patterns.raterCount) {
        if let kappa = patterns.table(of: first, and: second).cohenKappa().value {
          kappas.append(kappa)
        }
      }
    }
    var statistic = LightKappaStatistic(patterns)
    Self.expectEqual(
      statistic.value(of: patterns.counts),
      kappas.isEmpty ? nil : kappas.reduce(0, +) / Double(kappas.count), "\(seed)")
  }

  /// Room that is used again must hold nothing of what was there before.
  @Test(arguments: 0..<20)
  func aValueDoesNotDependOnTheOneBefore(_ seed: Int) {
    let patterns = RatingPatterns(Self.matrix(seed))
    let other = patterns.counts.map { $0 * 3 % 4 }
    func check(_ statistic: some OutcomeStatistic) {
      var (used, fresh) = (statistic, statistic)
      _ = used.value(of: other)
      #expect(used.value(of: patterns.counts) == fresh.value(of: patterns.counts))
    }
    for metric in AlphaMetric.allCases {
      check(KrippendorffAlphaStatistic(patterns, metric: metric))
    }
    for one in GwetFamilyStatistic.Coefficient.allCases {
      check(GwetFamilyStatistic(one, patterns))
    }
    check(CohenKappaStatistic(patterns, first: 0, second: 1, weights: .linear))
    check(LightKappaStatistic(patterns))
  }

  @Test func ratioOfScoresOfBothSignsIsUndefined() {
    let patterns = RatingPatterns(
      RatingMatrix(categoryCount: 3, rows: [[0, 2], [2, 2], [1, 1], [1, 2]]))
    var statistic = KrippendorffAlphaStatistic(patterns, metric: .ratio, scores: [-1, 0, 1])
    #expect(statistic.value(of: patterns.counts) == nil)
  }
}
