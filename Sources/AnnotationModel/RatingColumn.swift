/// Many ratings of one rater, phase and order at once, as the store hands them to the analysis:
/// parallel arrays, so that three million ratings are three arrays of numbers and not as many
/// objects.
public struct RatingColumn: Hashable, Sendable {
  public var rater: RaterID
  public var phase: LabelPhase
  public var swapped: Bool
  /// Ascending item numbers (`ItemID.value`).
  public var items: [Int32]
  /// The scale's codes, as in `RatingRow.code`; same length as `items`.
  public var codes: [Int16]
  /// As in `RatingRow.recorded`; empty where it equals `codes` throughout.
  public var recorded: [Int16]

  public init(
    rater: RaterID, phase: LabelPhase, swapped: Bool, items: [Int32], codes: [Int16],
    recorded: [Int16] = []
  ) {
    self.rater = rater
    self.phase = phase
    self.swapped = swapped
    self.items = items
    self.codes = codes
    self.recorded = recorded
  }
}

/// A property by which items are divided, one value per item.
public struct SliceColumn: Hashable, Sendable {
  public enum Property: String, Sendable, CaseIterable {
    case category, source, length, turn
    case systemFamily = "system-family"
  }

  public var property: Property
  /// The slices' names; an index of `values` points here.
  public var names: [String]
  /// `values[itemNumber - 1]` is an index into `names`, or −1 where the item has no value.
  public var values: [Int32]

  public init(property: Property, names: [String], values: [Int32]) {
    self.property = property
    self.names = names
    self.values = values
  }
}
