import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Testing

@Suite struct ReasonTests {
  func words(_ one: String, _ two: String) -> [String] {
    var tracker = AnalysisFixture.tracker([("ann", one), ("judge/x", two)])
    let table = tracker.pair(AnalysisFixture.id(1), AnalysisFixture.id(2))
    return table.reasonsForLowKappa().map { $0.sentence(first: "ann", second: "judge/x") }
  }

  @Test func prevalenceIsNamedWithItsNumbers() throws {
    let one = String(repeating: "a", count: 90) + "bbbbbaaaaa"
    let two = String(repeating: "a", count: 90) + "aaaaabbbbb"
    let found = try #require(words(one, two).first)
    #expect(found.contains("Prevalence: 95.0 %"))
    #expect(found.contains("90.0 %") && found.contains("90.5 %"))
  }

  @Test func biasIsNamedWithItsNumbers() {
    let one = String(repeating: "ab", count: 50)
    let two = String(repeating: "aaab", count: 25)
    #expect(
      words(one, two).contains { $0.contains("50.0 %") && $0.contains("75.0 %") })
  }

  @Test func oneCategoryHasNoKappaAndSaysSo() {
    #expect(
      words("aaaa", "aaaa") == [
        "Every answer is a: agreement beyond chance cannot be told."
      ])
  }

  @Test func fewItemsAndAnUnusedCategoryAreNamed() {
    let found = words("ab=ab=", "abaabb")
    #expect(found.contains { $0.hasPrefix("Few items: with n = 6") })
    #expect(found.contains { $0.contains("judge/x never answers tie") })
  }

  @Test func reasonsOfOtherTablesStandBeforeThePlainDisagreement() {
    var tracker = AnalysisFixture.tracker([("ann", "abab"), ("judge/x", "abba")])
    let table = tracker.pair(AnalysisFixture.id(1), AnalysisFixture.id(2))
    let far = FarSlice(property: "category", name: "code", kappa: -0.5, rest: 0.6, n: 40)
    let found = table.reasonsForLowKappa(besides: [.slices([far])])
    guard case .realDisagreement? = found.last else {
      Issue.record("the plain disagreement comes last")
      return
    }
    #expect(found.contains(.slices([far])))
    #expect(far.description.contains("n 40") && far.description.contains("-0.50"))
  }

  @Test func aHighKappaNeedsNoReason() {
    let letters = String(repeating: "ab=", count: 20)
    #expect(words(letters, letters).isEmpty)
  }

  @Test func mcNemarIsOfTheTwoOpposedAnswers() throws {
    var tracker = AnalysisFixture.tracker([("ann", "aaabbb=="), ("judge/x", "abbbb=a=")])
    let table = tracker.pair(AnalysisFixture.id(1), AnalysisFixture.id(2))
    let bias = try #require(table.marginalBias())
    #expect(bias.n == 5 && bias.firstAgainstSecond == 2 && bias.secondAgainstFirst == 0)
    #expect(bias.biasIndex == 0.4 && bias.prevalenceIndex == -0.2)
    #expect(bias.test?.exactP == 0.5)
  }

  @Test func ratioAlphaOfPreferencesIsUndefined() {
    var tracker = AnalysisFixture.tracker([("ann", "ab=ab"), ("bob", "abbab")])
    let group = tracker.group(tracker.humans)
    #expect(group.coefficient(.alphaRatio) == .undefined(.notNumeric))
    #expect(group.coefficient(.alphaInterval).value != nil)
  }

  @Test func ratioAlphaOfScoresIsThere() {
    var tracker = AnalysisFixture.tracker(
      [("ann", "ab=ab"), ("bob", "abbab")], scale: .score(low: 1, high: 3, step: 1))
    #expect(tracker.group(tracker.humans).coefficient(.alphaRatio).value != nil)
  }
}
