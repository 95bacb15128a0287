import AnnotationModel
import AnnotationStorage
import JSONText
import Judging

/// How the weights of a weighted jury came about: kept with its run, so that what it decided can be
/// understood, and does not change with later labels.
public struct JuryWeighing: Hashable, Sendable {
  /// The share of people's questions that are held out, above 0 and below 1.
  public var share: Double
  public var seed: UInt64
  /// One per seat, 0 to 1, and on how many items it was found.
  public var weights: [Double]
  public var counts: [Int]
  /// The keys of the items that it was found on, ascending.
  public var items: [String]

  public init(
    share: Double, seed: UInt64, weights: [Double], counts: [Int], items: [String]
  ) {
    self.share = share
    self.seed = seed
    self.weights = weights
    self.counts = counts
    self.items = items
  }

  public var rule: PanelRule { .weighted(weights) }

  /// In words: each seat's weight and its n, and on how many items.
  ///
  /// - Parameter names: the seats'.
  public func statement(_ names: [String]) -> String {
    let parts = zip(names, zip(weights, counts)).map { name, found in
      found.1 == 0
        ? "\(name) 0 (no held-out item)"
        : "\(name) \((found.0 * 1_000).rounded() / 1_000) (n = \(found.1))"
    }
    return "weighted by agreement with people on \(items.count) held-out items, which the jury "
      + "does not judge: " + parts.joined(separator: ", ")
  }

  func write(to line: inout JSONLine) {
    line.number("held_out", share)
    line.string("held_out_seed", String(seed))
    line.objects("weights", Array(zip(weights, counts))) { found, line in
      line.number("weight", found.0)
      line.number("n", Double(found.1))
    }
    line.strings("fitted_on", items)
  }

  /// Reads what `write` wrote; nil where there is none of it.
  init?(_ node: JSONNode) {
    guard let share = node["held_out"]?.number,
      let seed = node["held_out_seed"]?.string.flatMap(UInt64.init),
      let found = node["weights"]?.elements, let items = node["fitted_on"]?.strings
    else { return nil }
    self.init(
      share: share, seed: seed, weights: found.map { $0["weight"]?.number ?? 0 },
      counts: found.map { $0["n"]?.integer ?? 0 }, items: items)
  }
}

/// The items that a jury's weights are found on, and those of the same questions, which it does not
/// judge.
public struct HeldOutItems: Hashable, Sendable {
  public var fitted: Set<ItemID>
  public var excluded: Set<ItemID>

  /// - Parameter fitted: keys of items; whose items are not there are left out.
  init(fitted keys: Set<String>, _ places: [ItemID: ItemPlace]) {
    fitted = Set(places.filter { keys.contains($0.value.key) }.map(\.key))
    let questions = Set(fitted.compactMap { places[$0]?.question })
    excluded = Set(places.filter { questions.contains($0.value.question) }.map(\.key))
  }
}

extension AnnotationStore {
  /// A seeded share of the questions that people have answered, with their items.
  ///
  /// - Parameter among: only items of these; nil for all.
  /// - Throws: what reading throws. Reads every label, and every item's key once.
  public func heldOut(
    share: Double, seed: UInt64, among: Set<ItemID>? = nil, scale: Scale
  ) throws -> HeldOutItems {
    let places = try itemPlaces()
    let labelled = try peoplesAnswers(on: scale).keys.filter { among?.contains($0) ?? true }
    let questions = SeatWeights.split(
      Set(labelled.compactMap { places[$0]?.question }), share: share, seed: seed)
    let items = labelled.filter { places[$0].map { questions.contains($0.question) } ?? false }
    return HeldOutItems(fitted: Set(items.compactMap { places[$0]?.key }), places)
  }

  /// The items that a kept weighing was found on.
  public func heldOut(of weighing: JuryWeighing) throws(StorageError) -> HeldOutItems {
    HeldOutItems(fitted: Set(weighing.items), try itemPlaces())
  }

  /// Weighs seats by their agreement with people's blind majority on held-out items. Of a seat that
  /// saw an item in both orders, two different answers are a tie, or none on a scale without one.
  ///
  /// - Throws: `RunMistake` where no seat has answered any of them.
  public func weigh(
    _ seats: [RaterID], on held: HeldOutItems, share: Double, seed: UInt64, scale: Scale
  ) throws -> JuryWeighing {
    let people = try peoplesAnswers(on: scale)
    let places = try itemPlaces()
    var answers: [ItemID: [RatingValue?]] = [:]
    for unit in try seatAnswers(of: seats) where held.fitted.contains(unit.item) {
      var all = answers[unit.item] ?? Array(repeating: nil, count: seats.count)
      for (seat, answer) in unit.answers.enumerated() {
        guard let value = answer?.value, !value.isAbstention else { continue }
        let before = all[seat]
        all[seat] =
          before == nil || before == value ? value : scale.tieCode == nil ? nil : .tie
      }
      answers[unit.item] = all
    }
    let rows = answers.map { item, seats in
      SeatWeights.Row(
        question: places[item]?.question ?? "", people: people[item], seats: seats)
    }
    let found = SeatWeights(rows, heldOut: Set(rows.map(\.question)))
    guard found.counts.contains(where: { $0 > 0 }) else {
      throw RunMistake(
        "no seat has answered an item that is held out to weigh it; a weighted jury needs items"
          + " that people have labelled and the seats have answered")
    }
    return JuryWeighing(
      share: share, seed: seed, weights: found.weights, counts: found.counts,
      items: held.fitted.compactMap { places[$0]?.key }.sorted())
  }
}
