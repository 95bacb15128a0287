import AnnotationModel
import AnnotationStorage
import Foundation
import RehearsalServer
import RunExecution
import Testing
import Workbench

@testable import WorkbenchRuntime

/// Runs that the workbench's builder begins, to their end; the command takes them for its own.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct BuiltRunTests {
  private func perform(_ choices: [String: String], _ stage: RunStage, most: Int? = nil)
    async throws
    -> RunPreparation
  {
    let reader = try AnnotationStore.open(at: stage.study, mode: .readOnly)
    let prepared = try await RunPreparation(
      RunRequest(choices, most: most), reader, stage.folder.file("none"))
    await reader.close()
    let work = try await RunWork.begin(prepared, path: stage.study)
    await work.perform(prepared.units, Mailbox())
    return prepared
  }

  static let runs: [(choices: [String: String], words: [String], calls: Int, seats: Int)] = [
    (
      ["kind": "jury", "seats": "2", "seat 1": "always-a", "seat 2": "always-b", "quorum": "2"],
      ["jury", "--seats", "always-a,always-b", "--quorum", "2"], 12, 2
    ),
    (
      [
        "kind": "cascade", "seats": "2", "seat 1": "always-a", "seat 2": "always-b",
        "order": "balanced", "threshold": "0.75",
      ], ["cascade", "--seats", "always-a,always-b", "--order", "balanced"], 24, 2
    ),
    (
      [
        "kind": "debate", "roles": "2", "role 1": "General Public", "persona 1": "You ask.",
        "model 1": "always-a", "role 2": "Critic", "persona 2": "You doubt.",
        "model 2": "always-a", "rounds": "1",
      ], ["debate", "--model", "always-a", "--roles", "ROLES", "--rounds", "1"], 24, 0
    ),
  ]

  @Test(arguments: runs.indices) func theCommandGoesOnWithWhatTheBuilderBegan(_ index: Int)
    async throws
  {
    let run = Self.runs[index]
    let stage = try RunStage(models: ["always-a", "always-b"])
    let roles = try stage.folder.write(
      "roles.yaml",
      "- {name: General Public, persona: You ask.}\n- {name: Critic, persona: You doubt.}\n")
    let prepared = try await perform(run.choices, stage)
    #expect(stage.server.statistics.calls == run.calls)
    let counts = try stage.counts(prepared.name)
    #expect(
      counts["state"] as? String == "finished" && counts["verdicts"] as? Int == 6, "\(counts)")
    let words =
      ["run", run.words[0], stage.study] + run.words.dropFirst().map { $0 == "ROLES" ? roles : $0 }
    let again = try RunningProgram.run(
      try #require(RunningProgram.concord), words + ["--name", prepared.name])
    #expect(again.status == 0, "\(again.errors)")
    #expect(stage.server.statistics.calls == run.calls, "\(again.errors)")
    let reader = try AnnotationStore.open(at: stage.study, mode: .readOnly)
    let kept = try #require(try await reader.run(named: prepared.name))
    #expect(kept.specification == prepared.specification.text)
    let seats = try await reader.seats(of: kept.id)
    #expect(seats.count == run.seats)
    await reader.close()
  }

  @Test func aRunFillsAFormThatGoesOnWithIt() async throws {
    let stage = try RunStage(models: ["always-a", "prose"])
    let choices = ["kind": "jury", "seats": "2", "seat 1": "always-a", "seat 2": "prose"]
    let prepared = try await perform(choices, stage)
    let reader = try AnnotationStore.open(at: stage.study, mode: .readOnly)
    let run = try #require(try await reader.run(named: prepared.name))
    let recall = RunRecall(reader, stage.folder.file("none"))
    let form = try await recall.form(like: run.rater, goesOn: true)
    #expect(form.value("name") == run.name && form.problems.isEmpty)
    let again = try await RunPreparation(form.request, reader, stage.folder.file("none"))
    #expect(again.specification.hash == run.hash)
    #expect(try await recall.differences(run.rater, run.rater).isEmpty)
    await reader.close()
  }

  @Test func whatHasNoAnswerIsListedByKind() async throws {
    let stage = try RunStage(items: 4, models: ["prose"])
    let prepared = try await perform(
      ["kind": "judge", "model": "prose", "reasks": "0"], stage)
    let reader = try AnnotationStore.open(at: stage.study, mode: .readOnly)
    let run = try #require(try await reader.run(named: prepared.name))
    let summary = try await reader.summary(of: run)
    #expect(summary.abstentions == ["unparsed": 4])
    let code = Abstention.unparsed.code
    let filter = ItemFilter(
      disagreement: ItemFilter.Disagreement(
        first: run.rater, second: run.rater, codes: [code, code]))
    let rows = try await reader.rows(
      matching: filter, sort: .file, for: run.rater, after: nil, limit: 10, forward: true)
    #expect(rows.count == 4)
    await reader.close()
  }

  @Test func aTrialOfThreeIsPartOfTheRun() async throws {
    let stage = try RunStage(models: ["always-a"])
    let choices = ["kind": "judge", "model": "always-a"]
    let trial = try await perform(choices, stage, most: 3)
    #expect(trial.units.count == 3 && stage.server.statistics.calls == 3)
    let counts = try stage.counts(trial.name)
    #expect(counts["state"] as? String == "stopped" && counts["verdicts"] as? Int == 3)
    let reader = try AnnotationStore.open(at: stage.study, mode: .readOnly)
    #expect(try await reader.run(named: trial.name)?.detail == "a trial: 3 of 6")
    let whole = try await RunPreparation(RunRequest(choices), reader, stage.folder.file("none"))
    #expect(whole.name == trial.name)
    let left = try await whole.left(reader)
    #expect(left.count == 3)
    _ = try await perform(choices, stage)
    #expect(try await reader.run(named: trial.name)?.state == .finished)
    // A trial of what is finished takes nothing of it back.
    _ = try await perform(choices, stage, most: 3)
    #expect(try await reader.run(named: trial.name)?.state == .finished)
    await reader.close()
  }
}
