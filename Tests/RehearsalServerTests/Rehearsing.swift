import ModelCalls
import ModelTransport
import RehearsalServer

/// Calls of this program's own client at a rehearsal server that runs for the length of a test.
struct Rehearsing {
  let server: RehearsalServer
  let port: UInt16
  private let client: HTTPModelClient

  /// Runs a server for as long as `test` takes.
  static func with<Result: Sendable>(
    _ configuration: RehearsalConfiguration = RehearsalConfiguration(),
    limits: HTTPLimits = HTTPLimits(), key: String = "",
    _ test: (Rehearsing) async throws -> Result
  ) async throws -> Result {
    let server = RehearsalServer(configuration)
    let port = try server.start()
    let loop = HTTPLoop()
    defer {
      loop.close()
      server.stop()
    }
    let client = HTTPModelClient(loop, limits: limits, keys: KeyRing { _ in key })
    return try await test(Rehearsing(server: server, port: port, client: client))
  }

  func endpoint(_ kind: EndpointKind = .openAIChat, key: KeySource = .none) -> Endpoint {
    Endpoint(
      name: "rehearsal", kind: kind,
      baseURL: (server.address ?? "") + (kind == .gemini ? "/v1beta" : "/v1"), model: "random",
      capabilities: [.jsonSchema, .logProbabilities, .seed], key: key)
  }

  func attempt(
    _ request: ModelRequest, _ kind: EndpointKind = .openAIChat, key: KeySource = .none
  ) async -> CallAttempt {
    await client.attempt(request, at: endpoint(kind, key: key))
  }

  func reply(
    _ request: ModelRequest, _ kind: EndpointKind = .openAIChat
  ) async throws -> ModelReply {
    try await attempt(request, kind).result.get()
  }

  func failure(
    _ request: ModelRequest = Self.request(), _ kind: EndpointKind = .openAIChat,
    key: KeySource = .none
  ) async -> CallFailure? {
    if case .failure(let failure) = await attempt(request, kind, key: key).result {
      failure
    } else {
      nil
    }
  }

  static let question = """
    Answer A:
    <<<answer A
    A short answer.
    answer A>>>

    Answer B:
    <<<answer B
    An answer that is a good deal longer than the other one.
    answer B>>>
    Close with one line of exactly this form, where X is A, B or tie:
    Answer: X
    """

  static func request(
    model: String = "random", _ text: String = question, seed: Int? = nil,
    temperature: Double? = 0, alternatives: Int? = nil, maximumTokens: Int? = nil
  ) -> ModelRequest {
    ModelRequest(
      endpoint: "rehearsal", model: model, messages: [ChatMessage(.user, text)],
      settings: SamplingSettings(
        temperature: temperature, maximumTokens: maximumTokens, seed: seed),
      alternatives: alternatives)
  }
}
