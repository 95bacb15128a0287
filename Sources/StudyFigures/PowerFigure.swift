import AgreementStatistics
import AnnotationAnalysis
import StatisticalFigures

/// How many items a test takes, with what a pair's answers so far say of it.
public struct PairPower: Hashable, Sendable {
  /// The pair's kappa so far.
  public var pilot: Coefficient
  /// The kappa to be told from.
  public var null: Double
  /// For two categories the test with both variances; nil for more, and where the margins do not
  /// allow the null.
  private var binary: KappaPower?

  /// The largest of 0, 0.2 … 0.8 (the bounds of Landis & Koch 1977, doi:10.2307/2529310) that is
  /// below the pilot's kappa by more than 0.02; nil where it is not above 0 by so much.
  public static func bound(below kappa: Double) -> Double? {
    [0.8, 0.6, 0.4, 0.2, 0].first { kappa - $0 > 0.02 }
  }

  /// Of a pair's table.
  ///
  /// - Parameter null: the kappa to be told from; the bound below the pilot's without it.
  public static func of(
    _ table: ConfusionTable, null: Double? = nil
  ) -> Result<PairPower, MissingFigure> {
    let estimate = table.cohenKappa()
    guard let pilot = estimate.coefficient else {
      return .failure(MissingFigure("no kappa to plan with: " + Figure.reason(estimate)))
    }
    guard let null = null ?? bound(below: pilot.value) else {
      return .failure(
        MissingFigure("kappa is \(Figure.decimal(pilot.value)): there is nothing to tell it from"))
    }
    guard pilot.value != null else {
      return .failure(MissingFigure("kappa so far is what it is to be told from"))
    }
    var power = PairPower(pilot: pilot, null: null)
    if case .failure(let reason) = power.power(2) {
      return .failure(MissingFigure("no power to plan with: " + reason.rawValue))
    }
    power.useBothVariances(of: table)
    return .success(power)
  }

  private init(pilot: Coefficient, null: Double) {
    self.pilot = pilot
    self.null = null
  }

  private mutating func useBothVariances(of table: ConfusionTable) {
    guard table.categoryCount == 2, table.total > 0 else { return }
    let n = Double(table.total)
    let model = BinaryKappaModel.rates(
      first: Double(table.rowTotals[0]) / n, second: Double(table.columnTotals[0]) / n)
    let test = KappaPower(model: model, test: .normal(isTwoSided: true), nullKappa: null)
    if case .success = test.power(count: 2, kappa: pilot.value) { binary = test }
  }

  /// The power of so many items, in 0…1. O(1). Precondition: `count` is positive.
  public func power(_ count: Int) -> Result<Double, UndefinedReason> {
    binary?.power(count: count, kappa: pilot.value) ?? pilot.power(against: null, count: count)
  }

  /// Whether the variance under the null enters, as it can for two categories.
  public var hasNullVariance: Bool { binary != nil }

  /// The fewest items with this power; nil beyond 2^40.
  public func items(for target: Double) -> Int? {
    guard let top = (1...40).first(where: { (value(1 << $0) ?? 0) >= target }) else { return nil }
    var (low, high) = (1, 1 << top)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if (value(middle) ?? 0) >= target { high = middle } else { low = middle }
    }
    return high
  }

  private func value(_ count: Int) -> Double? {
    if case .success(let power) = power(count) { power } else { nil }
  }

  /// From few items to those that make the answer nearly sure, with the fewest that have the
  /// target among them; nil where that is out of reach.
  func points(target: Double) -> [PowerCurve.Point]? {
    guard let wanted = items(for: target), let last = items(for: 0.99) else { return nil }
    let even = (1...80).map { max(2, $0 * max(last, 2) / 80) }
    return Set(even + [max(2, wanted - 1), max(2, wanted)]).sorted().compactMap { count in
      value(count).map { PowerCurve.Point(items: count, power: $0) }
    }
  }
}

extension AgreementTracker {
  /// Power against items for one pair, its answers so far as the pilot. O(k² + points · log).
  ///
  /// - Parameter null: the kappa to be told from; the bound below the pilot's without it.
  public mutating func powerCurve(
    _ first: StreamID, _ second: StreamID, null: Double? = nil, target: Double = 0.8
  ) -> Result<PowerCurve, MissingFigure> {
    guard let one = stream(first), let two = stream(second) else {
      return .failure(.unknownRater)
    }
    let table = pair(first, second).confusion
    guard table.total > 0 else { return .failure(.noCommonItems(one.name, two.name)) }
    return PairPower.of(table, null: null).flatMap { power in
      guard let points = power.points(target: target) else {
        return .failure(MissingFigure("no number of items has this power"))
      }
      return .success(
        PowerCurve(
          title: "\(one.name) and \(two.name): items to tell kappa from "
            + Figure.decimal(power.null, digits: 2), points: points, target: target,
          assumptions: power.assumptions))
    }
  }
}

extension PairPower {
  var assumptions: [String] {
    var facts = [
      "kappa \(Figure.decimal(pilot.value, digits: 2)) against \(Figure.decimal(null, digits: 2))",
      "pilot of \(pilot.itemCount) items", "alpha 0.05, two-sided",
    ]
    if case .success(let plan) = pilot.precisionPlan(halfWidth: 0.05) {
      facts.append("an interval of +- 0.05 takes \(plan.requiredCount)")
    }
    return facts
  }
}
