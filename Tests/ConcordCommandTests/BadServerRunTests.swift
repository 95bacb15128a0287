import Foundation
import RehearsalServer
import Synchronization
import Testing

/// A run by the program against servers that do wrong: each wrong is a case of its own, nothing
/// hangs, and the same words again bring the run to its end.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct BadServerRunTests {
  /// What two of six first calls meet, and what the run makes of it.
  struct Wrong: Sendable, CustomTestStringConvertible {
    enum End: Sendable { case unnoticed, triedAgain, failed, stopped }

    var fault: Fault.Kind
    /// The kind that the file keeps; "" for none.
    var kind: String
    var end: End
    var testDescription: String { Fault(fault).name }
  }

  static let wrongs: [Wrong] = [
    Wrong(fault: .gzip, kind: "", end: .unnoticed),
    Wrong(fault: .wrongType, kind: "", end: .unnoticed),
    Wrong(fault: .status(429), kind: "rate-limited", end: .triedAgain),
    Wrong(fault: .status(500), kind: "server", end: .triedAgain),
    Wrong(fault: .status(408), kind: "not-now", end: .triedAgain),
    Wrong(fault: .hang, kind: "first-byte-timeout", end: .triedAgain),
    Wrong(fault: .stall, kind: "timeout", end: .triedAgain),
    Wrong(fault: .cut, kind: "reset", end: .triedAgain),
    Wrong(fault: .garbage, kind: "garbled", end: .failed),
    Wrong(fault: .empty, kind: "garbled", end: .failed),
    Wrong(fault: .html, kind: "garbled", end: .failed),
    Wrong(fault: .duplicateKeys, kind: "garbled", end: .failed),
    Wrong(fault: .huge, kind: "too-large", end: .failed),
    Wrong(fault: .status(400), kind: "bad-request", end: .failed),
    Wrong(fault: .redirect, kind: "redirected", end: .stopped),
    Wrong(fault: .status(401), kind: "unauthorised", end: .stopped),
    Wrong(fault: .status(404), kind: "not-found", end: .stopped),
  ]

  @Test(arguments: wrongs) func eachWrongIsACaseOfItsOwn(_ wrong: Wrong) throws {
    let met = Mutex<Set<String>>([])
    let stage = try RunStage(price: "    time-limits: {first-byte: 1, whole: 2}\n") { call in
      let hit = ["question 2\n", "question 5\n"].first { call.prompt.contains($0) }
      guard let hit, met.withLock({ $0.insert(hit).inserted }) else { return nil }
      return ScriptedReply(fault: wrong.fault)
    }
    let words = ["run", "judge", stage.study, "--model", "random", "--yes"]
    let first = try RunningProgram.run(try #require(RunningProgram.concord), words)
    let counts = try stage.counts("judge/random")
    let failures = counts["failures"] as? [String: Int] ?? [:]
    let failed = (counts["abstentions"] as? [String: Int])?["failed"] ?? 0
    switch wrong.end {
    case .unnoticed:
      #expect(first.status == 0 && failures.isEmpty && failed == 0, "\(first.errors)")
    case .triedAgain:
      #expect(first.status == 0 && failures == [wrong.kind: 2] && failed == 0, "\(counts)")
      #expect(first.errors.contains("tries without a reply: 2 \(wrong.kind) of random"))
    case .failed:
      #expect(first.status == 0 && failures == [wrong.kind: 2] && failed == 2, "\(counts)")
      #expect(first.errors.contains("2 got no reply; say the same again"), "\(first.errors)")
    case .stopped:
      // The other of the two was under way, or was not sent any more.
      #expect(first.status == 3 && [1, 2].contains(failures[wrong.kind]), "\(counts)")
      #expect(failed == 0 && counts["state"] as? String == "failed")
    }
    let second = try RunningProgram.run(try #require(RunningProgram.concord), words)
    // A run that stopped may meet the other of the two only now.
    #expect(second.status == 0 || wrong.end == .stopped, "\(second.errors)")
    let third = try RunningProgram.run(try #require(RunningProgram.concord), words)
    #expect(third.status == 0, "\(third.errors)")
    let end = try stage.counts("judge/random")
    #expect(end["verdicts"] as? Int == 6 && end["abstentions"] as? [String: Int] == [:], "\(end)")
    // No call was lost, and none that was answered was asked twice.
    let wasWrong = wrong.end == .unnoticed ? 0 : 2
    #expect(stage.server.statistics.calls == 6 + wasWrong)
    #expect(try stage.concord("check", stage.study).status == 0)
  }

  @Test func aServerThatIsGoneStopsTheRunAndItGoesOn() throws {
    let isGone = Mutex(true)
    let stage = try RunStage(items: 40) { _ in
      isGone.withLock { $0 } ? ScriptedReply(fault: .garbage) : nil
    }
    let words = ["run", "judge", stage.study, "--model", "random", "--failures", "5", "--json"]
    let first = try RunningProgram.run(try #require(RunningProgram.concord), words)
    #expect(first.status == 3, "\(first.errors)")
    #expect(first.errors.contains("5 calls in a row got no reply"), "\(first.errors)")
    #expect(first.errors.contains("say the same again"), "\(first.errors)")
    #expect(stage.server.statistics.calls < 5 + 8)
    isGone.withLock { $0 = false }
    let second = try RunningProgram.run(try #require(RunningProgram.concord), words)
    #expect(second.status == 0, "\(second.errors)")
    let counts = try stage.counts("judge/random")
    #expect(counts["verdicts"] as? Int == 40 && counts["abstentions"] as? [String: Int] == [:])
  }

  @Test func theRateRecoversAfterABurstOfRefusals() throws {
    // Refusals in a row, as a limit of calls a minute gives them.
    let seen = Mutex((calls: 0, mostAfter: 0))
    let server = Mutex<RehearsalServer?>(nil)
    let stage = try RunStage(items: 300, latency: .milliseconds(5)) { _ in
      let atOnce = server.withLock { $0?.statistics.concurrency ?? 0 }
      return seen.withLock {
        $0.calls += 1
        if $0.calls > 42 { $0.mostAfter = max($0.mostAfter, atOnce) }
        return (30..<42).contains($0.calls) ? ScriptedReply(fault: .status(503)) : nil
      }
    }
    server.withLock { $0 = stage.server }
    let run = try stage.concord("run", "judge", stage.study, "--model", "random", "--yes")
    #expect(run.status == 0, "\(run.errors)")
    #expect(stage.server.statistics.calls == 312)
    // The burst brought it down to a few; it grew again towards its limit of eight.
    #expect(seen.withLock { $0.mostAfter } >= 5)
    let counts = try stage.counts("judge/random")
    #expect(counts["verdicts"] as? Int == 300)
    #expect(counts["failures"] as? [String: Int] == ["server": 12])
  }

  @Test func aServerOfIPv6Alone() throws {
    guard let stage = try? RunStage(host: "::1") else {
      withKnownIssue("this machine has no IPv6 on its loopback", isIntermittent: true) {}
      return
    }
    #expect(stage.server.address?.contains("[::1]") == true)
    let run = try stage.concord("run", "judge", stage.study, "--model", "random")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try stage.counts("judge/random")["verdicts"] as? Int == 6)
  }
}
