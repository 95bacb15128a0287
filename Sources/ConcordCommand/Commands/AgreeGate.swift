import AgreementStatistics
import AnnotationAnalysis
import Workbench

/// A condition on the lower end of an interval, such as `cohen>=0.6`.
struct Gate {
  var name: String
  var bound: Double
  var isStrict: Bool

  init(_ text: String) throws {
    let isStrict = !text.contains(">=")
    let parts = text.replacing(">=", with: ">").split(separator: ">").map(String.init)
    guard parts.count == 2, let bound = Double(parts[1]),
      PairCoefficient(rawValue: parts[0]) != nil || GroupCoefficient(rawValue: parts[0]) != nil
    else {
      throw CommandFailure.usage("a gate is a coefficient, >= or >, and a number: 'cohen>=0.6'")
    }
    (name, self.bound, self.isStrict) = (parts[0], bound, isStrict)
  }

  func failures(in report: AgreementReport) -> [String] {
    if let coefficient = PairCoefficient(rawValue: name) {
      return report.pairs.compactMap { pair in
        failure(
          pair.table.coefficient(coefficient), "\(pair.first.name) × \(pair.second.name)")
      }
    }
    guard let coefficient = GroupCoefficient(rawValue: name) else { return [] }
    return [failure(report.overall.coefficient(coefficient), "overall")].compactMap { $0 }
  }

  private func failure(_ estimate: Estimate, _ what: String) -> String? {
    guard let coefficient = estimate.coefficient else {
      return "gate \(name): \(what): undefined, \(Figure.reason(estimate))"
    }
    guard let low = coefficient.interval?.low else {
      return "gate \(name): \(what): has no interval here, so its lower end cannot be tested"
    }
    let holds = isStrict ? low > bound : low >= bound
    return holds
      ? nil
      : "gate \(name): \(what): the interval's lower end \(Figure.decimal(low)) is below \(bound)"
  }
}
