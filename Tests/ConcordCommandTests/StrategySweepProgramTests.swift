import Foundation
import RehearsalServer
import Testing

/// `concord run sweep` and `concord run promote` against the rehearsal server.
@Suite struct StrategySweepProgramTests {
  /// Knows what ann says when it scores both answers, and says A where it is asked directly; `away`
  /// refuses every key.
  @Sendable private static func planted(_ call: RehearsalCall) -> ScriptedReply? {
    if call.model == "away" { return ScriptedReply(fault: .status(401)) }
    if call.prompt.contains("Answer: X") { return ScriptedReply("Clear.\nAnswer: A") }
    let number = call.prompt.firstMatch(of: /question ([0-9]+)\n/).flatMap { Int($0.1) } ?? 0
    let isStored = call.prompt.components(separatedBy: "another ")[0].contains("one \(number)")
    return (number % 3 == 0) == isStored
      ? ScriptedReply("B.\nScore of A: 1\nScore of B: 4")
      : ScriptedReply("A.\nScore of A: 5\nScore of B: 2")
  }

  private func concord(_ stage: RunStage, _ words: String...) throws -> RunningProgram {
    try RunningProgram.run(
      try #require(RunningProgram.concord), ["run", words[0], stage.study] + words.dropFirst())
  }

  private func rows(_ table: Any) throws -> [[String: Any]] {
    try #require((table as? [String: Any])?["rows"] as? [[String: Any]])
  }

  @Test func oneEstimateOneTableAndNothingTwice() throws {
    let stage = try RunStage(items: 12, models: ["m-1", "m-2"], script: Self.planted)
    let words = [
      "run", "sweep", stage.study, "--models", "m-1,m-2", "--strategies", "direct,combined",
      "--scales", "5,10", "--json",
    ]
    let program = try #require(RunningProgram.concord)
    let run = try RunningProgram.run(program, words)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("all together: 6 runs, 72 calls"), "\(run.errors)")
    #expect(run.errors.contains("nothing tells the time before"))
    #expect(stage.server.statistics.calls == 72)
    let table = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let rows = try rows(table)
    #expect(
      rows.map { $0["rater"] as? String } == [
        "judge/m-1/direct", "judge/m-1/combined-5", "judge/m-1/combined-10", "judge/m-2/direct",
        "judge/m-2/combined-5", "judge/m-2/combined-10",
      ])
    // Always A has no kappa beyond chance: 8 of 12 agree, and 8 of 12 would by chance.
    #expect(
      rows.map { ($0["cohen"] as? [String: Any])?["value"] as? Double } == [0, 1, 1, 0, 1, 1])
    // Four are perfect; the first of them is the winner, and no difference to the next is seen.
    let whole = try #require(table as? [String: Any])
    #expect(whole["winner"] as? String == "judge/m-1/combined-5")
    #expect(whole["next"] as? String == "judge/m-1/combined-10")
    #expect(whole["told_from_next"] as? Bool == false)
    #expect(rows.map { $0["best_of_model"] as? Bool } == [false, true, false, false, true, false])
    #expect(rows.allSatisfy { $0["ties_of_reference"] as? Double == 0 })
    // The same again asks nobody; the table alone looks the same.
    let again = try RunningProgram.run(program, words)
    #expect(again.status == 0 && again.errors.contains("nobody has to be asked"))
    #expect(stage.server.statistics.calls == 72 && again.output == run.output)
    let shown = try concord(stage, "sweep", "--table", "--json")
    #expect(shown.output == run.output && shown.status == 0, "\(shown.errors)")
    let text = try concord(stage, "sweep", "--table").output
    #expect(text.contains("cannot be told from the next, judge/m-1/combined-10"))
    #expect(text.split(separator: "\n").contains { $0.contains("m-1") && $0.contains("**") })
    #expect(try stage.concord("check", stage.study).status == 0)
  }

  @Test func aSweepKilledGoesOnByTheSameWords() throws {
    let stage = try RunStage(
      items: 30, models: ["m-1", "m-2"], latency: .milliseconds(20), script: Self.planted)
    let words = [
      "run", "sweep", stage.study, "--models", "m-1,m-2", "--strategies", "direct,combined",
      "--scales", "10", "--order", "both", "--yes", "--parallel", "6",
    ]
    // 2 models × 2 strategies × 30 items × 2 orders.
    for _ in 0..<3 {
      try stage.killed(afterCalls: 50, words)
      #expect(try stage.concord("check", stage.study).status == 0)
    }
    #expect(stage.server.statistics.calls < 240)
    let end = try RunningProgram.run(try #require(RunningProgram.concord), words)
    #expect(end.status == 0, "\(end.errors)")
    #expect((240...240 + 3 * 6).contains(stage.server.statistics.calls))
    for name in ["m-1/direct", "m-1/combined-10", "m-2/direct", "m-2/combined-10"] {
      let counts = try stage.counts("judge/" + name)
      #expect(counts["verdicts"] as? Int == 60 && counts["attempts"] as? Int == 60)
      #expect(counts["state"] as? String == "finished")
    }
    #expect(end.output.contains("judge/m-1/combined-10 has the best kappa"), "\(end.output)")
  }

  @Test func oneBudgetForAll() throws {
    let stage = try RunStage(
      items: 5, models: ["m"], price: "    price: {in: 10, out: 30}\n", script: Self.planted)
    let refused = try concord(stage, "sweep", "--models", "m")
    #expect(refused.status == 2 && refused.errors.contains("say --yes"), "\(refused.errors)")
    let plan = try concord(stage, "sweep", "--models", "m", "--plan-only")
    // Direct and three combined ask 5 each, three independent 10 each.
    #expect(
      plan.errors.contains("7 runs, 50 calls") && plan.errors.contains("with replies that long"))
    #expect(stage.server.statistics.calls == 0 && plan.status == 0)
    let run = try concord(
      stage, "sweep", "--models", "m", "--strategies", "direct,combined", "--yes",
      "--budget-calls", "12", "--parallel", "1")
    #expect(run.status == 1 && run.errors.contains("budget of calls"), "\(run.errors)")
    #expect(stage.server.statistics.calls == 12)
    // Five direct ones, five out of 5 and two out of 10.
    #expect(run.output.contains("combined-10") && !run.output.contains("combined-100"))
    #expect(try stage.counts("judge/m/combined-10")["verdicts"] as? Int == 2)
    // What is not done is said with the table, and with what is made of its winner.
    #expect(run.errors.contains("1 way was not asked yet, judge/m/combined-10 is stopped"))
    let promoted = try concord(stage, "promote", "--to", "judge", "--items", "all", "--plan-only")
    #expect(promoted.errors.contains("the sweep is not done (judge/m/combined-10 is stopped)"))
    let rest = try concord(stage, "sweep", "--models", "m", "--yes", "--strategies", "direct")
    #expect(rest.status == 0 && stage.server.statistics.calls == 12, "\(rest.errors)")
  }

  @Test func aModelThatIsAwayEndsItsOwnRuns() throws {
    let stage = try RunStage(items: 4, models: ["away", "m"], script: Self.planted)
    let run = try concord(
      stage, "sweep", "--models", "away,m", "--strategies", "direct,combined", "--scales", "5")
    #expect(run.status == 3 && run.errors.contains("left out, as away is away"), "\(run.errors)")
    #expect(run.output.contains("combined-5") && !run.output.contains("away"))
    #expect(try stage.counts("judge/m/combined-5")["verdicts"] as? Int == 4)
  }

  @Test func theWinnerIsPromotedToOtherItems() throws {
    let stage = try RunStage(items: 12, models: ["m-1", "m-2"], script: Self.planted)
    #expect(
      try concord(
        stage, "sweep", "--models", "m-1,m-2", "--items", "first=9", "--scales", "5", "--order",
        "both"
      ).status == 0)
    for (kind, name, verdicts) in [
      ("judge", "judge/promoted/m-1", 6), ("judge", "judge/promoted/m-2", 6),
      ("jury", "jury/promoted/m-1+m-2", 6), ("debate", "debate/promoted/m-2", 6),
    ] {
      let run = try concord(stage, "promote", "--to", kind)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.errors.contains("judge/m-1/combined-5 has the best kappa with majority: 1"))
      #expect(run.errors.contains("3 items that the sweep has not seen"))
      // Both orders, as the sweep had them.
      #expect(try stage.counts(name)["verdicts"] as? Int == verdicts)
    }
    let one = try #require(
      try stage.json("runs", stage.study, "judge/promoted/m-2", "--json") as? [[String: Any]])
    let settings = (one.first?["specification"] as? String) ?? ""
    #expect(settings.contains(#""strategy":"combined","scale":5"#), "\(settings)")
    let all = try concord(
      stage, "promote", "--to", "judge", "--items", "all", "--name", "every", "--plan-only")
    #expect(all.errors.contains("9 of the 12 items are those on which"), "\(all.errors)")
    // Another study with the same first items.
    let other = stage.folder.file("other.concord")
    #expect(try stage.concord("new", other).status == 0)
    #expect(try stage.concord("import", other, stage.folder.file("rows.jsonl")).status == 0)
    let elsewhere = try stage.concord(
      "run", "promote", other, "--from", stage.study, "--to", "jury", "--plan-only")
    #expect(elsewhere.status == 0, "\(elsewhere.errors)")
    #expect(elsewhere.errors.contains("9 of the 12 items are those on which"))
  }

  @Test(arguments: [
    (["sweep", "S"], 2, "which models?"),
    (["sweep", "S", "--models", "random,random"], 2, "named twice"),
    (["sweep", "S", "--models", "random", "--scales", "7"], 2, "'7' is none of 5, 10, 100"),
    (["sweep", "S", "--models", "random", "--strategy", "direct"], 2, "say --strategies"),
    (["sweep", "S", "--models", "random", "--against", "zoe"], 2, "no rater is called 'zoe'"),
    (["sweep", "S", "--models", "nobody"], 3, "no model is called 'nobody'"),
    (["sweep", "S", "--table"], 3, "no run of a sweep"),
    (["promote", "S"], 2, "to what?"),
    (["promote", "S", "--to", "jury"], 3, "begin with concord run sweep"),
    (["judge", "S", "--models", "random"], 2, "--models is not for one run"),
  ])
  func whatCannotBeIsSaid(_ words: [String], _ status: Int32, _ text: String) throws {
    let stage = try RunStage()
    let arguments = ["run"] + words.map { $0 == "S" ? stage.study : $0 }
    let run = try RunningProgram.run(try #require(RunningProgram.concord), arguments)
    #expect(run.status == status && run.errors.contains(text), "\(run.status): \(run.errors)")
    #expect(stage.server.statistics.calls == 0)
  }
}
