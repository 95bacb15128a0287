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

  /// Of 12 debates of nine calls, three at a time, half of the calls bring some to an end.
  @Test func unitsThatHaveBegunGoBeforeOthers() async throws {
    let stage = try await RunStage(items: 12)
    var settings = RunSettings(
      .debate, seats: ["x", "y", "z"].map { RunSeat(endpoint: "m", role: $0, persona: "p") })
    settings.rounds = 2
    var options = Runner.Options()
    options.limits = Budget.Limits(calls: 54)
    let model = SlowModel(pause: .milliseconds(5), says: "Score of A: 3\nScore of B: 8")
    let sitting = try await stage.sit(settings, model, options: options, parallel: 3)
    guard case .budget? = sitting.stop else {
      Issue.record("\(String(describing: sitting.stop))")
      return
    }
    #expect(sitting.progress.concluded >= 2, "\(sitting.progress.concluded)")
  }
}
