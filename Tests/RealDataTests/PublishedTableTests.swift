import AgreementStatistics
import Foundation
import Testing

/// Published tables of counts: kappas, leniencies, win rates and juries to their last digit.
/// Skipped where the data are not there.
@Suite(.enabled(if: PublishedFigureTests.data != nil, "the data's folder is not there"))
struct PublishedTableTests {
  private func records(_ name: String) throws -> [String: [String: Any]] {
    let folder = try #require(PublishedFigureTests.data)
    let file = URL(fileURLWithPath: folder + "/fixtures/\(name).json")
    let json = try JSONSerialization.jsonObject(with: try Data(contentsOf: file))
    return try #require(json as? [String: [String: Any]])
  }

  private func number(_ record: [String: Any], _ field: String) throws -> Double {
    try #require((record[field] as? NSNumber)?.doubleValue, "\(field)")
  }

  private func expect(
    _ found: Double?, _ wanted: Double, within limit: Double, _ what: String
  ) throws {
    let found = try #require(found, "\(what)")
    #expect(abs(found - wanted) <= limit, "\(what): \(found) is not \(wanted)")
  }

  @Test func theNineteenTablesOfTheFellowship() throws {
    let all = try records("fellowship_confusions")
    #expect(all.count == 19)
    for (name, record) in all {
      let table = ConfusionTable(rows: try #require(record["matrix"] as? [[Int]]))
      #expect(table.total == record["n"] as? Int)
      try expect(
        table.percentAgreement().value, number(record, "agreement"), within: 1e-9, name)
      try expect(table.cohenKappa().value, number(record, "cohen_kappa"), within: 1e-9, name)
    }
  }

  @Test func theElevenJudgesOfJudgingTheJudges() throws {
    let all = try records("judging_judges_v1_confusions")
    #expect(all.count == 11)
    for (name, record) in all {
      func count(_ field: String) throws -> Int { Int(try number(record, field)) }
      // Rows are people's answers, the first category is correct.
      let table = ConfusionTable(
        rows: [[try count("TP"), try count("FN")], [try count("FP"), try count("TN")]])
      try expect(table.percentAgreement().value, number(record, "agree"), within: 1e-12, name)
      try expect(table.cohenKappa().value, number(record, "cohen"), within: 1e-12, name)
      try expect(table.scottPi().value, number(record, "scott"), within: 1e-12, name)
      let leniency = table.leniency(correct: 0)
      try expect(leniency.criteriaProbability.value, number(record, "Pc"), within: 1e-12, name)
      if record["Pplus"] is NSNumber {
        try expect(leniency.positiveProbability.value, number(record, "Pplus"), within: 1e-12, name)
      }
    }
  }

  @Test func theTwentyOneWinRates() throws {
    let all = try records("fellowship_winrates")
    #expect(all.count == 21)
    for (name, record) in all {
      let wins = WinRecord(
        wins: Int(try number(record, "win")), losses: Int(try number(record, "loss")),
        ties: Int(try number(record, "tie")))
      try expect(wins.winRate(.strict).value, number(record, "strict"), within: 1e-12, name)
      try expect(wins.winRate(.half).value, number(record, "half"), within: 1e-12, name)
      try expect(wins.winRate(.decisive).value, number(record, "decisive"), within: 1e-12, name)
    }
  }

  /// From how often gold and members said what together: kappa of the members' majority, where a
  /// vote that no category wins is a tie.
  @Test func theFourJuries() throws {
    let all = try records("fellowship_pandalm_juries")
    #expect(all.count == 4)
    for (name, record) in all {
      let counts = try #require(record["counts"] as? [String: Int])
      var (anyTie, yielding) = (ConfusionTable(categoryCount: 3), ConfusionTable(categoryCount: 3))
      for (letters, count) in counts {
        let codes = letters.map { ["A": 0, "B": 1, "T": 2][$0] ?? 2 }
        anyTie.add(count, row: codes[0], column: winner(codes.dropFirst(), tieYields: false))
        yielding.add(count, row: codes[0], column: winner(codes.dropFirst(), tieYields: true))
      }
      try expect(
        anyTie.cohenKappa().value, number(record, "kappa_rule_any_multimode_is_tie"),
        within: 1e-9, name)
      try expect(
        yielding.cohenKappa().value, number(record, "kappa_rule_tie_loses_to_decisive"),
        within: 1e-9, name)
    }
  }

  private func winner(_ votes: some Sequence<Int>, tieYields: Bool) -> Int {
    var counts = [0, 0, 0]
    for vote in votes { counts[vote] += 1 }
    let most = counts.max() ?? 0
    var modes = counts.indices.filter { counts[$0] == most }
    if tieYields, modes.count > 1 { modes.removeAll { $0 == 2 } }
    return modes.count == 1 ? modes[0] : 2
  }
}
