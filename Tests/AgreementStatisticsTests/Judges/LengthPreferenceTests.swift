import Testing

@testable import AgreementStatistics

@Suite struct LengthPreferenceTests {
  private func pair(
    _ first: Int, _ second: Int, _ human: PairVerdict?, _ judge: PairVerdict?
  ) -> LengthComparison {
    LengthComparison(firstLength: first, secondLength: second, human: human, judge: judge)
  }

  @Test func theLongerAnswerIsCounted() throws {
    let found = LengthPreference([
      pair(10, 5, .second, .first), pair(3, 9, .first, .second), pair(3, 9, .second, .second),
      pair(8, 2, .first, .second), pair(8, 2, .tie, .first), pair(7, 1, nil, .first),
      pair(4, 4, .first, .first),
    ])
    #expect(found.omittedCount == 1)
    #expect(abs(try #require(found.judge.value) - 5.0 / 6) < 1e-15)
    #expect(found.human.value == 0.5)
    #expect(found.human.coefficient?.itemCount == 4)
    #expect(found.excess.value == 0.25)
    #expect(found.test?.discordantCount == 3)
    #expect(abs(found.test.map { $0.exactP - 1 } ?? 9) < 1e-12)
  }

  @Test func equalLengthsTellNothing() {
    let found = LengthPreference([pair(4, 4, .first, .first)])
    #expect(found.judge == .undefined(.noItems) && found.excess == .undefined(.noItems))
    let ties = LengthPreference([pair(4, 3, .tie, .tie)])
    #expect(ties.judge == .undefined(.nothingDecided))
    #expect(ties.test == nil)
  }

  @Test(arguments: 0..<20)
  func exchangingThePlacesChangesNothing(_ seed: UInt64) {
    var random = ResampleStream(seed: seed, number: 6)
    let verdicts: [PairVerdict?] = [.first, .second, .tie, nil]
    let exchanged: [PairVerdict?: PairVerdict] = [.first: .second, .second: .first, .tie: .tie]
    let pairs = (0..<60).map { _ in
      pair(
        Int(random.next() % 5), Int(random.next() % 5), verdicts[Int(random.next() % 4)],
        verdicts[Int(random.next() % 4)])
    }
    let other = pairs.map { one in
      pair(one.secondLength, one.firstLength, exchanged[one.human], exchanged[one.judge])
    }
    #expect(LengthPreference(pairs) == LengthPreference(other))
  }
}
