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
    let (weights, scores) = (record.weights, record.scores)
    func gwet(
      _ coefficient: GwetFamilyStatistic.Coefficient, _ patterns: RatingPatterns
    ) -> BootstrapDistribution? {
      resampled(
        record, patterns,
        GwetFamilyStatistic(coefficient, patterns, weights: weights, scores: scores))
    }
    func kappa(_ patterns: RatingPatterns, with second: Int) -> CohenKappaStatistic {
      CohenKappaStatistic(
        patterns, first: 0, second: second, weights: weights, scores: scores)
    }
    let all = RatingPatterns(record.matrix)
    // Only items that everybody rated: what the two-rater and the classic forms are of.
    let complete = RatingPatterns(
      RatingMatrix(
        categoryCount: record.categories.count,
        rows: record.ratings.map { $0.map(record.code) }.filter { !$0.contains(nil) }))
    switch record.text("statistic") {
    case "cohen_kappa": return resampled(record, complete, kappa(complete, with: 1))
    case "kappa_difference":
      return resampled(
        record, complete,
        OutcomeDifference(first: kappa(complete, with: 2), second: kappa(complete, with: 1)))
    case "krippendorff_alpha", "krippendorff_alpha_gwet":
      return resampled(record, all, alpha(record, all))
    case "percent_agreement": return gwet(.percentAgreement, all)
    case "fleiss_kappa_general": return gwet(.fleissKappaGeneral, all)
    case "scott_pi", "fleiss_kappa": return gwet(.fleissKappaGeneral, complete)
    case "gwet_ac": return gwet(.gwetAC, all)
    case "brennan_prediger": return gwet(.brennanPrediger, all)
    case "bennett_s", "pabak": return gwet(.brennanPrediger, complete)
    case "light_kappa":
      return resampled(
        record, all, LightKappaStatistic(all, weights: weights, scores: scores))
    default: return nil
    }
  }

  private static func resampled(
    _ record: OracleRecord, _ patterns: RatingPatterns, _ statistic: some OutcomeStatistic
  ) -> BootstrapDistribution? {
    let resamples = record.number("resamples").map { Int($0) } ?? 10_000
    return Bootstrap(ResamplingUnits(items: patterns.counts), resamples: resamples)
      .distribution(of: statistic)
  }

  private static func alpha(_ record: OracleRecord, _ patterns: RatingPatterns)
    -> KrippendorffAlphaStatistic
  {
    let numbers = record.categories.compactMap { Double($0) }
    return KrippendorffAlphaStatistic(
      patterns, metric: AlphaMetric(rawValue: record.text("metric") ?? "") ?? .nominal,
      scores: numbers.count == record.categories.count ? numbers : nil)
  }
}
