import AgreementStatistics
import AnnotationModel
import Testing

@testable import AnnotationAnalysis

/// A judge's items beside a reference's labels.
@Suite struct JudgedItemsTests {
  private static let policies: [AnalysisPolicy] = AnalysisPolicy.Unparsed.allCases.flatMap { word in
    AnalysisPolicy.Ties.allCases.map { AnalysisPolicy(unparsed: word, ties: $0) }
  }

  private func letters(_ stream: inout ResampleStream, _ choice: String, _ count: Int) -> String {
    let all = Array(choice)
    return String((0..<count).map { _ in all[stream.index(below: all.count)] })
  }

  /// The same items in the same cells as the table of the two, and every item somewhere.
  @Test(arguments: 0..<20) func labelledItemsAreThoseOfTheTable(_ seed: Int) {
    var stream = ResampleStream(seed: 3, number: UInt64(seed))
    let (ann, judge) = (letters(&stream, "ab=s..", 60), letters(&stream, "ab=?.", 60))
    for policy in Self.policies {
      var tracker = AnalysisFixture.tracker(
        [(name: "ann", letters: ann), (name: "judge/x", letters: judge)], policy: policy)
      let table = tracker.pair(AnalysisFixture.id(1), AnalysisFixture.id(2))
      let items = tracker.judgedItems(by: AnalysisFixture.id(2), reference: AnalysisFixture.id(1))
      #expect(items.confusion == table.confusion)
      let out = items.leftOut.values.reduce(0, +)
      #expect(items.labelled.count + items.unlabelled.count + items.unjudged.count + out == 60)
    }
  }

  @Test func whatNobodyCanCountIsUnjudged() {
    let tracker = AnalysisFixture.tracker([
      (name: "ann", letters: "ab.s.."), (name: "judge/x", letters: "aabb?."),
    ])
    let items = tracker.judgedItems(by: AnalysisFixture.id(2), reference: .majority)
    #expect(items.labelled.map(\.item.value) == [1, 2])
    #expect(items.labelled.map(\.isWrong) == [false, true])
    #expect(items.unlabelled.map(\.item.value) == [3, 4])
    #expect(items.unjudged.map(\.value) == [5, 6])
    #expect(items.leftOut.isEmpty && items.count == 4)
    let own = tracker.judgedItems(by: AnalysisFixture.id(2), reference: AnalysisFixture.id(1))
    #expect(own.unlabelled.map(\.item.value) == [3])
    #expect(own.leftOut == [.abstention(.skipped): 1])
  }

  @Test func labelsComeInTheOrderTheyWereGiven() {
    let tracker = AnalysisFixture.tracker([
      (name: "ann", letters: "abab"), (name: "judge/x", letters: "aaaa"),
    ])
    let items = tracker.judgedItems(by: AnalysisFixture.id(2), reference: AnalysisFixture.id(1))
    let order = items.labelled(inOrder: [ItemID(4), ItemID(2)]).map(\.item.value)
    #expect(order == [4, 2, 1, 3])
  }
}
