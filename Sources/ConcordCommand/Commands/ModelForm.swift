import JSONText
import ModelCalls
import ModelTransport

/// Models as a table and as JSON. Keys are in neither: only whether there is one.
enum ModelForm {
  static func table(_ endpoints: [Endpoint]) -> PlainTable {
    let titles = ["name", "kind", "model", "family", "price", "limits", "can", "key", "url"]
    var table = PlainTable(columns: titles.map { .init($0) })
    table.rows = endpoints.map { endpoint in
      [
        endpoint.name, endpoint.kind.rawValue, endpoint.model, endpoint.family,
        price(endpoint.prices), limits(endpoint.limits),
        capabilities(endpoint.capabilities).joined(separator: " "), key(endpoint.key),
        endpoint.baseURL,
      ]
    }
    return table
  }

  /// In and out, for a million tokens.
  static func price(_ prices: Prices) -> String {
    guard !prices.isFree else { return "none" }
    let amounts = [prices.promptPerMillion, prices.completionPerMillion].map(JSONWriter.plain)
    return amounts.joined(separator: " / ") + " " + prices.currency
  }

  static func limits(_ limits: RateLimits) -> String {
    [
      limits.requestsPerMinute.map { "\($0)/min" },
      limits.tokensPerMinute.map { "\($0) tokens/min" }, "\(limits.parallel) at once",
    ].compactMap { $0 }.joined(separator: ", ")
  }

  static func capabilities(_ all: Set<Capability>) -> [String] {
    Capability.allCases.filter(all.contains).map(\.rawValue)
  }

  /// A command is not run to see.
  static func key(_ source: KeySource) -> String {
    switch source {
    case .none: "none"
    case .environment(let name):
      Environment.nonEmpty(name) == nil ? "not set (\(name))" : "set (\(name))"
    case .command: "by a command"
    }
  }

  // MARK: - JSON

  static func json(_ models: [(Endpoint, EndpointReport?)], _ problems: [String]) -> JSONValue {
    .members([
      "models": .array(models.map { json($0, $1) }), "problems": .strings(problems),
    ])
  }

  private static func json(_ endpoint: Endpoint, _ report: EndpointReport?) -> JSONValue {
    .members([
      "name": .string(endpoint.name), "kind": .string(endpoint.kind.rawValue),
      "url": .string(endpoint.baseURL), "model": .string(endpoint.model),
      "family": .string(endpoint.family),
      "price": .members([
        "in": .number(endpoint.prices.promptPerMillion),
        "out": .number(endpoint.prices.completionPerMillion),
        "currency": .string(endpoint.prices.currency),
      ]),
      "limits": .members([
        "requests_per_minute": endpoint.limits.requestsPerMinute.map(JSONValue.integer) ?? .null,
        "tokens_per_minute": endpoint.limits.tokensPerMinute.map(JSONValue.integer) ?? .null,
        "parallel": .integer(endpoint.limits.parallel),
      ]),
      "capabilities": .strings(capabilities(endpoint.capabilities)),
      "key": key(endpoint.key), "test": report.map(json),
    ])
  }

  private static func key(_ source: KeySource) -> JSONValue {
    switch source {
    case .none: .members(["from": .string("nothing")])
    case .environment(let name):
      .members([
        "from": .string("environment"), "name": .string(name),
        "set": .bool(Environment.nonEmpty(name) != nil),
      ])
    case .command: .members(["from": .string("command")])
    }
  }

  private static func json(_ report: EndpointReport) -> JSONValue {
    var (reply, failed): (JSONValue, JSONValue?) = (.null, nil)
    switch report.reply {
    case .success(let said):
      reply = .members([
        "latency_ms": .number(report.latency / .milliseconds(1)),
        "tokens_in": said.usage.map { .integer($0.prompt) } ?? .null,
        "tokens_out": said.usage.map { .integer($0.completion) } ?? .null,
        "model": .string(said.reportedModel), "finish": .string(said.finish.description),
        "text": .string(said.text),
      ])
    case .failure(let failure): failed = json(failure, report.endpoint)
    }
    var (offered, noList): (JSONValue, JSONValue?) = (.null, nil)
    switch report.offered {
    case .success(let names): offered = .strings(names)
    case .failure(let failure): noList = json(failure, report.endpoint)
    }
    return .members([
      "ok": .bool(report.isSound), "reply": reply, "failure": failed,
      "capabilities": .array(report.findings.map { json($0, report.endpoint) }),
      "untried": .strings(report.untried.map(\.rawValue)), "offered": offered,
      "offered_failure": noList, "other_url": report.otherBase.map { .string($0) },
      "other_model": report.otherModel.map { .string($0) },
    ])
  }

  private static func json(_ finding: EndpointReport.Finding, _ endpoint: Endpoint) -> JSONValue {
    var (lack, failed): (JSONValue?, JSONValue?)
    switch finding.outcome {
    case .works: break
    case .missing(let what): lack = .string(what)
    case .failed(let failure): failed = json(failure, endpoint)
    }
    return .members([
      "name": .string(finding.capability.rawValue), "declared": .bool(finding.isDeclared),
      "works": .bool(finding.outcome == .works), "lacks": lack, "failure": failed,
    ])
  }

  private static func json(_ failure: CallFailure, _ endpoint: Endpoint) -> JSONValue {
    let words = failure.words(at: endpoint)
    return .members([
      "kind": .string(failure.kind.rawValue), "status": failure.status.map(JSONValue.integer),
      "what": .string(words.what), "remedy": .string(words.remedy),
    ])
  }
}
