import AgreementStatistics

/// A step on the way from a table to its coefficient, with the numbers that stand in it.
public struct WorkedStep: Hashable, Sendable {
  /// What is worked out: `p_e`.
  public var symbol: String
  /// From what: `0.52 · 0.48 + 0.31 · 0.35`.
  public var working: String
  public var value: String

  public init(_ symbol: String, _ working: String, _ value: String) {
    self.symbol = symbol
    self.working = working
    self.value = value
  }

  /// `p_e = 0.52 · 0.48 + 0.31 · 0.35 = 0.358`.
  public var line: String {
    [symbol, working, value].filter { !$0.isEmpty }.joined(separator: " = ")
  }
}

extension ConfusionTable {
  /// How a coefficient of this table comes about, step by step; its interval and its test last.
  ///
  /// - Parameters:
  ///   - names: of the categories.
  ///   - scores: as in `coefficient(_:scores:)`.
  /// - Returns: only `n` where there is no item; steps end where the value is undefined. O(K²).
  public func workedSteps(
    of name: PairCoefficient, names: [String], scores: [Double]?, level: Double = 0.95
  ) -> [WorkedStep] {
    var steps = [WorkedStep("n", "items that both rated", "\(total)")]
    guard total > 0 else { return steps }
    let estimate = coefficient(name, scores: scores, level: level)
    if name.isChanceCorrected {
      steps += observedSteps(name, estimate) + chanceSteps(name, names, estimate)
    } else {
      steps += partSteps(name, names, scores)
    }
    guard let found = estimate.coefficient else { return steps }
    steps.append(valueStep(name, found))
    return steps + Self.errorSteps(name, found, level)
  }

  private func observedSteps(_ name: PairCoefficient, _ estimate: Estimate) -> [WorkedStep] {
    let isWeighted = [.cohenLinear, .cohenQuadratic, .ac2].contains(name)
    if isWeighted {
      guard let observed = estimate.coefficient?.observedAgreement else { return [] }
      return [
        WorkedStep("p_o", "Σ w_ij · n_ij / \(total)", Self.digits(observed))
      ]
    }
    let diagonal = (0..<categoryCount).map { "\(self[$0, $0])" }
    let sum =
      diagonal.count <= 8 ? "(" + diagonal.joined(separator: " + ") + ")" : "\(diagonalTotal)"
    return [
      WorkedStep(
        "p_o", "\(sum) / \(total)", Self.digits(Double(diagonalTotal) / Double(total)))
    ]
  }

  private func chanceSteps(
    _ name: PairCoefficient, _ names: [String], _ estimate: Estimate
  ) -> [WorkedStep] {
    let n = Double(total)
    let rows = rowTotals.map { Double($0) / n }
    let columns = columnTotals.map { Double($0) / n }
    let means = zip(rows, columns).map { ($0 + $1) / 2 }
    let k = Double(categoryCount)
    switch name {
    case .cohen:
      let terms = zip(rows, columns).map { ("\(Self.digits($0)) · \(Self.digits($1))", $0 * $1) }
      return Self.sum("p_e", terms, names)
    case .cohenLinear, .cohenQuadratic:
      guard let chance = estimate.coefficient?.chanceAgreement else { return [] }
      return [WorkedStep("p_e", "Σ w_ij · p_i. · p_.j", Self.digits(chance))]
    case .scott:
      return Self.sum("p_e", means.map { ("\(Self.digits($0))²", $0 * $0) }, names)
    case .ac1:
      guard k > 1 else { return [] }
      let terms = means.map {
        (
          "\(Self.digits($0)) · \(Self.digits(1 - $0)) / \(categoryCount - 1)",
          $0 * (1 - $0) / (k - 1)
        )
      }
      return Self.sum("p_e", terms, names)
    case .pabak:
      return k > 1 ? [WorkedStep("p_e", "1 / \(categoryCount)", Self.digits(1 / k))] : []
    case .ac2:
      guard let chance = estimate.coefficient?.chanceAgreement else { return [] }
      return [
        WorkedStep("p_e", "Σ w_ij · Σ π_k · (1 − π_k) / (K · (K − 1))", Self.digits(chance))
      ]
    default: return []
    }
  }

  /// A line for each category where they are few, and their sum.
  private static func sum(
    _ symbol: String, _ terms: [(text: String, value: Double)], _ names: [String]
  ) -> [WorkedStep] {
    let total = terms.reduce(0) { $0 + $1.value }
    let shown = zip(terms, names).filter { $0.0.value > 0 }
    guard shown.count <= 8 else {
      return [WorkedStep(symbol, "the sum over \(terms.count) categories", digits(total))]
    }
    return shown.map { WorkedStep("  of " + $0.1, $0.0.text, digits($0.0.value)) }
      + [WorkedStep(symbol, "the sum of these", digits(total))]
  }

  private func valueStep(_ name: PairCoefficient, _ found: Coefficient) -> WorkedStep {
    guard name.isChanceCorrected, name != .percent, let observed = found.observedAgreement,
      let chance = found.chanceAgreement
    else { return WorkedStep(name.title, name == .percent ? "p_o" : "", Self.digits(found.value)) }
    let (o, e) = (Self.digits(observed), Self.digits(chance))
    return WorkedStep(name.title, "(\(o) − \(e)) / (1 − \(e))", Self.digits(found.value))
  }

  private static func errorSteps(
    _ name: PairCoefficient, _ found: Coefficient, _ level: Double
  ) -> [WorkedStep] {
    var steps: [WorkedStep] = []
    if let error = found.standardError { steps.append(WorkedStep("SE", "", digits(error))) }
    if let interval = found.interval {
      steps.append(
        WorkedStep(
          "\(Figure.wholePercent(level)) interval", width(name, found, interval),
          "[\(digits(interval.low)), \(digits(interval.high))]"))
    }
    if let test = found.nullTest, found.nullStandardError != nil {
      steps.append(
        WorkedStep(
          "z", "\(digits(found.value)) / SE₀ \(digits(found.nullStandardError ?? 0))",
          Figure.decimal(test.statistic, digits: 2) + ", p " + Figure.probability(test.twoSidedP)))
    }
    return steps
  }

  /// What the interval is made of: Wilson's is not symmetric, the others are.
  private static func width(
    _ name: PairCoefficient, _ found: Coefficient, _ interval: Interval
  ) -> String {
    guard name != .percent else { return "Wilson's score" }
    if [.pearson, .spearman, .concordance].contains(name) { return "Fisher's z" }
    guard let error = found.standardError, error > 0 else { return "no variance" }
    let quantile = Figure.decimal((interval.high - interval.low) / 2 / error)
    let degrees = found.degrees.map { " (t, \(Int($0)) degrees)" } ?? ""
    return "\(digits(found.value)) ± \(quantile)\(degrees) · \(digits(error))"
  }

  static func digits(_ value: Double) -> String { Figure.decimal(value, digits: 4) }
}
