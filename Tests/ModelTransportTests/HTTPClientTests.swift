import Glibc
import ModelCalls
import Testing

@testable import ModelTransport

@Suite struct HTTPClientTests {
  static let request = ModelRequest(
    endpoint: "e", model: "m", messages: [ChatMessage(.user, "hi")])
  static let ok = #"{"choices":[{"message":{"content":"Answer: A"}}]}"#

  private func attempt(
    _ base: String, limits: HTTPLimits = HTTPLimits(), key: KeySource = .none,
    environment: [String: String] = [:]
  ) async -> CallAttempt {
    let loop = HTTPLoop()
    defer { loop.close() }
    let client = HTTPModelClient(loop, limits: limits, keys: KeyRing { environment[$0] })
    return await client.attempt(
      Self.request, at: Endpoint(name: "e", baseURL: base, model: "m", key: key))
  }

  private func failure(_ attempt: CallAttempt) -> CallFailure.Kind? {
    if case .failure(let failure) = attempt.result { failure.kind } else { nil }
  }

  @Test func aReplyComesBack() async throws {
    let server = LoopbackServer { request, connection in
      let text = String(decoding: request, as: UTF8.self)
      let isRight =
        text.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n") && text.hasSuffix("}]}")
        && text.contains("Authorization: Bearer secret-1\r\n")
      LoopbackServer.write(
        isRight
          ? LoopbackServer.answer(Self.ok) : LoopbackServer.answer("{}", status: "400 Bad"),
        to: connection)
    }
    let attempt = await attempt(
      server.base, key: .environment("K"), environment: ["K": "secret-1"])
    #expect(try attempt.result.get().text == "Answer: A")
    #expect(attempt.body == Self.ok && attempt.latency > .zero)
  }

  @Test func aKeyThatIsEchoedIsNotKept() async {
    let server = LoopbackServer { _, connection in
      LoopbackServer.write(
        LoopbackServer.answer(#"{"error":{"message":"bad key secret-1"}}"#, status: "401 No"),
        to: connection)
    }
    let attempt = await attempt(
      server.base, key: .environment("K"), environment: ["K": "secret-1"])
    #expect(failure(attempt) == .unauthorised)
    #expect(!"\(attempt)".contains("secret-1"))
  }

  @Test func withoutItsKeyNothingIsSent() async {
    let attempt = await attempt("http://127.0.0.1:1/v1", key: .environment("K"))
    #expect(failure(attempt) == .noKey)
    let command = await self.attempt("http://127.0.0.1:1/v1", key: .command("exit 3"))
    #expect(failure(command) == .noKey)
  }

  @Test func aRedirectIsNotFollowed() async {
    let server = LoopbackServer { _, connection in
      LoopbackServer.write(
        LoopbackServer.answer(
          "", status: "307 There", headers: "Location: http://127.0.0.1:1/\r\n"),
        to: connection)
    }
    #expect(failure(await attempt(server.base)) == .redirected)
  }

  @Test func nobodyThere() async {
    #expect(failure(await attempt("http://127.0.0.1:1/v1")) == .notReachable)
    #expect(failure(await attempt("http://no-such-host.invalid/v1")) == .unknownHost)
    #expect(failure(await attempt("ftp://127.0.0.1/v1")) == .badRequest)
  }

  @Test func brokenOffAndTooLarge() async {
    let broken = LoopbackServer { _, connection in
      LoopbackServer.write("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"cho", to: connection)
    }
    #expect(failure(await attempt(broken.base)) == .reset)
    let empty = LoopbackServer { _, _ in }
    #expect(failure(await attempt(empty.base)) == .reset)
    let large = LoopbackServer { _, connection in
      LoopbackServer.write(
        LoopbackServer.answer(String(repeating: " ", count: 100_000)), to: connection)
    }
    #expect(
      failure(await attempt(large.base, limits: HTTPLimits(bodyBytes: 10_000))) == .tooLarge)
  }

  @Test func aSilentServerIsLeft() async {
    let silent = LoopbackServer { _, _ in usleep(3_000_000) }
    let limits = HTTPLimits(firstByte: .milliseconds(100), whole: .seconds(30))
    #expect(failure(await attempt(silent.base, limits: limits)) == .firstByteTimeout)
    let slow = LoopbackServer { _, connection in
      LoopbackServer.write("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{", to: connection)
      usleep(3_000_000)
    }
    let whole = HTTPLimits(whole: .milliseconds(300))
    #expect(failure(await attempt(slow.base, limits: whole)) == .timeout)
  }

  @Test func cancellingEndsACallAtOnce() async {
    let silent = LoopbackServer { _, _ in usleep(3_000_000) }
    let base = silent.base
    let task = Task { await attempt(base) }
    try? await Task.sleep(for: .milliseconds(50))
    task.cancel()
    #expect(failure(await task.value) == .cancelled)
  }

  @Test func manyAtOnceShareOneThread() async {
    let server = LoopbackServer { _, connection in
      LoopbackServer.write(LoopbackServer.answer(Self.ok), to: connection)
    }
    let loop = HTTPLoop()
    defer { loop.close() }
    let client = HTTPModelClient(loop)
    let endpoint = Endpoint(name: "e", baseURL: server.base, model: "m")
    let good = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<200 {
        group.addTask {
          if case .success = await client.attempt(Self.request, at: endpoint).result {
            true
          } else {
            false
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(good == 200)
  }
}
