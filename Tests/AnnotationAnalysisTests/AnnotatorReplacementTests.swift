import AgreementStatistics
import AnnotationModel
import Testing

@testable import AnnotationAnalysis

/// The alternative annotator test on a study's own people.
@Suite struct AnnotatorReplacementTests {
  private func tracker(_ judge: String, _ people: [String]) -> AgreementTracker {
    AnalysisFixture.tracker(
      [(name: "judge/x", letters: judge)]
        + people.enumerated().map { (name: "p\($0.offset)", letters: $0.element) })
  }

  private let people = (2...4).map(AnalysisFixture.id)

  @Test func aJudgeLikeEverybodyCanReplaceThem() {
    let all = String(repeating: "ab", count: 25)
    let found = tracker(all, [all, all, all]).replacement(by: AnalysisFixture.id(1), of: people)
    #expect(found.test.verdict == .canReplace && found.test.winningRate == 1)
    #expect(found.lines.map(\.name) == ["p0", "p1", "p2"])
    #expect(found.lines.allSatisfy { $0.comparison?.advantage == 1 && $0.comparison?.p == 0 })
  }

  @Test func aJudgeLikeNobodyCannot() {
    let all = String(repeating: "ab", count: 25)
    let other = String(repeating: "ba", count: 25)
    let found = tracker(other, [all, all, all]).replacement(by: AnalysisFixture.id(1), of: people)
    #expect(found.test.verdict == .cannotReplace && found.test.winningRate == 0)
    #expect(found.lines.allSatisfy { $0.comparison?.advantage == 0 })
  }

  @Test func whoHasTooFewItemsIsNamed() {
    let all = String(repeating: "ab", count: 20)
    let few = String(all.prefix(10)) + String(repeating: ".", count: 30)
    let found = tracker(all, [all, all, few]).replacement(by: AnalysisFixture.id(1), of: people)
    #expect(found.lines.map { $0.comparison == nil } == [false, false, true])
    #expect(found.lines[2].name == "p2")
    let none = tracker("ab", ["ab", "ab"]).replacement(
      by: AnalysisFixture.id(1), of: (2...3).map(AnalysisFixture.id))
    #expect(none.test.verdict == .notEnoughItems)
  }

  /// It is the test of the statistics, of the codes that the policy makes.
  @Test func itIsTheTestOfTheStatistics() {
    var stream = ResampleStream(seed: 8, number: 0)
    func letters() -> String {
      String((0..<80).map { _ in Array("aaab=?")[stream.index(below: 6)] })
    }
    let rows = (0..<4).map { _ in letters() }
    var tracker = tracker(rows[0], Array(rows[1...]))
    tracker.setPolicy(AnalysisPolicy(unparsed: .tie))
    let found = tracker.replacement(by: AnalysisFixture.id(1), of: people, margin: 0.1)
    let codes = rows.map { row in
      row.map { RatingMatrix.Code($0 == "a" ? 0 : $0 == "b" ? 1 : 2) }
    }
    let test = RatingMatrix(categoryCount: 3, columns: Array(codes[1...]))
      .alternativeAnnotatorTest(judge: codes[0], AlternativeAnnotatorOptions(margin: 0.1))
    #expect(found.test == test)
  }
}
