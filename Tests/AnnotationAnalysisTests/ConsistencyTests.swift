import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Testing

@Suite struct ConsistencyTests {
  /// Four items, three times each; the last once only answered.
  @Test func repeatsByHand() throws {
    let found = RepeatConsistency(
      [[0, 0, 0], [0, 1, 0], [1, 1, 2], [2, -7, -7]], categoryCount: 3)
    #expect(found.n == 3 && found.fewest == 3 && found.most == 3 && found.unanswered == 2)
    // 3/3, 2/3, 2/3; each has more than half.
    let share = try #require(found.modalShare.coefficient)
    #expect(abs(share.value - 7.0 / 9) < 1e-12)
    // Deviations 2/9, -1/9, -1/9: variance 1/27, standard error 1/9; t of 2 degrees 4.30265.
    let interval = try #require(share.interval)
    #expect(abs(interval.high - (7.0 / 9 + 4.302653 / 9)) < 1e-5)
    #expect(found.majority.value == 1)
    // First against second: (0,0), (0,1), (1,1): agreement 2/3, chance (2·1 + 1·2)/9 = 4/9.
    #expect(abs(try #require(found.retest.value) - 0.4) < 1e-12)
  }

  @Test func halfIsNoMajority() {
    let two = RepeatConsistency([[0, 1], [1, 1], [0, 0], [2, 0]], categoryCount: 3)
    #expect(two.majority.value == 0.5 && two.modalShare.value == 0.75)
    let uneven = RepeatConsistency([[0, 1], [0, 1, 1, 0, 1]], categoryCount: 2)
    #expect(uneven.fewest == 2 && uneven.most == 5 && uneven.majority.value == 0.5)
  }

  @Test func whatIsUndefinedSaysWhy() {
    let none = RepeatConsistency([[0], [1, -1], []], categoryCount: 2)
    #expect(none.n == 0 && none.modalShare == .undefined(.noRepeats))
    #expect(none.majority == .undefined(.noRepeats) && none.retest == .undefined(.noRepeats))
    let same = RepeatConsistency([[1, 1], [1, 1]], categoryCount: 2)
    #expect(same.retest.value == nil && same.modalShare.coefficient?.interval == nil)
    #expect(SampleConsistency([]).agreeing == .undefined(.noRepeats))
  }

  @Test func samplesByHand() {
    let found = SampleConsistency([1, 0.5, 0.75, 0])
    #expect(found.n == 4 && found.agreeing.value == 0.5625 && found.majority.value == 0.5)
  }

  /// Whatever the answers: shares stay within their bounds, an order of items changes nothing, and
  /// a repeat that says what the mode says never lowers the mean.
  @Test(arguments: 0..<60)
  func properties(_ seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let units = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      (0..<Int.random(in: 1...6, using: &random)).map { _ in Int.random(in: -1..<3, using: &random)
      }
    }
    let found = RepeatConsistency(units, categoryCount: 3)
    let shuffled = RepeatConsistency(units.shuffled(using: &random), categoryCount: 3)
    #expect(found.n == shuffled.n && found.majority == shuffled.majority)
    #expect(found.retest == shuffled.retest && found.unanswered == shuffled.unanswered)
    guard found.n > 0 else { return }
    let (mode, majority) = (
      try #require(found.modalShare.value), try #require(found.majority.value)
    )
    #expect(mode >= 1 / Double(found.most) && mode <= 1 && majority >= 0 && majority <= 1)
    #expect(abs(mode - (shuffled.modalShare.value ?? -1)) < 1e-12)
    let more = RepeatConsistency(
      units.map { unit in
        let answers = unit.filter { $0 >= 0 }
        guard answers.count > 1 else { return unit }
        let counts = Dictionary(answers.map { ($0, 1) }, uniquingKeysWith: +)
        return unit + [counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0]
      }, categoryCount: 3)
    #expect(try #require(more.modalShare.value) >= mode - 1e-12)
  }

  /// Six items in both orders: two alike, two to whom stood first, one to whom stood last, and a
  /// tie against an answer.
  @Test func conflictsAreSharedOut() throws {
    var tracker = AgreementTracker(
      scale: .preference(candidates: 2, tie: true, bothBad: false), itemCount: 7,
      raters: [AnalysisFixture.rater(1, "j/1", .judge)], policy: .init())
    let items = (1...6).map(Int32.init)
    tracker.load([
      RatingColumn(
        rater: RaterID(1), phase: .blind, swapped: false, items: items + [7],
        codes: [0, 1, 0, 0, 1, 2, 0]),
      RatingColumn(
        rater: RaterID(1), phase: .blind, swapped: true, items: items,
        codes: [0, 1, 1, 1, 0, 0]),
    ])
    let swap = try #require(tracker.swapConsistency(of: RaterID(1)))
    #expect(swap.n == 6 && swap.conflicts == 4)
    #expect(abs(try #require(swap.conflictRate.value) - 4.0 / 6) < 1e-12)
    #expect(swap.primacyShare.value == 0.5 && swap.recencyShare.value == 0.25)
    #expect(swap.primacyShare.coefficient?.itemCount == 4)
    let (alike, rate) = (
      try #require(swap.share.coefficient?.interval),
      try #require(swap.conflictRate.coefficient?.interval)
    )
    #expect(abs(alike.low - (1 - rate.high)) < 1e-12)
  }

  @Test func noConflictNoShare() throws {
    let swap = SwapConsistency(
      n: 3, share: .share(3, of: 3), kappa: .undefined(.oneCategory), primacy: 0, recency: 0)
    #expect(swap.conflicts == 0 && swap.conflictRate.value == 0)
    #expect(swap.primacyShare == .undefined(.noConflicts))
  }
}
