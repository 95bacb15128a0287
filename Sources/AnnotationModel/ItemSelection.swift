/// Which items a run is about.
public struct ItemSelection: Hashable, Sendable {
  public var category: String?
  public var source: String?
  /// The item of this key alone.
  public var key: String?
  /// Only items that a person has labelled.
  public var isLabelled = false
  /// Only items that none of these raters has said anything of.
  public var without: [String] = []
  /// The first so many of them, in the file's order.
  public var first: Int?
  /// So many of them by a seed, in the file's order.
  public var random: Int?
  public var seed: UInt64 = 1

  public init() {}

  /// What a filter in words is made of.
  public static let words =
    "all, labelled, without=RATER, category=NAME, source=NAME, key=KEY, first=N, random=N, seed=N"

  /// Reads parts with commas between; an empty text is all items.
  /// - Returns: nil where a part is none, and that part.
  public static func read(_ text: String) -> (selection: ItemSelection?, wrong: String) {
    var result = ItemSelection()
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
      let value = sides.count > 1 ? sides[1] : ""
      switch (sides[0], sides.count) {
      case ("all", 1): break
      case ("labelled", 1): result.isLabelled = true
      case ("without", 2): result.without.append(value)
      case ("category", 2): result.category = value
      case ("source", 2): result.source = value
      case ("key", 2): result.key = value
      case ("first", 2):
        guard let count = Int(value), count > 0 else { return (nil, String(part)) }
        result.first = count
      case ("random", 2):
        guard let count = Int(value), count > 0 else { return (nil, String(part)) }
        result.random = count
      case ("seed", 2):
        guard let seed = UInt64(value) else { return (nil, String(part)) }
        result.seed = seed
      default: return (nil, String(part))
      }
    }
    return (result, "")
  }

  /// Takes the first, or some by the seed, out of all that the rest has chosen.
  public func taken<Element>(from all: [Element]) -> [Element] {
    var some = all
    if let random, random < some.count {
      var stream = SplitMix64(seed: seed)
      let chosen = Array(some.indices).shuffled(using: &stream).prefix(random).sorted()
      some = chosen.map { some[$0] }
    }
    return first.map { Array(some.prefix($0)) } ?? some
  }
}
