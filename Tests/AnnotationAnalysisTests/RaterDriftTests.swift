import AgreementStatistics
import AnnotationModel
import Testing

@testable import AnnotationAnalysis

/// A rater's agreement in the order of its answers.
@Suite struct RaterDriftTests {
  private func row(_ letter: Character, _ count: Int) -> String {
    String(repeating: letter, count: count)
  }

  private func order(_ numbers: some Sequence<Int>) -> [ItemID] {
    numbers.map { ItemID(Int64($0)) }
  }

  @Test func aChangeIsFoundWhereItIs() throws {
    let tracker = AnalysisFixture.tracker([
      (name: "ann", letters: row("a", 200)),
      (name: "judge/x", letters: row("a", 100) + row("b", 100)),
    ])
    let found = tracker.drift(
      of: AnalysisFixture.id(2), reference: AnalysisFixture.id(1), inOrder: order(1...200))
    #expect(found.detector.anytimeP < 1e-6)
    let change = try #require(found.change)
    #expect(change.place == 100 && found.changeItem == ItemID(101))
    #expect(change.before.value == 1 && change.after.value == 0)
    #expect(found.course().map(\.agreement.value) == [1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    // In another order there is none.
    let mixed = tracker.drift(
      of: AnalysisFixture.id(2), reference: AnalysisFixture.id(1),
      inOrder: order((1...100).flatMap { [$0, 201 - $0] }))
    #expect(mixed.detector.anytimeP > 0.5)
    let baseline = tracker.drift(
      of: AnalysisFixture.id(2), reference: AnalysisFixture.id(1), inOrder: order(1...200),
      baseline: 100)
    #expect(baseline.detector.anytimeP <= found.detector.anytimeP)
  }

  @Test func onlyCommonItemsEnter() {
    let tracker = AnalysisFixture.tracker([
      (name: "ann", letters: "ab.sa"), (name: "judge/x", letters: "aba?b"),
    ])
    let found = tracker.drift(
      of: AnalysisFixture.id(2), reference: AnalysisFixture.id(1), inOrder: order([5, 4, 3, 2, 1]))
    #expect(found.items.map(\.value) == [5, 2, 1] && found.agreed == [false, true, true])
    #expect(found.change == nil && found.course(stretches: 2).map(\.start) == [0, 2])
    let nothing = tracker.drift(
      of: AnalysisFixture.id(2), reference: AnalysisFixture.id(1), inOrder: [])
    #expect(nothing.agreed.isEmpty && nothing.course().isEmpty && nothing.detector.anytimeP == 1)
  }

  /// A person is not held against a majority that is their own vote.
  @Test func aPersonIsHeldAgainstTheOthers() {
    let tracker = AnalysisFixture.tracker([
      (name: "ann", letters: "abab"), (name: "bob", letters: "aabb"),
    ])
    let found = tracker.drift(
      of: AnalysisFixture.id(1), reference: .majority, inOrder: order(1...4))
    #expect(found.agreed == [true, false, false, true])
  }
}
