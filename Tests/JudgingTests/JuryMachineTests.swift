import AnnotationModel
import Judging
import ModelCalls
import Testing

@Suite struct JuryMachineTests {
  typealias R = Rehearsal

  private func run(
    _ rule: PanelRule, quorum: Int = 1, _ answers: [String]
  ) -> [Conclusion] {
    let machine = JuryMachine(
      answers.map { _ in R.judge() }, rule: rule, quorum: quorum, item: R.pair, scale: R.pairScale,
      presentation: .asStored(2))
    return R.play(machine) { call in
      answers[call.slot.seat] == "!"
        ? .failed(CallFailure(.server, status: 500)) : R.say(answers[call.slot.seat])
    }.conclusions
  }

  private func value(_ rule: PanelRule, quorum: Int = 1, _ answers: [String]) -> RatingValue? {
    run(rule, quorum: quorum, answers).first { $0.seat == nil }?.verdict.value
  }

  @Test("Every seat's verdict is kept beside the jury's")
  func seatsAreKept() {
    let conclusions = run(.plurality, ["Answer: A", "hm", "Answer: B"])
    #expect(conclusions.map(\.seat) == [0, 1, 2, nil])
    #expect(conclusions[1].verdict.value == .abstention(.unparsed))
    #expect(conclusions[1].verdict.turnsToAnswer == 2)
    #expect(conclusions[3].verdict.value == .tie)
  }

  @Test("An errored seat is absent, never a vote; too few seats are an abstention with a reason")
  func absentSeats() {
    #expect(value(.plurality, ["Answer: A", "!", "!"]) == .prefer(0))
    let few = run(.plurality, quorum: 2, ["Answer: A", "!", "!"])
    #expect(few.last?.verdict.value == .abstention(.unparsed))
    #expect(few.last?.verdict.reasoning == "1 of 3 seats answered; 2 are needed")
  }

  @Test func rules() {
    #expect(value(.plurality, ["Answer: A", "Answer: tie"]) == .tie)
    #expect(value(.tieYields, ["Answer: A", "Answer: tie"]) == .prefer(0))
    #expect(value(.tieYields, ["Answer: A", "Answer: B"]) == .tie)
    #expect(value(.unanimous, ["Answer: A", "Answer: A"]) == .prefer(0))
    #expect(value(.unanimous, ["Answer: A", "Answer: B"]) == .abstention(.unparsed))
    #expect(value(.weighted([0.2, 0.9]), ["Answer: A", "Answer: B"]) == .prefer(1))
  }
}

@Suite struct LexicalJudgeTests {
  private func value(
    _ spec: LexicalSpec, _ item: Item, _ scale: Scale, order: [Int]? = nil, id: Int64 = 1
  ) -> RatingValue {
    let presentation = order.map(Presentation.init(order:)) ?? .asStored(item.candidates.count)
    return spec.verdict(on: item, id: ItemID(id), scale: scale, presentation: presentation).value
  }

  private func single(_ answer: String, _ references: [String]) -> Item {
    Item(
      key: "s", kind: .single, candidates: [CandidateText(answer)],
      references: references.map { Reference(text: $0) })
  }

  @Test(
    arguments: [
      ("The Eiffel Tower.", "eiffel tower", true),
      ("It is the Eiffel Tower", "Eiffel Tower", false),
      ("café", "cafe\u{301}", true), ("party", "art", false), ("", "x", false),
    ])
  func exact(_ answer: String, _ reference: String, _ holds: Bool) {
    #expect(
      value(LexicalSpec(.exact), single(answer, ["no", reference]), .correctness)
        == .category(holds ? "correct" : "incorrect"))
  }

  @Test(
    arguments: [
      ("It is the Eiffel Tower, of course.", "Eiffel Tower", true), ("a party", "art", false),
      ("Tower Eiffel", "Eiffel Tower", false), ("U.S.A. it is", "USA", true),
    ])
  func contains(_ answer: String, _ reference: String, _ holds: Bool) {
    #expect(
      value(LexicalSpec(.contains), single(answer, [reference]), .correctness)
        == .category(holds ? "correct" : "incorrect"))
  }

  @Test("Each way of making alike can be turned off")
  func normalisation() {
    let strict = TextNormalisation(
      foldsCase: false, dropsPunctuation: false, dropsArticles: false)
    for (answer, reference) in [("A cat", "a cat"), ("cat.", "cat"), ("the cat", "cat")] {
      let item = single(answer, [reference])
      #expect(value(LexicalSpec(.exact), item, .correctness) == .category("correct"))
      #expect(
        value(LexicalSpec(.exact, normalisation: strict), item, .correctness)
          == .category("incorrect"))
    }
  }

  @Test func withoutAReferenceThereIsNoAnswer() {
    #expect(
      value(LexicalSpec(.exact), single("x", []), .correctness) == .abstention(.unparsed))
  }

  @Test func baselinesOfPairs() {
    let (pair, scale) = (Rehearsal.pair, Rehearsal.pairScale)
    #expect(value(LexicalSpec(.longer), pair, scale) == .prefer(1))
    #expect(value(LexicalSpec(.longer), pair, scale, order: [1, 0]) == .prefer(1))
    #expect(value(LexicalSpec(.first), pair, scale, order: [1, 0]) == .prefer(1))
    #expect(value(LexicalSpec(.contains), pair, scale) == .prefer(0))
    let answers = (1...600).map { value(LexicalSpec(.random, seed: 5), pair, scale, id: $0) }
    #expect(answers == (1...600).map { value(LexicalSpec(.random, seed: 5), pair, scale, id: $0) })
    for answer in [RatingValue.prefer(0), .prefer(1), .tie] {
      #expect((150...250).contains(answers.count { $0 == answer }))
    }
  }
}
