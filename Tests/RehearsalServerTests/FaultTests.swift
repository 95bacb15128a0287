import Glibc
import ModelCalls
import ModelTransport
import RehearsalServer
import Testing

/// What goes wrong on demand, and what this program's client makes of it.
@Suite struct FaultTests {
  typealias R = Rehearsing

  private func failure(
    _ kind: Fault.Kind, limits: HTTPLimits = HTTPLimits(), hugeBytes: Int = 1 << 30
  ) async throws -> CallFailure? {
    var configuration = RehearsalConfiguration()
    configuration.faults = [Fault(kind)]
    configuration.hugeBytes = hugeBytes
    return try await R.with(configuration, limits: limits) { await $0.failure() }
  }

  @Test(
    "Statuses",
    arguments: [
      (429, CallFailure.Kind.rateLimited), (500, .server), (503, .server), (529, .server),
      (408, .notNow), (400, .badRequest), (401, .unauthorised), (403, .forbidden),
      (404, .notFound),
    ])
  func statuses(_ status: Int, _ wanted: CallFailure.Kind) async throws {
    for kind in EndpointKind.allCases {
      var configuration = RehearsalConfiguration()
      configuration.faults = [Fault(.status(status))]
      let failure = try await R.with(configuration) { await $0.failure(R.request(), kind) }
      #expect(failure?.kind == wanted && failure?.status == status)
      #expect(failure?.detail == "the rehearsal server was told to fail with \(status)")
      let waits = [429, 503, 529].contains(status)
      #expect(failure?.retryAfter == (waits ? .seconds(1) : nil))
    }
  }

  @Test("No answer, half an answer, no answer that can be read")
  func broken() async throws {
    let short = HTTPLimits(firstByte: .milliseconds(200), whole: .milliseconds(400))
    #expect(try await failure(.hang, limits: short)?.kind == .firstByteTimeout)
    #expect(try await failure(.stall, limits: short)?.kind == .timeout)
    #expect(try await failure(.cut)?.kind == .reset)
    #expect(try await failure(.reset)?.kind == .reset)
    #expect(try await failure(.garbage)?.kind == .garbled)
    #expect(try await failure(.empty)?.kind == .garbled)
    #expect(try await failure(.html)?.kind == .garbled)
    #expect(try await failure(.redirect)?.kind == .redirected)
    let doubled = try await failure(.duplicateKeys)
    #expect(doubled?.kind == .garbled && doubled?.detail.contains("'id' occurs twice") == true)
  }

  @Test("A body without end is not read to it")
  func huge() async throws {
    #expect(try await failure(.huge)?.kind == .tooLarge)
    #expect(try await failure(.huge, hugeBytes: 3 << 20) == nil, "spaces follow the JSON")
  }

  @Test("Another type and gzip change nothing for a client that reads them")
  func odd() async throws {
    for kind in [Fault.Kind.wrongType, .gzip] {
      var configuration = RehearsalConfiguration()
      configuration.faults = [Fault(kind)]
      let odd = try await R.with(configuration) { try await $0.reply(R.request()) }
      let plain = try await R.with { try await $0.reply(R.request()) }
      #expect(odd == plain)
    }
  }

  @Test("After a fault the server goes on, and counts it")
  func recovers() async throws {
    var configuration = RehearsalConfiguration()
    configuration.faults = try Fault.list("429:0.2x5,reset:0.1,cut:0.1")
    let counts = try await R.with(configuration) { rehearsal in
      var outcomes: [CallFailure.Kind?: Int] = [:]
      for _ in 0..<200 { outcomes[await rehearsal.failure()?.kind, default: 0] += 1 }
      let statistics = rehearsal.server.statistics
      #expect(outcomes[.rateLimited] == statistics.faults["429"])
      let broken = (statistics.faults["reset"] ?? 0) + (statistics.faults["cut"] ?? 0)
      // libcurl itself sends a call again where a connection that it had kept turns out to be gone.
      #expect((outcomes[.reset] ?? 0) + statistics.calls - 200 == broken)
      #expect(statistics.statuses[429] == statistics.faults["429"])
      #expect(statistics.calls >= 200 && statistics.concurrency == 0)
      return outcomes
    }
    #expect((counts[nil] ?? 0) > 80 && (counts[.rateLimited] ?? 0) % 5 == 0, "\(counts)")
    #expect((counts[.rateLimited] ?? 0) > 0 && (counts[.reset] ?? 0) > 10)
  }

  @Test("Which calls have a fault depends on the seed and their number alone")
  func drawn() async throws {
    func pattern(_ seed: UInt64) async throws -> [Bool] {
      var configuration = RehearsalConfiguration()
      configuration.faults = [Fault(.status(500), share: 0.3)]
      configuration.seed = seed
      return try await R.with(configuration) { rehearsal in
        var failed: [Bool] = []
        for _ in 0..<60 { failed.append(await rehearsal.failure() != nil) }
        return failed
      }
    }
    let one = try await pattern(1)
    #expect(try await pattern(1) == one)
    #expect(try await pattern(2) != one)
    #expect((6...30).contains(one.count { $0 }))
  }

  @Test("A list of faults is read, and what is none is said")
  func lists() throws {
    let faults = try Fault.list("429:0.1x20,hang:0.01,wrong-type:1")
    #expect(
      faults == [
        Fault(.status(429), share: 0.1, length: 20), Fault(.hang, share: 0.01),
        Fault(.wrongType, share: 1),
      ])
    for text in ["429", "429:2", "429:0.1x0", "200:0.5", "hung:0.5", "429:x"] {
      #expect(throws: RehearsalFailure.self, "\(text)") { try Fault.list(text) }
    }
    #expect(Set(Fault.names.map(\.name)).count == Fault.names.count)
    for fault in Fault.names { #expect(Fault(fault.kind).name == fault.name) }
  }
}
