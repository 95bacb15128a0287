import AnnotationModel
import Judging
import ModelCalls

/// The units of a run, and what they are expected to cost before anything is sent.
public struct RunPlan: Sendable {
  public var units: [RunUnit]
  /// Calls where nothing is asked again: what the protocol asks at the least.
  public var calls = 0
  /// Of prompts as they would be sent; replies are counted at their longest.
  public var promptTokens = 0
  public var completionTokens = 0
  public var money = Money.zero
  /// Items with a text that speaks to the judge.
  public var marked = 0

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
