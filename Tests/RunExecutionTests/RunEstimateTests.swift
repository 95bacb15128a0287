import AnnotationModel
import AnnotationStorage
import Judging
import ModelCalls
import Testing

@testable import RunExecution

/// What a run is said to take before anything is sent, with values worked by hand.
@Suite struct RunEstimateTests {
  /// A million tokens of a reply cost so much, prompts nothing.
  private static let prices: [String: Double] = ["cheap": 1, "dear": 10, "other": 100]

  private static func endpoint(
    _ name: String, limits: RateLimits = RateLimits(parallel: 4), currency: String = "USD"
  ) -> Endpoint {
    Endpoint(
      name: name, baseURL: "http://127.0.0.1:1/v1", model: name,
      prices: Prices(
        promptPerMillion: 0, completionPerMillion: prices[name] ?? 0, currency: currency),
      limits: limits)
  }

  private static func specification(
    _ settings: RunSettings, endpoint: (String) -> Endpoint = { endpoint($0) }
  ) throws -> RunSpecification {
    try RunSpecification(
      settings, scale: StudyTask.pairwise.scale, endpoint: endpoint,
      prompt: { name in
        guard let found = BuiltinPrompts.template(named: name) else {
          throw RunMistake("no prompt \(name)")
        }
        return found
      })
  }

  private static func settings(_ kind: RunKind, _ seats: [String]) -> RunSettings {
    var settings = RunSettings(kind, seats: seats.map { RunSeat(endpoint: $0) })
    settings.maximumTokens = 1_000
    return settings
  }

  private func plan(
    _ settings: RunSettings, items: Int = 5, endpoint: (String) -> Endpoint = { Self.endpoint($0) }
  ) async throws -> RunPlan {
    let stage = try await RunStage(items: items)
    return try await RunPlan(
      stage.units(settings), Self.specification(settings, endpoint: endpoint),
      scale: StudyTask.pairwise.scale, from: stage.store)
  }

  @Test func aJudgeOnceAndWhereEverythingIsAskedAgain() async throws {
    var settings = Self.settings(.judge, ["cheap"])
    settings.reasks = 2
    settings.order = .both
    let plan = try await plan(settings)
    #expect(plan.calls == 10 && plan.mostCalls == 30)
    #expect(plan.completionTokens == 10_000)
    // 10,000 tokens at 1 a million, and three times that.
    #expect(plan.money == Money(0.01) && plan.mostMoney == Money(0.03))
    #expect(plan.firstPrompt.contains { $0.text.contains("question 1") })
  }

  @Test func aJurysSeatsHaveTheirOwnPrices() async throws {
    var settings = Self.settings(.jury, ["cheap", "dear", "other"])
    settings.reasks = 0
    (settings.samples, settings.temperature) = (2, 1)
    let plan = try await plan(settings)
    #expect(plan.calls == 30 && plan.mostCalls == 30)
    #expect(plan.loads.mapValues(\.calls) == ["cheap": 10, "dear": 10, "other": 10])
    #expect(plan.money == Money(0.01 + 0.1 + 1) && plan.mostMoney == plan.money)
  }

  @Test func aCascadeIsItsFirstSeatAtTheLeastAndAllAtTheMost() async throws {
    var settings = Self.settings(.cascade, ["cheap", "dear", "other"])
    (settings.samples, settings.temperature) = (3, 1)
    settings.reasks = 1
    let plan = try await plan(settings)
    #expect(plan.calls == 15 && plan.mostCalls == 15 * 3 * 2)
    #expect(plan.loads.keys.sorted() == ["cheap"])
    #expect(plan.money == Money(0.015))
    #expect(plan.mostMoney == Money(2 * 0.015 * (1 + 10 + 100)))
  }

  @Test func aDebatesVotesAloneAreAskedForAgain() async throws {
    var settings = Self.settings(.debate, ["cheap", "dear"])
    settings.rounds = 2
    settings.reasks = 1
    let plan = try await plan(settings, items: 4)
    // Two rounds of two, and two votes; the votes once more.
    #expect(plan.calls == 24 && plan.mostCalls == 32)
    #expect(plan.loads.mapValues(\.calls) == ["cheap": 12, "dear": 12])
    #expect(plan.money == Money(0.012 + 0.12) && plan.mostMoney == Money(0.016 + 0.16))
  }

  @Test func pricesInTwoCurrenciesAreNotAdded() throws {
    let settings = Self.settings(.jury, ["cheap", "dear"])
    let mistake = #expect(throws: RunMistake.self) {
      try Self.specification(settings) {
        Self.endpoint($0, currency: $0 == "cheap" ? "EUR" : "USD")
      }
    }
    #expect("\(try #require(mistake))".contains("EUR and USD"))
    // What is free has no currency.
    let free = Self.settings(.jury, ["cheap", "free"])
    #expect(throws: Never.self) {
      try Self.specification(free) {
        Self.endpoint($0, currency: $0 == "cheap" ? "EUR" : "USD")
      }
    }
  }

  @Test func theTimeIsToldByLimitsOrByEarlierCalls() async throws {
    let settings = Self.settings(.judge, ["cheap"])
    let unknown = try await plan(settings)
    #expect(unknown.time == nil)
    let limited = try await plan(settings, items: 40) {
      Self.endpoint($0, limits: RateLimits(requestsPerMinute: 10, parallel: 4))
    }
    // Forty calls at ten a minute.
    #expect(limited.time == RunTime(.seconds(240), .limits))
    #expect(limited.time?.text == "at least 4 min by the limits")
    let stage = try await RunStage(items: 40)
    try await stage.sit(settings, ScriptedClient.says("Answer: A"), only: [ItemID(1)])
    let model = RunStage.endpoint("cheap").model
    #expect(try await stage.store.usualLatency(of: "cheap", model: model) == .milliseconds(3))
    #expect(try await stage.store.usualLatency(of: "cheap", model: "other") == nil)
    let known = try await RunPlan(
      stage.units(settings), Self.specification(settings), scale: StudyTask.pairwise.scale,
      from: stage.store)
    // Forty calls of 3 ms, four at a time.
    #expect(known.time == RunTime(.milliseconds(30), .earlierCalls))
  }

  @Test func whatTheFileHasIsSaid() async throws {
    let settings = Self.settings(.judge, ["cheap"])
    let stage = try await RunStage(items: 5)
    let all = [1, 2, 4].map { ItemID($0) }
    try await stage.sit(settings, ScriptedClient.says("Answer: A"), only: all)
    // A live jury with this judge on a seat asks it nothing anew.
    var jury = Self.settings(.jury, ["cheap", "dear"])
    jury.rule = .tieYields
    let specification = try Self.specification(jury)
    let plan = try await RunPlan(
      stage.units(jury), specification, scale: StudyTask.pairwise.scale, from: stage.store)
    #expect(plan.calls == 10 && plan.heldCalls == 3)
    var other = settings
    other.temperature = 1
    let anew = try await RunPlan(
      stage.units(other), Self.specification(other), scale: StudyTask.pairwise.scale,
      from: stage.store)
    #expect(anew.heldCalls == 0)
  }

  @Test func longTimesInWords() {
    #expect(RunTime.words(.seconds(119)) == "119 s")
    #expect(RunTime.words(.milliseconds(119_001)) == "2 min")
    #expect(RunTime.words(.seconds(7_140)) == "119 min")
    #expect(RunTime.words(.seconds(7_200)) == "2 h")
    #expect(RunTime.words(.seconds(11_100)) == "3 h 5 min")
  }
}
