import Foundation
import RehearsalServer
import Synchronization
import Testing

/// Runs over FairEval's items against the rehearsal server, killed three times each: nothing is
/// lost, nothing but what was under way is asked twice, and a debate's roles hear what they should.
@Suite(
  .serialized,
  .enabled(
    if: SharedData.path != nil && RunningProgram.concord != nil, "needs shared/data and concord"))
struct KilledRunTests {
  private static let parallel = 8

  /// A study of the 80 items with a server beside it.
  private func stage(
    latency: Duration = .milliseconds(25),
    script: (@Sendable (RehearsalCall) -> ScriptedReply?)? = nil
  ) throws -> RunStage {
    let stage = try RunStage(
      items: 1, models: ["random-1", "random-2", "longer"], latency: latency, script: script)
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: stage.study + suffix)
    }
    let data = try #require(SharedData.path) + "/faireval"
    #expect(try stage.concord("new", stage.study).status == 0)
    let imported = try stage.concord("import", stage.study, data, "--format", "faireval")
    #expect(imported.status == 0, "\(imported.errors)")
    return stage
  }

  /// Kills the run three times, then lets it end. - Returns: its counts.
  private func killedThrice(
    _ stage: RunStage, _ words: [String], calls: Int, atOnce: Int = 1, rater: String
  ) throws -> [String: Any] {
    let before = stage.server.statistics.calls
    let all =
      ["run", words[0], stage.study] + words.dropFirst()
      + ["--yes", "--parallel", "\(Self.parallel)"]
    var progress: [Int] = []
    for _ in 0..<3 {
      try stage.killed(afterCalls: calls / 5, all)
      progress.append(stage.server.statistics.calls - before)
      #expect(try stage.concord("check", stage.study).status == 0)
    }
    // Each sitting came further, and was killed before the end.
    #expect(progress[0] > 0 && progress[0] < progress[2] && progress[2] < calls, "\(progress)")
    let end = try RunningProgram.run(try #require(RunningProgram.concord), all)
    #expect(end.status == 0, "\(end.errors)")
    let asked = stage.server.statistics.calls - before
    // At most what was under way at each kill is asked twice: of each unit the calls of one step.
    let underWay = 3 * Self.parallel * atOnce
    #expect((calls...calls + underWay).contains(asked), "\(asked) of \(calls)")
    let again = try RunningProgram.run(try #require(RunningProgram.concord), all)
    #expect(again.status == 0 && stage.server.statistics.calls - before == asked)
    return try stage.counts(rater)
  }

  @Test func aJudge() throws {
    let stage = try stage()
    let counts = try killedThrice(
      stage, ["judge", "--model", "random-1", "--order", "both"], calls: 160,
      rater: "judge/random-1")
    #expect(counts["verdicts"] as? Int == 160 && counts["attempts"] as? Int == 160)
  }

  @Test func aLiveJuryAndTheSweepOfItsSeats() throws {
    let stage = try stage()
    let seats = ["random-1", "random-2", "longer"]
    let counts = try killedThrice(
      stage, ["jury", "--seats", seats.joined(separator: ","), "--name", "jury/three"],
      calls: 240, atOnce: 3, rater: "jury/three")
    #expect(counts["verdicts"] as? Int == 80)
    let raters = seats.map { "jury/three/\($0)" }.joined(separator: ",")
    let swept = try #require(
      try stage.json(
        "jury", "sweep", stage.study, "--seats", raters, "--reference", "human", "--json")
        as? [[String: Any]])
    #expect(swept.count == 4)
    // The whole jury's numbers are those of the jury that ran.
    let whole = try #require(swept.first { ($0["seats"] as? [String])?.count == 3 })
    let report = try #require(
      try stage.json(
        "compare", stage.study, "--reference", "human", "--raters", "jury/three", "--json")
        as? [[String: Any]])
    let (own, ran) = (whole["cohen"] as? [String: Any], report.first?["cohen"] as? [String: Any])
    #expect(own?["value"] as? Double == ran?["value"] as? Double && own?["value"] is Double)
    #expect(whole["n"] as? Int == report.first?["n"] as? Int)
  }

  @Test func aDebateOfThreeRoles() throws {
    // Each turn says whose it is and of which item, so that what a role hears can be read off.
    let stage = try stage(latency: .milliseconds(12)) { call in
      let text = DebateCall(call.prompt)
      return ScriptedReply(
        text.isVote
          ? "VOTE-\(text.item)\nScore of A: 3\nScore of B: 8" : "TURN-\(text.item) \(text.heard)")
    }
    let counts = try killedThrice(
      stage, ["debate", "--model", "random-1", "--rounds", "2"], calls: 80 * 9, atOnce: 3,
      rater: "debate/random-1")
    #expect(counts["verdicts"] as? Int == 80)
    let calls = stage.prompts.sent.map(DebateCall.init)
    #expect(Set(calls.map(\.item)).count == 80)
    for (item, sent) in Dictionary(grouping: calls, by: \.item) {
      // Two rounds of three roles, one by one: the k-th turn hears the k before it, of its own
      // item, in their order. What was under way at a kill may be asked once more.
      let turns = sent.filter { !$0.isVote }
      #expect(Set(turns.map(\.heard)) == Set(0..<6), "\(item)")
      #expect(sent.allSatisfy { $0.turnsHeard == (0..<$0.heard).map { "TURN-\(item) \($0)" } })
      let roles = ["General Public", "Psychologist", "Critic"]
      #expect(turns.allSatisfy { $0.prompt.contains("You are \(roles[$0.heard % 3]), one of") })
      // The three votes hear the whole talk, and none of the votes.
      let votes = Set(sent.filter(\.isVote).map(\.prompt))
      #expect(votes.count == 3 && sent.filter(\.isVote).allSatisfy { $0.heard == 6 }, "\(item)")
      #expect(sent.allSatisfy { !$0.prompt.contains("VOTE-") })
    }
  }
}

/// A prompt of a debate, and what it repeats of the talk.
private struct DebateCall {
  let prompt: String
  /// A word that stands for the question.
  let item: String
  let turnsHeard: [String]
  var heard: Int { turnsHeard.count }
  var isVote: Bool { prompt.contains("Score of A: ") }

  init(_ prompt: String) {
    self.prompt = prompt
    turnsHeard = prompt.matches(of: /TURN-[0-9a-f]+ [0-9]/).map { String($0.output) }
    let question = prompt.firstMatch(of: /(?s)<<<request\n(.*?)\nrequest>>>/)
    item = Self.fingerprint(of: String(question?.1 ?? ""))
  }

  /// FNV-1a, to have a short word for a question that is the same in every process.
  private static func fingerprint(of text: String) -> String {
    let hash = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    return String(hash, radix: 16)
  }
}
