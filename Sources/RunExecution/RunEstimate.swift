import AnnotationModel
import AnnotationStorage
import Judging
import ModelCalls

extension RunPlan {
  /// How many units are looked at for an estimate.
  static let sample = 200

  /// The plan of units: its calls counted, its tokens and money estimated from the texts of up to
  /// 200 units over all of them, replies at their longest. Nothing is asked twice in it, and
  /// nothing that the file holds is left out.
  ///
  /// - Throws: what reading throws, and `RunMistake`.
  public init(
    _ units: [RunUnit], _ specification: RunSpecification, scale: Scale, from store: AnnotationStore
  ) async throws {
    self.units = units
    let settings = specification.settings
    let form = try RunProtocol(specification, scale: scale)
    calls = units.reduce(0) {
      $0 + settings.callsPerUnit(candidates: $1.presentation.order.count)
    }
    guard !units.isEmpty, settings.kind != .lexical else { return }
    let step = max(1, units.count / Self.sample)
    var looked = 0
    var cost = CallCost.zero
    var tokens = TokenUsage()
    for at in stride(from: 0, to: units.count, by: step) {
      guard let item = try await store.wholeItem(units[at].item),
        let usage = form.usage(of: item, units[at], specification)
      else { continue }
      looked += 1
      tokens = tokens + usage.tokens
      cost = cost + CallCost(money: usage.money)
    }
    guard looked > 0 else { return }
    let times = Double(units.count) / Double(looked)
    promptTokens = Int(Double(tokens.prompt) * times)
    completionTokens = Int(Double(tokens.completion) * times)
    money = Money(billionths: Int64(Double(cost.money.billionths) * times))
  }
}

extension RunProtocol {
  /// What one unit is expected to use: its first prompts as they are, later ones with what was said
  /// before them at some length.
  func usage(
    of item: Item, _ unit: RunUnit, _ specification: RunSpecification
  ) -> (tokens: TokenUsage, money: Money)? {
    guard var machine = machine(item, unit), case .ask(let first) = machine.begin(),
      let example = first.first
    else { return nil }
    let settings = specification.settings
    let count = settings.callsPerUnit(candidates: item.candidates.count)
    let longest = settings.maximumTokens
    var tokens = TokenUsage()
    var money = Money.zero
    for number in 0..<count {
      let call = number < first.count ? first[number] : example
      let heard = settings.kind == .debate ? number * min(longest, 300) : 0
      let usage = TokenUsage(
        prompt: TokenEstimate.tokens(of: call.request.messages) + heard, completion: longest)
      tokens = tokens + usage
      let seat = settings.seats[number % max(1, settings.seats.count)].endpoint
      let endpoint = specification.endpoints[seat] ?? specification.endpoints.values.first
      if let endpoint { money = money + endpoint.prices.cost(of: usage) }
    }
    return (tokens, money)
  }

  /// What would be sent first of a unit; empty for a rule.
  func firstRequests(of item: Item, _ unit: RunUnit) -> [ModelRequest] {
    guard var machine = machine(item, unit), case .ask(let calls) = machine.begin() else {
      return []
    }
    return calls.map(\.request)
  }
}

extension RunSpecification {
  /// What would be sent first of a unit: one prompt, or one for each seat or answer.
  public func firstRequests(
    of item: Item, _ unit: RunUnit, scale: Scale
  ) throws -> [ModelRequest] {
    try RunProtocol(self, scale: scale).firstRequests(of: item, unit)
  }
}
