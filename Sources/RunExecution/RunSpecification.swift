import AnnotationModel
import JSONText
import Judging
import ModelCalls

/// All that decides what a run asks: settings, endpoints and prompts, as they were at its start.
public struct RunSpecification: Hashable, Sendable {
  public var settings: RunSettings
  /// By the names that seats use.
  public var endpoints: [String: Endpoint]
  /// By the names that protocols use.
  public var prompts: [String: PromptTemplate]
  /// As they stand in the prompt, with the items that they are of.
  public var exemplars: [Exemplar]

  /// - Parameter exemplars: as many as the settings ask for (`AnnotationStore.exemplars`).
  /// - Throws: `RunMistake` for settings that cannot be, a seat whose endpoint is not given, a
  ///   prompt that is missing, or what an endpoint is asked for and cannot do.
  public init(
    _ settings: RunSettings, scale: Scale, exemplars: [Exemplar] = [],
    endpoint: (String) throws -> Endpoint,
    prompt: (String) throws -> PromptTemplate
  ) throws {
    if let fault = settings.fault { throw fault }
    guard exemplars.count == settings.exemplars else {
      throw RunMistake("the run has \(exemplars.count) of \(settings.exemplars) exemplars")
    }
    self.settings = settings
    self.exemplars = exemplars
    endpoints = [:]
    for seat in settings.seats { endpoints[seat.endpoint] = try endpoint(seat.endpoint) }
    prompts = [:]
    for name in Self.promptNames(settings, scale) { prompts[name] = try prompt(name) }
    for endpoint in endpoints.values { try Self.check(settings, endpoint) }
    try Self.checkCurrencies(endpoints.values.map(\.prices))
  }

  /// Throws `RunMistake` where the prices that are not nothing are in several currencies.
  public static func checkCurrencies(_ prices: [Prices]) throws {
    let currencies = Set(prices.filter { !$0.isFree }.map(\.currency)).sorted()
    guard currencies.count > 1 else { return }
    throw RunMistake(
      "its models' prices are in \(currencies.joined(separator: " and ")); one run has one "
        + "currency: write them in one in the endpoints' file")
  }

  static func promptNames(_ settings: RunSettings, _ scale: Scale) -> [String] {
    switch settings.kind {
    case .lexical: []
    case .debate: ["debate-turn", "debate-summary", "debate-vote", "ask-again"]
    case .judge, .jury, .cascade:
      [BuiltinPrompts.judgeName(settings.strategy, scale: scale), "ask-again"]
    }
  }

  private static func check(_ settings: RunSettings, _ endpoint: Endpoint) throws {
    func need(_ ability: Capability, _ option: String) throws {
      guard !endpoint.capabilities.contains(ability) else { return }
      throw RunMistake(
        "\(endpoint.name) does not say it can do \(ability.rawValue), which \(option) asks for;"
          + " add it to its capabilities in the endpoints' file", at: String(option.dropFirst(2)))
    }
    if settings.alternatives != nil { try need(.logProbabilities, "--logprobs") }
    if settings.reasoningEffort != nil { try need(.reasoningEffort, "--effort") }
    if settings.isStructured,
      endpoint.capabilities.isDisjoint(with: [.jsonSchema, .jsonObject])
    {
      try need(.jsonSchema, "--structured")
    }
  }

  /// The specification as JSON, with prompts in full; endpoints without where a key comes from.
  public var text: String {
    var line = JSONLine()
    line.string("form", "concord-run-1")
    line.object("settings") { settings.write(to: &$0) }
    line.objects("endpoints", endpoints.values.sorted { $0.name < $1.name }) { endpoint, line in
      line.string("name", endpoint.name)
      line.string("kind", endpoint.kind.rawValue)
      line.string("url", endpoint.baseURL)
      line.string("model", endpoint.model)
      line.string("family", endpoint.family)
      line.number("price_in", endpoint.prices.promptPerMillion)
      line.number("price_out", endpoint.prices.completionPerMillion)
      line.strings("capabilities", endpoint.capabilities.map(\.rawValue).sorted())
    }
    line.objects("prompts", prompts.values.sorted { $0.name < $1.name }) { prompt, line in
      line.string("name", prompt.name)
      line.string("version", prompt.digest)
      line.string("text", prompt.text)
    }
    line.objects("exemplars", exemplars) { exemplar, line in
      line.string("item", exemplar.item)
      line.string("text", exemplar.text)
    }
    line.string("parser", ReplyParser.version)
    return line.text
  }

  /// Reads what `text` wrote; nil where it is another form. The endpoints come back without where a
  /// key comes from and without limits: enough to read replies again, not to ask.
  public init?(text: String) {
    guard let node = JSONNode(text), node["form"]?.string == "concord-run-1",
      let settings = node["settings"].flatMap(RunSettings.init)
    else { return nil }
    self.settings = settings
    endpoints = [:]
    for one in node["endpoints"]?.elements ?? [] {
      let name = one["name"]?.string ?? ""
      endpoints[name] = Endpoint(
        name: name, kind: one["kind"]?.string.flatMap(EndpointKind.init) ?? .openAIChat,
        baseURL: one["url"]?.string ?? "", model: one["model"]?.string ?? "",
        family: one["family"]?.string ?? "",
        prices: Prices(
          promptPerMillion: one["price_in"]?.number ?? 0,
          completionPerMillion: one["price_out"]?.number ?? 0),
        capabilities: Set(
          (one["capabilities"]?.strings ?? []).compactMap(Capability.init(rawValue:))))
    }
    exemplars = (node["exemplars"]?.elements ?? []).map {
      Exemplar(item: $0["item"]?.string ?? "", text: $0["text"]?.string ?? "")
    }
    prompts = [:]
    for one in node["prompts"]?.elements ?? [] {
      guard let name = one["name"]?.string, let text = one["text"]?.string,
        let template = try? PromptTemplate(name: name, text: text)
      else { return nil }
      prompts[name] = template
    }
  }

  /// The name that runs are told apart by: of what can change a reply or its meaning. Prices and
  /// addresses may change while a run goes on.
  public var hash: String {
    var digest = ContentDigest()
    var line = JSONLine()
    settings.write(to: &line)
    digest.add(line.text)
    for endpoint in endpoints.values.sorted(by: { $0.name < $1.name }) {
      digest.add(endpoint.name)
      digest.add(endpoint.model)
    }
    for prompt in prompts.values.sorted(by: { $0.name < $1.name }) {
      digest.add(prompt.name)
      digest.add(prompt.text)
    }
    for exemplar in exemplars {
      digest.add(exemplar.item)
      digest.add(exemplar.text)
    }
    return String(digest.hexadecimal().prefix(16))
  }
}

/// What of a run cannot be, in words.
public struct RunMistake: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String
  /// The option of `concord run` that it is about, without its dashes; "" for none in particular.
  public var setting: String

  public init(_ description: String, at setting: String = "") {
    self.description = description
    self.setting = setting
  }
}
