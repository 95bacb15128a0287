import Testing

@testable import AgreementStatistics

@Suite struct FamilyPreferenceTests {
  @Test func onlyPairsWithOneOfTheFamilyCount() throws {
    func pair(_ first: Bool, _ second: Bool, _ human: PairVerdict, _ judge: PairVerdict)
      -> FamilyComparison
    {
      FamilyComparison(firstIsOwn: first, secondIsOwn: second, human: human, judge: judge)
    }
    let found = FamilyPreference([
      pair(true, false, .second, .first), pair(false, true, .first, .second),
      pair(false, true, .second, .second), pair(true, false, .tie, .tie),
      pair(true, true, .first, .first), pair(false, false, .first, .second),
    ])
    #expect(found.omittedCount == 2)
    #expect(found.table == ConfusionTable(rows: [[1, 0, 0], [2, 0, 0], [0, 0, 1]]))
    let preference = try #require(found.preference.value)
    #expect(preference.judgeOwnRate.value == 0.75)
    #expect(preference.humanOwnRate.value == 0.25)
    #expect(preference.excess.value == 0.5)
    #expect(FamilyPreference([]).preference == .undefined(.noItems))
  }
}
