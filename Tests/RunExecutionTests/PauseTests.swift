import ModelCalls
import Testing

@testable import RunExecution

/// A pause is no part of the time that a rate is counted over.
@Suite struct PauseTests {
  @Test func pausesAreSummedAndTheTimeBetweenIsNot() async throws {
    let desk = CallDesk(
      [:], client: ScriptedClient.says("Answer: A"), budget: Budget(.none), retry: RetryPolicy(),
      mostFailures: 0)
    let start = ContinuousClock().now
    #expect(await desk.paused(until: start + .seconds(60)) == .zero)
    await desk.pause(true)
    let one = await desk.paused(until: start + .seconds(60))
    let other = await desk.paused(until: start + .seconds(90))
    // While it lasts, all time is pause.
    #expect(other - one == .seconds(30))
    await desk.pause(true)
    #expect(await desk.paused(until: start + .seconds(60)) == one)
    await desk.pause(false)
    let sum = await desk.paused(until: start + .seconds(60))
    #expect(await desk.paused(until: start + .seconds(90)) == sum)
    #expect(await !desk.isPaused)
  }
}
