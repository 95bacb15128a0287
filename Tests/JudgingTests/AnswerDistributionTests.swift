import AnnotationModel
import Foundation
import Judging
import ModelCalls
import Testing

@Suite struct AnswerDistributionTests {
  private let choice = AnswerMenu.choice(slots: 2, tie: true, bothBad: false)
  private let ten = AnswerMenu.scores(slots: 1, low: 0, high: 10)

  /// A reply of tokens: each with what else could have stood there, as probabilities.
  private func reply(
    _ parts: [(String, Double, [String: Double])], text: String? = nil
  ) -> ModelReply {
    let tokens = parts.map { token, probability, others in
      TokenChoice(
        token: token, logProbability: log(probability),
        alternatives: others.isEmpty
          ? []
          : ([(token, probability)] + others.map { ($0.key, $0.value) }).map {
            TokenChoice.Alternative(token: $0, logProbability: log($1))
          })
    }
    return ModelReply(text: text ?? parts.map(\.0).joined(), tokens: tokens)
  }

  private func near(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) < 1e-9 } ?? false
  }

  @Test func spellingsOfAnAnswerCountTogether() throws {
    let heard = reply([
      ("Answer", 1, [:]), (":", 1, [:]),
      (" A", 0.5, ["A": 0.1, " B": 0.2, " t": 0.1, " The": 0.06]),
    ])
    let found = try #require(AnswerDistribution.read(heard, menu: choice).first)
    #expect(found.chosen == "a" && Set(found.shares.keys) == ["a", "b", "tie"])
    #expect(near(found.shares["a"], 0.6 / 0.9) && near(found.shares["tie"], 0.1 / 0.9))
    #expect(near(found.outside, 0.1) && near(found.confidence, 0.6 / 0.9))
    #expect(found.weightedScore == nil)
  }

  @Test func aWordOfSeveralTokensCountsForTheOneThatItBegins() throws {
    let heard = reply([
      ("Answer:", 1, [:]), (" in", 0.5, [" correct": 0.3, " uns": 0.1, " é": 0.05, "c0": 0.05]),
      ("correct", 0.8, [" fact": 0.2]),
    ])
    let found = try #require(AnswerDistribution.read(heard, menu: .correctness).first)
    #expect(found.chosen == "incorrect" && near(found.shares["incorrect"], 0.4 / 0.8))
    #expect(near(found.shares["unsure"], 0.1 / 0.8) && near(found.outside, 0.2))
  }

  @Test func theLeadingSpaceThatServersCutDoesNotMoveTheAnswer() throws {
    let heard = reply(
      [
        (" A", 0.9, [:]), (" is", 1, [:]), (" fine", 1, [:]), (".\n", 1, [:]),
        ("Answer:", 1, [:]), (" B", 0.75, [" A": 0.25]), ("<|end|>", 1, [:]),
      ],
      text: "A is fine.\nAnswer: B")
    let found = try #require(AnswerDistribution.read(heard, menu: choice).first)
    #expect(found.chosen == "b" && near(found.confidence, 0.75) && near(found.outside, 0))
  }

  @Test func oneTokenAloneHasItsOwnProbability() throws {
    let heard = reply([("Answer: ", 1, [:]), ("tie", 0.4, [:])])
    let found = try #require(AnswerDistribution.read(heard, menu: choice).first)
    #expect(near(found.confidence, 0.4) && near(found.outside, 0.6))
  }

  @Test func scoresAreWeightedByTheirProbability() throws {
    let heard = reply([
      ("Score:", 1, [:]), (" 8", 0.5, [" 7": 0.25, " 9": 0.25]), ("/10", 1, [:]),
    ])
    let found = try #require(AnswerDistribution.read(heard, menu: ten).first)
    #expect(near(found.weightedScore, 8) && near(found.confidence, 0.5))
  }

  /// 1 then 0 is ten; 1 alone is one: 0.8 · 0.75, and 0.8 · 0.25 where the number ends at once.
  @Test func numbersOfSeveralTokensFollowTheirPath() throws {
    let heard = reply([
      ("Score: ", 1, [:]), ("1", 0.8, ["9": 0.2]), ("0", 0.75, ["/": 0.25]), ("/10", 1, [:]),
    ])
    let found = try #require(AnswerDistribution.read(heard, menu: ten).first)
    #expect(near(found.shares["10"], 0.6) && near(found.shares["9"], 0.2))
    #expect(near(found.shares["1"], 0.2) && near(found.weightedScore, 8))
  }

  @Test func valuesOfAnObjectAreFoundByTheirNames() throws {
    let menu = AnswerMenu.scores(slots: 2, low: 0, high: 10)
    let heard = reply([
      (#"{"evidence":"the \"score_a\": 9 is 3","#, 1, [:]), (#""score_b": "#, 1, [:]),
      ("3", 0.5, ["4": 0.5]), (#","score_a":"#, 1, [:]), ("6", 0.9, ["3": 0.1]), ("}", 1, [:]),
    ])
    let found = AnswerDistribution.read(heard, menu: menu)
    #expect(found.map(\.chosen) == ["6", "3"])
    #expect(near(found[0].confidence, 0.9) && near(found[1].confidence, 0.5))
  }

  @Test("Nothing is told where there is nothing to tell")
  func nothing() {
    #expect(AnswerDistribution.read(ModelReply(text: "Answer: A"), menu: choice).isEmpty)
    #expect(AnswerDistribution.read(reply([("Hm.", 1, [:])]), menu: choice).isEmpty)
    // Tokens of another text.
    let other = reply([("Answer: ", 1, [:]), ("B", 1, ["A": 0.1])], text: "Answer: A")
    #expect(AnswerDistribution.read(other, menu: choice).isEmpty)
    let ranked = reply([("Ranking: ", 1, [:]), ("A > B", 1, [:])])
    #expect(AnswerDistribution.read(ranked, menu: .ranking(slots: 2)).isEmpty)
  }

  @Test("Shares add up to one and no probability leaves 0 to 1", arguments: 0..<200)
  func properties(_ seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let spellings = ["A", " A", "a", "B", "tie", " none", "x", "", "7", "\n"]
    var left = 1.0
    var others: [String: Double] = [:]
    let chosen = Double.random(in: 0.01...0.9, using: &random)
    left -= chosen
    for word in spellings.shuffled(using: &random).prefix(5) {
      let part = Double.random(in: 0.001...max(0.002, left), using: &random)
      others[word] = part
      left = max(0.001, left - part)
    }
    others[" B"] = nil
    let heard = reply([("Answer:", 1, [:]), (" B", chosen, others)])
    let found = try #require(AnswerDistribution.read(heard, menu: choice).first)
    #expect(near(found.shares.values.reduce(0, +), 1))
    #expect((0...1).contains(found.confidence) && (0...1).contains(found.outside))
  }

  @Test func aJudgeSaysHowSureItIsAndWeighsScoresWhereAsked() throws {
    let heard = reply([
      ("Score of A: ", 1, [:]), ("6", 0.5, ["2": 0.5]), ("\nScore of B: ", 1, [:]),
      ("5", 0.75, ["4": 0.25]),
    ])
    func conclude(_ weighs: Bool, _ order: [Int]) -> Conclusion {
      let spec = Rehearsal.judge(.combined) { $0.weightsScores = weighs }
      let machine = JudgeMachine(
        spec, item: Rehearsal.pair, scale: Rehearsal.pairScale,
        presentation: Presentation(order: order))
      return Rehearsal.play(machine) { _ in .reply(heard) }.conclusions[0]
    }
    let plain = conclude(false, [1, 0])
    #expect(plain.verdict.value == .prefer(1) && plain.verdict.scores == [5, 6])
    #expect(near(plain.confidence, 0.5))
    // Expected scores: 4 and 4.75, so the other one wins.
    let weighed = conclude(true, [1, 0])
    #expect(weighed.verdict.value == .prefer(0))
    #expect(near(weighed.verdict.scores.first, 4.75) && near(weighed.verdict.scores.last, 4))
  }
}
