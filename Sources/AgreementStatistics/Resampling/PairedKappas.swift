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
    var statistic = statistic
    return statistic.value(of: outcomes.map(\.count))
  }

  /// The difference as a function of how often each of `outcomes` occurs.
  var statistic: OutcomeDifference<CohenKappaStatistic, CohenKappaStatistic> {
    let k = categoryCount
    return OutcomeDifference(
      first: CohenKappaStatistic(
        categoryCount: k, cells: outcomes.map { ($0.outcome.first / k, $0.outcome.first % k) }),
      second: CohenKappaStatistic(
        categoryCount: k, cells: outcomes.map { ($0.outcome.second / k, $0.outcome.second % k) }))
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.categoryCount == right.categoryCount && left.itemCount == right.itemCount
      && left.counts == right.counts
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(counts) }

  private var counts: [Outcome: Int] { places.mapValues { outcomes[$0].count } }
}
