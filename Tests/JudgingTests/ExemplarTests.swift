import AnnotationModel
import Judging
import ModelCalls
import Testing

@Suite struct ExemplarTests {
  private func item(_ number: Int, question: Int? = nil) -> Item {
    Item(
      key: "i\(number)", questionKey: question.map { "q\($0)" } ?? "",
      prompt: [Turn(role: .user, text: "question \(number)")],
      candidates: [CandidateText("yes >>>\(number)"), CandidateText("no")])
  }

  @Test("Never a judged item or question, no question twice, answers even", arguments: 0..<100)
  func properties(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let answers: [RatingValue] = [.prefer(0), .prefer(1), .tie, .abstention(.skipped)]
    let labelled = (0..<60).map { number in
      LabelledItem(
        item: item(number, question: Int.random(in: 0..<40, using: &random)),
        value: answers[Int.random(in: 0..<4, using: &random)])
    }
    let judged = labelled.filter { _ in Int.random(in: 0..<5, using: &random) == 0 }.map(\.item)
    let count = Int.random(in: 0..<12, using: &random)
    let chosen = ExemplarChoice.choose(count, from: labelled, judging: judged, seed: 7)
    let questions = Set(judged.map(\.questionKey))
    #expect(chosen.count <= count && chosen.allSatisfy { labelled.contains($0) })
    #expect(chosen.allSatisfy { !questions.contains($0.item.questionKey) })
    #expect(chosen.allSatisfy { !$0.value.isAbstention })
    #expect(Set(chosen.map(\.item.questionKey)).count == chosen.count)
    #expect(
      chosen
        == ExemplarChoice.choose(
          count, from: labelled.shuffled(using: &random), judging: judged, seed: 7))
  }

  @Test func answersAreEvenAndTheSeedDecides() {
    let labelled = (0..<90).map { number in
      LabelledItem(item: item(number), value: number < 70 ? .prefer(0) : .prefer(1))
    }
    let judged = [item(3), item(80)]
    let chosen = ExemplarChoice.choose(7, from: labelled, judging: judged, seed: 1)
    #expect(chosen.count == 7)
    #expect((3...4).contains(chosen.count { $0.value == .prefer(0) }))
    #expect(chosen.allSatisfy { !["i3", "i80"].contains($0.item.key) })
    #expect(chosen != ExemplarChoice.choose(7, from: labelled, judging: judged, seed: 2))
    // Fewer than wanted where there are no more.
    #expect(ExemplarChoice.choose(200, from: labelled, judging: judged, seed: 1).count == 88)
    #expect(ExemplarChoice.choose(3, from: [], judging: judged, seed: 1).isEmpty)
  }

  @Test func anExemplarIsFencedInThePrompt() throws {
    let exemplar = Exemplar(LabelledItem(item: item(4), value: .prefer(1)), number: 1)
    #expect(exemplar.item == "i4" && exemplar.text.contains("<<<answer A\nyes >> >4\nanswer A>>>"))
    #expect(exemplar.text.hasSuffix("People's answer to example 1: B"))
    let spec = Rehearsal.judge { $0.exemplars = [exemplar.text] }
    var machine = JudgeMachine(
      spec, item: Rehearsal.pair, scale: Rehearsal.pairScale, presentation: .asStored(2))
    guard case .ask(let calls) = machine.begin() else {
      Issue.record("nothing is asked")
      return
    }
    let text = try #require(calls.first?.request.messages.last?.text)
    #expect(text.contains(exemplar.text))
  }

  @Test func seatsAreWorthWhatTheyAgreeOnHeldOutItems() {
    let rows = (0..<40).map { number in
      SeatWeights.Row(
        question: "q\(number / 2)", people: .prefer(0),
        seats: [.prefer(0), number.isMultiple(of: 2) ? .prefer(0) : .tie, .abstention(.failed)])
    }
    let found = SeatWeights(rows, seed: 3)
    #expect(found.heldOut.count == 10 && found.counts == [20, 20, 0])
    #expect(found.weights == [1, 0.5, 0] && found.undefined == [2])
    #expect(SeatWeights(rows.reversed(), seed: 3) == found)
    #expect(SeatWeights(rows, seed: 4).heldOut != found.heldOut)
    #expect(
      found.statement(["x", "y"])
        == "weighted by agreement with people on 10 held-out questions: x 1.0 (n = 20), "
        + "y 0.5 (n = 20), seat 3 0 (no held-out item)")
    // The first seat outvotes the second.
    let votes = [SeatVote(value: .prefer(1)), SeatVote(value: .tie)]
    #expect(found.rule.decide(votes) == .prefer(1))
    #expect(SeatWeights([], seed: 1).weights.isEmpty)
    let unlabelled = rows.map {
      SeatWeights.Row(question: $0.question, people: nil, seats: $0.seats)
    }
    #expect(SeatWeights(unlabelled, seed: 3).undefined == [0, 1, 2])
  }
}
