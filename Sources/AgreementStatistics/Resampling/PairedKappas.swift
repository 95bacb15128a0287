/// Two raters against one reference on the same items: what the difference of their kappas is made
/// of. Items with equal outcomes are held once, so the cost of a resample depends on the number of
/// distinct outcomes and not of items.
public struct PairedKappas: Hashable, Sendable {
  /// Where an item lies in the two tables of reference × rater.
  struct Outcome: Hashable, Sendable {
    var first: Int
    var second: Int
  }

  public let categoryCount: Int
  public private(set) var itemCount = 0
  /// In the order of their first coming, which does not depend on which rater is called the first.
  private(set) var outcomes: [(outcome: Outcome, count: Int)] = []
  private var places: [Outcome: Int] = [:]

  public init(categoryCount: Int) { self.categoryCount = categoryCount }

  /// Adds `times` items that lie in one cell (row = reference) of each rater's table.
  public mutating func add(
    first: (row: Int, column: Int), second: (row: Int, column: Int), times: Int = 1
  ) {
    let outcome = Outcome(
      first: first.row * categoryCount + first.column,
      second: second.row * categoryCount + second.column)
    itemCount += times
    if let place = places[outcome] {
      outcomes[place].count += times
    } else {
      places[outcome] = outcomes.count
      outcomes.append((outcome, times))
    }
  }

  /// The first and the second rater's table over the common items.
  public var tables: (first: ConfusionTable, second: ConfusionTable) {
    var first = ConfusionTable(categoryCount: categoryCount)
    var second = first
    let k = categoryCount
    for (outcome, count) in outcomes {
      first.add(count, row: outcome.first / k, column: outcome.first % k)
      second.add(count, row: outcome.second / k, column: outcome.second % k)
    }
    return (first, second)
  }

  /// Kappa of the second rater less kappa of the first; nil where one of the two is undefined.
  public var difference: Double? {
    var pair = KappaPair(categoryCount: categoryCount)
    for (outcome, count) in outcomes { pair.add(count, outcome) }
    return pair.difference
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.categoryCount == right.categoryCount && left.itemCount == right.itemCount
      && left.counts == right.counts
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(counts) }

  private var counts: [Outcome: Int] { places.mapValues { outcomes[$0].count } }
}

/// Two raters' counts, from which the difference of their kappas is quickly had.
struct KappaPair {
  private let k: Int
  private var first: [Int]
  private var second: [Int]
  private var total = 0
  /// Margins: made anew for each kappa, kept for their room.
  private var rows: [Int]
  private var columns: [Int]

  init(categoryCount: Int) {
    k = categoryCount
    first = Array(repeating: 0, count: k * k)
    second = first
    rows = Array(repeating: 0, count: k)
    columns = rows
  }

  mutating func clear() {
    for at in first.indices {
      first[at] = 0
      second[at] = 0
    }
    total = 0
  }

  mutating func add(_ count: Int, _ outcome: PairedKappas.Outcome) {
    first[outcome.first] += count
    second[outcome.second] += count
    total += count
  }

  /// The second's kappa less the first's. O(k²).
  var difference: Double? {
    mutating get {
      guard let one = kappa(first), let two = kappa(second) else { return nil }
      return two - one
    }
  }

  /// Cohen's kappa on whole numbers: (n·d − Σrc)/(n² − Σrc); undefined where the denominator is 0.
  private mutating func kappa(_ counts: [Int]) -> Double? {
    var diagonal = 0
    for at in 0..<k {
      rows[at] = 0
      columns[at] = 0
    }
    for row in 0..<k {
      diagonal += counts[row * k + row]
      for column in 0..<k {
        rows[row] += counts[row * k + column]
        columns[column] += counts[row * k + column]
      }
    }
    var chance = 0
    for at in 0..<k { chance += rows[at] * columns[at] }
    guard total > 0, total * total != chance else { return nil }
    return Double(total * diagonal - chance) / Double(total * total - chance)
  }
}
