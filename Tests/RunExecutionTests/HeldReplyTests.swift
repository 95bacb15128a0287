import AnnotationModel
import AnnotationStorage
import Judging
import ModelCalls
import Testing

@testable import RunExecution

/// Replies that come while others of the same unit are still awaited.
@Suite struct HeldReplyTests {
  @Test func aReplyIsInTheFileBeforeTheOthersOfItsUnitHaveCome() async throws {
    let stage = try await RunStage(items: 1)
    var settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])
    settings.strategy = .independent
    let model = HoldingModel(whereItSays: "no 1")
    let sitting = Task { [settings] in try await stage.sit(settings, model) }
    await model.bothAsked()
    var kept: [String: Int] = [:]
    for _ in 0..<400 {
      if let run = try await stage.store.run(named: "run") {
        let summary = try await stage.store.summary(of: run)
        kept = ["attempts": summary.attempts, "verdicts": summary.verdicts]
        if summary.attempts > 0 { break }
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(kept == ["attempts": 1, "verdicts": 0])
    await model.letGo()
    let end = try await sitting.value
    #expect(end.stop == nil)
    let summary = try await stage.store.summary(of: end.run)
    #expect(summary.attempts == 2 && summary.verdicts == 1)
  }
}

/// A model that keeps back its reply to one text until it is let go.
private actor HoldingModel: ModelClient {
  private let words: String
  private var asked = 0
  private var isHeld = true
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(whereItSays words: String) { self.words = words }

  func attempt(_ request: ModelRequest, at endpoint: Endpoint) async -> CallAttempt {
    asked += 1
    wake()
    if request.messages.contains(where: { $0.text.contains(words) }) {
      while isHeld { await sleep() }
    }
    return CallAttempt(
      result: .success(ModelReply(text: "Score: 5/10")), latency: .milliseconds(1))
  }

  func bothAsked() async { while asked < 2 { await sleep() } }

  func letGo() {
    isHeld = false
    wake()
  }

  private func sleep() async { await withCheckedContinuation { waiting.append($0) } }

  private func wake() {
    let all = waiting
    waiting = []
    for one in all { one.resume() }
  }
}
