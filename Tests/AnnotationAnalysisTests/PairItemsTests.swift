import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Testing

/// The items behind a number are the items that the number counts.
@Suite struct PairItemsTests {
  static var policies: [AnalysisPolicy] {
    AnalysisPolicy.Unparsed.allCases.flatMap { unparsed in
      AnalysisPolicy.Ties.allCases.map { AnalysisPolicy(unparsed: unparsed, ties: $0) }
    }
  }

  @Test(arguments: policies)
  func everyCellOpensAsManyItemsAsItCounts(_ policy: AnalysisPolicy) {
    var tracker = AnalysisFixture.tracker(
      [("ann", "aabb==ab.s?ab=="), ("judge/x", "ab?b=?=?ab?a.b=")], policy: policy)
    let (first, second) = (AnalysisFixture.id(1), AnalysisFixture.id(2))
    let table = tracker.pair(first, second)
    var differing: [ItemID] = []
    for row in 0..<table.categories.count {
      for column in 0..<table.categories.count {
        let items = tracker.items(first, second, .cell(row: row, column: column))
        #expect(items.count == table.confusion[row, column], "\(policy) \(row) \(column)")
        if row != column { differing += items }
      }
    }
    #expect(Set(tracker.items(first, second, .differing)) == Set(differing))
  }

  @Test func anUnparsedVerdictThatCountsAsATieIsAmongTheTies() {
    let tracker = AnalysisFixture.tracker(
      [("ann", "aa="), ("judge/x", "?a=")], policy: AnalysisPolicy(unparsed: .tie))
    let items = tracker.items(
      AnalysisFixture.id(1), AnalysisFixture.id(2), .cell(row: 0, column: 2))
    #expect(items == [ItemID(1)])
  }

  @Test func aSliceKeepsItsItemsOnly() {
    var tracker = AnalysisFixture.tracker([("ann", "aaaa"), ("judge/x", "bbab")])
    tracker.load(SliceColumn(property: .category, names: ["x", "y"], values: [0, 1, 1, 1]))
    let items = tracker.items(
      AnalysisFixture.id(1), AnalysisFixture.id(2), .differing, slice: (.category, "y"))
    #expect(items == [ItemID(2), ItemID(4)])
    #expect(
      tracker.items(
        AnalysisFixture.id(1), AnalysisFixture.id(2), .differing, slice: (.category, "z")
      ).isEmpty)
  }
}
