import AnnotationModel
import Foundation
import Judging
import ModelCalls
import Testing

@Suite struct SampledJudgeTests {
  typealias R = Rehearsal

  private func run(
    _ spec: JudgeSpec, _ plan: SamplePlan, scale: Scale = R.pairScale, repetition: Int = 0,
    reply: @escaping (ProtocolCall) -> CallOutcome
  ) -> (calls: [ProtocolCall], conclusion: Conclusion) {
    let machine = SampledJudge(
      spec, plan: plan, item: R.pair, scale: scale, presentation: .asStored(2),
      repetition: repetition)
    let played = R.play(machine, reply: reply)
    return (played.calls.flatMap { $0 }, played.conclusions[0])
  }

  @Test func theAnswerGivenMostOftenDecides() {
    let said = ["Answer: B", "Answer: A", "Hm.", "Answer: B"]
    let spec = R.judge { $0.reasks = 0 }
    let (calls, found) = run(spec, SamplePlan(samples: 4), repetition: 2) {
      R.say(said[$0.request.repetition - 8])
    }
    #expect(found.verdict.value == .prefer(1) && found.verdict.repetition == 2)
    #expect(found.confidence.map { abs($0 - 2.0 / 3) < 1e-12 } == true)
    #expect(Set(calls.map { CallKey($0.request) }).count == 4)
    #expect(
      found.verdict.rawReply
        == "[sample 1]\nAnswer: B\n\n[sample 2]\nAnswer: A\n\n[sample 3]\nHm.\n\n"
        + "[sample 4]\nAnswer: B")
  }

  @Test func asManyOfEachIsATieOrLeftOpen() {
    let letters = ["A", "B"]
    let tie = run(R.judge(), SamplePlan(samples: 2)) {
      R.say("Answer: \(letters[$0.request.repetition])")
    }
    #expect(tie.conclusion.verdict.value == .tie && tie.conclusion.confidence == 0)
    let forced = Scale.preference(candidates: 2, tie: false, bothBad: false)
    let open = run(R.judge(), SamplePlan(samples: 2), scale: forced) {
      R.say("Answer: \(letters[$0.request.repetition])")
    }
    #expect(open.conclusion.verdict.value == .abstention(.unsure))
    #expect(open.conclusion.confidence == nil)
  }

  @Test func noAnswerAtAllIsAnAbstentionWithItsReason() {
    let (calls, found) = run(R.judge { $0.reasks = 1 }, SamplePlan(samples: 3)) { _ in
      .failed(CallFailure(.contextTooLong, status: 400))
    }
    #expect(calls.count == 3)
    #expect(found.verdict.value == .abstention(.failed) && found.confidence == nil)
  }

  /// FairEval: (8 + 6) / 2 for the first, (7 + 7.5) / 2 for the second.
  @Test func bothOrdersAreAskedAndScoresAreMeans() {
    let (calls, found) = run(R.judge(.combined), SamplePlan(isBalanced: true)) { call in
      let isStored = call.slot.part < 2
      return R.say(
        isStored ? "Score of A: 8/10\nScore of B: 7/10" : "Score of A: 7.5/10\nScore of B: 6/10")
    }
    #expect(calls.count == 2 && found.verdict.scores == [7, 7.25])
    #expect(found.verdict.value == .prefer(1) && found.confidence == 0.5)
    #expect(found.verdict.presentation == .asStored(2))
    #expect(found.verdict.rawReply.contains("[sample 1 order ab]\nScore of A: 8"))
    #expect(found.verdict.rawReply.contains("[sample 2 order ba]\nScore of A: 7.5"))
  }

  @Test func samplesOfIndependentScoresKeepApart() {
    let (calls, found) = run(R.judge(.independent), SamplePlan(samples: 2, isBalanced: true)) {
      call in
      if call.slot.step == 0, call.slot.part.isMultiple(of: 3) { return R.say("Hm.") }
      let isFirst = call.request.messages.map(\.text).joined().contains("Jupiter")
      return R.say(isFirst ? "Score: 9/10" : "Score: 2/10")
    }
    #expect(Set(calls.map(\.slot)).count == calls.count && calls.count == 8 + 3)
    #expect(found.verdict.scores == [9, 2] && found.confidence == 1)
    #expect(found.verdict.turnsToAnswer == 2)
  }

  @Test func onceIsTheJudgeItself() {
    let spec = R.judge()
    let once = run(spec, .once) { _ in R.say("Because.\nAnswer: A") }
    let judge = JudgeMachine(
      spec, item: R.pair, scale: R.pairScale, presentation: .asStored(2))
    #expect(
      once.conclusion == R.play(judge) { _ in R.say("Because.\nAnswer: A") }.conclusions[0])
  }

  @Test func entropyOfAnswers() {
    let two = log(2.0)
    #expect(DiversityEntropy.of([.prefer(0), .prefer(0)]) == 0)
    #expect(DiversityEntropy.of([.prefer(0), .prefer(1)]).map { abs($0 - two) < 1e-12 } == true)
    #expect(
      DiversityEntropy.of([.prefer(0), .tie, .prefer(1)]).map { abs($0 - log(3)) < 1e-12 } == true)
    // −(3/4 ln 3/4 + 1/4 ln 1/4) = 0.562335144618808…
    let uneven: [RatingValue] = [
      .prefer(0), .prefer(0), .tie, .prefer(0), .abstention(.unparsed),
    ]
    #expect(DiversityEntropy.of(uneven).map { abs($0 - 0.562335144618808) < 1e-12 } == true)
    #expect(DiversityEntropy.of([.abstention(.failed)]) == nil)
    #expect(DiversityEntropy.of([]) == nil)
  }
}
