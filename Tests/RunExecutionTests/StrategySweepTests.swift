import AnnotationModel
import Judging
import ModelCalls
import RunExecution
import Testing

@Suite struct StrategySweepTests {
  @Test func modelsTimesStrategiesTimesScales() {
    let sweep = StrategySweep(
      models: ["a", "b"], strategies: [.direct, .combined, .independent], scales: [5, 100])
    #expect(
      sweep.judges.prefix(5).map(\.name) == [
        "judge/a/direct", "judge/a/combined-5", "judge/a/combined-100", "judge/a/independent-5",
        "judge/a/independent-100",
      ])
    #expect(sweep.judges.count == 10 && Set(sweep.judges.map(\.name)).count == 10)
    for judge in sweep.judges {
      #expect(judge.settings.seats == [RunSeat(endpoint: judge.model)])
      #expect(judge.settings.strategy == judge.strategy.strategy)
      #expect(judge.settings.highestScore == judge.strategy.highestScore ?? 10)
      #expect(judge.settings.mistake == nil)
    }
  }

  private func specification(_ settings: RunSettings) throws -> RunSpecification {
    try RunSpecification(
      settings, scale: .preference(candidates: 2, tie: true, bothBad: false),
      endpoint: { Endpoint(name: $0, baseURL: "http://h/v1", model: $0) },
      prompt: { try PromptTemplate(name: $0, text: "=== user\n{{form}}\n") })
  }

  @Test func aRunIsKnownAgainByItsNameAndWhatItAsked() throws {
    var base = RunSettings(.judge)
    base.order = .both
    let sweep = StrategySweep(
      models: ["a/b"], strategies: [.direct, .combined], scales: [10], base: base, prefix: "mine")
    for judge in sweep.judges {
      let text = try specification(judge.settings).text
      #expect(
        StrategySweep.judge(ofRun: judge.name, specification: text, prefix: "mine") == judge)
      #expect(StrategySweep.judge(ofRun: judge.name, specification: text) == nil)
      #expect(StrategySweep.judge(ofRun: "judge/a/b", specification: text) == nil)
    }
    #expect(StrategySweep.judge(ofRun: "judge/a/direct", specification: "{}") == nil)
  }

  @Test func theWinnerIsPromoted() {
    var winner = RunSettings(.judge, seats: [RunSeat(endpoint: "a")])
    (winner.strategy, winner.highestScore, winner.samples) = (.combined, 5, 3)
    (winner.order, winner.temperature) = (.balanced, 1)
    let roles = [RunSeat(endpoint: "", role: "Critic"), RunSeat(endpoint: "c", role: "Poet")]
    func promoted(_ kind: StrategySweep.Promotion) -> [(name: String, settings: RunSettings)] {
      StrategySweep.promoted(winner, to: kind, models: ["a", "b"], roles: roles)
    }
    #expect(promoted(.judge).map(\.name) == ["judge/promoted/a", "judge/promoted/b"])
    #expect(promoted(.judge)[0].settings == winner)
    let jury = promoted(.jury)
    #expect(jury.map(\.name) == ["jury/promoted/a+b"] && jury[0].settings.kind == .jury)
    #expect(jury[0].settings.seats.map(\.endpoint) == ["a", "b"])
    let debates = promoted(.debate)
    #expect(debates.map(\.name) == ["debate/promoted/a", "debate/promoted/b"])
    #expect(debates[1].settings.seats.map(\.endpoint) == ["b", "c"])
    #expect(debates[1].settings.highestScore == 5 && debates[1].settings.order == .both)
    for one in promoted(.judge) + jury + debates { #expect(one.settings.mistake == nil) }
  }
}
