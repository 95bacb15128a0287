import ModelCalls
import Testing

@testable import RehearsalServer

/// Limits of rate and parallelism, and time. Whole suites run beside these tests: what has to
/// happen at one time is sent from one thread, over plain connections.
@Suite struct LimitTests {
  typealias R = Rehearsing

  private static let call = RawConnection.post(
    "/v1/chat/completions",
    #"{"model":"random","messages":[{"role":"user","content":"Say what you think of it."}]}"#)

  private func serving(
    _ configuration: RehearsalConfiguration,
    _ test: (UInt16, RehearsalServer) throws -> Void
  ) throws {
    let server = RehearsalServer(configuration)
    let port = try server.start()
    defer { server.stop() }
    try test(port, server)
  }

  /// Sends a call on each of several connections; returns the heads of the answers.
  private func burst(_ count: Int, _ port: UInt16) -> [String] {
    let connections = (0..<count).map { _ in RawConnection(port: port) }
    for connection in connections { connection.send(Self.call) }
    return connections.compactMap { $0.answer()?.head }
  }

  /// Sends calls one behind the other on one connection.
  private func row(_ count: Int, _ port: UInt16) -> [(head: String, body: String)] {
    let connection = RawConnection(port: port)
    connection.send(String(repeating: Self.call, count: count))
    return (0..<count).compactMap { _ in connection.answer() }
  }

  private func isRefused(_ head: String) -> Bool { head.hasPrefix("HTTP/1.1 429 ") }

  @Test("More requests than a minute allows are refused, with the wait")
  func requests() throws {
    var configuration = RehearsalConfiguration()
    configuration.requestsPerMinute = 60
    try serving(configuration) { port, server in
      let answers = row(30, port)
      let refused = answers.filter { isRefused($0.head) }
      // A sixth of a minute's is there at once; some may fill in meanwhile.
      #expect(answers.count == 30 && (10...20).contains(refused.count))
      // Later ones wait longer where the machine is busy and they come later.
      #expect(refused.allSatisfy { $0.head.contains("\r\nRetry-After: ") })
      #expect(refused.first?.head.hasSuffix("\r\nRetry-After: 1") == true)
      #expect(refused.first?.body.contains("requests per minute") == true)
      #expect(server.statistics.limited == refused.count && server.statistics.concurrency == 0)
      #expect(server.statistics.statuses[200] == 30 - refused.count)
    }
  }

  @Test("More tokens than a minute allows are refused")
  func tokens() throws {
    var configuration = RehearsalConfiguration()
    configuration.tokensPerMinute = 600
    try serving(configuration) { port, server in
      let refused = row(30, port).filter { isRefused($0.head) }
      #expect((10...28).contains(refused.count))
      #expect(refused.first?.body.contains("tokens per minute") == true)
    }
  }

  @Test("Calls at a time")
  func parallel() throws {
    var configuration = RehearsalConfiguration()
    configuration.parallel = 3
    configuration.latency = .seconds(2)
    try serving(configuration) { port, server in
      let heads = burst(10, port)
      #expect(heads.count == 10 && heads.count { isRefused($0) } == 7)
      #expect(server.statistics.highestConcurrency == 3)
      #expect(!burst(3, port).contains { isRefused($0) })
    }
  }

  @Test("64 calls that take half a second each take about half a second together")
  func latency() throws {
    var configuration = RehearsalConfiguration()
    configuration.latency = .milliseconds(500)
    configuration.jitter = .milliseconds(50)
    try serving(configuration) { port, server in
      let start = ContinuousClock.now
      let heads = burst(64, port)
      let took = ContinuousClock.now - start
      #expect(heads.count == 64 && heads.allSatisfy { $0.hasPrefix("HTTP/1.1 200 ") })
      #expect(took >= .milliseconds(500) && took < .seconds(16), "one by one it would be 32 s")
      #expect(server.statistics.highestConcurrency > 32)
    }
  }

  @Test("A bucket fills evenly and holds a sixth of a minute's worth")
  func bucket() {
    let start = ContinuousClock.now
    var meter = RateMeter(perMinute: 60, now: start)
    for _ in 0..<10 {
      #expect(meter.wait(for: 1, now: start) == nil)
      meter.take(1)
    }
    #expect(meter.wait(for: 1, now: start) == .seconds(1))
    #expect(meter.wait(for: 1, now: start + .milliseconds(750)) == .milliseconds(250))
    #expect(meter.wait(for: 1, now: start + .seconds(1)) == nil)
    // An hour fills no more than the bucket; what is larger than the bucket waits for a full one.
    #expect(meter.wait(for: 500, now: start + .seconds(3_600)) == nil)
    meter.take(500)
    #expect(meter.wait(for: 1, now: start + .seconds(3_600)) == .seconds(491))
  }

  @Test("The wait is named in each of its forms")
  func retryAfter() async throws {
    let wait = Duration.milliseconds(1_500)
    #expect(RetryHeader.of(wait, .seconds).map(\.value) == ["2"])
    #expect(RetryHeader.of(wait, .milliseconds).map(\.value) == ["1500"])
    #expect(RetryHeader.of(wait, .none).isEmpty)
    #expect(DateText.of(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
    for form in RehearsalConfiguration.RetryAfter.allCases {
      var configuration = RehearsalConfiguration()
      configuration.faults = [Fault(.status(429))]
      configuration.retryAfter = form
      let failure = try await R.with(configuration) { await $0.failure() }
      switch form {
      case .none: #expect(failure?.retryAfter == nil)
      case .date: #expect(failure?.retryAfter.map { $0 <= .seconds(1) } == true)
      case .seconds, .milliseconds: #expect(failure?.retryAfter == .seconds(1))
      }
    }
  }

  @Test("A client that leaves before its answer is noticed")
  func leaves() async throws {
    var configuration = RehearsalConfiguration()
    configuration.latency = .seconds(600)
    try await R.with(configuration) { rehearsal in
      let task = Task { await rehearsal.failure() }
      try await Self.wait { rehearsal.server.statistics.concurrency == 1 }
      task.cancel()
      #expect(await task.value?.kind == .cancelled)
      try await Self.wait { rehearsal.server.statistics.abandoned == 1 }
      #expect(rehearsal.server.statistics.concurrency == 0)
    }
  }

  private static func wait(until isSo: () -> Bool) async throws {
    for _ in 0..<500 where !isSo() { try await Task.sleep(for: .milliseconds(20)) }
    #expect(isSo())
  }
}
