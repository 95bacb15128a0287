import AgreementStatistics
import AnnotationModel
import Testing

@testable import AnnotationAnalysis

/// How often candidates pass, from some labels and a judge's answers to all.
@Suite struct PassRateTests {
  /// Of 60 labelled items people pass 40, of which the judge passes 36; of the 20 others the judge
  /// passes 4. Of 40 unlabelled ones it passes 30.
  private static let labelled =
    String(repeating: "a", count: 40) + String(repeating: "b", count: 20)
  private static let verdicts =
    String(repeating: "a", count: 36) + "bbbbaaaa" + String(repeating: "b", count: 16)
    + String(repeating: "a", count: 30) + String(repeating: "b", count: 10)

  private func items(_ ann: String, _ judge: String, _ scale: Scale? = nil) -> JudgedItems {
    AnalysisFixture.tracker(
      [
        (name: "ann", letters: ann + String(repeating: ".", count: judge.count - ann.count)),
        (name: "judge/x", letters: judge),
      ], scale: scale ?? .preference(candidates: 2, tie: true, bothBad: false)
    ).judgedItems(by: AnalysisFixture.id(2), reference: AnalysisFixture.id(1))
  }

  private func value(_ rates: PassRates, _ method: PassRates.Method) -> Double {
    rates.line(method)?.estimate.value ?? .nan
  }

  @Test func methodsStandSideBySide() {
    let rates = PassRates(items(Self.labelled, Self.verdicts), .category(0))
    #expect(rates.labelledCount == 60 && rates.unlabelledCount == 40 && rates.isRate)
    #expect(abs(value(rates, .judge) - 0.7) < 1e-12)
    #expect(abs(value(rates, .people) - 40.0 / 60) < 1e-12)
    // p = 0.75, sensitivity 0.9, specificity 0.8.
    #expect(abs(value(rates, .roganGladen) - 0.55 / 0.7) < 1e-12)
    // 2/3 + 0.75 − 2/3.
    #expect(abs(value(rates, .predictionPowered) - 0.75) < 1e-12)
    #expect(rates.line(.predictionPowered)?.lambda == 1)
    // λ = (cov/n)/(σ²_f/n + σ²_F/N) = (0.6 − 4/9)/60/((2/9)/60 + 0.1875/40).
    let lambda = (0.6 - 4.0 / 9) / 60 / (2.0 / 9 / 60 + 0.1875 / 40)
    #expect(abs((rates.line(.tuned)?.lambda ?? 0) - lambda) < 1e-12)
    #expect(abs(value(rates, .tuned) - (2.0 / 3 + lambda * (0.75 - 2.0 / 3))) < 1e-12)
    let error = rates.line(.tuned)?.estimate.coefficient?.standardError ?? 1
    let own = (2.0 / 9 / 60).squareRoot()
    #expect(
      rates.advice == .read(.tuned, worthLabels: Int((60 * own * own / error / error).rounded())))
    #expect(rates.line(.stratified) == nil && rates.strata.isEmpty)
  }

  @Test func anotherCategoryIsAnotherQuestion() {
    let found = items(Self.labelled, Self.verdicts)
    let (a, b) = (PassRates(found, .category(0)), PassRates(found, .category(1)))
    #expect(abs(value(a, .tuned) + value(b, .tuned) - 1) < 1e-12)
    #expect(PassRates(found, .category(2)).line(.judge)?.estimate.value == 0)
    #expect(PassRates(found, .category(2)).line(.roganGladen)?.estimate == .undefined(.oneCategory))
  }

  /// The system is candidate b of the first 60 items, and takes no part in the others.
  @Test func winsAreOfASystem() {
    let places = (1...60).map { (ItemID($0), 1) }
    let rates = PassRates(
      items(Self.labelled, Self.verdicts), .wins(Dictionary(uniqueKeysWithValues: places)))
    #expect(rates.labelledCount == 60 && rates.unlabelledCount == 0)
    #expect(abs(value(rates, .people) - 20.0 / 60) < 1e-12)
    #expect(rates.advice == .people)
    #expect(rates.line(.predictionPowered)?.estimate == .undefined(.noItems))
  }

  @Test func scoresHaveAMean() {
    // The fixture's a, b and = are the first three scores.
    let scale = Scale.score(low: 1, high: 3, step: 1)
    let rates = PassRates(items("ab=ab", "ab=bbab", scale), .mean)
    #expect(!rates.isRate && rates.line(.roganGladen)?.estimate == .undefined(.notCategories))
    #expect(abs(value(rates, .judge) - 13.0 / 7) < 1e-12)
    #expect(abs(value(rates, .people) - 9.0 / 5) < 1e-12)
    #expect(abs(value(rates, .predictionPowered) - (1.8 + 1.5 - 2)) < 1e-12)
    #expect(rates.advice == .tooFewItems)
    #expect(PassRates(items("a", "ab"), .category(0)).advice == .labelFirst)
  }

  @Test func slicesOfFewLabelsAreOneStratum() {
    let found = items(Self.labelled, Self.verdicts)
    var values = Array(repeating: Int32(0), count: 100)
    for at in 30..<60 { values[at] = 1 }
    for at in [0, 60, 61] { values[at] = 2 }
    for at in [1, 62] { values[at] = -1 }
    let column = SliceColumn(property: .category, names: ["x", "y", "z"], values: values)
    let rates = PassRates(found, .category(0), by: column)
    #expect(rates.strata.map(\.names) == [["x"], ["y"], ["z", PassRates.unnamed]])
    #expect(rates.strata.map(\.labelledCount) == [28, 30, 2])
    #expect(rates.strata.map(\.unlabelledCount) == [37, 0, 3])
    // All of x that is labelled passes, and the judge says so.
    #expect(rates.strata[0].people.value == 1 && rates.strata[0].judge.value == 55.0 / 65)
    #expect(rates.line(.stratified)?.estimate.coefficient?.itemCount == 60)
    // A stratum of two labels forbids to read this one.
    if case .read(let method, _) = rates.advice { #expect(method == .tuned) }
  }

  @Test func aJudgeThatKnowsNothingDoesNotHelp() {
    let ann = String(repeating: "ab", count: 20)
    let judge = String(repeating: "aabb", count: 10) + String(repeating: "ab", count: 20)
    #expect(PassRates(items(ann, judge), .category(0)).advice == .judgeDoesNotHelp)
  }
}
