import Foundation

@testable import AgreementStatistics

/// Readers of tests of margins and of differences between judges.
enum OraclePairedTests {
  static let readers: [String: OracleTests.Reader] = [
    "marginal_homogeneity": marginalHomogeneity,
    "cochran_q": cochranQ,
    "kappa_difference": kappaDifference,
    "gwet_paired_difference": gwetDifference,
  ]

  private static func status<Value>(_ finding: Finding<Value>) -> OracleValue {
    .text(finding.value == nil ? "undefined" : "ok")
  }

  private static func degrees(_ test: SignificanceTest?) -> OracleValue {
    guard case .chiSquared(let degrees)? = test?.distribution else { return .number(nil) }
    return .number(degrees)
  }

  private static func marginalHomogeneity(_ record: OracleRecord) -> [String: OracleValue] {
    let tests = record.table.marginalHomogeneity()
    var fields: [String: OracleValue] = ["n": .count(record.table.total), "status": status(tests)]
    for (name, test) in [
      ("stuart_maxwell", tests.value?.stuartMaxwell), ("bhapkar", tests.value?.bhapkar),
      ("bowker", tests.value?.bowker),
    ] {
      fields[name + "_chi2"] = .number(test?.statistic)
      fields[name + "_p"] = .number(test?.upperP)
      fields[name + "_df"] = degrees(test)
    }
    return fields
  }

  private static func cochranQ(_ record: OracleRecord) -> [String: OracleValue] {
    let rows = record.ratings.map { row in row.map { ($0 as? NSNumber)?.intValue } }
    let found = RatingPatterns(RatingMatrix(categoryCount: 2, rows: rows)).cochranQ()
    let test = found.value?.test
    return [
      "Q": .number(test?.statistic), "df": degrees(test), "p": .number(test?.upperP),
      "status": status(found),
    ]
  }

  /// Columns: reference, judge 1, judge 2.
  private static func kappaDifference(_ record: OracleRecord) -> [String: OracleValue] {
    let complete = record.ratings.map { $0.map(record.code) }.filter { !$0.contains(nil) }
    let patterns = RatingPatterns(
      RatingMatrix(categoryCount: record.categories.count, rows: complete))
    let kappas = patterns.kappas(
      of: [1, 2], against: 0, weights: record.weights, scores: record.scores)
    let found = kappas.value
    // Each judge's own, which may be there where the other's is not.
    let alone = [1, 2].map { judge in
      patterns.raterCount > judge
        ? patterns.table(of: 0, and: judge).cohenKappa(
          weights: record.weights, scores: record.scores
        ).coefficient : nil
    }
    let difference = found?.difference(0, 1, level: record.level)
    return [
      "n": .count(complete.count), "status": status(kappas),
      "kappa1": .number(alone[0]?.value), "kappa2": .number(alone[1]?.value),
      "delta": .number(difference?.value), "se1": .number(alone[0]?.standardError),
      "se2": .number(alone[1]?.standardError), "cov": .number(found?.covariance[0][1]),
      "corr": .number(found?.correlation(0, 1)), "se_delta": .number(difference?.standardError),
      "z": .number(difference?.test?.statistic),
      "p_two_sided": .number(difference?.test?.twoSidedP),
      "ci_low": .number(difference?.interval.low), "ci_high": .number(difference?.interval.high),
      "se_delta_nm1": .number(difference?.sampleStandardError),
      "T2": .number(found?.equalityTest().value?.hotelling),
      "p_hotelling": .number(difference?.hotelling?.upperP),
    ]
  }

  private static let names: [String: AgreementCoefficient] = [
    "ac": .gwetAC, "ac1": .gwetAC, "ac2": .gwetAC, "gwet": .gwetAC, "fleiss": .fleissKappa,
    "fleiss_kappa": .fleissKappa, "pi": .fleissKappa, "bp": .brennanPrediger,
    "brennan_prediger": .brennanPrediger, "pa": .percentAgreement, "percent": .percentAgreement,
    "percent_agreement": .percentAgreement, "conger": .congerKappa, "conger_kappa": .congerKappa,
    "alpha": .krippendorffAlpha, "krippendorff": .krippendorffAlpha,
    "krippendorff_alpha": .krippendorffAlpha,
  ]

  private static func gwetDifference(_ record: OracleRecord) -> [String: OracleValue] {
    let patterns = RatingPatterns(record.matrix)
    let parts = [1, 2].map { judge -> Finding<LinearisedCoefficient> in
      guard let coefficient = names[record.text("coefficient") ?? "ac"] else {
        return .undefined(.noItems)
      }
      return patterns.linearised(
        coefficient, raters: [0, judge], weights: record.weights, scores: record.scores)
    }
    var found: Coefficient?
    if let first = parts[0].value, let second = parts[1].value {
      found = first.difference(from: second, level: record.level).coefficient
    }
    return [
      "n": .count(found?.itemCount ?? 0), "status": .text(found == nil ? "undefined" : "ok"),
      "est1": .number(parts[0].value?.value), "est2": .number(parts[1].value?.value),
      "delta": .number(found?.value), "se_delta": .number(found?.standardError),
      "t": .number(found?.nullTest?.statistic), "df": .number(found?.degrees),
      "p_two_sided": .number(found?.nullTest?.twoSidedP),
      "ci_low": .number(found?.interval?.low), "ci_high": .number(found?.interval?.high),
    ]
  }
}
