import AnnotationModel
import Judging
import ModelCalls
import Testing

@Suite struct JudgeMachineTests {
  typealias R = Rehearsal

  private func run(
    _ spec: JudgeSpec, _ item: Item = R.pair, _ scale: Scale = R.pairScale,
    order: [Int] = [0, 1], reply: @escaping (ProtocolCall) -> CallOutcome
  ) -> (calls: [[ProtocolCall]], verdict: Verdict) {
    let machine = JudgeMachine(
      spec, item: item, scale: scale, presentation: Presentation(order: order))
    let played = R.play(machine, reply: reply)
    return (played.calls, played.conclusions[0].verdict)
  }

  @Test("The letter is a slot; the verdict is a candidate", arguments: [[0, 1], [1, 0]])
  func lettersAreSlots(_ order: [Int]) {
    let (_, verdict) = run(R.judge(), order: order) { _ in R.say("Answer: A") }
    #expect(verdict.value == .prefer(order[0]))
    #expect(verdict.presentation.order == order)
  }

  @Test("The answers stand in the prompt in the order presented, fenced")
  func promptFollowsTheOrder() throws {
    let (calls, _) = run(R.judge(), order: [1, 0]) { _ in R.say("Answer: tie") }
    let text = try #require(calls.first?.first?.request.messages.last?.text)
    #expect(text.contains("<<<answer A\nIt is Saturn, I think.\nanswer A>>>"))
    #expect(text.contains("<<<answer B\nJupiter.\nanswer B>>>"))
    #expect(text.contains("<<<request\nWhich is the largest planet?\nrequest>>>"))
    #expect(!text.contains("reference"))
    #expect(!text.contains("{{"))
  }

  @Test("Scores of both answers: the higher wins, equal ones are a tie, stored by candidate")
  func combined() {
    let spec = R.judge(.combined)
    let (_, verdict) = run(spec, order: [1, 0]) { _ in
      R.say("Score of A: 4/10\nScore of B: 7.5/10")
    }
    #expect(verdict.value == .prefer(0))
    #expect(verdict.scores == [7.5, 4])
    let (_, even) = run(spec) { _ in R.say("Score of A: 4/10\nScore of B: 4/10") }
    #expect(even.value == .tie)
  }

  @Test("One call for each answer, both at once, and none knows of the other")
  func independent() {
    let (calls, verdict) = run(R.judge(.independent), order: [1, 0]) { call in
      R.say(
        call.request.messages.last?.text.contains("Jupiter") == true ? "Score: 9/10" : "Score: 2")
    }
    #expect(calls.map(\.count) == [2])
    #expect(verdict.value == .prefer(0) && verdict.scores == [9, 2])
    for call in calls[0] {
      let text = call.request.messages.map(\.text).joined()
      #expect(text.contains("Jupiter") != text.contains("Saturn"))
    }
  }

  @Test("A reply without an answer is asked for again once, in the same conversation")
  func asksAgain() throws {
    let (calls, verdict) = run(R.judge()) { call in
      R.say(call.slot.step == 0 ? "Both have their merits." : "Answer: B")
    }
    #expect(calls.count == 2)
    #expect(verdict.value == .prefer(1) && verdict.turnsToAnswer == 2)
    let second = try #require(calls.last?.first?.request.messages)
    #expect(second.map(\.role) == [.system, .user, .assistant, .user])
    #expect(second[2].text == "Both have their merits.")
    #expect(verdict.rawReply == "Both have their merits.\n\nAnswer: B")
    #expect(verdict.reasoning == "Both have their merits.")
  }

  @Test("After the last try the reason stands", arguments: 0...3)
  func givesUp(_ reasks: Int) {
    let (calls, verdict) = run(R.judge { $0.reasks = reasks }) { _ in R.say("Hm.") }
    #expect(calls.count == reasks + 1)
    #expect(verdict.value == .abstention(.unparsed) && verdict.turnsToAnswer == reasks + 1)
  }

  @Test("A refusal and a failed call are not asked again")
  func refusals() {
    let refused = run(R.judge()) { _ in .reply(ModelReply(text: "No.", finish: .refusal)) }
    #expect(refused.calls.count == 1 && refused.verdict.value == .abstention(.refused))
    let failed = run(R.judge()) { _ in .failed(CallFailure(.contextTooLong, status: 400)) }
    #expect(failed.calls.count == 1 && failed.verdict.value == .abstention(.failed))
    #expect(failed.verdict.reasoning.contains("context-too-long"))
  }

  @Test("Half of an independent judgement is none")
  func halfIsNone() {
    let (_, verdict) = run(R.judge(.independent)) { call in
      R.say(call.slot.part == 0 ? "Score: 9/10" : "no score")
    }
    #expect(verdict.value == .abstention(.unparsed) && verdict.scores.isEmpty)
  }

  @Test("Each condition shows its references and no other")
  func references() {
    for (condition, shown) in [
      (ReferenceCondition.none, []), (.human, ["Jupiter"]), (.wrong, ["Mars"]),
      (.any, ["Jupiter", "Mars"]), (.verified, []),
    ] {
      let (calls, _) = run(R.judge { $0.reference = condition }) { _ in R.say("Answer: A") }
      let text = calls[0][0].request.messages.last?.text ?? ""
      for word in ["Jupiter", "Mars"] {
        #expect(
          text.contains("reference") == !shown.isEmpty
            && text.contains("\n\(word)\nreference") == shown.contains(word), "\(condition) \(word)"
        )
      }
    }
  }

  @Test("Two turns are shown as whole conversations, the judged answer marked")
  func conversations() {
    let (calls, _) = run(R.judge(), R.turns, order: [1, 0]) { _ in R.say("Answer: A") }
    let text = calls[0][0].request.messages.last?.text ?? ""
    #expect(
      text.contains(
        "<<<conversation A\nPerson: Name a planet.\n\nAssistant: Pluto.\n\nPerson: Another.\n\n"
          + "Assistant (this answer is judged): The Moon.\nconversation A>>>"))
  }

  @Test("Evidence first, after, or none: the prompt says so, and so does the schema")
  func evidence() {
    for evidence in Evidence.allCases {
      let spec = R.judge {
        $0.evidence = evidence
        $0.seat.isStructured = true
      }
      let (calls, _) = run(spec) { _ in R.say("{\"answer\":\"A\"}") }
      let request = calls[0][0].request
      let text = request.messages.last?.text ?? ""
      #expect(text.contains("no reasons") == (evidence == .none))
      #expect(text.contains("Begin with one line") == (evidence == .after))
      guard case .json(_, let schema) = request.form else {
        Issue.record("no schema")
        continue
      }
      let order = [schema.firstRange(of: "evidence\":{"), schema.firstRange(of: "answer\":{")]
      #expect((order[0] == nil) == (evidence == .none))
      if let first = order[0], let second = order[1] {
        #expect((first.lowerBound < second.lowerBound) == (evidence == .first))
      }
    }
  }

  @Test("A task of single answers is judged on its own scale")
  func singles() {
    let scale = Scale.score(low: 1, high: 5, step: 1)
    let item = Item(
      key: "s", kind: .single, prompt: [Turn(role: .user, text: "Hi")],
      candidates: [CandidateText("Hello")])
    let spec = R.judge(.direct, scale: scale)
    #expect(
      run(spec, item, scale, order: [0]) { _ in R.say("Score: 4/5") }.verdict.value == .score(4))
    // 4.5 is not on the scale: it is not rounded in silence.
    #expect(
      run(spec, item, scale, order: [0]) { _ in R.say("Score: 4.5/5") }.verdict.value
        == .abstention(.offMenu))
    let right = R.judge(.direct, scale: .correctness)
    #expect(
      run(right, item, .correctness, order: [0]) { _ in R.say("incorrect") }.verdict.value
        == .category("incorrect"))
    #expect(
      run(right, item, .correctness, order: [0]) { _ in R.say("Answer: unsure") }.verdict.value
        == .abstention(.unsure))
  }

  @Test("A task without ties has no tie, whatever the scores")
  func noTies() {
    let scale = Scale.preference(candidates: 2, tie: false, bothBad: false)
    let (_, verdict) = run(R.judge(.combined, scale: scale), R.pair, scale) { _ in
      R.say("Score of A: 5/10\nScore of B: 5/10")
    }
    #expect(verdict.value == .abstention(.offMenu) && verdict.scores == [5, 5])
  }
}
