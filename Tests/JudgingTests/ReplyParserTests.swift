import AnnotationModel
import Judging
import ModelCalls
import Testing

@Suite struct ReplyParserTests {
  static let pair = AnswerMenu.choice(slots: 2, tie: true, bothBad: false)
  static let scores = AnswerMenu.scores(slots: 2, low: 0, high: 10)

  private func read(_ text: String, _ menu: AnswerMenu, _ finish: FinishReason = .stop)
    -> ParsedReply
  {
    ReplyParser.read(ModelReply(text: text, finish: finish), menu: menu)
  }

  @Test(
    "An answer alone in its line is read",
    arguments: [
      ("Evidence\nBoth are fine.\nAnswer: A", ParsedAnswer.slot(0)),
      ("**Final answer:** **B**", .slot(1)), ("Answer: tie", .tie),
      ("The winner is [[B]].", .slot(1)),
      ("### Verdict\nVerdict - a", .slot(0)), ("答案如下\nAnswer：B", .slot(1)), ("A", .slot(0)),
      ("[[A]]", .slot(0)), ("Response B", .slot(1)), ("\"Tie\"", .tie),
      ("My final decision: (A)", .slot(0)), ("> Answer: Assistant B", .slot(1)),
      ("So the answer is A\n", .slot(0)), ("{\"evidence\":\"x\",\"answer\":\"B\"}", .slot(1)),
      ("```json\n{\"answer\": \"tie\"}\n```", .tie),
    ])
  func choices(_ text: String, _ expected: ParsedAnswer) {
    #expect(read(text, Self.pair).answer == expected)
  }

  @Test(
    "Prose is never guessed at",
    arguments: [
      "I prefer A.", "Answer A: it is shorter and Answer B: it is longer.", "A is better than B",
      "Answer: A, because it is shorter", "A or B", "Answer: it depends on the reader", "a tie?",
      "The answer to this riddle is hard to give", "Answers: A", "```", "{", "{\"answer\":",
      "Answer:", "Score of A: 9/10",
    ])
  func prose(_ text: String) {
    #expect(read(text, Self.pair).answer == .nothing(.unparsed))
  }

  @Test("The last answer counts, and others before it are marked")
  func lastCounts() {
    let twice = read("Answer: A\nOn second thought.\nAnswer: B", Self.pair)
    #expect(twice.answer == .slot(1) && twice.isContradictory)
    let same = read("Answer: A\nAgain:\nAnswer: A", Self.pair)
    #expect(same.answer == .slot(0) && !same.isContradictory)
    let quoted = read("The form was [[A]], so: [[B]]", Self.pair)
    #expect(quoted.answer == .slot(1))
    let scored = read("Score of A: 3/10\nScore of B: 4/10\nScore of A: 5/10", Self.scores)
    #expect(scored.answer == .scores([5, 4]) && scored.isContradictory)
  }

  @Test("What is missing is told apart")
  func reasons() {
    #expect(read("", Self.pair).answer == .nothing(.unparsed))
    #expect(read("Evidence: both", Self.pair, .length).answer == .nothing(.truncated))
    #expect(read("Answer: A", Self.pair, .length).answer == .slot(0))
    #expect(read("Answer: A", Self.pair, .refusal).answer == .nothing(.refused))
    #expect(read("I’m sorry, but I can’t judge that.", Self.pair).answer == .nothing(.refused))
    #expect(read("Answer: C", Self.pair).answer == .nothing(.offMenu))
    #expect(read("[[both]]", Self.pair).answer == .nothing(.offMenu))
    #expect(read("{\"answer\":\"both\"}", Self.pair).answer == .nothing(.offMenu))
    let forced = AnswerMenu.choice(slots: 2, tie: false, bothBad: false)
    #expect(read("Answer: tie", forced).answer == .nothing(.offMenu))
    let bad = AnswerMenu.choice(slots: 2, tie: true, bothBad: true)
    #expect(read("Answer: none", bad).answer == .noneAcceptable)
  }

  @Test(
    "Scores with or without what they are out of",
    arguments: [
      ("Score of A: 7.5/10\nScore of B: 8/10", ParsedAnswer.scores([7.5, 8])),
      ("Score Assistant A: 7/10\nScore Assistant B: 9/10", .scores([7, 9])),
      ("**Assistant A:** 7 out of 10\n**Assistant B:** 6,5 out of 10", .scores([7, 6.5])),
      ("Score for A = 0\nScore for B = 10", .scores([0, 10])),
      ("{\"score_a\": 3, \"score_b\": 4.5}", .scores([3, 4.5])),
      ("Score of A: 11/10\nScore of B: 8/10", .nothing(.offMenu)),
      ("Score of A: 7/5\nScore of B: 8/5", .nothing(.offMenu)),
      ("Score of A: -1\nScore of B: 8", .nothing(.offMenu)),
      ("Score of A: 7/10", .nothing(.unparsed)),
      ("Score of A: seven\nScore of B: 8", .nothing(.unparsed)),
      ("A got 7 and B got 8", .nothing(.unparsed)),
    ])
  func scoreForms(_ text: String, _ expected: ParsedAnswer) {
    #expect(read(text, Self.scores).answer == expected)
  }

  @Test func aSingleScore() {
    let menu = AnswerMenu.scores(slots: 1, low: 1, high: 5)
    #expect(read("Evidence\nGood.\nOverall score: 4/5", menu).answer == .scores([4]))
    #expect(read("[[3]]", menu).answer == .scores([3]))
    #expect(read("3", menu).answer == .scores([3]))
    #expect(read("Rating - 2", menu).answer == .scores([2]))
    #expect(read("0", menu).answer == .nothing(.offMenu))
    #expect(read("3 of the 5 points are wrong", menu).answer == .nothing(.unparsed))
  }

  @Test(
    "Rankings in their forms",
    arguments: [
      ("Ranking: C > A > B", ParsedAnswer.ranking([2, 0, 1])),
      ("[[C]], [[A]], [[B]]", .ranking([2, 0, 1])),
      ("Order: [C, A, B]", .ranking([2, 0, 1])), ("CAB", .ranking([2, 0, 1])),
      ("{\"ranking\":[\"B\",\"A\",\"C\"]}", .ranking([1, 0, 2])),
      ("Ranking: A > A > B", .nothing(.offMenu)), ("Ranking: A > B", .nothing(.offMenu)),
      ("Ranking: the first is best", .nothing(.unparsed)),
    ])
  func rankings(_ text: String, _ expected: ParsedAnswer) {
    #expect(read(text, .ranking(slots: 3)).answer == expected)
  }

  @Test func correctness() {
    #expect(read("correct", .correctness).answer == .category("correct"))
    #expect(
      read("Evidence\nNo.\nAnswer: Incorrect.", .correctness).answer == .category("incorrect"))
    #expect(read("Answer: unsure", .correctness).answer == .nothing(.unsure))
    #expect(read("It is correct that both", .correctness).answer == .nothing(.unparsed))
  }

  @Test("Every form that a prompt asks for is read back", arguments: 1...4)
  func ownForms(_ slots: Int) {
    for tie in [true, false] {
      let menu = AnswerMenu.choice(slots: slots, tie: tie, bothBad: false)
      for (at, word) in menu.words.enumerated() {
        let text = menu.form.split(separator: "\n").last?.replacing("X", with: word) ?? ""
        #expect(read(String(text), menu).answer == (at < slots ? .slot(at) : .tie), "\(text)")
      }
    }
    let scored = AnswerMenu.scores(slots: slots, low: 0, high: 100)
    let lines = scored.form.split(separator: "\n").dropFirst().joined(separator: "\n")
    let text = lines.replacing(": N", with: ": 42")
    #expect(read(text, scored).answer == .scores(Array(repeating: 42, count: slots)), "\(text)")
    guard slots > 1 else { return }
    let ranked = AnswerMenu.ranking(slots: slots)
    #expect(read(ranked.form, ranked).answer == .ranking(Array(0..<slots)))
  }

  @Test("The answer's place is marked, and the reasons are the rest")
  func placeOfAnswer() throws {
    let text = "Évidence — both.\nAnswer: B"
    let parsed = read(text, Self.pair)
    let range = try #require(parsed.answerRange)
    #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == "Answer: B")
    #expect(parsed.reasoning == "Évidence — both.")
  }

  @Test("20,000 random replies neither trap nor are guessed at")
  func fuzz() {
    let pieces = [
      "Answer", ":", " ", "\n", "A", "B", "[[", "]]", "Score of ", "10", "/", ".", ",", "{", "}",
      "\"answer\"", "\"", "tie", "é", "中", "\u{0}", "\u{202E}", "👩‍👩‍👧", "is", "-", "correct", ">",
      "9",
      "e", "\r\n", "\\", "```", "Ranking", "\u{FFFD}",
    ]
    var random = SplitMix64(seed: 20_000)
    let menus: [AnswerMenu] = [
      Self.pair, Self.scores, .scores(slots: 1, low: 1, high: 5), .correctness, .ranking(slots: 3),
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...24, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      for menu in menus {
        let parsed = read(text, menu)
        if let range = parsed.answerRange { #expect(range.upperBound <= text.utf8.count) }
        if case .slot(let slot) = parsed.answer {
          // Whatever is chosen stands in the text as a letter of its own.
          #expect(text.uppercased().contains(AnswerMenu.letter(slot)), "\(text)")
        }
        if case .scores(let all) = parsed.answer {
          #expect(all.allSatisfy { (0...10).contains($0) })
        }
      }
    }
  }
}
