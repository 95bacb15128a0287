import AnnotationModel
import Judging
import ModelCalls
import RunExecution
import Testing

/// The run comes to ask as many at a time as the endpoint allows, and no more.
@Suite struct ThroughputTests {
  @Test(arguments: [4, 20, 64])
  func theWindowOpensAsFarAsTheEndpointAllows(_ parallel: Int) async throws {
    let stage = try await RunStage(items: parallel * 8)
    let model = SlowModel(pause: .milliseconds(700))
    let settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])
    let sitting = try await stage.sit(settings, model, parallel: parallel)
    #expect(sitting.stop == nil && sitting.progress.concluded == parallel * 8)
    #expect(await model.most == parallel)
  }
}
