import Foundation

@testable import AgreementStatistics

/// Readers of statistics of numbers and of classifiers.
enum OracleNumbers {
  static let readers: [String: OracleTests.Reader] = [
    "correlation": correlation,
    "lin_ccc": linConcordance,
    "icc": intraclass,
    "classification": classification,
  ]

  private static func pairs(_ record: OracleRecord) -> PairedNumbers {
    PairedNumbers(record.numbers(of: 0), record.numbers(of: 1))
  }

  private static func correlation(_ record: OracleRecord) -> [String: OracleValue] {
    let pairs = pairs(record)
    let kendall = pairs.kendall()
    var fields: [String: OracleValue] = [
      "n": .count(pairs.count), "kendall_tau_b": .number(kendall.value?.tauB),
      "kendall_tau_c": .number(kendall.value?.tauC),
      "kendall_p_asymptotic": .number(kendall.value?.test.twoSidedP),
      "status": .text(kendall.value == nil ? "undefined" : "ok"),
    ]
    for (name, finding) in [
      ("pearson", pairs.pearson(level: record.level)),
      ("spearman", pairs.spearman(level: record.level)),
    ] {
      fields[name] = .number(finding.value?.value)
      fields[name + "_p"] = .number(finding.value?.p)
      fields[name + "_ci_low"] = .number(finding.value?.interval?.low)
      fields[name + "_ci_high"] = .number(finding.value?.interval?.high)
    }
    return fields
  }

  private static func linConcordance(_ record: OracleRecord) -> [String: OracleValue] {
    let pairs = pairs(record)
    let found = pairs.linConcordance(level: record.level).value
    return [
      "n": .count(pairs.count), "ccc": .number(found?.value),
      "ccc_nm1": .number(found?.sampleValue), "ci_low": .number(found?.interval?.low),
      "ci_high": .number(found?.interval?.high), "pearson": .number(found?.pearson),
      "C_b": .number(found?.accuracy), "scale_shift": .number(found?.scaleShift),
      "location_shift": .number(found?.locationShift),
      "status": .text(found == nil ? "undefined" : "ok"),
    ]
  }

  private static func intraclass(_ record: OracleRecord) -> [String: OracleValue] {
    let rows = record.ratings.map { row in row.map { ($0 as? NSNumber)?.doubleValue } }
    let finding = IntraclassCorrelations.of(rows, level: record.level)
    let found = finding.value
    var fields: [String: OracleValue] = [
      "n": .count(rows.count { !$0.contains(nil) }), "k": .count(rows.first?.count ?? 0),
      "status": .text(found == nil ? "undefined" : "ok"), "F": .number(found?.test?.statistic),
      "F_p": .number(found?.test?.upperP), "MSR": .number(found?.meanSquares.items),
      "MSW": .number(found?.meanSquares.within), "MSC": .number(found?.meanSquares.raters),
      "MSE": .number(found?.meanSquares.error),
    ]
    for (name, estimate) in [
      ("ICC1", found?.oneWay), ("ICCA1", found?.agreement), ("ICCC1", found?.consistency),
      ("ICC1k", found?.averageOneWay), ("ICCAk", found?.averageAgreement),
      ("ICCCk", found?.averageConsistency),
    ] {
      fields[name] = .number(estimate?.value)
      fields[name + "_ci_low"] = .number(estimate?.coefficient?.interval?.low)
      fields[name + "_ci_high"] = .number(estimate?.coefficient?.interval?.high)
    }
    return fields
  }

  private static func classification(_ record: OracleRecord) -> [String: OracleValue] {
    let table = record.table
    let found = Classification(table, level: record.level)
    let accuracy = found.accuracy.coefficient
    return [
      "n": .count(table.total), "status": OracleAgreement.status(found.accuracy),
      "confusion": .table(
        (0..<table.categoryCount).map { row in
          (0..<table.categoryCount).map { Double(table[row, $0]) }
        }),
      "accuracy": .number(accuracy?.value),
      "accuracy_wilson_low": .number(accuracy?.interval?.low),
      "accuracy_wilson_high": .number(accuracy?.interval?.high),
      "precision": .numbers(found.precision.map(\.value)),
      "recall": .numbers(found.recall.map(\.value)), "f1": .numbers(found.f1.map(\.value)),
      "macro_precision_zero": .number(found.macroPrecision),
      "macro_recall_zero": .number(found.macroRecall),
      "macro_f1_zero": .number(found.macroF1.value),
      "weighted_f1_zero": .number(found.weightedF1.value),
      "balanced_accuracy": .number(found.balancedAccuracy.value),
      "mcc": .number(found.matthewsCorrelation.value),
    ]
  }
}
