import AnnotationModel
import Judging
import ModelCalls
import Testing

@Suite struct DebateMachineTests {
  typealias R = Rehearsal

  private func run(
    _ spec: DebateSpec, order: [Int] = [0, 1], reply: @escaping (ProtocolCall) -> CallOutcome
  ) -> (calls: [[ProtocolCall]], verdict: Verdict) {
    let machine = DebateMachine(
      spec, item: R.pair, scale: R.pairScale, presentation: Presentation(order: order))
    let played = R.play(machine, reply: reply)
    return (played.calls, played.conclusions[0].verdict)
  }

  /// Turns name their speaker and round; votes score by role.
  private func reply(_ votes: [String]) -> (ProtocolCall) -> CallOutcome {
    { call in
      call.slot.part == 3
        ? R.say(votes[call.slot.seat]) : R.say("said-\(call.slot.seat)-\(call.slot.part)")
    }
  }

  private static let votes = [
    "Score of A: 6/10\nScore of B: 8/10", "Score of A: 9/10\nScore of B: 5/10",
    "Score of A: 7/10\nScore of B: 6/10",
  ]

  private func heard(_ call: ProtocolCall) -> Set<String> {
    let text = call.request.messages.map(\.text).joined()
    return Set(
      (0..<3).flatMap { seat in (1...2).map { "said-\(seat)-\($0)" } }.filter(text.contains))
  }

  @Test("One by one, each has heard exactly what was said before it; votes are blind")
  func oneByOne() {
    let (calls, verdict) = run(R.debate(), reply: reply(Self.votes))
    #expect(calls.map(\.count) == [1, 1, 1, 1, 1, 1, 3])
    let order = ["said-0-1", "said-1-1", "said-2-1", "said-0-2", "said-1-2", "said-2-2"]
    for (at, round) in calls.prefix(6).enumerated() {
      #expect(heard(round[0]) == Set(order[..<at]))
    }
    for call in calls[6] {
      #expect(heard(call) == Set(order))
      #expect(!call.request.messages.map(\.text).joined().contains("Score of A: 6"))
    }
    #expect(verdict.debate.map(\.round) == [1, 1, 1, 2, 2, 2, 3, 3, 3])
    #expect(verdict.debate.prefix(3).map(\.role) == ["General Public", "Psychologist", "Critic"])
    #expect(verdict.debate.suffix(3).map(\.vote) == [.prefer(1), .prefer(0), .prefer(0)])
  }

  @Test("The mean of scores decides, or the majority of votes")
  func decisions() {
    let (_, mean) = run(R.debate(), reply: reply(Self.votes))
    #expect(mean.value == .prefer(0))
    #expect(mean.scores == [22 / 3.0, 19 / 3.0])
    let (_, swapped) = run(R.debate(), order: [1, 0], reply: reply(Self.votes))
    #expect(swapped.value == .prefer(1) && swapped.scores == [19 / 3.0, 22 / 3.0])
    let (_, majority) = run(
      R.debate { $0.decision = .majority }, reply: reply(["Answer: B", "Answer: B", "Answer: A"]))
    #expect(majority.value == .prefer(1))
  }

  @Test("A vote that cannot be read is asked for twice more, and is then absent")
  func lostVote() {
    var votes = Self.votes
    votes[1] = "cannot say"
    let (calls, verdict) = run(R.debate(), reply: reply(votes))
    #expect(calls.map(\.count).suffix(3) == [3, 1, 1])
    #expect(verdict.value == .prefer(1) || verdict.value == .prefer(0))
    #expect(verdict.scores == [6.5, 7])
    #expect(verdict.debate.last { $0.role == "Psychologist" }?.vote == .abstention(.unparsed))
  }

  @Test("All at once, each has heard the rounds before alone")
  func simultaneous() {
    let (calls, _) = run(R.debate { $0.talk = .simultaneous }, reply: reply(Self.votes))
    #expect(calls.map(\.count) == [3, 3, 3])
    for call in calls[0] { #expect(heard(call).isEmpty) }
    for call in calls[1] { #expect(heard(call) == ["said-0-1", "said-1-1", "said-2-1"]) }
  }

  @Test("With a summariser, the minutes alone are heard")
  func summarised() {
    let (calls, _) = run(R.debate { $0.talk = .summarised }) { call in
      call.slot.seat == 3
        ? R.say("minutes-\(call.slot.part)") : reply(Self.votes)(call)
    }
    #expect(calls.map(\.count) == [3, 1, 3, 1, 3])
    for call in calls[2] + calls[4] {
      #expect(heard(call).isEmpty)
      let text = call.request.messages.map(\.text).joined()
      #expect(text.contains("minutes-1") != text.contains("minutes-2"))
    }
    #expect(heard(calls[3][0]) == ["said-0-2", "said-1-2", "said-2-2"])
  }

  @Test("It stops when a round leaves all of one opinion, where asked to")
  func stopsWhenAgreed() {
    let agreeing: (ProtocolCall) -> CallOutcome = { _ in
      R.say("Score of A: 8/10\nScore of B: 5/10")
    }
    let early = run(R.debate { $0.stopsWhenAgreed = true }, reply: agreeing)
    #expect(early.calls.map(\.count) == [1, 1, 1, 3])
    #expect(run(R.debate(), reply: agreeing).calls.count == 7)
  }

  @Test("An open vote is heard by those who vote later")
  func openVote() {
    let (calls, _) = run(R.debate { $0.isBlindVote = false }, reply: reply(Self.votes))
    #expect(calls.suffix(3).map(\.count) == [1, 1, 1])
    let texts = calls.suffix(3).map { $0[0].request.messages.map(\.text).joined() }
    #expect(texts.map { $0.contains("Score of A: 6/10") } == [false, true, true])
    #expect(texts.map { $0.contains("Score of A: 9/10") } == [false, false, true])
  }

  @Test("A turn that fails ends the debate, with its reason and what was said")
  func brokenOff() {
    let (_, verdict) = run(R.debate()) { call in
      call.slot == CallSlot(seat: 1, part: 2)
        ? .failed(CallFailure(.server, status: 500, detail: "boom")) : R.say("fine")
    }
    #expect(verdict.value == .abstention(.failed))
    #expect(verdict.debate.count == 4)
    #expect(verdict.reasoning.contains("boom"))
  }

  @Test("The same outcomes lead to the same calls: a debate resumes by folding")
  func deterministic() {
    let one = run(R.debate(), reply: reply(Self.votes))
    let two = run(R.debate(), reply: reply(Self.votes))
    #expect(one.calls == two.calls && one.verdict == two.verdict)
    let keys = one.calls.joined().map { CallKey($0.request) }
    #expect(Set(keys).count == keys.count)
  }
}
