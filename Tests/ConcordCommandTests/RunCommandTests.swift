import Foundation
import RehearsalServer
import Testing

/// `concord run`, `runs` and `reparse` against the rehearsal server.
@Suite struct RunCommandTests {
  @Test func aJudgeBecomesARater() throws {
    let stage = try RunStage(models: ["always-a"])
    let run = try stage.concord(
      "run", "judge", stage.study, "--model", "always-a", "--order", "both", "--json")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("12 verdicts, 12 calls"))
    let counts = try stage.counts("judge/always-a")
    #expect(counts["verdicts"] as? Int == 12 && counts["state"] as? String == "finished")
    #expect(counts["attempts"] as? Int == 12)
    #expect((counts["marks"] as? [String: Int]) == ["rehearsal": 12])
    let agree = try #require(
      try stage.json("agree", stage.study, "--json", "--reference", "ann") as? [String: Any])
    let pairs = try #require(agree["pairs"] as? [[String: Any]])
    #expect(pairs.contains { ($0["raters"] as? [String]) == ["ann", "judge/always-a"] })
    // Whoever stands first wins: both orders contradict each other, and merged they are ties.
    #expect(agree.description.contains("always-a"))
    #expect(try stage.concord("check", stage.study).status == 0)
    // Once more asks nothing.
    let calls = stage.server.statistics.calls
    let again = try stage.concord(
      "run", "judge", stage.study, "--model", "always-a", "--order", "both")
    #expect(again.status == 0 && again.errors.contains("12 there before"), "\(again.errors)")
    #expect(stage.server.statistics.calls == calls)
  }

  @Test func otherSettingsNeedAnotherName() throws {
    let stage = try RunStage()
    #expect(try stage.concord("run", "judge", stage.study, "--model", "random").status == 0)
    let other = try stage.concord("run", "judge", stage.study, "--model", "random", "--scale", "5")
    #expect(other.status == 3 && other.errors.contains("--name"), "\(other.errors)")
    let named = try stage.concord(
      "run", "judge", stage.study, "--model", "random", "--strategy", "combined", "--scale", "5",
      "--name", "five")
    #expect(named.status == 0, "\(named.errors)")
  }

  @Test func whatWouldBeSentIsShownAndNothingIsSent() throws {
    let stage = try RunStage()
    let dry = try stage.concord("run", "judge", stage.study, "--model", "random", "--dry-run")
    #expect(dry.status == 0 && dry.output.contains("question 1"))
    #expect(dry.output.contains("=== system") && dry.output.contains("Answer: X"))
    let plan = try stage.concord("run", "judge", stage.study, "--model", "random", "--plan-only")
    #expect(plan.status == 0 && plan.errors.contains("6 calls, about"))
    #expect(try stage.concord("runs", stage.study, "--json").output.hasPrefix("[]"))
    #expect(stage.server.statistics.calls == 0)
  }

  @Test func moneyIsNotSpentUnasked() throws {
    let stage = try RunStage(price: "    price: {in: 10, out: 30}\n")
    let refused = try stage.concord("run", "judge", stage.study, "--model", "random")
    #expect(refused.status == 2 && refused.errors.contains("say --yes"), "\(refused.errors)")
    #expect(stage.server.statistics.calls == 0)
    let run = try stage.concord(
      "run", "judge", stage.study, "--model", "random", "--yes", "--budget-calls", "2",
      "--parallel", "1")
    #expect(run.status == 1 && run.errors.contains("budget of calls"), "\(run.errors)")
    #expect(stage.server.statistics.calls == 2)
    let cost = try #require(try stage.counts("judge/random")["cost"] as? Double)
    #expect(cost > 0)
    #expect(
      try stage.concord("run", "judge", stage.study, "--model", "random", "--yes").status == 0)
    #expect(stage.server.statistics.calls == 6)
  }

  @Test func killedThreeTimesNothingIsLostOrPaidTwice() throws {
    let stage = try RunStage(items: 60, latency: .milliseconds(40))
    let words = [
      "run", "judge", stage.study, "--model", "random", "--order", "both", "--yes", "--parallel",
      "8",
    ]
    for _ in 0..<3 { try stage.killed(after: 0.25, words) }
    let run = try RunningProgram.run(try #require(RunningProgram.concord), words)
    #expect(run.status == 0, "\(run.errors)")
    let counts = try stage.counts("judge/random")
    #expect(counts["verdicts"] as? Int == 120)
    // At most the calls in flight are asked again: eight at a time, three times.
    #expect(stage.server.statistics.calls <= 120 + 24)
    #expect(counts["attempts"] as? Int == 120)
    #expect(try stage.concord("check", stage.study).status == 0)
  }

  @Test func twoProcessesShareARun() throws {
    let stage = try RunStage(items: 150, latency: .milliseconds(20))
    let words = ["run", "judge", stage.study, "--model", "random", "--parallel", "2", "--yes"]
    let program = try #require(RunningProgram.concord)
    let beside = Process()
    beside.executableURL = URL(fileURLWithPath: program)
    beside.arguments = words
    beside.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"]
    beside.standardError = FileHandle.nullDevice
    try beside.run()
    let run = try RunningProgram.run(program, words)
    beside.waitUntilExit()
    #expect(run.status == 0 && beside.terminationStatus == 0, "\(run.errors)")
    #expect(try stage.counts("judge/random")["verdicts"] as? Int == 150)
    #expect(stage.server.statistics.calls == 150)
  }

  @Test func aDebatesRolesHearWhatTheyShouldAndVoteBlindly() throws {
    let stage = try RunStage(items: 4) { call in
      let isVote = call.prompt.contains("Score of A: ")
      return ScriptedReply(
        isVote ? "VOTED. I weighed it.\nScore of A: 3\nScore of B: 8" : "SPOKEN by one of us.")
    }
    let run = try stage.concord("run", "debate", stage.study, "--model", "random", "--rounds", "2")
    #expect(run.status == 0, "\(run.errors)")
    for item in 1...4 {
      let sent = stage.prompts.sent.filter { $0.contains("question \(item)\n") }
      let heard = sent.map { $0.components(separatedBy: "SPOKEN").count - 1 }
      #expect(heard.sorted() == [0, 1, 2, 3, 4, 5, 6, 6, 6], "\(item): \(heard)")
      #expect(sent.allSatisfy { !$0.contains("VOTED") })
    }
    let verdicts = try stage.concord(
      "export", stage.study, "--what", "ratings", "--format", "jsonl")
    let lines = verdicts.output.split(separator: "\n").filter { $0.contains("debate/random") }
    #expect(lines.count == 4 && lines.allSatisfy { $0.contains(#""answer":"b""#) })
  }

  @Test func juriesAreLiveOrOfWhatIsThere() throws {
    let stage = try RunStage(models: ["always-a", "always-b", "always-tie"])
    let live = try stage.concord(
      "run", "jury", stage.study, "--seats", "always-a,always-b,always-tie", "--name", "jury/live")
    #expect(live.status == 0, "\(live.errors)")
    #expect(stage.server.statistics.calls == 18)
    for model in ["always-a", "always-b"] {
      #expect(try stage.concord("run", "judge", stage.study, "--model", model).status == 0)
    }
    // What the jury's seats were asked is what the judges would be: nothing was asked twice.
    #expect(stage.server.statistics.calls == 18)
    let after = try stage.concord(
      "run", "jury", stage.study, "--seats", "judge/always-a,judge/always-b", "--rule",
      "tie-yields", "--name", "jury/after")
    #expect(after.status == 0 && after.errors.contains("nobody was asked"), "\(after.errors)")
    let mixed = try stage.concord(
      "run", "jury", stage.study, "--seats", "judge/always-a,always-b", "--name", "j")
    #expect(mixed.status == 2 && mixed.errors.contains("no rater of the study"))
    let ratings = try stage.concord("export", stage.study, "--what", "ratings", "--format", "jsonl")
    for jury in ["jury/live", "jury/after"] {
      let mine = ratings.output.split(separator: "\n").filter { $0.contains("\"\(jury)\"") }
      #expect(mine.count == 6 && mine.allSatisfy { $0.contains(#""answer":"tie""#) }, "\(jury)")
    }
  }

  @Test func aBatchGoesOutAndComesBackInAnyOrder() throws {
    let stage = try RunStage(items: 5)
    let (out, back) = (stage.folder.file("calls.jsonl"), stage.folder.file("results.jsonl"))
    let plan = try stage.concord(
      "run", "judge", stage.study, "--model", "random", "--plan-only", "--batch", "openai", "-o",
      out)
    #expect(plan.status == 0 && plan.errors.contains("5 calls written"), "\(plan.errors)")
    #expect(stage.server.statistics.calls == 0)
    let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
    var results = try lines.reversed().map { line in
      let call = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let key = try #require(call["custom_id"] as? String)
      return #"{"id":"r","custom_id":"\#(key)","response":{"status_code":200,"body":{"model":"m","#
        + #""choices":[{"message":{"role":"assistant","content":"Answer: B"},"#
        + #""finish_reason":"stop"}],"#
        + #""usage":{"prompt_tokens":9,"completion_tokens":3}}},"error":null}"#
    }
    let last = results.removeLast()
    try Data(results.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: back))
    let collect = ["run", "judge", stage.study, "--model", "random", "--collect", back]
    let program = try #require(RunningProgram.concord)
    let first = try RunningProgram.run(program, collect)
    #expect(
      first.errors.contains("4 replies taken in") && first.errors.contains("1 left"),
      "\(first.errors)")
    try Data((results + [last]).joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: back))
    let second = try RunningProgram.run(program, collect)
    #expect(
      second.errors.contains("1 replies taken in") && second.errors.contains("0 left"),
      "\(second.errors)")
    let third = try RunningProgram.run(program, collect)
    #expect(third.errors.contains("0 replies taken in"), "\(third.errors)")
    #expect(try stage.counts("judge/random")["verdicts"] as? Int == 5)
    #expect(stage.server.statistics.calls == 0)
  }

  @Test func keptRepliesAreReadAgain() throws {
    let stage = try RunStage(models: ["prose"])
    #expect(
      try stage.concord("run", "judge", stage.study, "--model", "prose", "--reasks", "0").status
        == 0)
    let calls = stage.server.statistics.calls
    let run = try stage.concord("reparse", stage.study, "judge/prose")
    #expect(run.status == 0 && run.errors.contains("6 verdicts read again"), "\(run.errors)")
    #expect(stage.server.statistics.calls == calls)
    #expect(try stage.counts("judge/prose")["verdicts"] as? Int == 6)
  }

  @Test(arguments: [
    (["judge", "S", "--model", "nobody"], 3, "no model is called 'nobody'"),
    (["judge", "S"], 2, "which model?"),
    (["jury", "S", "--seats", "random"], 2, "two seats or more"),
    (["debate", "S", "--model", "random", "--rounds", "9"], 2, "1 to 5 rounds"),
    (["judge", "S", "--model", "random", "--items", "wet"], 2, "'wet' is none of"),
    (["judge", "S", "--model", "random", "--items", "key=none"], 3, "no item is like that"),
    (["lexical", "S"], 2, "which rule?"),
    (["judge", "S", "--model", "random", "--temperature", "hot"], 2, "'hot' is none"),
    (["judge", "S", "--model", "random", "--effort", "low"], 2, "reasoning-effort"),
  ])
  func whatCannotBeIsSaid(_ words: [String], _ status: Int32, _ text: String) throws {
    let stage = try RunStage()
    let arguments = ["run"] + words.map { $0 == "S" ? stage.study : $0 }
    let run = try RunningProgram.run(try #require(RunningProgram.concord), arguments)
    #expect(run.status == status && run.errors.contains(text), "\(run.status): \(run.errors)")
    #expect(stage.server.statistics.calls == 0)
  }
}
