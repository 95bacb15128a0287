import AgreementStatistics
import AnnotationAnalysis

/// The ranking of systems for programs.
extension RankTable {
  var json: JSONValue {
    .members([
      "worth": .string(standings.first?.worth.rawValue ?? TieWorth.half.rawValue),
      "ties": .string(policy.ties.rawValue), "unparsed": .string(policy.unparsed.rawValue),
      "raters": .array(standings.map(json)), "comparison": comparison.map(json) ?? .null,
    ])
  }

  private func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }

  private func json(_ found: SystemStandings) -> JSONValue {
    .members([
      "rater": .string(found.rater),
      "no_strengths": found.strengths.reason.map { .string($0.rawValue) } ?? .null,
      "systems": .array(
        Self.ordered(found).map { row in
          let strength = found.strength(of: row.system)
          return .members([
            "system": .string(row.name), "n": .integer(row.count),
            "wins": .integer(row.record.wins), "losses": .integer(row.record.losses),
            "ties": .integer(row.record.ties),
            row.scoreCount > 0 ? "mean" : "win_rate": AgreeJSON.json(row.rate, withItems: false),
            "strength": number(strength?.value), "strength_error": number(strength?.error),
            "elo": number(found.elo(of: row.system)),
          ])
        }),
    ])
  }

  private func json(_ found: SystemComparison) -> JSONValue {
    .members([
      "first": .string(found.first), "second": .string(found.second),
      "items": .integer(found.itemCount),
      "rho": AgreeJSON.json(found.rho, withItems: false),
      "tau": AgreeJSON.json(found.tau, withItems: false),
      "mean_gap": number(found.ranking.meanGap), "largest_gap": number(found.ranking.largestGap),
      "systems": .array(
        found.systems.map {
          .members([
            "system": .string($0.name), "n": .integer($0.means.count),
            "first_mean": .number($0.means.first), "second_mean": .number($0.means.second),
            "first_rank": .number($0.firstRank), "second_rank": .number($0.secondRank),
          ])
        }),
      "stability": stability?.value.map(json)
        ?? .members(["undefined": .string(stability?.reason?.rawValue ?? "")]),
    ])
  }

  private func json(_ found: SystemStability) -> JSONValue {
    .members([
      "resamples": .integer(found.resamples), "seed": .integer(Int(found.seed)),
      "incomplete": .integer(found.incompleteCount),
      "rho_mean": number(found.meanSpearman), "rho_deviation": number(found.deviationOfSpearman),
      "tau_mean": number(found.meanKendall), "tau_deviation": number(found.deviationOfKendall),
      "first_top_stays": number(found.firstTopStays),
      "second_top_stays": number(found.secondTopStays), "tops_agree": number(found.topsAgree),
    ])
  }
}
