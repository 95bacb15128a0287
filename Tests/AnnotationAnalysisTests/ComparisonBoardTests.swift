import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Testing

@Suite struct ComparisonBoardTests {
  static let answers: [(name: String, letters: String)] = [
    ("ann", "aabb=ab=aabbab=aab"), ("j/1", "aab?=ab=babaab=a.b"), ("j/2", "aabb=aa=aa.bab=bba"),
  ]

  private func board(_ names: [String], _ policy: AnalysisPolicy = .init()) throws
    -> ComparisonBoard
  {
    var tracker = AnalysisFixture.tracker(Self.answers, policy: policy)
    return try tracker.comparison(of: names, with: "ann", resamples: 400)
  }

  @Test(arguments: AnalysisPolicy.Unparsed.allCases)
  func theDifferenceIsOfTheCommonItems(_ unparsed: AnalysisPolicy.Unparsed) throws {
    let policy = AnalysisPolicy(unparsed: unparsed)
    let rows = try board(["j/1", "j/2"], policy).rows
    let found = try #require(rows[1].difference)
    #expect(rows[0].difference == nil && rows[0].commonItems == rows[0].table.itemCount)
    // The items that both tables have, by themselves.
    let hidden = Self.answers.map { name, letters in
      let kept = zip(letters, zip(Self.answers[1].letters, Self.answers[2].letters)).filter { one in
        let (first, second) = one.1
        let isCounted = unparsed == .drop || unparsed == .recorded ? first != "?" : true
        return first != "." && second != "." && isCounted
      }
      return (name: name, letters: String(kept.map(\.0)))
    }
    var common = AnalysisFixture.tracker(hidden, policy: policy)
    let one = try #require(
      common.pair(AnalysisFixture.id(1), AnalysisFixture.id(2))
        .coefficient(.cohen).value)
    let two = try #require(
      common.pair(AnalysisFixture.id(1), AnalysisFixture.id(3))
        .coefficient(.cohen).value)
    #expect(abs(found.value - (two - one)) < 1e-12)
    #expect(found.itemCount == hidden[0].letters.count && rows[1].commonItems == found.itemCount)
  }

  @Test func theReferenceAndTwicesAreLeftOut() throws {
    #expect(try board(["j/2", "ann", "j/2", "j/1"]).rows.map(\.name) == ["j/2", "j/1"])
    #expect(throws: UnknownRater.self) { try board(["j/9"]) }
  }

  @Test func conductBecomesSharesAndPrices() throws {
    var conduct = RaterConduct()
    (conduct.firstShownChosen, conduct.otherChosen) = (30, 10)
    conduct.costPerItem = 0.02
    conduct.abstentions = [.unparsed: 2, .refused: 1, .skipped: 5]
    #expect(conduct.unparsed == 3)
    var tracker = AnalysisFixture.tracker(Self.answers)
    let row = try #require(
      try tracker.comparison(
        of: ["j/1"], with: "ann", conduct: [RaterID(2): conduct], resamples: 10
      ).rows.first)
    let first = try #require(row.firstPosition.coefficient)
    #expect(first.value == 0.75 && first.itemCount == 40 && first.interval != nil)
    let kappa = try #require(row.table.coefficient(.cohen).value)
    #expect(abs(try #require(row.costPerPoint) - 0.02 / (100 * kappa)) < 1e-15)
  }

  @Test func answersOfBothOrdersAreSetSideBySide() throws {
    let raters = [AnalysisFixture.rater(1, "j", .judge), AnalysisFixture.rater(2, "k", .judge)]
    var tracker = AgreementTracker(
      scale: .preference(candidates: 2, tie: true, bothBad: false), itemCount: 6, raters: raters)
    let unparsed = Int16(Abstention.unparsed.code)
    tracker.load([
      RatingColumn(
        rater: RaterID(1), phase: .blind, swapped: false, items: [1, 2, 3, 4, 5],
        codes: [0, 0, 1, 2, unparsed]),
      RatingColumn(
        rater: RaterID(1), phase: .blind, swapped: true, items: [1, 2, 3, 4, 5, 6],
        codes: [0, 1, 0, 2, 0, 1]),
      RatingColumn(
        rater: RaterID(2), phase: .blind, swapped: true, items: [1, 2], codes: [0, 1]),
    ])
    let found = try #require(tracker.swapConsistency(of: RaterID(1)))
    #expect(found.n == 4 && found.share.value == 0.5)
    #expect(found.primacy == 1 && found.recency == 1)
    #expect(tracker.swapConsistency(of: RaterID(2)) == nil)
  }
}
