import AnnotationModel
import Judging
import ModelCalls

/// The units of a run, and what they are expected to cost before anything is sent.
public struct RunPlan: Sendable {
  public var units: [RunUnit]
  /// Calls where nothing is asked again: what the protocol asks at the least, of a cascade its
  /// first seat's.
  public var calls = 0
  /// Where everything is asked again as often as may be, and a cascade goes on to its last seat.
  public var mostCalls = 0
  /// About how many of `calls` the file has a reply to already, by the units that were looked at:
  /// of each unit's first calls, since what follows is not known before.
  public var heldCalls = 0
  /// For `calls`: prompts as they would be sent; replies are counted at their longest.
  public var promptTokens = 0
  public var completionTokens = 0
  public var money = Money.zero
  /// For `mostCalls`.
  public var mostMoney = Money.zero
  /// `calls` by endpoint.
  public var loads: [String: RunLoad] = [:]
  /// For `calls`; nil where nothing tells it.
  public var time: RunTime?
  /// The messages of the first call, as they would be sent; empty for a rule.
  public var firstPrompt: [ChatMessage] = []

  /// The units of items, by the settings' orders and repeats. O(units).
  public static func units(
    _ items: [(id: ItemID, candidates: Int)], _ settings: RunSettings
  ) -> [RunUnit] {
    var result: [RunUnit] = []
    result.reserveCapacity(items.count * settings.repeats * (settings.order == .both ? 2 : 1))
    // Of a million items all share a few orders.
    var shared: [Int: [Presentation]] = [:]
    for item in items {
      let known = settings.order == .random ? nil : shared[item.candidates]
      let all = known ?? presentations(item.id, item.candidates, settings)
      if known == nil { shared[item.candidates] = all }
      for presentation in all {
        for repetition in 0..<settings.repeats {
          result.append(
            RunUnit(item: item.id, presentation: presentation, repetition: repetition))
        }
      }
    }
    return result
  }

  static func presentations(_ item: ItemID, _ count: Int, _ settings: RunSettings)
    -> [Presentation]
  {
    let stored = Presentation.asStored(count)
    guard count > 1 else { return [stored] }
    let swapped = Presentation(order: Array((0..<count).reversed()))
    switch settings.order {
    case .stored, .balanced: return [stored]
    case .swapped: return [swapped]
    case .both: return [stored, swapped]
    case .random:
      return [.shuffled(count: count, seed: settings.orderSeed, item: item)]
    }
  }
}

extension RunSettings {
  /// Calls of one unit where every answer is asked for again as often as may be, and a cascade's
  /// last seat is asked too.
  public func mostCallsPerUnit(candidates: Int) -> Int {
    let once = callsPerUnit(candidates: candidates)
    return switch kind {
    case .lexical: 0
    case .judge, .jury: once * (1 + reasks)
    case .cascade: once * seats.count * (1 + reasks)
    // Turns are not asked for again, votes are.
    case .debate: once + seats.count * reasks
    }
  }

  /// Calls of one unit where nothing is asked again.
  public func callsPerUnit(candidates: Int) -> Int {
    let verdict =
      plan.asked(candidates: candidates) * (strategy == .independent ? max(1, candidates) : 1)
    switch kind {
    case .lexical: return 0
    // Of a cascade, the first seat: how many go on is not known before.
    case .judge, .cascade: return verdict
    case .jury: return seats.count * verdict
    case .debate: return seats.count * (rounds + 1) + (talk == .summarised ? rounds : 0)
    }
  }
}
