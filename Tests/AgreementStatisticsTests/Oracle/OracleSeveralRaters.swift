@testable import AgreementStatistics

/// Readers of two and several raters' coefficients that tell the raters apart.
enum OracleSeveralRaters {
  static let readers: [String: OracleTests.Reader] = [
    "scott_pi_bennett_s": scottPi,
    "conger_kappa": congerKappa,
    "light_kappa": lightKappa,
  ]

  private static func scottPi(_ record: OracleRecord) -> [String: OracleValue] {
    let (table, level) = (record.table, record.level)
    let pi = table.scottPi(weights: record.weights, scores: record.scores, level: level)
    let s = table.bennettS(weights: record.weights, scores: record.scores, level: level)
    let found = pi.coefficient
    return [
      "n": .count(table.total), "status": OracleAgreement.status(pi), "pi": .number(found?.value),
      "se": .number(found?.standardError), "ci_low": .number(found?.interval?.low),
      "ci_high": .number(found?.interval.map { min(1, $0.high) }),
      "po": .number(found?.observedAgreement ?? table.percentAgreement().value),
      "pe": .number(found?.chanceAgreement ?? (table.total > 0 ? 1 : nil)),
      "bennett_s": .number(s.value), "bennett_s_se": .number(s.coefficient?.standardError),
    ]
  }

  private static func congerKappa(_ record: OracleRecord) -> [String: OracleValue] {
    let patterns = RatingPatterns(record.matrix)
    let kappa = patterns.congerKappa(
      weights: record.weights, scores: record.scores, level: record.level)
    return OracleAgreement.gwet(kappa, record)
  }

  private static func lightKappa(_ record: OracleRecord) -> [String: OracleValue] {
    let light = RatingPatterns(record.matrix).lightKappa()
    return [
      "pairwise": .numbers(light.pairwise), "light": .number(light.estimate.value),
      "pairs_used": .count(light.usedPairCount), "pairs_total": .count(light.pairCount),
      "status": OracleAgreement.status(light.estimate),
    ]
  }
}
