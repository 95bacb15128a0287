import AnnotationModel

/// What a rater's answers took of its calls, for one item.
public struct ItemCost: Hashable, Sendable {
  /// In the currency of the endpoints' prices.
  public var price: Double
  /// The time of its calls one after the other; a run makes many at a time.
  public var seconds: Double

  public static func + (left: ItemCost, right: ItemCost) -> ItemCost {
    ItemCost(price: left.price + right.price, seconds: left.seconds + right.seconds)
  }
}

/// What answers cost.
extension AnnotationStore {
  /// The mean cost of an item's answers for each rater whose calls the file has: of all calls that
  /// its verdicts came from, also of those that another run had made. A jury that was put together
  /// from raters costs what they cost together, where that is known of all. What was imported
  /// brings none.
  ///
  /// - Cost: one pass over the calls.
  public func costsPerItem() throws(StorageError) -> [RaterID: ItemCost] {
    let query = try connection.make(
      """
      SELECT v.rater, SUM(c.cost), SUM(c.latency), COUNT(DISTINCT v.item)
      FROM verdictCall k JOIN verdict v ON v.seq = k.verdict JOIN call c ON c.seq = k.call
      GROUP BY v.rater
      """)
    var result: [RaterID: ItemCost] = [:]
    while try query.step() {
      let items = Double(max(1, query.int(3)))
      result[RaterID(query.int64(0))] = ItemCost(
        price: Double(query.int64(1)) / 1e9 / items, seconds: Double(query.int64(2)) / 1e6 / items)
    }
    for run in try runs() where run.kind == .jury && result[run.rater] == nil {
      let seats = try seats(of: run.id).map { result[$0] }
      let known = seats.compactMap { $0 }
      guard !known.isEmpty, known.count == seats.count else { continue }
      result[run.rater] = known.dropFirst().reduce(known[0], +)
    }
    return result
  }

  /// How raters came to their blind answers, and what their calls took: the price where there was
  /// one, and the time.
  ///
  /// - Cost: one pass over the calls, and one over each rater's ratings.
  public func conduct(of raters: [Rater]) throws(StorageError) -> [RaterID: RaterConduct] {
    let costs = try costsPerItem()
    var result: [RaterID: RaterConduct] = [:]
    for rater in raters where result[rater.id] == nil {
      var conduct = try conduct(of: rater)
      if let cost = costs[rater.id] {
        conduct.costPerItem = cost.price > 0 ? cost.price : nil
        conduct.secondsPerItem = cost.seconds
      }
      result[rater.id] = conduct
    }
    return result
  }

  /// The mean price of an item's answer for each rater whose calls had one.
  public func pricesPerItem() throws(StorageError) -> [RaterID: Double] {
    try costsPerItem().compactMapValues { $0.price > 0 ? $0.price : nil }
  }
}

extension AnnotationStore {
  /// The median of how long the newest calls of a model took that were answered, up to a hundred;
  /// nil where the newest 20,000 calls have none of it. Of all runs, since a model is the same in
  /// each.
  public func usualLatency(of endpoint: String, model: String) throws(StorageError) -> Duration? {
    let query = try connection.make(
      """
      SELECT latency FROM call
      WHERE seq > (SELECT MAX(seq) FROM call) - 20000 AND endpoint = ? AND model = ?
        AND status = 'reply' ORDER BY seq DESC LIMIT 100
      """
    ).bind(1, endpoint).bind(2, model)
    var all: [Int64] = []
    while try query.step() { all.append(query.int64(0)) }
    guard !all.isEmpty else { return nil }
    return .microseconds(all.sorted()[all.count / 2])
  }
}
