import Foundation
import RehearsalServer
import Testing

/// Juries whose seats are weighted by their agreement with people on held-out items.
@Suite struct WeightedJuryTests {
  /// `good` says what ann says, two others the opposite: more seats are wrong than right.
  @Sendable private static func planted(_ call: RehearsalCall) -> ScriptedReply? {
    let number = call.prompt.firstMatch(of: /question ([0-9]+)\n/).flatMap { Int($0.1) } ?? 0
    let isB = (number % 3 == 0) == (call.model == "good")
    return ScriptedReply("Evidence.\nAnswer: \(isB ? "B" : "A")")
  }

  private func stage() throws -> RunStage {
    try RunStage(items: 12, models: ["good", "bad", "worse"], script: Self.planted)
  }

  /// The settings and the items of a jury that are kept with its run.
  private func kept(_ stage: RunStage, _ name: String) throws -> (fitted: [String], text: String) {
    let run = try #require(
      try stage.json("runs", stage.study, name, "--json") as? [[String: Any]])
    let text = try #require(run.first?["specification"] as? String)
    let whole = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let part = whole?["settings"] as? [String: Any] ?? whole
    return (try #require(part?["fitted_on"] as? [String]), text)
  }

  private func judged(_ stage: RunStage, _ name: String) throws -> [String: String] {
    let ratings = try stage.concord("export", stage.study, "--what", "ratings", "--format", "jsonl")
    var result: [String: String] = [:]
    for line in ratings.output.split(separator: "\n") {
      let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard row?["rater"] as? String == name, let item = row?["item"] as? String else { continue }
      result[item] = row?["answer"] as? String
    }
    return result
  }

  private func expectRight(_ stage: RunStage, _ name: String, fitted: [String]) throws {
    #expect(fitted.count == 6 && Set(fitted).count == 6)
    let verdicts = try judged(stage, name)
    #expect(Set(verdicts.keys) == Set((1...12).map { "q\($0)" }).subtracting(fitted))
    for (item, answer) in verdicts {
      let number = Int(item.dropFirst()) ?? 0
      #expect(answer == (number % 3 == 0 ? "b" : "a"), "\(item)")
    }
  }

  @Test func ofFinishedRaters() throws {
    let stage = try stage()
    for model in ["good", "bad", "worse"] {
      #expect(try stage.concord("run", "judge", stage.study, "--model", model).status == 0)
    }
    let words = [
      "run", "jury", stage.study, "--seats", "judge/good,judge/bad,judge/worse", "--rule",
      "weighted", "--name", "jury/w",
    ]
    let program = try #require(RunningProgram.concord)
    let run = try RunningProgram.run(program, words)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("judge/good 1.0 (n = 6), judge/bad 0.0 (n = 6)"), "\(run.errors)")
    let before = try kept(stage, "jury/w")
    try expectRight(stage, "jury/w", fitted: before.fitted)
    // Later labels change nothing of a jury that there is.
    for item in before.fitted {
      #expect(
        try stage.concord(
          "label", stage.study, "--item", item, "--answer", "tie", "--as", "ann"
        ).status == 0)
    }
    #expect(try RunningProgram.run(program, words).status == 0)
    #expect(try kept(stage, "jury/w") == before)
    // Another share is another jury.
    let other = try RunningProgram.run(program, words + ["--held-out", "0.25"])
    #expect(other.status == 3 && other.errors.contains("--name"), "\(other.errors)")
    #expect(try stage.concord("check", stage.study).status == 0)
  }

  @Test func live() throws {
    let stage = try stage()
    let words = [
      "run", "jury", stage.study, "--seats", "good,bad,worse", "--rule", "weighted", "--name",
      "jury/live", "--yes",
    ]
    let program = try #require(RunningProgram.concord)
    let tight = try RunningProgram.run(
      program, words + ["--budget-calls", "20", "--parallel", "1"])
    #expect(tight.status == 1 && stage.server.statistics.calls == 20, "\(tight.errors)")
    let run = try RunningProgram.run(program, words)
    #expect(run.status == 0, "\(run.errors)")
    // Six items to weigh three seats, and six to judge.
    #expect(stage.server.statistics.calls == 36)
    #expect(run.errors.contains("good 1.0 (n = 6), bad 0.0 (n = 6), worse 0.0 (n = 6)"))
    try expectRight(stage, "jury/live", fitted: try kept(stage, "jury/live").fitted)
    let again = try RunningProgram.run(program, words)
    #expect(again.status == 0 && stage.server.statistics.calls == 36, "\(again.errors)")
    #expect(try stage.concord("check", stage.study).status == 0)
  }

  @Test(arguments: [
    (["--rule", "weighted", "--held-out", "1"], 2, "above 0 and below 1"),
    (["--held-out", "0.5"], 2, "are for --rule weighted"),
    (["--rule", "weighted", "--held-out", "0.01"], 3, "too few"),
  ])
  func whatCannotBeIsSaid(_ words: [String], _ status: Int32, _ text: String) throws {
    let stage = try stage()
    let run = try RunningProgram.run(
      try #require(RunningProgram.concord),
      ["run", "jury", stage.study, "--seats", "good,bad"] + words)
    #expect(run.status == status && run.errors.contains(text), "\(run.status): \(run.errors)")
    #expect(stage.server.statistics.calls == 0)
  }
}
