/// What counts as what in an analysis: choices that peers make in silence, here always visible.
public struct AnalysisPolicy: Hashable, Sendable {
  /// What a machine's verdict without a usable answer counts as. People's `skipped` and `unsure`
  /// are always left out, and counted.
  public enum Unparsed: String, Sendable, CaseIterable {
    /// The item is left out of the pair.
    case drop
    /// A tie, where the scale has one; otherwise left out.
    case tie
    /// A category of its own.
    case own
    /// A wrong answer: the first declared category that the other rater did not choose. For two
    /// categories that is the opposite answer. In a group of raters, where there is no "other",
    /// it is left out.
    case wrong
    /// What the imported source itself counted; left out where it recorded nothing.
    case recorded
  }

  public enum Ties: String, Sendable, CaseIterable {
    case keep
    /// An item on which either side is a tie is left out, and tie is no category.
    case exclude
  }

  /// Verdicts of one rater for both presentations of an item.
  public enum Orders: String, Sendable, CaseIterable {
    /// One rating: the common answer, or a tie where the two answers differ (left out where the
    /// scale has no tie). If only one order has an answer, the other's abstention stands.
    case merge
    /// Two raters: as stored, and `(swapped)`.
    case separate
  }

  /// The majority of people where two answers are equally frequent.
  public enum Consensus: String, Sendable, CaseIterable {
    case splitTie = "split-tie"
    case splitDrop = "split-drop"
  }

  public enum Reveal: String, Sendable, CaseIterable {
    /// Only labels given before the person saw who was who.
    case blindOnly = "blind"
    /// A later label replaces the blind one.
    case all
  }

  public var unparsed: Unparsed
  public var ties: Ties
  public var orders: Orders
  public var consensus: Consensus
  public var reveal: Reveal

  public init(
    unparsed: Unparsed = .drop, ties: Ties = .keep, orders: Orders = .merge,
    consensus: Consensus = .splitTie, reveal: Reveal = .blindOnly
  ) {
    self.unparsed = unparsed
    self.ties = ties
    self.orders = orders
    self.consensus = consensus
    self.reveal = reveal
  }

  /// Each policy's name and what it is set to, as the options of `agree` spell them.
  public var parts: [(name: String, value: String)] {
    [
      ("unparsed", unparsed.rawValue), ("ties", ties.rawValue), ("orders", orders.rawValue),
      ("consensus", consensus.rawValue), ("reveal", reveal.rawValue),
    ]
  }
}
