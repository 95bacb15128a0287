import AnnotationModel
import AnnotationStorage
import Judging
import ModelCalls

extension RunPlan {
  /// Units whose first prompts are measured; those of more are estimated from these.
  public static let measured = 200

  /// What units take, measured on their first prompts, evenly over all of them.
  ///
  /// - Returns: the plan, and the messages of the first call as they would be sent.
  /// - Throws: `RunMistake` where the specification cannot be run on the scale, and what reading
  ///   items throws. Costs at most 200 items read.
  public static func forecast(
    _ units: [RunUnit], _ specification: RunSpecification, scale: Scale, reader: AnnotationStore
  ) async throws -> (plan: RunPlan, firstPrompt: [ChatMessage]) {
    let form = try RunProtocol(specification, scale: scale)
    let settings = specification.settings
    var plan = RunPlan(units: units)
    var first: [ChatMessage] = []
    guard settings.kind != .lexical, !units.isEmpty else { return (plan, first) }
    let step = max(1, units.count / measured)
    var (calls, prompts, replies, money, seen) = (0, 0, 0, Money.zero, 0)
    for at in stride(from: 0, to: units.count, by: step) {
      let unit = units[at]
      guard let item = try await reader.wholeItem(unit.item),
        var machine = form.machine(item, unit), case .ask(let asked) = machine.begin()
      else { continue }
      seen += 1
      if first.isEmpty { first = asked.first?.request.messages ?? [] }
      // A debate asks the same again and again; its later turns are longer than its first.
      let all = settings.callsPerUnit(candidates: item.candidates.count)
      let times = max(1, all / max(1, asked.count))
      for call in asked {
        let usage = TokenUsage(
          prompt: TokenEstimate.tokens(of: call.request.messages),
          completion: call.request.settings.maximumTokens ?? 1_024)
        calls += times
        prompts += usage.prompt * times
        replies += usage.completion * times
        if let prices = specification.endpoints[call.request.endpoint]?.prices {
          for _ in 0..<times { money = money + prices.cost(of: usage) }
        }
      }
    }
    let factor = seen == 0 ? 0 : Double(units.count) / Double(seen)
    func whole(_ part: Int) -> Int { Int((Double(part) * factor).rounded()) }
    plan.calls = whole(calls)
    plan.promptTokens = whole(prompts)
    plan.completionTokens = whole(replies)
    plan.money = Money(money.amount * factor)
    return (plan, first)
  }
}
