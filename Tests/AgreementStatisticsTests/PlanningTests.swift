import Testing

@testable import AgreementStatistics

@Suite struct PlanningTests {
  static func table(_ shares: JointShares, _ count: Int, _ number: Int) -> ConfusionTable {
    var random = ResampleStream(seed: 28, number: UInt64(number))
    var table = ConfusionTable(categoryCount: shares.categoryCount)
    var (rest, mass) = (count, 1.0)
    for (at, share) in shares.cells.enumerated() {
      let isLast = at == shares.cells.count - 1
      let drawn = isLast ? rest : random.binomial(rest, min(1, share / mass))
      table.add(drawn, row: at / shares.categoryCount, column: at % shares.categoryCount)
      rest -= drawn
      mass -= share
    }
    return table
  }

  @Test(arguments: 0..<20)
  func sharesHaveTheKappaAndTheVarianceOfTheirTable(_ number: Int) throws {
    var random = ResampleStream(seed: 29, number: UInt64(number))
    let rows = (0..<3).map { _ in (0..<3).map { _ in Int(random.next() % 20) } }
    let table = ConfusionTable(rows: rows)
    for weights in [AgreementWeights.identity, .linear, .quadratic] {
      let distances = CategoryDistances(weights, categoryCount: 3, scores: nil)
      let expected = try #require(table.cohenKappa(weights: weights).coefficient)
      let shares = JointShares(table)
      let found = try #require(shares.kappa(distances))
      #expect(abs(found.value - expected.value) < 1e-12)
      let error = (try #require(shares.unitVariance(distances)) / Double(table.total)).squareRoot()
      let known = try #require(expected.standardError)
      #expect(abs(error - known) < 1e-12)
    }
  }

  @Test(arguments: [0.1, 0.3, 0.5], [-0.1, 0, 0.4, 0.8, 1])
  func theModelHasTheKappaThatItIsGiven(_ rate: Double, _ kappa: Double) throws {
    for model in [BinaryKappaModel.commonRate(rate), .rates(first: rate, second: rate + 0.05)] {
      let range = try #require(model.kappas)
      let shares = model.shares(kappa: kappa)
      #expect(
        (shares != nil) == (range.lowerBound - 1e-12...range.upperBound + 1e-12).contains(kappa))
      guard let shares else { continue }
      let found = try #require(shares.kappa(.nominal(2)))
      #expect(abs(found.value - kappa) < 1e-12)
    }
  }

  @Test func theTailOfOneDegreeIsThatOfTheNormal() {
    let (x, shift) = (3.841458820694124, 2.8)
    let power = NoncentralChiSquaredDistribution.survival(x, noncentrality: shift * shift)
    #expect(abs(power - 0.7995569) < 1e-6)
    let central = NoncentralChiSquaredDistribution.survival(x, noncentrality: 0)
    #expect(abs(central - 0.05) < 1e-12)
    for wanted in [0.051, 0.3, 0.8, 0.999] {
      let found = NoncentralChiSquaredDistribution.noncentrality(x, probability: wanted)
      let back = NoncentralChiSquaredDistribution.survival(x, noncentrality: found)
      #expect(abs(back - wanted) < 1e-12)
    }
  }

  @Test func thePlannedNumberIsTheSmallestThatIsNarrowEnough() throws {
    let pilot = try #require(
      ConfusionTable(rows: [[20, 5], [4, 21]]).cohenKappa().coefficient)
    let plan = try pilot.precisionPlan(halfWidth: 0.08).get()
    func half(_ count: Int) -> Double {
      1.959963984540054 * (plan.unitVariance / Double(count)).squareRoot()
    }
    #expect(half(plan.requiredCount) <= 0.08 && half(plan.requiredCount - 1) > 0.08)
    #expect(plan.additionalCount == plan.requiredCount - 50)
    let enough = try pilot.precisionPlan(halfWidth: plan.currentHalfWidth).get()
    #expect(enough.requiredCount == 50 && enough.additionalCount == 0)
  }

  @Test func aPilotWithoutDisagreementPlansNothing() throws {
    let perfect = try #require(ConfusionTable(rows: [[9, 0], [0, 4]]).cohenKappa().coefficient)
    #expect(perfect.precisionPlan(halfWidth: 0.1) == .failure(.noDisagreement))
    let bare = Coefficient(value: 0.4, itemCount: 12)
    #expect(bare.precisionPlan(halfWidth: 0.1) == .failure(.noStandardError))
  }

  /// In simulated studies of the planned size, about 80 in 100 reject the null.
  @Test func theNormalTestHasThePowerThatIsPromised() throws {
    let power = KappaPower(
      model: .rates(first: 0.4, second: 0.45), test: .normal(isTwoSided: true), nullKappa: 0.6)
    let count = try power.requiredCount(kappa: 0.75).get().count
    let shares = try #require(power.model.shares(kappa: 0.75))
    let error = try power.deviation(kappa: 0.6).get() / Double(count).squareRoot()
    let rejected = try (0..<1000).reduce(0) { sum, number in
      let kappa = try #require(Self.table(shares, count, number).cohenKappa().value)
      return sum + ((kappa - 0.6) / error > 1.959963984540054 ? 1 : 0)
    }
    // Four standard errors of a share of 0.8 in 1000, and 0.01 for the normal approximation.
    #expect(abs(Double(rejected) / 1000 - 0.8) < 0.061, "\(rejected)")
  }

  @Test(arguments: [
    KappaPower.Test.goodnessOfFit, .normal(isTwoSided: true), .normal(isTwoSided: false),
  ])
  func whatIsRequiredWhatIsDetectedAndPowerAreOneCurve(_ test: KappaPower.Test) throws {
    let power = KappaPower(model: .commonRate(0.3), test: test, nullKappa: 0.4)
    let demand = try power.requiredCount(kappa: 0.6, power: 0.9).get()
    let enough = try power.power(count: demand.count, kappa: 0.6).get()
    let tooFew = try power.power(count: demand.count - 1, kappa: 0.6).get()
    #expect(enough >= 0.9 && tooFew < 0.9)
    let above = try power.detectableKappa(count: demand.count, power: 0.9).get()
    #expect(above <= 0.6 && above > 0.59)
    let told = try power.power(count: demand.count, kappa: above).get()
    #expect(abs(told - 0.9) < 1e-9)
    let below = try power.detectableKappa(count: demand.count, power: 0.9, side: .below).get()
    let reached = try power.power(count: demand.count, kappa: below).get()
    #expect(below < 0.4 && abs(reached - 0.9) < 1e-9)
    let curve = try power.curve(kappa: 0.6, counts: [50, 100, 200, 400]).get()
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $0.power < $1.power })
  }

  @Test func whatTheMarginsForbidIsUndefined() {
    let power = KappaPower(
      model: .rates(first: 0.1, second: 0.5), test: .goodnessOfFit, nullKappa: 0.1)
    #expect(power.power(count: 50, kappa: 0.9) == .failure(.impossibleKappa))
    #expect(power.requiredCount(kappa: 0.9) == .failure(.impossibleKappa))
    #expect(power.requiredCount(kappa: 0.1) == .failure(.outOfReach))
    #expect(power.detectableKappa(count: 5) == .failure(.outOfReach))
    let none = BinaryKappaModel.commonRate(1)
    #expect(none.kappas == nil)
    #expect(
      none.requiredCount(kappa: 0.6, within: Interval(low: 0.4, high: 0.8))
        == .failure(.impossibleKappa))
    let half = BinaryKappaModel.commonRate(0.5)
    #expect(
      half.requiredCount(kappa: 0.6, within: Interval(low: 0.6, high: 0.8))
        == .failure(.outOfReach))
  }

  /// An upper limit of 1 forbids any disagreement, so that the lower one decides.
  @Test func theTighterLimitDecides() throws {
    let half = BinaryKappaModel.commonRate(0.3)
    let both = try half.requiredCount(kappa: 0.6, within: Interval(low: 0.4, high: 1)).get()
    #expect(both == 94)
    let upper = try half.requiredCount(kappa: 0.6, within: Interval(low: 0.4, high: 0.65)).get()
    #expect(upper > 94)
  }
}
