import Foundation

@testable import AgreementStatistics

/// Reader of the intervals by resampling items.
enum OracleBootstrap {
  static let readers: [String: OracleTests.Reader] = ["bootstrap_ci": bootstrap]

  private static func bootstrap(_ record: OracleRecord) -> [String: OracleValue] {
    guard let found = distribution(record) else { return ["status": .text("undefined")] }
    let percentile = found.percentileInterval(level: record.level)
    let bca = found.bcaInterval(level: record.level)
    let values: [(name: String, typical: String, value: Double?)] = [
      ("percentile_low", "percentile_low", percentile.low),
      ("percentile_high", "percentile_high", percentile.high),
      ("bootstrap_se", "se", found.standardError),
      ("bca_low", "bca_low", bca.low), ("bca_high", "bca_high", bca.high),
    ]
    var result: [String: OracleValue] = [
      "n": .count(found.unitCount), "status": .text("ok"), "estimate": .number(found.estimate),
      "bca_acceleration": .number(found.acceleration),
    ]
    var typical: [String: OracleValue] = [:]
    for (name, short, value) in values {
      result["\(name)_bracket"] = .inside(value)
      typical[short] = .near(value, within: width(record, "\(name)_bracket"))
    }
    result["typical"] = .fields(typical)
    // Of chance where it is not 0: within six standard errors.
    let share = (record.expected["undefined_resample_share"] as? NSNumber)?.doubleValue ?? 0
    let error = (share * (1 - share) / Double(found.resamples)).squareRoot()
    result["undefined_resample_share"] = .near(found.undefinedShare, within: 6 * error)
    return result
  }

  private static func width(_ record: OracleRecord, _ bracket: String) -> Double {
    let ends = record.expected[bracket] as? [NSNumber] ?? []
    return ends.count == 2 ? ends[1].doubleValue - ends[0].doubleValue : 0
  }

  private static func distribution(_ record: OracleRecord) -> BootstrapDistribution? {
    let patterns = RatingPatterns(record.matrix)
    let bootstrap = Bootstrap(
      ResamplingUnits(items: patterns.counts),
      resamples: record.number("resamples").map { Int($0) } ?? 10_000)
    let (weights, scores) = (record.weights, record.scores)
    func kappa(_ first: Int, _ second: Int) -> CohenKappaStatistic {
      CohenKappaStatistic(
        patterns, first: first, second: second, weights: weights, scores: scores)
    }
    func gwet(_ coefficient: GwetFamilyStatistic.Coefficient) -> BootstrapDistribution? {
      bootstrap.distribution(
        of: GwetFamilyStatistic(coefficient, patterns, weights: weights, scores: scores))
    }
    switch record.text("statistic") {
    case "cohen_kappa": return bootstrap.distribution(of: kappa(0, 1))
    case "kappa_difference":
      // Only items that all three rated, as the reference's kappas are of the same items.
      let complete = RatingPatterns(
        RatingMatrix(
          categoryCount: record.categories.count,
          rows: record.ratings.map { $0.map(record.code) }.filter { !$0.contains(nil) }))
      return Bootstrap(ResamplingUnits(items: complete.counts), resamples: bootstrap.resamples)
        .distribution(
          of: OutcomeDifference(
            first: CohenKappaStatistic(
              complete, first: 0, second: 2, weights: weights, scores: scores),
            second: CohenKappaStatistic(
              complete, first: 0, second: 1, weights: weights, scores: scores)))
    case "krippendorff_alpha", "krippendorff_alpha_gwet":
      let metric = AlphaMetric(rawValue: record.text("metric") ?? "") ?? .nominal
      let numbers = record.categories.compactMap { Double($0) }
      return bootstrap.distribution(
        of: KrippendorffAlphaStatistic(
          patterns, metric: metric,
          scores: numbers.count == record.categories.count ? numbers : nil))
    case "percent_agreement": return gwet(.percentAgreement)
    case "fleiss_kappa_general", "scott_pi", "fleiss_kappa": return gwet(.fleissKappaGeneral)
    case "gwet_ac": return gwet(.gwetAC)
    case "brennan_prediger": return gwet(.brennanPrediger)
    case "light_kappa":
      return bootstrap.distribution(
        of: LightKappaStatistic(patterns, weights: weights, scores: scores))
    default: return nil
    }
  }
}
