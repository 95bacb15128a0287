import Glibc
import ModelCalls
import Testing

@testable import ModelTransport

/// What a server says that it offers, and what a few small calls show of it.
@Suite struct ModelListTests {
  private func models(
    _ kind: EndpointKind, _ body: String, status: String = "200 OK", path: String, header: String
  ) async -> Result<[String], CallFailure> {
    let server = LoopbackServer { request, connection in
      let text = String(decoding: request, as: UTF8.self)
      let isRight =
        text.hasPrefix("GET \(path) HTTP/1.1\r\n") && text.contains("\r\n\(header)\r\n")
        && !text.contains("Content-Type")
      let answer =
        isRight
        ? LoopbackServer.answer(body, status: status) : LoopbackServer.answer("{}", status: "400 X")
      LoopbackServer.write(answer, to: connection)
    }
    let loop = HTTPLoop()
    defer { loop.close() }
    let client = HTTPModelClient(loop, keys: KeyRing { $0 == "K" ? "secret-1" : nil })
    return await client.models(
      at: Endpoint(
        name: "e", kind: kind, baseURL: server.base + "/", model: "m", key: .environment("K")))
  }

  @Test func eachKindListsInItsOwnWay() async throws {
    let openAI = await models(
      .openAIChat, #"{"object":"list","data":[{"id":"b"},{"id":"a"},{"x":1}],"models":[]}"#,
      path: "/v1/models", header: "Authorization: Bearer secret-1")
    #expect(try openAI.get() == ["b", "a"])
    let anthropic = await models(
      .anthropicMessages, #"{"data":[{"type":"model","id":"c-1"}],"has_more":false}"#,
      path: "/v1/models?limit=1000", header: "x-api-key: secret-1")
    #expect(try anthropic.get() == ["c-1"])
    let gemini = await models(
      .gemini,
      #"{"models":[{"name":"models/g-1","supportedGenerationMethods":["generateContent"]},"#
        + #"{"name":"models/e-1","supportedGenerationMethods":["embedContent"]},{"name":"g-2"}]}"#,
      path: "/v1/models?pageSize=1000", header: "x-goog-api-key: secret-1")
    #expect(try gemini.get() == ["g-1", "g-2"])
  }

  @Test func aListThatIsNoneIsSaid() async {
    for (body, status, kind) in [
      (#"{"object":"list"}"#, "200 OK", CallFailure.Kind.garbled), ("[", "200 OK", .garbled),
      ("<html><title>Hi</title></html>", "200 OK", .garbled), ("", "404 None", .notFound),
      (#"{"error":{"message":"not secret-1"}}"#, "401 No", .unauthorised),
    ] {
      let result = await models(
        .openAIChat, body, status: status, path: "/v1/models",
        header: "Authorization: Bearer secret-1")
      guard case .failure(let failure) = result else {
        Issue.record("\(body) is a list")
        continue
      }
      #expect(failure.kind == kind && !"\(failure)".contains("secret-1"))
      if body.hasPrefix("<html") { #expect(failure.detail == "an HTML page, 'Hi'") }
    }
  }

  /// A server may repeat all that it is sent.
  @Test func aKeyInAReplyIsTakenOut() async throws {
    let server = LoopbackServer { _, connection in
      LoopbackServer.write(
        LoopbackServer.answer(
          #"{"model":"m secret-1","choices":[{"message":{"content":"say secret-1"}}],"#
            + #""data":[{"id":"secret-1"}]}"#), to: connection)
    }
    let loop = HTTPLoop()
    defer { loop.close() }
    let client = HTTPModelClient(loop, keys: KeyRing { _ in "secret-1" })
    let endpoint = Endpoint(
      name: "e", baseURL: server.base, model: "m", key: .environment("K"))
    let attempt = await client.attempt(HTTPClientTests.request, at: endpoint)
    #expect(try attempt.result.get().text == "say (key)")
    #expect(try await client.models(at: endpoint).get() == ["(key)"])
    #expect(!"\(attempt)".contains("secret-1"))
  }

  /// An endpoint's own limits hold before the client's.
  @Test func anEndpointHasItsOwnTimes() async {
    let loop = HTTPLoop()
    defer { loop.close() }
    let silent = LoopbackServer { _, _ in usleep(2_000_000) }
    let client = HTTPModelClient(loop)
    let endpoint = Endpoint(
      name: "e", baseURL: silent.base, model: "m",
      times: TimeLimits(firstByte: .milliseconds(100)))
    guard case .failure(let failure) = await client.models(at: endpoint) else {
      Issue.record("nothing is a list")
      return
    }
    #expect(failure.kind == .firstByteTimeout)
  }

  /// A model that reasons is asked with the newer name of the limit, and without a temperature.
  @Test func modelsThatReasonAreAskedAsTheyWant() {
    let request = ModelRequest(
      endpoint: "e", model: "m", messages: [],
      settings: SamplingSettings(maximumTokens: 5, reasoningEffort: "low"))
    func body(_ capabilities: Set<Capability>) -> String {
      let endpoint = Endpoint(
        name: "e", baseURL: "http://h", model: "m", capabilities: capabilities)
      return String(decoding: OpenAIChatFormat().body(of: request, at: endpoint), as: UTF8.self)
    }
    #expect(body([.reasoningEffort]).contains(#""max_completion_tokens":5"#))
    #expect(body([]).contains(#""max_tokens":5"#))
  }

  @Test func whatTheFileSaysDecidesWhetherAReportIsSound() {
    let endpoint = Endpoint(
      name: "e", baseURL: "http://h/v1", model: "m", capabilities: [.seed, .images])
    var report = EndpointReport(
      endpoint: endpoint, offered: .success(["m"]),
      reply: .success(ModelReply(text: "A", reportedModel: "m-1")), latency: .zero,
      findings: [
        .init(capability: .logProbabilities, outcome: .missing("none"), isDeclared: false),
        .init(capability: .seed, outcome: .works, isDeclared: true),
      ])
    #expect(report.isSound && report.untried == [.images] && report.working == [.seed])
    report.findings[1].outcome = .failed(CallFailure(.server))
    #expect(!report.isSound && report.working.isEmpty)
    report.findings = []
    report.offered = .success(["x"])
    #expect(report.isSound && report.isUnlisted && report.otherModel == nil)
    report.reply = .success(ModelReply(text: "A", reportedModel: "x"))
    #expect(!report.isSound && report.otherModel == "x")
    report.reply = .failure(CallFailure(.server))
    #expect(!report.isSound)
  }
}
