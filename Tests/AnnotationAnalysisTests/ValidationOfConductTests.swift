import AgreementStatistics
import AnnotationModel
import Testing

@testable import AnnotationAnalysis

/// Checks of position, repeats, length, family, slices and sources, at their bounds.
@Suite struct ValidationOfConductTests {
  let scale = Scale.preference(candidates: 2, tie: true, bothBad: false)

  func parts(_ repeats: RepeatConsistency? = nil) -> ValidationParts {
    ValidationParts(
      table: PairTable(categories: TabulatedCategories(scale: scale, policy: .init())),
      thresholds: ValidationThresholds(),
      evidence: ValidationEvidence(consistency: repeats.map { consistency($0) }),
      reference: "people")
  }

  func consistency(_ repeats: RepeatConsistency) -> SelfConsistency {
    var own = SelfConsistency(stored: [], exchanged: [], sampleShares: [], categoryCount: 3)
    own.stored = repeats
    return own
  }

  /// Of 100 items so many went to the first place both times, and the rest was answered alike.
  func orders(_ first: Int, _ last: Int = 0, of count: Int = 100) -> ConfusionTable {
    let alike = count - first - last
    return ConfusionTable(rows: [[alike / 2, first, 0], [last, alike - alike / 2, 0], [0, 0, 0]])
  }

  @Test func positionTakesBothOrders() throws {
    let once = try parts().position(nil).get()
    #expect(once.status == .notKnown && once.next == .askBothOrders)
    // P(first) − 0.5 is half the difference of the two places.
    #expect(try parts().position(orders(20)).get().status == .failed)
    #expect(try parts().position(orders(8, 4)).get().status == .passed)
    #expect(try parts().position(orders(19)).get().status == .notKnown)
    #expect(try parts().position(orders(20)).get().next == .balanceOrders)
    #expect(try parts().position(orders(0)).get().status == .passed)
  }

  @Test func threeRepeatsAreAsked() {
    func units(_ times: Int, flips: Int) -> RepeatConsistency {
      RepeatConsistency(
        (0..<200).map { item in
          (0..<times).map { $0 == 1 && item < flips ? 1 - item % 2 : item % 2 }
        }, categoryCount: 3)
    }
    #expect(parts().repeats(nil).status == .notKnown)
    #expect(parts().repeats(nil).next == .askAgain(3))
    #expect(parts(units(2, flips: 0)).repeats(orders(0)).status == .notKnown)
    // Kappa 0.88 of 200 items: its lower end is above 0.8.
    #expect(parts(units(3, flips: 12)).repeats(nil).status == .passed)
    #expect(parts(units(3, flips: 18)).repeats(nil).status == .notKnown)
    #expect(parts(units(3, flips: 22)).repeats(nil).status == .failed)
  }

  /// Above 0.95 the position is looked at.
  @Test func steadinessIsNotEnough() {
    let steady = RepeatConsistency(
      (0..<200).map { item in [item % 2, item % 2, item % 2] }, categoryCount: 3)
    #expect(parts(steady).repeats(orders(4, 4)).status == .passed)
    #expect(parts(steady).repeats(nil).status == .notKnown)
    #expect(parts(steady).repeats(nil).next == .askBothOrders)
    #expect(parts(steady).repeats(orders(40)).status == .failed)
  }

  func pair(
    _ words: (Int, Int), _ human: PairVerdict, _ judge: PairVerdict,
    families: (String?, String?) = (nil, nil)
  ) -> JudgedPair {
    JudgedPair(words: words, families: families, human: human, judge: judge)
  }

  @Test func lengthIsRelativeToPeople() throws {
    let unread = try parts().length(nil).get()
    #expect(unread.status == .notKnown)
    let fair = (0..<100).map { at in
      pair((20, 10), at % 2 == 0 ? .first : .second, at % 2 == 0 ? .first : .second)
    }
    #expect(try parts().length(fair).get().status == .passed)
    let wordy = (0..<100).map { at in pair((20, 10), at % 2 == 0 ? .first : .second, .first) }
    let found = try parts().length(wordy).get()
    #expect(found.status == .failed && found.estimate?.value == 0.5)
    #expect(found.finding.contains("longer 100.0 %, people 50.0 %"))
    let equal = try parts().length([pair((5, 5), .first, .second), pair((-1, -1), .first, .first)])
      .get()
    #expect(equal.status == .notKnown)
  }

  @Test func familyIsRelativeToPeople() throws {
    let own = JudgeFamily(name: "gpt", isByName: false)
    let selfish = (0..<60).map { at in
      pair((9, 9), at % 2 == 0 ? .first : .second, .first, families: ("gpt", "vicuna"))
    }
    let found = try parts().family(selfish, own).get()
    #expect(found.status == .failed && found.estimate?.value == 0.5)
    #expect(try parts().family(selfish, nil).get().status == .notKnown)
    let foreign = parts().family(selfish, JudgeFamily(name: "claude", isByName: false))
    guard case .failure = foreign else {
      Issue.record("no answer is of its family")
      return
    }
  }

  @Test(arguments: [
    ("judge/gpt-4o", "", "gpt"), ("judge/llama3-8b", "", "llama"), ("x", "Vicuna", "vicuna"),
    ("jury/gpt+llama", "", nil), ("judge/owl", "", nil), ("gpts", "", nil),
  ])
  func aFamilyIsSaidOrInTheName(_ name: String, _ family: String, _ wanted: String?) {
    let rater = Rater(id: RaterID(1), name: name, kind: .judge, family: family)
    let found = JudgeFamily.of(rater, among: ["gpt", "llama", "vicuna"])
    #expect(found?.name == wanted)
    if let found { #expect(found.isByName == family.isEmpty) }
  }

  @Test func twoSourcesOfEnoughItems() {
    func status(_ counts: [(String, Int)]?) -> ValidationCheck.Status {
      parts().sources(counts?.map { (name: $0.0, count: $0.1) }).status
    }
    #expect(status(nil) == .notKnown && status([]) == .notKnown)
    #expect(status([("x", 900)]) == .failed && status([("x", 900), ("y", 19)]) == .failed)
    #expect(status([("x", 900), ("y", 20)]) == .passed)
  }
}
