import Foundation
import RehearsalServer
import Testing

/// Runs that ask more than once: samples, balanced orders, exemplars, cascades.
@Suite struct SampledRunTests {
  @Test func samplesMakeOneVerdict() throws {
    let stage = try RunStage(items: 4)
    let cold = try stage.concord(
      "run", "judge", stage.study, "--model", "random", "--samples", "3")
    #expect(cold.status == 2 && cold.errors.contains("temperature"), "\(cold.errors)")
    let run = try stage.concord(
      "run", "judge", stage.study, "--model", "random", "--samples", "3", "--temperature", "1",
      "--order", "balanced")
    #expect(run.status == 0, "\(run.errors)")
    #expect(stage.server.statistics.calls == 4 * 3 * 2)
    #expect(try stage.counts("judge/random")["verdicts"] as? Int == 4)
  }

  /// Who stands first wins here: both orders contradict each other, so the next seat is asked.
  @Test func aCascadePassesOnWhatIsUnsure() throws {
    let stage = try RunStage(items: 5, models: ["always-first", "longer"])
    let run = try stage.concord(
      "run", "cascade", stage.study, "--seats", "always-first,longer", "--order", "balanced",
      "--name", "cascade/two")
    #expect(run.status == 0, "\(run.errors)")
    #expect(stage.server.statistics.models == ["always-first": 10, "longer": 10])
    let ratings = try stage.concord("export", stage.study, "--what", "ratings", "--format", "jsonl")
    let mine = ratings.output.split(separator: "\n").filter { $0.contains("\"cascade/two\"") }
    #expect(mine.count == 5 && mine.allSatisfy { $0.contains(#""answer":"b""#) }, "\(mine)")
    #expect(ratings.output.contains("cascade/two/always-first"))
    let alone = try stage.concord("run", "cascade", stage.study, "--seats", "longer")
    #expect(alone.status == 2 && alone.errors.contains("two seats or more"))
  }

  @Test func exemplarsAreOfOtherItems() throws {
    let stage = try RunStage(items: 8)
    let run = try stage.concord(
      "run", "judge", stage.study, "--model", "random", "--exemplars", "2", "--items", "first=3")
    #expect(run.status == 0, "\(run.errors)")
    #expect(stage.prompts.sent.count == 3)
    for prompt in stage.prompts.sent {
      let shown = (1...8).filter { prompt.contains("question \($0)\n") }
      #expect(shown.count == 3 && shown.count { $0 > 3 } == 2, "\(shown)")
    }
    let many = try stage.concord(
      "run", "judge", stage.study, "--model", "random", "--exemplars", "9", "--items", "first=3",
      "--name", "nine")
    #expect(many.status == 2 && many.errors.contains("exemplars are wanted"), "\(many.errors)")
  }

  @Test func probabilitiesAreKept() throws {
    let stage = try RunStage(items: 3)
    let run = try stage.concord(
      "run", "judge", stage.study, "--model", "random", "--logprobs", "5", "--strategy",
      "combined", "--weigh-scores")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try stage.counts("judge/random")["verdicts"] as? Int == 3)
    #expect(try stage.concord("check", stage.study).status == 0)
  }
}
