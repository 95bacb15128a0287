import AnnotationModel
import AnnotationStorage
import Foundation
import Glibc
import ModelCalls
import Testing

@testable import RunExecution

/// A run of which other processes hold a part.
@Suite struct SharedRunTests {
  private static let settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])

  @Test func whatAnotherHoldsIsWaitedForAndTakenOver() async throws {
    let stage = try await RunStage(items: 6)
    let only = try await stage.sit(
      Self.settings, ScriptedClient.says("Answer: A"), only: [ItemID(1)])
    let now = Clock.now()
    // Another host's process, which never comes back.
    let held = stage.units(Self.settings).filter { [2, 3].contains($0.item.value) }
    let theirs = try await stage.store.claim(
      held, of: only.run, owner: "elsewhere/1/1", now: now, until: now + 1_200)
    #expect(theirs.count == 2)
    let sitting = try await stage.sit(Self.settings, ScriptedClient.says("Answer: B"))
    #expect(sitting.stop == nil && sitting.run.state == .finished)
    #expect(Clock.now() >= now + 1_200)
    #expect(sitting.progress.concluded == 5 && sitting.progress.left == 0)
    #expect(try await stage.verdicts(of: "run").count == 6)
  }

  @Test func whoWaitsCanBeStopped() async throws {
    let stage = try await RunStage(items: 2)
    let first = try await stage.sit(
      Self.settings, ScriptedClient.says("Answer: A"), only: [ItemID(1)])
    let held = stage.units(Self.settings).filter { $0.item.value == 2 }
    let now = Clock.now()
    _ = try await stage.store.claim(
      held, of: first.run, owner: "elsewhere/1/1", now: now, until: now + 60_000)
    let sitting = Task { try await stage.sit(Self.settings, ScriptedClient.says("Answer: B")) }
    try await Task.sleep(for: .milliseconds(300))
    try await stage.store.endRun(first.run.id, .stopped, detail: "", at: Clock.now())
    let end = try await sitting.value
    #expect(end.run.state == .stopped && end.progress.left == 1)
  }

  /// A killed process stays in the list of processes until who started it has looked.
  @Test func aProcessThatEndedAndWasNotLookedAtIsGone() throws {
    var process: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("30"), nil]
    defer { for one in arguments { free(one) } }
    #expect(posix_spawn(&process, "/bin/sleep", nil, nil, &arguments, nil) == 0)
    let owner = UnitQueue.owner(process)
    #expect(!UnitQueue.isGone(owner))
    kill(process, SIGKILL)
    for _ in 0..<500 where !UnitQueue.isGone(owner) { usleep(10_000) }
    #expect(UnitQueue.isGone(owner))
    var status: Int32 = 0
    // It was still there to be looked at.
    #expect(waitpid(process, &status, WNOHANG) == process)
    #expect(UnitQueue.isGone(owner))
  }
}
