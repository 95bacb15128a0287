import AnnotationModel
import Judging
import ModelCalls
import RunExecution
import Testing

/// A model that takes its time, and counts how many it answers at once.
private actor SlowModel: ModelClient {
  private(set) var most = 0
  private var now = 0

  func attempt(_ request: ModelRequest, at endpoint: Endpoint) async -> CallAttempt {
    now += 1
    most = max(most, now)
    try? await Task.sleep(for: .milliseconds(40))
    now -= 1
    return CallAttempt(result: .success(ModelReply(text: "Answer: A")), latency: .milliseconds(40))
  }
}

/// The run comes to ask as many at a time as the endpoint allows, and no more.
@Suite struct ThroughputTests {
  @Test(arguments: [4, 20, 64])
  func theWindowOpensAsFarAsTheEndpointAllows(_ parallel: Int) async throws {
    let stage = try await RunStage(items: 400)
    let model = SlowModel()
    let settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])
    let sitting = try await stage.sit(settings, model, parallel: parallel)
    #expect(sitting.stop == nil && sitting.progress.concluded == 400)
    #expect(await model.most == parallel)
  }
}
