@testable import AgreementStatistics

/// Readers of the coefficients of agreement.
enum OracleAgreement {
  static let readers: [String: OracleTests.Reader] = [
    "cohen_kappa": cohenKappa,
    "pabak": pabak,
    "mcnemar": mcNemar,
    "fleiss_kappa": fleissKappa,
    "krippendorff_alpha": krippendorffAlpha,
    "gwet_ac": { record in
      gwet(record.tally.gwetAC(weights: record.weights, scores: record.scores), record)
    },
    "fleiss_kappa_general": { record in
      gwet(record.tally.fleissKappaGeneral(weights: record.weights, scores: record.scores), record)
    },
    "brennan_prediger": { record in
      gwet(record.tally.brennanPrediger(weights: record.weights, scores: record.scores), record)
    },
    "percent_agreement": { record in
      gwet(record.tally.percentAgreement(weights: record.weights), record)
    },
    "krippendorff_alpha_gwet": { record in gwet(alpha(record), record) },
  ]

  static func status(_ estimate: Estimate) -> OracleValue {
    .text(estimate.coefficient == nil ? "undefined" : "ok")
  }

  private static func cohenKappa(_ record: OracleRecord) -> [String: OracleValue] {
    let (table, level) = (record.table, record.level)
    let kappa = table.cohenKappa(weights: record.weights, scores: record.scores, level: level)
    let found = kappa.coefficient
    let test = found?.nullTest
    return [
      "n": .count(table.total), "status": status(kappa),
      "po": .number(found?.observedAgreement ?? table.percentAgreement().value),
      "pe": .number(found?.chanceAgreement ?? (table.total > 0 ? 1 : nil)),
      "kappa": .number(found?.value), "se": .number(found?.standardError),
      "se0": .number(found?.nullStandardError), "z": .number(test?.statistic),
      "p_two_sided": .number(test?.twoSidedP), "p_one_sided": .number(test?.upperP),
      "ci_low": .number(found?.interval?.low), "ci_high": .number(found?.interval?.high),
      "kappa_max": .number(
        record.weights == .identity ? table.cohenKappaMaximum().value : nil),
    ]
  }

  private static func pabak(_ record: OracleRecord) -> [String: OracleValue] {
    let table = record.table
    return [
      "n": .count(table.total), "status": status(table.pabak()),
      "pabak": .number(table.pabak().value), "prevalence_index": .number(table.prevalenceIndex),
      "bias_index": .number(table.biasIndex),
    ]
  }

  private static func mcNemar(_ record: OracleRecord) -> [String: OracleValue] {
    let table = record.table
    let test = table.mcNemar()
    return [
      "b": .count(table[0, 1]), "c": .count(table[1, 0]),
      "status": .text(test == nil ? "undefined" : "ok"),
      "chi2": .number(test?.chiSquared), "p": .number(test?.chiSquaredP),
      "chi2_cc": .number(test?.correctedChiSquared), "p_cc": .number(test?.correctedP),
      "p_exact": .number(test?.exactP), "p_mid": .number(test?.midP),
    ]
  }

  /// The common form: linearised error, t interval, clipped at 1 as the oracle has it.
  static func gwet(
    _ estimate: Estimate, _ record: OracleRecord
  ) -> [String: OracleValue] {
    let found = estimate.coefficient
    let test = found?.nullTest
    return [
      "n": .count(record.tally.itemCount), "n_paired": .count(record.tally.pairableItemCount),
      "status": status(estimate), "estimate": .number(found?.value),
      "pa": .number(found?.observedAgreement), "pe": .number(found?.chanceAgreement),
      "se": .number(found?.standardError), "t": .number(test?.statistic),
      "df": .number(found?.degrees), "p_two_sided": .number(test?.twoSidedP),
      "ci_low": .number(found?.interval?.low),
      "ci_high": .number(found?.interval.map { min(1, $0.high) }),
    ]
  }

  private static func fleissKappa(_ record: OracleRecord) -> [String: OracleValue] {
    let fleiss = record.tally.fleissKappa(raterCount: record.ratings.map(\.count).max())
    let found = fleiss.estimate.coefficient
    let test = found?.nullTest
    return [
      "n": .count(found?.itemCount ?? 0), "status": status(fleiss.estimate),
      "p_bar": .number(found?.observedAgreement), "pe": .number(found?.chanceAgreement),
      "kappa": .number(found?.value), "se0": .number(found?.nullStandardError),
      "z": .number(test?.statistic), "p_two_sided": .number(test?.twoSidedP),
      "kappa_by_category": .numbers(fleiss.perCategory),
      "se0_by_category": .number(fleiss.perCategoryNullStandardError),
    ]
  }

  private static func alpha(_ record: OracleRecord) -> Estimate {
    let metric = AlphaMetric(rawValue: record.text("metric") ?? "") ?? .nominal
    let numbers = record.categories.compactMap { Double($0) }
    let scores = numbers.count == record.categories.count ? numbers : nil
    return record.tally.krippendorffAlpha(metric: metric, scores: scores, level: record.level)
  }

  private static func krippendorffAlpha(_ record: OracleRecord) -> [String: OracleValue] {
    let metric = AlphaMetric(rawValue: record.text("metric") ?? "") ?? .nominal
    let numbers = record.categories.compactMap { Double($0) }
    let scores = numbers.count == record.categories.count ? numbers : nil
    let parts = record.tally.krippendorffDisagreement(metric: metric, scores: scores)
    let alpha = alpha(record)
    return [
      "alpha": .number(alpha.value), "units": .count(record.tally.pairableItemCount),
      "pairable": .count(record.tally.pairableRatingCount), "status": status(alpha),
      "Do": .number(parts?.observed), "De": .number(parts?.expected),
    ]
  }
}
