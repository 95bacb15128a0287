import AnnotationModel

/// What each seat of a jury is worth, by its agreement with people on items that are held out: the
/// weights of `PanelRule.weighted`.
public struct SeatWeights: Hashable, Sendable {
  /// One item with what people and the seats said of it; nil and abstentions are absent.
  public struct Row: Hashable, Sendable {
    public var question: String
    public var people: RatingValue?
    public var seats: [RatingValue?]

    public init(question: String, people: RatingValue?, seats: [RatingValue?]) {
      self.question = question
      self.people = people
      self.seats = seats
    }
  }

  /// One per seat, 0 to 1: the share of held-out items answered by both on which the seat says
  /// what people say. 0 for a seat with no such item, which `undefined` tells.
  public var weights: [Double]
  /// Held-out items that both the seat and people answered.
  public var counts: [Int]
  /// The questions whose items are held out: the jury is judged on the others.
  public var heldOut: Set<String>

  /// Seats about which the held-out items tell nothing.
  public var undefined: [Int] { counts.indices.filter { counts[$0] == 0 } }

  /// Weights from a seeded half of the questions; of an odd number, the smaller half.
  ///
  /// All items of a question are on the same side, and the split does not depend on the order of
  /// rows. Rows with fewer seats than others lack the last ones. O(n log n).
  public init(_ rows: [Row], seed: UInt64) {
    self.init(rows, heldOut: Self.split(Set(rows.map(\.question)), seed: seed))
  }

  /// A seeded share of questions to hold out, rounded down, which does not depend on their order.
  ///
  /// - Parameter share: 0 to 1.
  public static func split(
    _ questions: Set<String>, share: Double = 0.5, seed: UInt64
  ) -> Set<String> {
    var random = SplitMix64(seed: seed)
    let shuffled = questions.sorted().shuffled(using: &random)
    return Set(shuffled.prefix(Int((Double(shuffled.count) * share + 1e-9).rounded(.down))))
  }

  /// Weights from the rows of these questions. O(n).
  public init(_ rows: [Row], heldOut: Set<String>) {
    self.heldOut = heldOut
    let seats = rows.map(\.seats.count).max() ?? 0
    var agreed = Array(repeating: 0, count: seats)
    counts = agreed
    for row in rows where heldOut.contains(row.question) {
      guard let people = row.people, !people.isAbstention else { continue }
      for (seat, value) in row.seats.enumerated() {
        guard let value, !value.isAbstention else { continue }
        counts[seat] += 1
        if value == people { agreed[seat] += 1 }
      }
    }
    weights = zip(agreed, counts).map { $1 == 0 ? 0 : Double($0) / Double($1) }
  }

  public var rule: PanelRule { .weighted(weights) }

  /// How the weights came about, in words, for a run's or report's text.
  ///
  /// - Parameter names: the seats'; numbers from 1 stand in for those that are missing.
  public func statement(_ names: [String]) -> String {
    let parts = weights.indices.map { seat in
      let name = seat < names.count ? names[seat] : "seat \(seat + 1)"
      guard counts[seat] > 0 else { return "\(name) 0 (no held-out item)" }
      return "\(name) \(Self.rounded(weights[seat])) (n = \(counts[seat]))"
    }
    return "weighted by agreement with people on \(heldOut.count) held-out questions: "
      + parts.joined(separator: ", ")
  }

  private static func rounded(_ share: Double) -> String {
    "\((share * 1_000).rounded() / 1_000)"
  }
}
