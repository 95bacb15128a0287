import Foundation
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
