import AnnotationModel
import AnnotationStorage
import Judging
import ModelCalls

extension RunPlan {
  /// How many units are looked at for an estimate.
  public static let sample = 200

  /// The plan of units: its calls counted, its tokens and money estimated from the texts of up to
  /// 200 units over all of them, replies at their longest. What the file holds is counted too, and
  /// said beside (`heldCalls`). Its time is known where the endpoints' limits tell it, or earlier
  /// calls of theirs in the file.
  ///
  /// - Throws: what reading throws, and `RunMistake`.
  public init(
    _ units: [RunUnit], _ specification: RunSpecification, scale: Scale, from store: AnnotationStore
  ) async throws {
    self.units = units
    let settings = specification.settings
    let form = try RunProtocol(specification, scale: scale)
    for unit in units {
      let candidates = unit.presentation.order.count
      calls += settings.callsPerUnit(candidates: candidates)
      mostCalls += settings.mostCallsPerUnit(candidates: candidates)
    }
    guard !units.isEmpty, settings.kind != .lexical else { return }
    let step = max(1, units.count / Self.sample)
    var looked = 0.0
    var most = RunLoad()
    var held = 0
    for at in stride(from: 0, to: units.count, by: step) {
      guard let item = try await store.wholeItem(units[at].item),
        let load = form.load(of: item, units[at], specification)
      else { continue }
      looked += 1
      if firstPrompt.isEmpty { firstPrompt = load.firstPrompt }
      for (name, one) in load.once { loads[name] = loads[name, default: RunLoad()] + one }
      most = most + load.most
      held += try await store.heldReplies(to: load.firstKeys)
    }
    guard looked > 0 else { return }
    let times = Double(units.count) / looked
    loads = loads.mapValues { $0 * times }
    mostMoney = Money(most.money * times)
    heldCalls = Int((Double(held) * times).rounded())
    try await tell(specification, store)
  }

  private mutating func tell(
    _ specification: RunSpecification, _ store: AnnotationStore
  ) async throws {
    let all = loads.values.reduce(RunLoad(), +)
    promptTokens = Int(all.promptTokens.rounded())
    completionTokens = Int(all.completionTokens.rounded())
    money = Money(all.money)
    var latencies: [String: Duration] = [:]
    for (name, endpoint) in specification.endpoints {
      latencies[name] = try await store.usualLatency(of: name, model: endpoint.model)
    }
    time = RunTime(loads, specification.endpoints, latencies: latencies, units: units.count)
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
