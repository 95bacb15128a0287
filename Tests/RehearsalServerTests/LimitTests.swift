import ModelCalls
import RehearsalServer
import Testing

/// Limits of rate and parallelism, and time.
@Suite struct LimitTests {
  typealias R = Rehearsing

  /// Sends calls at once; returns what came of each.
  private func burst(_ count: Int, _ rehearsal: Rehearsing) async -> [CallFailure?] {
    await withTaskGroup(of: CallFailure?.self) { group in
      for _ in 0..<count { group.addTask { await rehearsal.failure() } }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }

  @Test("More requests than a minute allows wait for the next place in the bucket")
  func requests() async throws {
    var configuration = RehearsalConfiguration()
    configuration.requestsPerMinute = 60
    try await R.with(configuration) { rehearsal in
      let failures = await burst(20, rehearsal).compactMap { $0 }
      // A sixth of a minute's is there at once; one more may fill in meanwhile.
      #expect((7...10).contains(failures.count))
      #expect(failures.allSatisfy { $0.kind == .rateLimited && $0.retryAfter == .seconds(1) })
      #expect(rehearsal.server.statistics.limited == failures.count)
      #expect(rehearsal.server.statistics.concurrency == 0)
      try await Task.sleep(for: .milliseconds(1_100))
      #expect(await rehearsal.failure() == nil)
    }
  }

  @Test("Tokens a minute")
  func tokens() async throws {
    var configuration = RehearsalConfiguration()
    configuration.tokensPerMinute = 1_200
    try await R.with(configuration) { rehearsal in
      let failures = await burst(20, rehearsal).compactMap { $0 }
      #expect(failures.count >= 15 && failures.count < 20)
      let first = failures.first
      #expect(first?.kind == .rateLimited && first?.detail.contains("tokens per minute") == true)
    }
  }

  @Test("Calls at a time")
  func parallel() async throws {
    var configuration = RehearsalConfiguration()
    configuration.parallel = 3
    configuration.latency = .milliseconds(400)
    try await R.with(configuration) { rehearsal in
      let failures = await burst(10, rehearsal).compactMap { $0 }
      #expect(failures.count == 7)
      #expect(rehearsal.server.statistics.highestConcurrency == 3)
      #expect(await burst(3, rehearsal).allSatisfy { $0 == nil })
    }
  }

  @Test("The wait is named in each of its forms")
  func retryAfter() async throws {
    for form in RehearsalConfiguration.RetryAfter.allCases {
      var configuration = RehearsalConfiguration()
      configuration.requestsPerMinute = 1
      configuration.retryAfter = form
      try await R.with(configuration) { rehearsal in
        #expect(await rehearsal.failure() == nil)
        let failure = try #require(await rehearsal.failure())
        if form == .none {
          #expect(failure.retryAfter == nil)
        } else {
          let wait = try #require(failure.retryAfter)
          #expect(wait > .seconds(40) && wait <= .seconds(60), "\(form): \(wait)")
        }
      }
    }
  }

  @Test("64 calls that take half a second each take about half a second together")
  func latency() async throws {
    var configuration = RehearsalConfiguration()
    configuration.latency = .milliseconds(500)
    configuration.jitter = .milliseconds(50)
    try await R.with(configuration) { rehearsal in
      let start = ContinuousClock.now
      #expect(await burst(64, rehearsal).allSatisfy { $0 == nil })
      let took = ContinuousClock.now - start
      #expect(took >= .milliseconds(500) && took < .seconds(8), "one by one it would be 32 s")
      #expect(rehearsal.server.statistics.highestConcurrency == 64)
    }
  }

  @Test("A client that leaves before its answer is noticed")
  func leaves() async throws {
    var configuration = RehearsalConfiguration()
    configuration.latency = .seconds(60)
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
