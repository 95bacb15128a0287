import AnnotationModel
import Foundation
import Judging
import ModelCalls
import Testing

@Suite struct CascadeMachineTests {
  typealias R = Rehearsal

  /// - Parameter say: the reply of a seat to its sample of that number.
  private func run(
    _ seats: Int, _ plan: SamplePlan, threshold: Double = 0.75,
    say: @escaping (_ seat: Int, _ sample: Int) -> CallOutcome
  ) -> (asked: [Int], conclusions: [Conclusion]) {
    let specs = (0..<seats).map { seat in
      R.judge {
        $0.seat.model = "m\(seat)"
        $0.reasks = 0
      }
    }
    let machine = CascadeMachine(
      specs, plan: plan, threshold: threshold, item: R.pair, scale: R.pairScale,
      presentation: .asStored(2))
    let played = R.play(machine) { say($0.slot.seat, $0.slot.part / 2) }
    return (played.calls.flatMap { $0 }.map(\.slot.seat), played.conclusions)
  }

  @Test func aSureJudgeDecidesAndNoOtherIsAsked() {
    let (asked, found) = run(3, SamplePlan(samples: 2)) { _, _ in R.say("Answer: A") }
    #expect(asked == [0, 0])
    #expect(found.map(\.seat) == [0, nil])
    #expect(found.allSatisfy { $0.verdict.value == .prefer(0) && $0.confidence == 1 })
  }

  @Test func conflictingOrdersGoToTheNextSeat() throws {
    let (asked, found) = run(2, SamplePlan(isBalanced: true)) { seat, sample in
      // The first seat takes whatever comes first.
      R.say(seat == 0 || sample == 1 ? "Answer: A" : "Answer: B")
    }
    #expect(asked == [0, 0, 1, 1])
    #expect(found.map(\.seat) == [0, 1, nil])
    #expect(found[0].verdict.value == .tie && found[2].verdict.value == .prefer(1))
    #expect(found[2].verdict.reasoning == "seat 1: its two orders conflict\nseat 2 decides")
    #expect(found[0].verdict.rawReply.contains("order ba"))
  }

  @Test("Split samples go on below the threshold", arguments: [0.6, 0.7])
  func split(_ threshold: Double) {
    let (asked, found) = run(2, SamplePlan(samples: 3), threshold: threshold) { seat, sample in
      R.say(seat == 0 && sample == 2 ? "Answer: B" : "Answer: A")
    }
    #expect(asked.contains(1) == (threshold > 2.0 / 3))
    #expect(found.last?.verdict.value == .prefer(0))
  }

  @Test func aLowProbabilityGoesOn() {
    func reply(_ probability: Double) -> CallOutcome {
      let tokens = [
        TokenChoice(token: "Answer: ", logProbability: 0),
        TokenChoice(
          token: "A", logProbability: log(probability),
          alternatives: [.init(token: "B", logProbability: log(1 - probability))]),
      ]
      return .reply(ModelReply(text: "Answer: A", tokens: tokens))
    }
    let (asked, found) = run(2, .once) { seat, _ in reply(seat == 0 ? 0.6 : 0.9) }
    #expect(asked == [0, 1])
    #expect(found.last?.confidence.map { abs($0 - 0.9) < 1e-9 } == true)
  }

  @Test func whatNobodyIsSureOfIsLeftToPeople() {
    let (asked, found) = run(2, .once) { seat, _ in
      seat == 0 ? .failed(CallFailure(.contextTooLong, status: 400)) : R.say("Hm.")
    }
    #expect(asked == [0, 1] && found.map(\.seat) == [0, 1, nil])
    #expect(found[2].verdict.value == .abstention(.unsure))
    #expect(
      found[2].verdict.reasoning
        == "seat 1: no answer (failed)\nseat 2: no answer (unparsed)\nleft to people")
  }

  @Test("The rule holds whatever is said", arguments: 0..<100)
  func properties(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let letters = (0..<12).map { _ in
      ["Answer: A", "Answer: B", "Answer: tie", "?"].randomElement(using: &random) ?? "?"
    }
    let (asked, found) = run(3, SamplePlan(samples: 2, isBalanced: true)) { seat, sample in
      R.say(letters[seat * 4 + sample])
    }
    // Seats are asked in order, each whole, and only the last heard can decide.
    #expect(asked == asked.sorted() && asked.count == (found.count - 1) * 4)
    #expect(found.dropLast().map(\.seat) == Array(0..<(found.count - 1)).map(Optional.some))
    let last = found[found.count - 1].verdict.value
    #expect(last == .abstention(.unsure) || last == found[found.count - 2].verdict.value)
    if last == .abstention(.unsure) { #expect(found.count == 4) }
  }
}
