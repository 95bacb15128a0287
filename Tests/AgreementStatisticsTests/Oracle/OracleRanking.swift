import Foundation

@testable import AgreementStatistics

/// Readers of contests.
enum OracleRanking {
  static let readers: [String: OracleTests.Reader] = [
    "win_rate": winRate, "bradley_terry": bradleyTerry, "elo": elo,
  ]

  private static func winRate(_ record: OracleRecord) -> [String: OracleValue] {
    let found = WinRecord(
      wins: Int(record.number("wins") ?? 0), losses: Int(record.number("losses") ?? 0),
      ties: Int(record.number("ties") ?? 0))
    let rate = found.winRate(.half, level: record.level)
    let interval = rate.coefficient?.interval
    return [
      "win_rate": .number(rate.value), "wilson_low": .number(interval?.low),
      "wilson_high": .number(interval?.high), "sign_test_p": .number(found.signTestP),
      "status": OracleAgreement.status(rate),
    ]
  }

  private static func bradleyTerry(_ record: OracleRecord) -> [String: OracleValue] {
    let rows = record.options["wins"] as? [[NSNumber]] ?? []
    let outcome = PairwiseWins(rows: rows.map { $0.map(\.doubleValue) }).bradleyTerry()
    let found = outcome.value
    let players = Array((found?.strengths ?? []).indices)
    let against = players.compactMap { found?.difference($0, 0) }
    return [
      "beta": .numbers(found?.strengths ?? []), "se_centred": .numbers(found?.standardErrors ?? []),
      "beta_vs_first": .numbers(against.map(\.value)),
      "se_vs_first": .numbers(against.map(\.standardError)),
      "elo_scale": .numbers(found?.eloScale(base: record.number("elo_base") ?? 1000) ?? []),
      "log_likelihood": .number(found?.logLikelihood),
      "status": .text(outcome.reason == nil ? "ok" : "undefined"),
    ]
  }

  private static func elo(_ record: OracleRecord) -> [String: OracleValue] {
    let players = record.texts("players")
    var found = EloRatings(
      playerCount: players.count, stake: record.number("K") ?? 32,
      scale: record.number("scale") ?? 400, base: record.number("base") ?? 10,
      start: record.number("init") ?? 1000)
    for match in record.options["matches"] as? [[Any]] ?? [] {
      guard let one = players.firstIndex(of: "\(match[0])"),
        let other = players.firstIndex(of: "\(match[1])"), let score = match[2] as? NSNumber
      else { continue }
      found.add(one, other, score: score.doubleValue)
    }
    return ["ratings": .numbers(found.points), "status": .text("ok")]
  }
}
