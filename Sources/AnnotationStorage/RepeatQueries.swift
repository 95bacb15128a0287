import AnnotationModel

/// What a rater answered where it was asked several times.
public struct RepeatedAnswers: Hashable, Sendable {
  public var item: ItemID
  /// Whether the candidates stood in another order than the stored one.
  public var swapped: Bool
  /// Codes in the order of repeats; below 0 for no answer.
  public var codes: [Int]

  public init(item: ItemID, swapped: Bool, codes: [Int]) {
    self.item = item
    self.swapped = swapped
    self.codes = codes
  }
}

extension AnnotationStore {
  /// The answers of a machine that was asked the same several times, by item and order; the newest
  /// of each repeat. Empty for who was asked once. One pass over the rater's verdicts.
  public func repeatedAnswers(of rater: RaterID) throws(StorageError) -> [RepeatedAnswers] {
    let repeats = try connection.statement(
      "SELECT 1 FROM verdict WHERE rater = ? AND repetition > 0 LIMIT 1"
    ).bind(1, rater)
    let hasRepeats = try repeats.step()
    repeats.reset()
    guard hasRepeats else { return [] }
    let query = try connection.make(
      """
      SELECT item, presentation, COALESCE(code, ?2) FROM verdict WHERE seq IN (
        SELECT MAX(seq) FROM verdict WHERE rater = ?1 GROUP BY item, presentation, repetition)
      ORDER BY item, presentation, repetition
      """
    ).bind(1, rater).bind(2, Abstention.offMenu.code)
    var result: [RepeatedAnswers] = []
    var last = ""
    while try query.step() {
      let (item, letters) = (ItemID(query.int64(0)), query.text(1))
      if result.last?.item == item, last == letters {
        result[result.count - 1].codes.append(query.int(2))
      } else {
        let isStored = Presentation(letters: letters)?.isAsStored ?? true
        result.append(RepeatedAnswers(item: item, swapped: !isStored, codes: [query.int(2)]))
        last = letters
      }
    }
    return result.filter { $0.codes.count > 1 }
  }

  /// Of each verdict that a machine made of several samples, the share of samples that say what
  /// the verdict says, 0 to 1. One pass over the verdicts of runs that take samples.
  public func sampleShares(of rater: RaterID) throws(StorageError) -> [Double] {
    let query = try connection.make(
      """
      SELECT confidence FROM verdict WHERE confidence IS NOT NULL AND seq IN (
        SELECT MAX(seq) FROM verdict WHERE rater = ? AND run IN (\(Self.sampledRuns))
        GROUP BY item, presentation, repetition)
      ORDER BY item
      """
    ).bind(1, rater)
    var result: [Double] = []
    while try query.step() { result.append(query.double(0)) }
    return result
  }

  /// Runs whose verdicts are made of several samples, in one order or in both: of others a
  /// verdict's confidence is something else.
  static let sampledRuns = """
    SELECT id FROM run WHERE kind IN ('judge', 'jury') AND (
      COALESCE(json_extract(specification, '$.settings.samples'), 1) > 1
      OR json_extract(specification, '$.settings.order') = 'balanced')
    """
}
