import AnnotationModel
import Judging
import ModelCalls

/// What a run asks of one endpoint, or of all.
public struct RunLoad: Hashable, Sendable {
  public var calls = 0.0
  public var promptTokens = 0.0
  /// Replies at their longest.
  public var completionTokens = 0.0
  public var money = 0.0

  public init() {}

  mutating func add(_ usage: TokenUsage, times: Double = 1, at endpoint: Endpoint?) {
    calls += times
    promptTokens += Double(usage.prompt) * times
    completionTokens += Double(usage.completion) * times
    if let endpoint { money += endpoint.prices.cost(of: usage).amount * times }
  }

  static func + (left: RunLoad, right: RunLoad) -> RunLoad {
    var result = left
    result.calls += right.calls
    result.promptTokens += right.promptTokens
    result.completionTokens += right.completionTokens
    result.money += right.money
    return result
  }

  static func * (load: RunLoad, times: Double) -> RunLoad {
    var result = load
    result.calls *= times
    result.promptTokens *= times
    result.completionTokens *= times
    result.money *= times
    return result
  }
}

/// What one unit asks, by its endpoints.
struct UnitLoad {
  /// Where nothing is asked again; of a cascade its first seat.
  var once: [String: RunLoad] = [:]
  /// Where everything is asked again as often as may be, and a cascade goes on to its last seat.
  var most = RunLoad()
  /// The messages of its first call, as they would be sent.
  var firstPrompt: [ChatMessage] = []
  /// The keys of its first calls, by which the file knows their replies.
  var firstKeys: [String] = []
}

extension RunProtocol {
  /// How long a debate's turn is taken to be at most: speakers end before their limit.
  private static let spokenTokens = 300
  /// What it takes to ask again, besides the reply that stands before it.
  private static let againTokens = 60

  /// The first prompts of a unit are measured as they are; later ones with what was said before
  /// them at some length. Nil for a rule.
  func load(of item: Item, _ unit: RunUnit, _ specification: RunSpecification) -> UnitLoad? {
    guard var machine = machine(item, unit), case .ask(let first) = machine.begin(),
      let example = first.first
    else { return nil }
    let settings = specification.settings
    var load = UnitLoad()
    load.firstPrompt = example.request.messages
    load.firstKeys = first.map { CallKey($0.request).hexadecimal }
    let count = settings.callsPerUnit(candidates: item.candidates.count)
    for number in 0..<count {
      let call = number < first.count ? first[number] : example
      let name = endpoint(of: number, call, settings)
      let endpoint = specification.endpoints[name]
      let usage = usage(of: call.request, number: number, settings)
      load.once[name, default: RunLoad()].add(usage, at: endpoint)
      load.most.add(usage, at: endpoint)
      let later = settings.kind == .cascade ? settings.seats.dropFirst().map(\.endpoint) : []
      for seat in later { load.most.add(usage, at: specification.endpoints[seat]) }
      guard settings.kind != .debate || number >= count - settings.seats.count else { continue }
      for again in 0..<settings.reasks {
        let grown = TokenUsage(
          prompt: usage.prompt + (again + 1) * (usage.completion + Self.againTokens),
          completion: usage.completion)
        load.most.add(grown, at: endpoint)
        for seat in later { load.most.add(grown, at: specification.endpoints[seat]) }
      }
    }
    return load
  }

  /// Whom the n-th call goes to: roles speak in their order.
  private func endpoint(of number: Int, _ call: ProtocolCall, _ settings: RunSettings) -> String {
    guard settings.kind == .debate, !settings.seats.isEmpty else { return call.request.endpoint }
    return settings.seats[number % settings.seats.count].endpoint
  }

  private func usage(
    of request: ModelRequest, number: Int, _ settings: RunSettings
  ) -> TokenUsage {
    let longest = settings.maximumTokens
    let heard = settings.kind == .debate ? number * min(longest, Self.spokenTokens) : 0
    return TokenUsage(
      prompt: TokenEstimate.tokens(of: request.messages) + heard, completion: longest)
  }

  /// What would be sent first of a unit; empty for a rule.
  func firstRequests(of item: Item, _ unit: RunUnit) -> [ModelRequest] {
    guard var machine = machine(item, unit), case .ask(let calls) = machine.begin() else {
      return []
    }
    return calls.map(\.request)
  }
}
