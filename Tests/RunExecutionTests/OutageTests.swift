import AnnotationModel
import Foundation
import ModelCalls
import Testing

@testable import RunExecution

/// An endpoint that goes away in the middle of a run.
@Suite struct OutageTests {
  private static let settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])

  private static func options(inARow most: Int, parallel: Int = 4) -> Runner.Options {
    var result = Runner.Options()
    result.mostFailuresInARow = most
    result.retry = RetryPolicy(attempts: 1)
    result.parallel = parallel
    return result
  }

  @Test func aRunDoesNotFailToItsEndWhereNobodyAnswers() async throws {
    let stage = try await RunStage(items: 60)
    let gone = ScriptedClient { _, number in
      number < 20
        ? .success(ModelReply(text: "Answer: A"))
        : .failure(CallFailure(.notReachable, detail: "no route"))
    }
    let first = try await stage.sit(Self.settings, gone, options: Self.options(inARow: 7))
    guard case .outage(let name, let count, let words) = try #require(first.stop) else {
      Issue.record("\(String(describing: first.stop))")
      return
    }
    #expect(name == "m" && count == 7)
    #expect(words.line.contains("no route"))
    #expect(first.run.state == .stopped && first.run.detail.contains("7 calls in a row"))
    // Whoever was under way came back as well.
    let asked = await gone.asked.count
    #expect((27...30).contains(asked), "\(asked)")
    let back = ScriptedClient.says("Answer: B")
    let second = try await stage.sit(Self.settings, back, options: Self.options(inARow: 7))
    #expect(second.stop == nil && second.run.state == .finished)
    let again = await back.asked.count
    #expect(again == 40)
    #expect(try await stage.verdicts(of: "run").count == 60)
  }

  @Test func aReplyBeginsTheCountAnew() async throws {
    let stage = try await RunStage(items: 40)
    // Every fourth call is answered: never three failures in a row.
    let shaky = ScriptedClient { _, number in
      number % 4 == 3
        ? .success(ModelReply(text: "Answer: A")) : .failure(CallFailure(.garbled))
    }
    let sitting = try await stage.sit(
      Self.settings, shaky, options: Self.options(inARow: 4, parallel: 1), parallel: 1)
    #expect(sitting.stop == nil && sitting.progress.abstentions[.failed] == 30)
  }

  @Test func whatIsTooLongForTheModelSaysNothingOfTheEndpoint() async throws {
    let stage = try await RunStage(items: 12)
    let short = ScriptedClient { _, _ in .failure(CallFailure(.contextTooLong, status: 400)) }
    let sitting = try await stage.sit(Self.settings, short, options: Self.options(inARow: 3))
    #expect(sitting.stop == nil && sitting.progress.concluded == 12)
  }

  @Test func withoutALimitItGoesOn() async throws {
    let stage = try await RunStage(items: 12)
    let gone = ScriptedClient { _, _ in .failure(CallFailure(.server, status: 500)) }
    let sitting = try await stage.sit(Self.settings, gone, options: Self.options(inARow: 0))
    #expect(sitting.stop == nil && sitting.progress.abstentions[.failed] == 12)
  }
}
