@testable import AgreementStatistics

/// Reader of pass rates corrected for the judge's mistakes.
enum OraclePassRate {
  static let readers: [String: OracleTests.Reader] = ["prevalence_correction": correction]

  private static func correction(_ record: OracleRecord) -> [String: OracleValue] {
    var table = ConfusionTable(categoryCount: 2)
    var (passed, count) = (0, 0)
    for (human, judge) in zip(record.numbers(of: 0), record.numbers(of: 1)) {
      guard let judge else { continue }
      if let human {
        table.add(1, row: Int(human), column: Int(judge))
      } else {
        passed += Int(judge)
        count += 1
      }
    }
    let data = JudgedPasses(labelled: table, unlabelledPassed: passed, unlabelledCount: count)
    let corrected = data.roganGladen(level: record.level).coefficient
    let powered = try? data.scores.predictionPoweredMean(
      tuning: .fixed(1), level: record.level
    ).get()
    return [
      "n_labelled": .count(table.total), "n_unlabelled": .count(count),
      "sensitivity": .number(data.sensitivity().value),
      "specificity": .number(data.specificity().value),
      "apparent": .number(data.apparentRate().value),
      "rogan_gladen": .number(corrected?.value),
      "rogan_gladen_clipped": .number(corrected.map { min(1, max(0, $0.value)) }),
      "rg_se": .number(corrected?.standardError),
      "rg_ci_low": .number(corrected?.interval?.low),
      "rg_ci_high": .number(corrected?.interval?.high),
      "ppi_mean": .number(powered?.mean.value), "ppi_se": .number(powered?.mean.standardError),
      "ppi_ci_low": .number(powered?.mean.interval?.low),
      "ppi_ci_high": .number(powered?.mean.interval?.high),
      "status": .text(corrected == nil ? "undefined" : "ok"),
    ]
  }
}
