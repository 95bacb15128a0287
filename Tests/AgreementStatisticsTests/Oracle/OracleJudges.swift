@testable import AgreementStatistics

/// Readers of what is particular to judges.
enum OracleJudges {
  static let readers: [String: OracleTests.Reader] = [
    "alt_test": alternativeAnnotatorTest, "position_bias": positionBias,
    "self_preference": selfPreference,
  ]

  private static func alternativeAnnotatorTest(_ record: OracleRecord) -> [String: OracleValue] {
    // The categories are not declared: those that occur, as texts.
    let judged = record.texts("llm")
    let people = record.ratings.map { $0.map { "\($0)" } }
    let categories = Set(judged + people.flatMap { $0 }).subtracting(["<null>"]).sorted()
    func code(_ value: String) -> Int? { categories.firstIndex(of: value) }
    let matrix = RatingMatrix(
      categoryCount: categories.count, rows: people.map { $0.map(code) })
    let result = matrix.alternativeAnnotatorTest(
      judge: judged.map { code($0).map { RatingMatrix.Code($0) } ?? RatingMatrix.missing },
      AlternativeAnnotatorOptions(
        margin: record.number("epsilon") ?? 0.2,
        falseDiscoveryRate: record.number("q_fdr") ?? 0.05,
        fewestHumans: Int(record.number("min_humans_per_item") ?? 2),
        fewestItems: Int(record.number("min_items_per_human") ?? 30)))
    let annotators = result.comparisons.map { one in
      OracleValue.fields([
        "annotator": .count(one.annotator), "n": .count(one.itemCount),
        "advantage": .number(one.advantage), "p": .number(one.p),
        "rejected": .flag(one.isRejected),
      ])
    }
    return [
      "winning_rate": .number(result.winningRate),
      "advantage_probability": .number(result.advantageProbability),
      "per_annotator": .list(annotators),
      "passes": result.verdict == .notEnoughItems
        ? .number(nil) : .flag(result.verdict == .canReplace),
      "status": .text(result.verdict == .notEnoughItems ? "undefined" : "ok"),
    ]
  }

  /// Two columns of answers by name, counted.
  private static func table(_ record: OracleRecord, _ names: [String]) -> ConfusionTable {
    var table = ConfusionTable(categoryCount: names.count)
    for pair in record.ratings {
      guard let row = names.firstIndex(of: "\(pair[0])"),
        let column = names.firstIndex(of: "\(pair[1])")
      else { continue }
      table.add(1, row: row, column: column)
    }
    return table
  }

  private static func positionBias(_ record: OracleRecord) -> [String: OracleValue] {
    let names = [record.text("first"), record.text("second"), record.text("tie")]
    let outcome = table(record, names.compactMap { $0 }).positionBias(level: record.level)
    let found = outcome.value
    let (alike, first) = (found?.consistency.coefficient, found?.firstPlaceRate.coefficient)
    return [
      "n": .count(found?.itemCount ?? 0),
      "consistent": .number(found.map { Double($0.itemCount - $0.conflicts) }),
      "consistency": .number(alike?.value), "consistency_wilson_low": .number(alike?.interval?.low),
      "consistency_wilson_high": .number(alike?.interval?.high),
      "primacy": .number(found.map { Double($0.primacy) }),
      "recency": .number(found.map { Double($0.recency) }),
      "position_bias": .number(found?.bias.value), "se": .number(found?.bias.standardError),
      "ci_low": .number(found?.bias.interval?.low), "ci_high": .number(found?.bias.interval?.high),
      "p_exact": .number(found?.exactP), "first_slot_rate": .number(first?.value),
      "first_slot_wilson_low": .number(first?.interval?.low),
      "first_slot_wilson_high": .number(first?.interval?.high),
      "swap_kappa": .number(found?.swapKappa.value),
      "status": .text(outcome.reason == nil ? "ok" : "undefined"),
    ]
  }

  private static func selfPreference(_ record: OracleRecord) -> [String: OracleValue] {
    let outcome = table(record, ["own", "other", "tie"]).selfPreference(level: record.level)
    let found = outcome.value
    return [
      "n": .count(found?.itemCount ?? 0), "judge_own_rate": .number(found?.judgeOwnRate.value),
      "human_own_rate": .number(found?.humanOwnRate.value), "excess": .number(found?.excess.value),
      "se": .number(found?.excess.standardError), "ci_low": .number(found?.excess.interval?.low),
      "ci_high": .number(found?.excess.interval?.high), "p_exact": .number(found?.exactP),
      "equal_opportunity_gap": .number(found?.equalOpportunityGap.value),
      "status": .text(outcome.reason == nil ? "ok" : "undefined"),
    ]
  }
}
