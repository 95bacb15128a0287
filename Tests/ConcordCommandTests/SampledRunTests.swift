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

  /// FairEval's calibrations: the mean score over samples and both orders. The first answer shown
  /// gets three points too many, which turns each order by itself, and not their mean.
  @Sendable private static func biased(_ call: RehearsalCall) -> ScriptedReply? {
    let number = call.prompt.firstMatch(of: /question ([0-9]+)\n/).map { String($0.1) } ?? ""
    let isStored = call.prompt.components(separatedBy: "another ")[0].contains("one " + number)
    let (first, second) = isStored ? (6 + 3, 5) : (5 + 3, 6)
    return ScriptedReply("Weighed.\nScore of A: \(first)\nScore of B: \(second)")
  }

  @Test func samplesInBothOrdersAreCalibrated() throws {
    let stage = try RunStage(items: 5, script: Self.biased)
    let run = try stage.concord(
      "run", "judge", stage.study, "--model", "random", "--strategy", "combined", "--samples", "3",
      "--order", "balanced", "--temperature", "1", "--name", "calibrated")
    #expect(run.status == 0, "\(run.errors)")
    #expect(stage.server.statistics.calls == 5 * 3 * 2)
    let ratings = try stage.concord("export", stage.study, "--what", "ratings", "--format", "jsonl")
    let mine = ratings.output.split(separator: "\n").filter { $0.contains("\"calibrated\"") }
    #expect(mine.count == 5 && mine.allSatisfy { $0.contains(#""answer":"a""#) }, "\(mine)")
    // (9 + 6)/2 against (5 + 8)/2.
    let history = try stage.concord(
      "export", stage.study, "--what", "study", "-o", stage.folder.file("out"))
    #expect(history.status == 0, "\(history.errors)")
    let verdicts = try String(
      contentsOfFile: stage.folder.file("out") + "/verdicts.jsonl", encoding: .utf8)
    #expect(verdicts.split(separator: "\n").allSatisfy { $0.contains("[7.5,6.5]") }, "\(verdicts)")
  }

  @Test func consistencyOfRepeatsAndOrders() throws {
    let stage = try RunStage(items: 6, script: Self.biased)
    #expect(
      try stage.concord(
        "run", "judge", stage.study, "--model", "random", "--strategy", "combined", "--order",
        "both", "--repeats", "3", "--name", "j/both"
      ).status == 0)
    #expect(
      try stage.concord("run", "lexical", stage.study, "--rule", "first", "--name", "l").status == 0
    )
    let found = try #require(
      try stage.json("consistency", stage.study, "--json") as? [[String: Any]])
    #expect(found.map { $0["rater"] as? String } == ["j/both", "l"])
    func value(_ row: Int, _ part: String, _ name: String) -> Double? {
      let figures = (found[row][part] as? [String: Any])?[name] as? [String: Any]
      return figures?["value"] as? Double
    }
    // Whoever stands first wins, every time.
    #expect(value(0, "repeats", "modal_share") == 1 && value(0, "repeats", "majority") == 1)
    #expect((found[0]["repeats_exchanged"] as? [String: Any])?["n"] as? Int == 6)
    #expect(value(0, "orders", "consistency") == 0 && value(0, "orders", "conflict_rate") == 1)
    #expect(value(0, "orders", "primacy") == 1 && value(0, "orders", "recency") == 0)
    let retest = (found[0]["repeats"] as? [String: Any])?["retest_kappa"] as? [String: Any]
    #expect(retest?["undefined"] is String)
    #expect((found[1]["repeats"] as? [String: Any])?["undefined"] is String)
    let text = try stage.concord("consistency", stage.study).output
    #expect(text.contains("6 (100.0 %)") && text.contains("--repeats): l"), "\(text)")
    let unknown = try stage.concord("consistency", stage.study, "--raters", "zoe")
    #expect(unknown.status == 2 && unknown.errors.contains("no rater is called 'zoe'"))
  }
}
