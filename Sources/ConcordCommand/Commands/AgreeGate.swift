import AgreementStatistics
import AnnotationAnalysis
import Workbench

/// A condition on the lower end of an interval, such as `cohen>=0.6`.
struct Gate {
  var name: String
  var bound: Double
  var isStrict: Bool

  init(_ text: String) throws {
    let text = text.replacing(" ", with: "")
    let isStrict = !text.contains(">=")
    let parts = text.replacing(">=", with: ">").split(separator: ">").map(String.init)
    guard parts.count == 2, let bound = Double(parts[1]) else {
      throw CommandFailure.usage("a gate is a coefficient, >= or >, and a number: 'cohen>=0.6'")
    }
    let name = Self.shortNames[parts[0]] ?? parts[0]
    guard Self.names.contains(name) else {
      throw CommandFailure.usage(
        "no coefficient for a gate is called '\(parts[0])'; there are "
          + Self.names.joined(separator: ", "))
    }
    (self.name, self.bound, self.isStrict) = (name, bound, isStrict)
  }

  /// The names of the coefficients that a gate can test, as `agree --json` has them.
  static let names =
    PairCoefficient.allCases.map(\.rawValue)
    + GroupCoefficient.allCases.map(\.rawValue).filter { PairCoefficient(rawValue: $0) == nil }

  /// What the tables call them.
  private static let shortNames = [
    "kappa": "cohen", "agree": "percent", "agreement": "percent", "pi": "scott",
    "alpha": "alpha-nominal",
  ]

  /// What a gate found: why it does not hold, and what it left out.
  struct Finding: Equatable {
    var failures: [String] = []
    var remarks: [String] = []
  }

  /// Tests every pair that can say something: not two who share no item, and not the majority with
  /// one of its own people. A gate that has nothing to test does not hold.
  func finding(in report: AgreementReport) -> Finding {
    guard let coefficient = PairCoefficient(rawValue: name) else {
      guard let group = GroupCoefficient(rawValue: name) else { return Finding() }
      let found = failure(report.overall.coefficient(group), "overall", agreement: nil)
      return Finding(failures: [found].compactMap(\.self))
    }
    var result = Finding()
    var tested = 0
    for pair in report.pairs {
      let what = "\(pair.first.name) × \(pair.second.name)"
      if pair.table.itemCount == 0 {
        result.remarks.append("gate \(name): \(what): not tested, no items in common")
      } else if pair.includesItself {
        result.remarks.append("gate \(name): \(what): not tested, the majority includes this rater")
      } else {
        tested += 1
        let agreement = pair.table.coefficient(.percent)
        let found = failure(pair.estimate(coefficient), what, agreement: agreement)
        result.failures += [found].compactMap(\.self)
      }
    }
    if tested == 0 { result.failures.append("gate \(name): there is no pair to test") }
    return result
  }

  private func failure(_ estimate: Estimate, _ what: String, agreement: Estimate?) -> String? {
    guard let coefficient = estimate.coefficient else {
      return "gate \(name): \(what): undefined, \(Figure.reason(estimate))"
    }
    guard let low = Self.lowerEnd(coefficient, agreement) else {
      return "gate \(name): \(what): has no interval here, so its lower end cannot be tested"
    }
    let holds = isStrict ? low > bound : low >= bound
    return holds
      ? nil
      : "gate \(name): \(what): the interval's lower end \(Figure.decimal(low)) is below \(bound)"
  }

  /// Where nobody ever differed the variance is 0, which says nothing of precision: then Wilson's
  /// lower end of the observed agreement takes the agreement's place in the coefficient.
  private static func lowerEnd(_ coefficient: Coefficient, _ agreement: Estimate?) -> Double? {
    guard let interval = coefficient.interval else { return nil }
    guard interval.low == interval.high, let chance = coefficient.chanceAgreement, chance < 1,
      let low = agreement?.coefficient?.interval?.low
    else { return interval.low }
    return min(interval.low, (low - chance) / (1 - chance))
  }
}
