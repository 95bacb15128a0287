import AgreementStatistics
import AnnotationModel
import Testing

@testable import AnnotationAnalysis

/// How many labels a question takes.
@Suite struct LabelPlanTests {
  private func table(_ ann: String, _ judge: String, _ policy: AnalysisPolicy = .init())
    -> PairTable
  {
    var tracker = AnalysisFixture.tracker(
      [(name: "ann", letters: ann), (name: "judge/x", letters: judge)], policy: policy)
    return tracker.pair(AnalysisFixture.id(1), AnalysisFixture.id(2))
  }

  private let ann = String(repeating: "aaab=", count: 12)
  private let judge = String(repeating: "aabb=a=aab", count: 6)

  @Test func theIntervalsWidthIsThePilotsOwn() throws {
    let table = table(ann, judge)
    let kappa = try #require(table.coefficient(.cohen).coefficient)
    let plan = LabelPlan(pilot: table, .init(halfWidths: [0.1, 0.05]))
    #expect(plan.model == .pilotScatter && plan.pilot?.value == kappa.value)
    let width = try plan.widths[0].plan.get()
    let z = NormalDistribution.quantile(0.975)
    let error = try #require(kappa.standardError)
    #expect(abs(width.currentHalfWidth - z * error) < 1e-12)
    let items: Double = (z * z * error * error * 60 / 0.01).rounded(.up)
    #expect(width.requiredCount == Int(items))
    #expect(width.additionalCount == width.requiredCount - 60)
    #expect(try plan.widths[1].plan.get().requiredCount > 3 * width.requiredCount)
  }

  /// Of several categories: the required number has the power asked for, one fewer has not; and
  /// the detectable kappa is told apart by just the items that there are.
  @Test func powerOfThePilotsScatterInverts() throws {
    let table = table(ann, judge)
    let plan = LabelPlan(pilot: table, .init(kappa: 0.7, nullKappa: 0.4, power: 0.9))
    let count = try plan.required.get()
    let power = try PilotPower.of(
      table.coefficient(.cohen), nullKappa: 0.4, alpha: 0.05
    ).get()
    #expect(power.power(count: count, kappa: 0.7) >= 0.9)
    #expect(power.power(count: count - 1, kappa: 0.7) < 0.9)
    let least = try #require(plan.detectable).get()
    #expect(abs(power.power(count: 60, kappa: least) - 0.9) < 1e-9)
    let points = try plan.curve.get()
    #expect(points.contains { $0.count == count } && points.contains { $0.count == 60 })
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.power <= $1.power })
  }

  @Test func twoCategoriesHaveTheirMargins() throws {
    let table = table(ann, judge, AnalysisPolicy(ties: .exclude))
    let plan = LabelPlan(pilot: table, .init(kappa: 0.6, nullKappa: 0.2))
    #expect(plan.model == .pilotMargins)
    let n = Double(table.itemCount)
    let test = KappaPower(
      model: .rates(
        first: Double(table.confusion.rowTotals[0]) / n,
        second: Double(table.confusion.columnTotals[0]) / n),
      test: .normal(isTwoSided: true), nullKappa: 0.2)
    #expect(plan.required == test.requiredCount(kappa: 0.6).map(\.count))
    #expect(plan.detectable == test.detectableKappa(count: table.itemCount))
  }

  @Test func aPilotWithoutDisagreementPlansNothing() {
    let plan = LabelPlan(pilot: table("aabb", "aabb"), .init(kappa: 0.7))
    #expect(plan.widths[0].plan == .failure(.noDisagreement))
    #expect(plan.required == .failure(.noDisagreement))
    let empty = LabelPlan(pilot: table("....", "aabb"), .init())
    #expect(empty.kappa == .failure(.noItems) && empty.curve == .failure(.noItems))
  }

  /// Donner & Eliasziw's model: what the statistics say of it.
  @Test func withoutAPilotTheRateIsEnough() throws {
    let limits = Interval(low: 0.4, high: 0.8)
    let plan = LabelPlan(prevalence: 0.3, kappa: 0.6, within: limits, .init())
    let model = BinaryKappaModel.commonRate(0.3)
    #expect(plan.within == model.requiredCount(kappa: 0.6, within: limits))
    let test = KappaPower(model: model, test: .goodnessOfFit, nullKappa: 0.4)
    #expect(plan.required == test.requiredCount(kappa: 0.6).map(\.count))
    #expect(plan.pilot == nil && plan.detectable == nil && plan.widths.isEmpty)
    let impossible = LabelPlan(prevalence: 0.05, kappa: -0.9, within: nil, .init())
    #expect(impossible.required == .failure(.impossibleKappa))
  }

  @Test func countsOfACurveAreFewAndRound() {
    #expect(LabelPlan.counts(required: 137, present: 60) == [10, 20, 50, 60, 100, 137, 200])
    #expect(LabelPlan.counts(required: nil, present: nil).last == 1_000)
    #expect(LabelPlan.counts(required: 1_000_000_000, present: nil).count <= 10)
  }
}
