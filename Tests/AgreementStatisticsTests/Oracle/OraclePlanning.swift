@testable import AgreementStatistics

/// Reader of the numbers of items.
enum OraclePlanning {
  static let readers: [String: OracleTests.Reader] = ["sample_size": sampleSize]

  private static func sampleSize(_ record: OracleRecord) throws -> [String: OracleValue] {
    switch record.text("kind") {
    case "precision": precision(record)
    case "ci_gof": intervalByFit(record)
    case "power_gof": powerByFit(record)
    case "power_cohen": powerByError(record)
    default: [:]
    }
  }

  private static func status<T>(_ result: Result<T, UndefinedReason>) -> OracleValue {
    if case .success = result { .text("ok") } else { .text("undefined") }
  }

  private static func value<T>(_ result: Result<T, UndefinedReason>) -> T? {
    try? result.get()
  }

  private static func precision(_ record: OracleRecord) -> [String: OracleValue] {
    let kappa = record.table.cohenKappa(weights: record.weights, scores: record.scores)
    guard let found = kappa.coefficient else { return ["status": .text("undefined")] }
    let plan = found.precisionPlan(
      halfWidth: record.number("half_width") ?? 0.1, level: record.level)
    let values = value(plan)
    // Known also where they are 0 and nothing can be planned by them.
    let variance = found.standardError.map { $0 * $0 * Double(found.itemCount) }
    let half = found.standardError.map { $0 * NormalDistribution.critical(record.level) }
    return [
      "kappa": .number(found.value), "unit_variance": .number(values?.unitVariance ?? variance),
      "current_half_width": .number(values?.currentHalfWidth ?? half),
      "n_required": .number(values.map { Double($0.requiredCount) }),
      "n_additional": .number(values.map { Double($0.additionalCount) }),
      "status": status(plan),
    ]
  }

  private static func intervalByFit(_ record: OracleRecord) -> [String: OracleValue] {
    let limits = Interval(
      low: record.number("kappaL") ?? 0, high: record.number("kappaU") ?? 0)
    let count = BinaryKappaModel.commonRate(record.number("prevalence") ?? 0).requiredCount(
      kappa: record.number("kappa0") ?? 0, within: limits, level: record.level)
    return ["n_required": .number(value(count).map(Double.init)), "status": status(count)]
  }

  private static func powerByFit(_ record: OracleRecord) -> [String: OracleValue] {
    let test = KappaPower(
      model: .commonRate(record.number("prevalence") ?? 0), test: .goodnessOfFit,
      nullKappa: record.number("kappa0") ?? 0, alpha: record.number("alpha") ?? 0.05)
    let demand = test.requiredCount(
      kappa: record.number("kappa1") ?? 0, power: record.number("power") ?? 0.8)
    return [
      "n_exact": .number(value(demand)?.exact),
      "n_required": .number(value(demand).map { Double($0.count) }), "status": status(demand),
    ]
  }

  private static func powerByError(_ record: OracleRecord) -> [String: OracleValue] {
    let isTwoSided = record.options["two_sided"] as? Bool ?? true
    let test = KappaPower(
      model: .rates(first: record.number("rate1") ?? 0, second: record.number("rate2") ?? 0),
      test: .normal(isTwoSided: isTwoSided), nullKappa: record.number("kappa0") ?? 0,
      alpha: record.number("alpha") ?? 0.05)
    let kappa = record.number("kappa1") ?? 0
    let demand = test.requiredCount(kappa: kappa, power: record.number("power") ?? 0.8)
    var fields: [String: OracleValue] = [
      "tau0": .number(value(test.deviation(kappa: test.nullKappa))),
      "tau1": .number(value(test.deviation(kappa: kappa))),
      "n_exact": .number(value(demand)?.exact),
      "n_required": .number(value(demand).map { Double($0.count) }), "status": status(demand),
    ]
    let prefix = "power_at_n"
    for field in record.expected.keys where field.hasPrefix(prefix) {
      guard let count = Int(field.dropFirst(prefix.count)) else { continue }
      fields[field] = .number(value(test.power(count: count, kappa: kappa)))
    }
    return fields
  }
}
