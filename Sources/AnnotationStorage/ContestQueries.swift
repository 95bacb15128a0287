import AnnotationModel
import Glibc

/// How contested all items are: one number of each for an item, by its number less 1.
struct ContestColumns {
  var most: [Double]
  var all: [Double]
  var entropies: [Double]
  var judges: [Double]

  init(count: Int) {
    most = Array(repeating: 0, count: count)
    all = most
    entropies = most
    judges = most
  }

  func contest(_ index: Int) -> ItemContest {
    ItemContest(
      split: all[index] > 0 ? 1 - most[index] / all[index] : 0,
      entropy: judges[index] > 0 ? entropies[index] / judges[index] : nil)
  }

  mutating func add(entropy: Double, at index: Int) {
    guard judges.indices.contains(index) else { return }
    entropies[index] += entropy
    judges[index] += 1
  }
}

extension ItemContest {
  /// What items are ordered by: disagreement between raters and within them count alike, each from
  /// 0 to 1.
  ///
  /// - Parameter categories: of the scale; the entropy's most is their logarithm.
  func rank(categories: Int) -> Double {
    split + (entropy ?? 0) / log(Double(max(2, categories)))
  }
}

extension AnnotationStore {
  /// How contested one item is. Costs its ratings and verdicts alone.
  public func contest(of item: ItemID) throws(StorageError) -> ItemContest {
    try contests(of: item).contest(0)
  }

  /// Of all items, or of one, which is then the only row.
  func contests(of item: ItemID? = nil) throws(StorageError) -> ContestColumns {
    var columns = ContestColumns(count: item == nil ? try itemCount() : 1)
    let machines = try raters().filter { !$0.rater.kind.isHuman && $0.rater.kind != .consensus }
    try addSplits(machines.map(\.rater.id), item, to: &columns)
    for machine in machines { try addEntropies(of: machine.rater.id, item, to: &columns) }
    return columns
  }

  private func addSplits(
    _ raters: [RaterID], _ item: ItemID?, to columns: inout ContestColumns
  ) throws(StorageError) {
    // Of one item each rater's rows are found by their key; of all, one pass in their order.
    let one = item == nil ? "" : "AND item = ?1"
    let query = try connection.make(
      """
      SELECT item, code, COUNT(*) FROM rating WHERE code >= 0 AND phase = 0
        AND swapped IN (0, 1) \(one) AND COALESCE(?1, 0) IS NOT NULL
        AND rater IN (\(raters.map { String($0.value) }.joined(separator: ",")))
      GROUP BY item, code
      """
    ).bind(1, item.map(\.value))
    while try query.step() {
      let at = item == nil ? query.int(0) - 1 : 0
      guard columns.all.indices.contains(at) else { continue }
      columns.all[at] += Double(query.int(2))
      columns.most[at] = max(columns.most[at], Double(query.int(2)))
    }
  }

  /// A judge's several answers: its repeats where it has some, else its samples, else both orders.
  private func addEntropies(
    of rater: RaterID, _ item: ItemID?, to columns: inout ContestColumns
  ) throws(StorageError) {
    if try has("verdict WHERE rater = ?1 AND repetition > 0", rater, item) {
      return try addRepeats(of: rater, item, to: &columns)
    }
    if try has("verdict WHERE rater = ?1 AND run IN (\(Self.sampledRuns))", rater, item) {
      return try addSamples(of: rater, item, to: &columns)
    }
    if try has("rating WHERE rater = ?1 AND phase = 0 AND swapped = 1", rater, item) {
      try addOrders(of: rater, item, to: &columns)
    }
  }

  private func has(
    _ rows: String, _ rater: RaterID, _ item: ItemID?
  ) throws(StorageError) -> Bool {
    let query = try connection.statement("SELECT 1 FROM \(rows) \(Self.of(item)) LIMIT 1")
      .bind(1, rater).bind(2, item.map(\.value))
    defer { query.reset() }
    return try query.step()
  }

  /// Of one item, in a form that its key finds; else of all.
  private static func of(_ item: ItemID?, _ table: String = "") -> String {
    item == nil ? "AND ?2 IS NULL" : "AND \(table)item = ?2"
  }

  /// Counts of each answer, the newest of each repeat and order.
  private func addRepeats(
    of rater: RaterID, _ item: ItemID?, to columns: inout ContestColumns
  ) throws(StorageError) {
    let query = try connection.make(
      """
      SELECT item, code, COUNT(*) FROM verdict WHERE code >= 0 AND seq IN (
        SELECT MAX(seq) FROM verdict WHERE rater = ?1 \(Self.of(item))
        GROUP BY item, presentation, repetition)
      GROUP BY item, code
      """
    ).bind(1, rater).bind(2, item.map(\.value))
    var (last, total, weighed) = (Int64(0), 0.0, 0.0)
    func close() {
      guard total > 1 else { return }
      columns.add(
        entropy: max(0, log(total) - weighed / total), at: item == nil ? Int(last) - 1 : 0)
    }
    while try query.step() {
      if query.int64(0) != last {
        close()
        (last, total, weighed) = (query.int64(0), 0, 0)
      }
      let count = Double(query.int(2))
      total += count
      weighed += count * log(count)
    }
    close()
  }

  /// Of samples that one verdict was made of, the file keeps the share that say what it says: the
  /// entropy of that share and the rest, which is the least that it can be.
  private func addSamples(
    of rater: RaterID, _ item: ItemID?, to columns: inout ContestColumns
  ) throws(StorageError) {
    let query = try connection.make(
      """
      SELECT item, AVG(confidence) FROM verdict WHERE confidence IS NOT NULL AND seq IN (
        SELECT MAX(seq) FROM verdict WHERE rater = ?1 \(Self.of(item))
          AND run IN (\(Self.sampledRuns)) GROUP BY item, presentation, repetition)
      GROUP BY item
      """
    ).bind(1, rater).bind(2, item.map(\.value))
    while try query.step() {
      columns.add(
        entropy: Self.leastEntropy(query.double(1)), at: item == nil ? query.int(0) - 1 : 0)
    }
  }

  /// Where no sample says what their mean says, two answers are balanced: ln 2.
  static func leastEntropy(_ share: Double) -> Double {
    guard share > 0 else { return log(2) }
    let rest = max(0, 1 - share)
    return -(share * log(share)) - (rest > 0 ? rest * log(rest) : 0)
  }

  /// Two answers: alike 0, different ln 2. The table is kept in the order of its key.
  private func addOrders(
    of rater: RaterID, _ item: ItemID?, to columns: inout ContestColumns
  ) throws(StorageError) {
    let query = try connection.make(
      """
      SELECT a.item, a.code = b.code FROM rating a JOIN rating b
        ON b.rater = ?1 AND b.phase = 0 AND b.swapped = 1 AND b.item = a.item
      WHERE a.rater = ?1 AND a.phase = 0 AND a.swapped = 0 \(Self.of(item, "a."))
        AND a.code >= 0 AND b.code >= 0
      """
    ).bind(1, rater).bind(2, item.map(\.value))
    while try query.step() {
      columns.add(
        entropy: query.int(1) == 1 ? 0 : log(2), at: item == nil ? query.int(0) - 1 : 0)
    }
  }
}
