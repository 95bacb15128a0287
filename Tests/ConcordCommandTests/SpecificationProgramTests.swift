import Foundation
import RehearsalServer
import Testing

/// Runs' specifications saved and compared by the program.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct SpecificationProgramTests {
  @Test func twoRunsAreComparedAndOneIsSaved() throws {
    let stage = try RunStage(models: ["always-a", "always-b"])
    for (name, scale) in [("five", "5"), ("ten", "10")] {
      let run = try stage.concord(
        "run", "judge", stage.study, "--model", "always-a", "--strategy", "combined", "--scale",
        scale, "--name", name)
      #expect(run.status == 0, "\(run.errors)")
    }
    let differs = try stage.concord("runs", stage.study, "five", "--diff", "ten")
    #expect(differs.status == 0 && differs.output == "scale: 5 -> 10\n", "\(differs)")
    let json = try #require(
      try stage.json("runs", stage.study, "ten", "--diff", "five", "--json") as? [[String: Any]])
    #expect(json.count == 1 && json[0]["field"] as? String == "scale")
    #expect(json[0]["old"] as? String == "10" && json[0]["new"] as? String == "5")
    let file = stage.folder.file("five.json")
    let saved = try stage.concord("runs", stage.study, "five", "--save", file)
    #expect(saved.status == 0, "\(saved.errors)")
    let same = try stage.concord("runs", stage.study, "five", "--diff", file)
    #expect(same.status == 0 && same.output.isEmpty && same.errors.contains("same"), "\(same)")
    // A file is not written over.
    #expect(try stage.concord("runs", stage.study, "five", "--save", file).status == 3)
    let bare = try stage.concord("runs", stage.study, "--save", file)
    #expect(bare.status == 2 && bare.errors.contains("of which run?"))
  }

  @Test func theSameAgainIsAskedAsItWas() throws {
    let stage = try RunStage(items: 5, models: ["always-a", "always-b"])
    let program = try #require(RunningProgram.concord)
    let home = stage.folder.file("home")
    func concord(_ words: String...) throws -> RunningProgram {
      try RunningProgram.run(program, words, environment: ["HOME": home, "XDG_CONFIG_HOME": home])
    }
    let first = try concord(
      "run", "judge", stage.study, "--model", "always-a", "--evidence", "none", "--exemplars", "2",
      "--items", "first=2", "--name", "old")
    #expect(first.status == 0, "\(first.errors)")
    // The prompts of now are others: what was asked stays as it was.
    let prompts = stage.folder.file("home/concord/prompts")
    try FileManager.default.createDirectory(atPath: prompts, withIntermediateDirectories: true)
    let own = prompts + "/judge-direct.prompt"
    #expect(try concord("prompts", "copy", "judge-direct", own).status == 0)
    let text = try String(contentsOfFile: own, encoding: .utf8)
    try Data((text + "\nBe brief.\n").utf8).write(to: URL(fileURLWithPath: own))
    let refused = try concord(
      "run", "judge", stage.study, "--model", "always-a", "--evidence", "none", "--exemplars", "2",
      "--items", "first=2", "--name", "old")
    #expect(refused.status == 3, "\(refused.errors)")
    let saved = try concord("runs", stage.study, "old", "--save", "-").output
    let keys = (1...5).map { "q\($0)" }
    let exemplars = keys.filter { saved.contains("\"item\": \"\($0)\"") }
    try #require(exemplars.count == 2, "\(saved)")
    let calls = stage.server.statistics.calls
    // What stands in the prompt is not judged by it.
    let judged = try concord(
      "run", "again", stage.study, "--like", "old", "--items", "key=\(exemplars[0])")
    #expect(judged.status == 2 && judged.errors.contains("as an exemplar"), "\(judged.errors)")
    let another = try #require(keys.dropFirst(2).first { !exemplars.contains($0) })
    let more = try concord(
      "run", "again", stage.study, "--like", "old", "--items", "key=\(another)")
    #expect(more.status == 0 && stage.server.statistics.calls == calls + 1, "\(more.errors)")
    let same = try concord("run", "again", stage.study, "--like", "old", "--items", "first=2")
    #expect(same.status == 0 && same.errors.contains("2 there before"), "\(same.errors)")
    let differs = try concord("runs", stage.study, "old", "--save", stage.folder.file("old.json"))
    #expect(differs.status == 0)
    let copy = try String(contentsOfFile: stage.folder.file("old.json"), encoding: .utf8)
      .replacing("always-a", with: "always-b")
    let file = try stage.folder.write("new.json", copy)
    let other = try concord(
      "run", "again", stage.study, "--like", file, "--items", "first=2", "--name", "new")
    #expect(other.status == 0, "\(other.errors)")
    let differences = try concord("runs", stage.study, "old", "--diff", "new")
    #expect(differences.output.contains("seats.1.endpoint: always-a -> always-b"))
    #expect(!differences.output.contains("prompts."), "\(differences.output)")
  }

  @Test func whatAgainCannotBe() throws {
    let stage = try RunStage(items: 2, models: ["always-a"])
    #expect(try stage.concord("run", "judge", stage.study, "--model", "always-a").status == 0)
    for (words, error) in [
      (["--like", "judge/always-a", "--scale", "5"], "--scale would change what is asked"),
      ([], "like which?"), (["--like", "nobody"], "its runs: judge/always-a"),
    ] {
      let run = try RunningProgram.run(
        try #require(RunningProgram.concord), ["run", "again", stage.study] + words)
      #expect(run.status == 2 && run.errors.contains(error), "\(run)")
    }
    let wrong = try stage.concord(
      "run", "judge", stage.study, "--model", "always-a", "--like", "judge/always-a")
    #expect(wrong.status == 2 && wrong.errors.contains("say concord run again"), "\(wrong)")
    // An endpoint that is another model now.
    let text = try stage.concord("runs", stage.study, "judge/always-a", "--save", "-").output
    let file = try stage.folder.write(
      "s.json", text.replacing(#""model": "always-a""#, with: #""model": "other""#))
    let moved = try stage.concord("run", "again", stage.study, "--like", file, "--name", "x")
    #expect(moved.status == 3 && moved.errors.contains("was the model other"), "\(moved)")
  }

  /// What of a saved file is changed, and the words of the error.
  static let slips: [(from: String, to: String, words: [String])] = [
    (
      #""strategy": "direct""#, #""strategy": "dirct""#,
      [":", "'dirct' cannot be `settings.strategy`"]
    ),
    (#""reasks": 1"#, #""reaks": 1"#, ["'settings.reaks' is no field", "did you mean 'reasks'"]),
    (#""reasks": 1"#, #""reasks": 9"#, ["asked again 0 to 3 times"]),
    (#""temperature": 0"#, #""temperature": "hot""#, ["'hot' cannot be `settings.temperature`"]),
    (#""form": "concord-run-1""#, #""form": "x""#, ["is no specification of a run"]),
    (#""kind": "judge""#, #""kind": "jugde""#, ["cannot be read"]),
    (#""url""#, #""adress""#, ["'endpoints.adress' is no field"]),
  ]

  @Test(arguments: slips.indices) func aSlipInAFileIsNamed(_ index: Int) throws {
    let slip = Self.slips[index]
    let stage = try RunStage(items: 1, models: ["always-a"])
    #expect(try stage.concord("run", "judge", stage.study, "--model", "always-a").status == 0)
    let text = try stage.concord("runs", stage.study, "judge/always-a", "--save", "-").output
    #expect(text.contains(slip.from), "\(text)")
    let file = try stage.folder.write("s.json", text.replacing(slip.from, with: slip.to))
    let run = try stage.concord("runs", stage.study, "judge/always-a", "--diff", file)
    #expect(run.status == 3 && run.errors.contains(file), "\(run)")
    for word in slip.words { #expect(run.errors.contains(word), "\(run)") }
  }
}
