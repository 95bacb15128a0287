import JSONText
import ModelCalls

/// Tries an endpoint out: one list of models, one call in plain text, and then one small call for
/// each ability that its kind can have. A dozen words each; no call is repeated.
public struct EndpointProbe: Sendable {
  private let client: HTTPModelClient

  public init(_ client: HTTPModelClient) { self.client = client }

  /// What the endpoint does when asked. Where it does not reply at all, nothing more is asked.
  public func test(_ endpoint: Endpoint) async -> EndpointReport {
    let attempt = await client.attempt(Self.question(endpoint), at: endpoint)
    var report = EndpointReport(
      endpoint: endpoint, offered: await offered(endpoint, after: attempt.result),
      reply: attempt.result, latency: attempt.latency)
    switch attempt.result {
    case .failure(let failure):
      if failure.kind == .notFound { report.otherBase = await otherBase(report) }
    case .success:
      report.findings = await findings(endpoint)
    }
    return report
  }

  /// Where nothing answered the call, nothing would answer this either.
  private func offered(
    _ endpoint: Endpoint, after reply: Result<ModelReply, CallFailure>
  ) async -> Result<[String], CallFailure> {
    if case .failure(let failure) = reply, failure.status == nil, failure.kind != .reset {
      return .failure(failure)
    }
    return await client.models(at: endpoint)
  }

  /// `…/v1` is forgotten most often.
  private func otherBase(_ report: EndpointReport) async -> String? {
    guard case .failure(let failure) = report.offered, failure.kind == .notFound else { return nil }
    var other = report.endpoint
    other.baseURL = other.base + (other.kind == .gemini ? "/v1beta" : "/v1")
    guard case .success = await client.models(at: other) else { return nil }
    return other.baseURL
  }

  // MARK: - Questions

  /// Models that think first need room for it, and refuse a temperature.
  private static func question(_ endpoint: Endpoint) -> ModelRequest {
    let thinks = endpoint.capabilities.contains(.reasoningEffort)
    return ModelRequest(
      endpoint: endpoint.name, model: endpoint.model,
      messages: [ChatMessage(.user, "Which letter comes first, A or B? Answer with one letter.")],
      settings: SamplingSettings(
        temperature: thinks ? nil : 0, maximumTokens: thinks ? 1_024 : 16))
  }

  private func findings(_ endpoint: Endpoint) async -> [EndpointReport.Finding] {
    var found: [EndpointReport.Finding] = []
    for capability in Capability.allCases {
      guard let outcome = await outcome(capability, endpoint, after: found) else { continue }
      found.append(
        EndpointReport.Finding(
          capability: capability, outcome: outcome,
          isDeclared: endpoint.capabilities.contains(capability)))
    }
    return found
  }

  /// Nil where it is not tried: the kind has no such thing, or nothing would be learnt.
  private func outcome(
    _ capability: Capability, _ endpoint: Endpoint, after found: [EndpointReport.Finding]
  ) async -> EndpointReport.Outcome? {
    let isDeclared = endpoint.capabilities.contains(capability)
    switch capability {
    case .images: return nil
    case .logProbabilities:
      return endpoint.kind == .anthropicMessages && !isDeclared
        ? nil : await logProbabilities(endpoint)
    case .jsonSchema: return await schema(endpoint, as: .jsonSchema)
    case .jsonObject:
      // The second-best way to a schema is of interest where the best one does not work.
      let hasSchema = found.contains { $0.capability == .jsonSchema && $0.outcome == .works }
      guard endpoint.kind == .openAIChat, isDeclared || !hasSchema else { return nil }
      return await schema(endpoint, as: .jsonObject)
    case .seed:
      return endpoint.kind == .anthropicMessages && !isDeclared ? nil : await seed(endpoint)
    case .reasoningEffort: return isDeclared ? await effort(endpoint) : nil
    }
  }

  // MARK: - Abilities

  private func logProbabilities(_ endpoint: Endpoint) async -> EndpointReport.Outcome {
    var request = Self.question(endpoint)
    request.alternatives = 5
    return await outcome(request, endpoint) { reply in
      if reply.tokens.isEmpty { return "the reply has none" }
      return reply.tokens.allSatisfy(\.alternatives.isEmpty) ? "there are no alternatives" : nil
    }
  }

  private static let form =
    #"{"type":"object","additionalProperties":false,"required":["answer"],"#
    + #""properties":{"answer":{"type":"string","enum":["A","B"]}}}"#

  private func schema(
    _ endpoint: Endpoint, as capability: Capability
  ) async -> EndpointReport.Outcome {
    var endpoint = endpoint
    endpoint.capabilities.subtract([.jsonSchema, .jsonObject])
    endpoint.capabilities.insert(capability)
    var request = Self.question(endpoint)
    request.form = .json(name: "answer", schema: Self.form)
    request.settings.maximumTokens = max(100, request.settings.maximumTokens ?? 0)
    return await outcome(request, endpoint) { reply in
      let node = JSONNode(reply.text)
      guard let answer = node?["answer"]?.string, node?.members?.count == 1,
        ["A", "B"].contains(answer)
      else { return "the reply does not fit the schema: " + AnswerReading.line(reply.text) }
      return nil
    }
  }

  /// A seed works where the same one gives the same text twice, at full temperature.
  private func seed(_ endpoint: Endpoint) async -> EndpointReport.Outcome {
    var request = Self.question(endpoint)
    request.settings.seed = 7
    if request.settings.temperature != nil { request.settings.temperature = 1 }
    request.messages = [ChatMessage(.user, "Write down six words that come to your mind.")]
    let once: ModelReply
    switch await client.attempt(request, at: endpoint).result {
    case .failure(let failure): return .failed(failure)
    case .success(let reply): once = reply
    }
    return await outcome(request, endpoint) { again in
      again.text == once.text ? nil : "the same seed gave two different texts"
    }
  }

  private func effort(_ endpoint: Endpoint) async -> EndpointReport.Outcome {
    var request = Self.question(endpoint)
    request.settings.reasoningEffort = "low"
    return await outcome(request, endpoint)
  }

  /// - Parameter lack: what a reply lacks; nil where it is as asked.
  private func outcome(
    _ request: ModelRequest, _ endpoint: Endpoint,
    lack: (ModelReply) -> String? = { _ in nil }
  ) async -> EndpointReport.Outcome {
    switch await client.attempt(request, at: endpoint).result {
    case .failure(let failure): .failed(failure)
    case .success(let reply): lack(reply).map { .missing($0) } ?? .works
    }
  }
}
