/// A person's way through a study, as the export of another study tells it: with it, who goes on
/// elsewhere meets the same items in the same order, on the same sides, from the same place.
public struct ImportedQueue: Hashable, Sendable {
  public enum Order: String, Sendable, CaseIterable { case file, random, balanced, contested }

  public var rater: String
  /// What the person's sides are drawn with.
  public var sideSeed: UInt64
  public var order: Order
  /// What a random order is drawn with; else 0.
  public var seed: UInt64
  /// How many items there were when the order was chosen: later ones come after them.
  public var size: Int
  /// The keys of the items of a balanced or contested order, as they follow each other.
  public var items: [String]
  /// The key of the item at which the person is; "" where they have not begun.
  public var place: String

  public init(
    rater: String, sideSeed: UInt64, order: Order = .file, seed: UInt64 = 0, size: Int = 0,
    items: [String] = [], place: String = ""
  ) {
    self.rater = rater
    self.sideSeed = sideSeed
    self.order = order
    self.seed = seed
    self.size = size
    self.items = items
    self.place = place
  }
}
