import AnnotationModel
import AnnotationStorage
import Judging
import ModelCalls
import RunExecution
import Testing

/// Runs over a study, broken off and gone on with.
@Suite struct RunnerTests {
  @Test func aJudgeConcludesOnEveryUnitOnce() async throws {
    let stage = try await RunStage(items: 5)
    var settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])
    settings.order = .both
    let client = ScriptedClient.says("It is clearer.\nAnswer: A")
    let first = try await stage.sit(settings, client)
    #expect(first.stop == nil && first.run.state == .finished)
    #expect(first.progress.concluded == 10)
    #expect(await client.asked.count == 10)
    let values = try await stage.verdicts(of: "run").map(\.value)
    #expect(values.count { $0 == .prefer(0) } == 5 && values.count { $0 == .prefer(1) } == 5)
    // Once more asks nothing.
    let again = try await stage.sit(settings, client)
    #expect(again.progress.before == 10 && again.progress.concluded == 0)
    #expect(await client.asked.count == 10)
    let summary = try await stage.store.summary(of: again.run)
    #expect(summary.verdicts == 10 && summary.attempts == 10 && summary.failures.isEmpty)
    #expect(summary.cost == 10 * (100 * 1_000 + 10 * 2_000))
    #expect(try await stage.store.check().isEmpty)
  }

  @Test func aBudgetStopsCleanlyAndNothingIsPaidTwice() async throws {
    let stage = try await RunStage(items: 6)
    let settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])
    let client = ScriptedClient.says("Answer: B")
    var options = Runner.Options()
    options.limits = Budget.Limits(calls: 4)
    let first = try await stage.sit(settings, client, options: options)
    guard case .budget(.calls)? = first.stop else {
      Issue.record("\(String(describing: first.stop))")
      return
    }
    #expect(first.run.state == .stopped && first.progress.concluded == 4)
    let second = try await stage.sit(settings, client)
    #expect(second.stop == nil && second.progress.concluded == 2)
    #expect(await client.asked.count == 6)
  }

  @Test func aDebateGoesOnInTheMiddle() async throws {
    let stage = try await RunStage(items: 1)
    let seats = ["x", "y", "z"].map { RunSeat(endpoint: "m", role: $0, persona: "You are \($0).") }
    let settings = RunSettings(.debate, seats: seats)
    let client = ScriptedClient { request, _ in
      let isVote = request.messages.last?.text.contains("Score of A") == true
      return .success(
        ModelReply(text: isVote ? "Score of A: 7\nScore of B: 4" : "I think so."))
    }
    var options = Runner.Options()
    options.limits = Budget.Limits(calls: 4)
    _ = try await stage.sit(settings, client, options: options)
    #expect(await client.asked.count == 4)
    let second = try await stage.sit(settings, client)
    #expect(second.stop == nil && second.progress.cached == 4)
    // Three roles, two rounds and a vote each; no call was made twice.
    #expect(await client.asked.count == 9)
    #expect(Set(await client.asked.map { CallKey($0) }).count == 9)
    let verdict = try #require(try await stage.verdicts(of: "run").first)
    #expect(verdict.value == .prefer(0) && verdict.debate.count == 9)
    #expect(verdict.scores == [7, 4])
  }

  @Test func aJurysSeatsAreRatersToo() async throws {
    let stage = try await RunStage(items: 3)
    let settings = RunSettings(.jury, seats: ["a", "b", "c"].map { RunSeat(endpoint: $0) })
    let client = ScriptedClient { request, _ in
      .success(ModelReply(text: request.endpoint == "c" ? "Answer: B" : "Answer: A"))
    }
    let sitting = try await stage.sit(settings, client, name: "jury/x")
    #expect(sitting.stop == nil)
    #expect(
      try await stage.verdicts(of: "jury/x").map(\.value) == [.prefer(0), .prefer(0), .prefer(0)])
    #expect(
      try await stage.verdicts(of: "jury/x/c").map(\.value) == [.prefer(1), .prefer(1), .prefer(1)])
  }

  @Test func whatWillNeverWorkStopsTheRun() async throws {
    let stage = try await RunStage(items: 4)
    let settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])
    let client = ScriptedClient { _, _ in
      .failure(CallFailure(.unauthorised, status: 401, detail: "bad key"))
    }
    var options = Runner.Options()
    options.parallel = 1
    let sitting = try await stage.sit(settings, client, options: options)
    #expect(sitting.run.state == .failed && sitting.run.detail.contains("401"))
    #expect(sitting.run.detail.contains("bad key"))
    #expect(await client.asked.count == 1)
    #expect(try await stage.verdicts(of: "run").isEmpty)
    let summary = try await stage.store.summary(of: sitting.run)
    #expect(summary.failures == ["unauthorised": 1])
  }

  @Test func aRefusalForNowIsTriedAgainAndEachTryIsKept() async throws {
    let stage = try await RunStage(items: 1)
    let settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])
    let client = ScriptedClient { _, number in
      number == 0
        ? .failure(CallFailure(.rateLimited, status: 429)) : .success(ModelReply(text: "Answer: A"))
    }
    var options = Runner.Options()
    options.retry = RetryPolicy(firstWait: .milliseconds(1))
    let sitting = try await stage.sit(settings, client, options: options)
    #expect(sitting.stop == nil && sitting.progress.concluded == 1)
    let summary = try await stage.store.summary(of: sitting.run)
    #expect(summary.attempts == 2 && summary.failures == ["rate-limited": 1])
  }

  /// An item that is too long is an abstention with its reason, and asked again when one goes on.
  @Test func whatFailsForOneItemIsAnAbstentionOfIt() async throws {
    let stage = try await RunStage(items: 2)
    let settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])
    let long = ScriptedClient { request, _ in
      request.messages.last?.text.contains("question 2") == true
        ? .failure(CallFailure(.contextTooLong, status: 400))
        : .success(ModelReply(text: "Answer: A"))
    }
    let first = try await stage.sit(settings, long)
    #expect(first.stop == nil && first.progress.abstentions == [.failed: 1])
    let verdicts = try await stage.verdicts(of: "run")
    #expect(verdicts.contains { $0.reasoning.contains("context-too-long") })
    let second = try await stage.sit(settings, ScriptedClient.says("Answer: B"))
    #expect(second.progress.before == 1 && second.progress.concluded == 1)
    #expect(try await stage.store.check().isEmpty)
  }

  /// Another process asks by the file, as the workbench does.
  @Test func aRunStopsWhereTheFileSaysSo() async throws {
    let stage = try await RunStage(items: 400)
    let settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])
    let beside = try AnnotationStore.open(at: stage.path)
    let slow = SlowModel(pause: .milliseconds(50))
    async let sitting = stage.sit(settings, slow, parallel: 2)
    var asked = false
    while !asked {
      try await Task.sleep(for: .milliseconds(20))
      guard let run = try await beside.run(named: "run") else { continue }
      try await beside.endRun(run.id, .stopped, detail: "asked", at: 2)
      asked = true
    }
    let result = try await sitting
    guard case .asked? = result.stop else {
      Issue.record("\(String(describing: result.stop))")
      return
    }
    #expect(result.run.state == .stopped && result.progress.left > 0)
    await beside.close()
  }

  @Test func anotherSpecificationNeedsAnotherName() async throws {
    let stage = try await RunStage(items: 1)
    var settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])
    let client = ScriptedClient.says("Answer: A")
    try await stage.sit(settings, client)
    settings.stepByStep = true
    await #expect(throws: StorageError.runDiffers(name: "run")) {
      try await stage.sit(settings, client)
    }
  }

  @Test func repeatsAreCallsOfTheirOwn() async throws {
    let stage = try await RunStage(items: 2)
    var settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])
    settings.repeats = 3
    settings.seed = 5
    let client = ScriptedClient.says("Answer: A")
    let sitting = try await stage.sit(settings, client)
    #expect(sitting.progress.concluded == 6)
    #expect(Set(await client.asked.map { $0.settings.seed }) == [5, 6, 7])
  }

  @Test func aRuleNeedsNoModel() async throws {
    let stage = try await RunStage(items: 3)
    var settings = RunSettings(.lexical)
    settings.lexical = LexicalSpec(.longer)
    let client = ScriptedClient.says("never asked")
    let sitting = try await stage.sit(settings, client, name: "longer")
    #expect(sitting.progress.concluded == 3)
    #expect(await client.asked.isEmpty)
    #expect(
      try await stage.verdicts(of: "longer").map(\.value) == [.prefer(0), .prefer(0), .prefer(0)])
  }

  @Test func settingsComeBackFromTheirText() throws {
    var settings = RunSettings(.debate, seats: [RunSeat(endpoint: "m", role: "r", persona: "p")])
    settings.rounds = 3
    settings.seed = 4
    settings.isBlindVote = false
    settings.criteria = [JudgeCriterion(name: "n", definition: "d")]
    #expect(RunSettings(text: settings.text) == settings)
    #expect(RunSettings(text: "{}") == nil)
    var lexical = RunSettings(.lexical)
    lexical.lexical = LexicalSpec(.random, seed: 9)
    #expect(RunSettings(text: lexical.text) == lexical)
  }
}
