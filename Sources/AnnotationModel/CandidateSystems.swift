/// Which system wrote each candidate of each item of a study.
///
/// Knowing it ends blindness: it is for analyses, never for screens on which people label.
public struct CandidateSystems: Hashable, Sendable {
  /// Each system once, in the order of the items in which they are first met.
  public private(set) var names: [String] = []
  /// Items that the study has.
  public let itemCount: Int
  private var places: [String: Int32] = [:]
  /// Where an item's candidates begin in `systems`; `itemCount` + 1 of them.
  private var starts: [Int32] = [0]
  /// By item and ordinal; −1 where the source does not say.
  private var systems: [Int32] = []

  /// Of so many items, whose candidates are then added in order.
  public init(itemCount: Int) { self.itemCount = itemCount }

  /// Adds the next item's candidates in stored order: a system's name, or "" where it is not
  /// known. Precondition: there is a next item.
  public mutating func add(_ candidates: [String]) {
    precondition(starts.count <= itemCount, "an item of the study")
    for name in candidates {
      guard !name.isEmpty else {
        systems.append(-1)
        continue
      }
      if places[name] == nil {
        places[name] = Int32(names.count)
        names.append(name)
      }
      systems.append(places[name] ?? -1)
    }
    starts.append(Int32(systems.count))
  }

  /// The systems of an item's candidates, by ordinal, as places in `names`; −1 where one is not
  /// known; empty for an item that was not added. O(1).
  ///
  /// - Parameter index: the item's number less 1.
  public func of(_ index: Int) -> ArraySlice<Int32> {
    guard index >= 0, index + 1 < starts.count else { return [] }
    return systems[Int(starts[index])..<Int(starts[index + 1])]
  }
}
