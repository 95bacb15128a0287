import AnnotationAnalysis
import AnnotationModel
import Judging
import ModelCalls
import Testing

/// A jury that is put together from its seats' verdicts says what the live jury said.
@Suite struct SweepAndLiveJuryTests {
  typealias R = Rehearsal

  /// What five seats reply to forty items, of which some is no answer and some calls fail.
  static let replies: [[String]] = {
    var random = SplitMix64(seed: 12)
    let kinds = ["Answer: A", "Answer: A", "Answer: B", "Answer: B", "Answer: tie", "hm", "!"]
    return (0..<40).map { _ in
      (0..<5).map { _ in kinds[Int(random.next() % UInt64(kinds.count))] }
    }
  }()

  @Test(arguments: [PanelRule.plurality, .tieYields, .unanimous], [1, 3])
  func theyDecideAlike(_ rule: PanelRule, _ quorum: Int) throws {
    let live = Self.replies.map { answers in
      R.play(
        JuryMachine(
          answers.map { _ in R.judge() }, rule: rule, quorum: quorum, item: R.pair,
          scale: R.pairScale, presentation: .asStored(2))
      ) { call in
        answers[call.slot.seat] == "!"
          ? .failed(CallFailure(.server, status: 500)) : R.say(answers[call.slot.seat])
      }.conclusions
    }
    let tracker = try tracker(of: live)
    let seats = (1...5).map { SweptSeat(.rater(RaterID($0))) }
    let composed = tracker.juryAnswers(of: seats, rule: rule, quorum: quorum)
    #expect(composed == live.map { $0.last?.verdict.value })
    // And against the reference, who says what the live jury's raters are compared with.
    let swept = tracker.sweep(
      seats, against: .rater(RaterID(7)), JurySweep(rule: rule, minSize: 5, quorum: quorum))
    var whole = tracker
    let table = whole.pair(.rater(RaterID(7)), .rater(RaterID(6)))
    #expect(swept.count == 1 && swept[0].n == table.itemCount && table.itemCount > 0)
    #expect(swept[0].cohen == table.coefficient(.cohen))
  }

  /// Seats are raters 1 to 5, the live jury is 6, and 7 a person.
  private func tracker(of live: [[Conclusion]]) throws -> AgreementTracker {
    let raters = (1...7).map {
      Rater(id: RaterID($0), name: "r\($0)", kind: $0 == 7 ? .human : $0 == 6 ? .jury : .judge)
    }
    var tracker = AgreementTracker(
      scale: R.pairScale, itemCount: live.count, raters: raters)
    for rater in raters {
      var column = RatingColumn(
        rater: rater.id, phase: .blind, swapped: false, items: [], codes: [])
      for (index, conclusions) in live.enumerated() {
        let seat: Int? = rater.kind == .jury ? nil : Int(rater.id.value) - 1
        let value =
          rater.kind.isHuman
          ? [RatingValue.prefer(0), .prefer(1), .tie][index % 3]
          : try #require(conclusions.first { $0.seat == seat }).verdict.value
        column.items.append(Int32(index + 1))
        column.codes.append(Int16(try #require(R.pairScale.code(of: value))))
      }
      tracker.load([column])
    }
    return tracker
  }

  @Test func aMeanBetweenTwoScoresGoesToTheNearer() {
    let scale = Scale.score(low: 1, high: 5, step: 1)
    func mean(_ scores: [Double], _ rule: PanelRule = .mean) -> RatingValue {
      rule.answer(scores.map { SeatVote(value: .score($0)) }, on: scale)
    }
    #expect(mean([4, 5]) == .score(5) && mean([1, 1, 2]) == .score(1))
    #expect(mean([1, 2], .median) == .score(2) && mean([5, 5]) == .score(5))
    #expect(
      PanelRule.plurality.answer(
        [SeatVote(value: .prefer(0)), SeatVote(value: .prefer(1))],
        on: .preference(candidates: 2, tie: false, bothBad: false)) == .abstention(.offMenu))
    for name in PanelRule.names { #expect(PanelRule(name: name) != nil) }
    #expect(PanelRule(name: "weighted") == nil)
  }
}
