@testable import AgreementStatistics

/// Readers of what is particular to judges.
enum OracleJudges {
  static let readers: [String: OracleTests.Reader] = [
    "alt_test": alternativeAnnotatorTest
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
}
