@testable import AgreementStatistics

/// Readers of what several raters say together.
enum OracleConsensus {
  static let readers: [String: OracleTests.Reader] = [
    "majority_vote": majorityVote,
    "dawid_skene": dawidSkene,
    "mace": mace,
  ]

  private static func majorityVote(_ record: OracleRecord) -> [String: OracleValue] {
    let votes = MajorityVotes(record.matrix)
    let items = 0..<votes.itemCount
    let names = record.categories
    return [
      "winners": .list(items.map { .list(votes.winners(of: $0).map { .text(names[$0]) }) }),
      "share": .list(items.map { .numbers(votes.shares(of: $0) ?? []) }),
      "n_ties": .count(votes.tieCount), "n_unrated": .count(votes.unratedCount),
      "status": .text("ok"),
    ]
  }

  private static func posterior(_ found: LabelPosteriors?) -> OracleValue {
    .list((0..<(found?.itemCount ?? 0)).map { .numbers(found?[$0] ?? []) })
  }

  private static func dawidSkene(_ record: OracleRecord) -> [String: OracleValue] {
    let matrix = record.matrix
    let outcome = matrix.dawidSkene(
      tolerance: 0, iterationLimit: Int(record.number("iterations") ?? 20),
      clip: record.number("clip") ?? 0)
    let found = outcome.value
    // The oracle has the observed category first, we have the true one.
    let errors = (0..<matrix.raterCount).map { rater in
      let rows = found?.confusion(of: rater) ?? []
      return OracleValue.table(rows.indices.map { at in rows.map { $0[at] } })
    }
    return [
      "posterior": posterior(found?.posteriors), "priors": .numbers(found?.priors ?? []),
      "errors": .list(errors), "log_likelihood_last": .number(found?.logLikelihood),
      "rated_items": .list(
        (0..<matrix.itemCount).map { .flag(found?.posteriors[$0] != nil) }),
      "status": .text(outcome.reason == nil ? "ok" : "undefined"),
    ]
  }

  private static func mace(_ record: OracleRecord) -> [String: OracleValue] {
    let outcome = record.matrix.mace(
      MACEOptions(
        tolerance: 0, iterationLimit: Int(record.number("iterations") ?? 30), starts: 1))
    let found = outcome.value
    return [
      "posterior": posterior(found?.posteriors),
      "competence": .numbers(found?.competence ?? []),
      "spam_strategy": .list((found?.spamStrategy ?? []).map { .numbers($0 ?? []) }),
      "log_likelihood": .number(found?.logLikelihood),
      "status": .text(outcome.reason == nil ? "ok" : "undefined"),
    ]
  }
}
