import AnnotationModel

/// What runs have done, counted.
extension AnnotationStore {
  /// A run with its counts. Costs one pass over its verdicts and calls.
  public func summary(of run: Run) throws(StorageError) -> RunSummary {
    var result = RunSummary(run: run)
    try countVerdicts(&result)
    try countCalls(&result)
    return result
  }

  private func countVerdicts(_ result: inout RunSummary) throws(StorageError) {
    // Of a unit that was concluded on again, the newest verdict.
    let query = try connection.make(
      """
      SELECT value, turnsToAnswer, COALESCE(marks, '') FROM verdict WHERE seq IN (
        SELECT MAX(seq) FROM verdict WHERE run = ? AND rater = ?
        GROUP BY item, presentation, repetition)
      """
    ).bind(1, result.run.id).bind(2, result.run.rater)
    while try query.step() {
      result.verdicts += 1
      if case .abstention(let reason)? = RatingValue(query.text(0)) {
        result.abstentions[reason.rawValue, default: 0] += 1
      }
      if query.int(1) > 1 { result.askedAgain += 1 }
      for mark in query.text(2).split(separator: " ") {
        result.marks[String(mark), default: 0] += 1
      }
    }
  }

  private func countCalls(_ result: inout RunSummary) throws(StorageError) {
    let query = try connection.make(
      """
      SELECT status, COUNT(*), COALESCE(SUM(promptTokens), 0), COALESCE(SUM(completionTokens), 0),
        SUM(cost), SUM(latency) FROM call WHERE run = ? GROUP BY status
      """
    ).bind(1, result.run.id)
    while try query.step() {
      result.attempts += query.int(1)
      if query.text(0) != CallRecord.replied { result.failures[query.text(0)] = query.int(1) }
      result.promptTokens += query.int(2)
      result.completionTokens += query.int(3)
      result.cost += query.int64(4)
      result.latencyMicroseconds += query.int64(5)
    }
  }

  /// The newest verdict that a run's rater gave on each unit, with the texts of its calls, for
  /// reading them again; in the order of items.
  public func rawVerdicts(of run: Run, after item: ItemID?, limit: Int) throws(StorageError)
    -> [(item: ItemID, presentation: Presentation, repetition: Int)]
  {
    let query = try connection.make(
      """
      SELECT item, presentation, repetition FROM verdict WHERE run = ? AND rater = ? AND item > ?
      GROUP BY item, presentation, repetition ORDER BY item LIMIT ?
      """
    ).bind(1, run.id).bind(2, run.rater).bind(3, item ?? ItemID(0)).bind(4, limit)
    var result: [(item: ItemID, presentation: Presentation, repetition: Int)] = []
    while try query.step() {
      let order = query.text(1).utf8.map { Int($0) - 97 }
      guard let presentation = Presentation(checking: order) else { continue }
      result.append((ItemID(query.int64(0)), presentation, query.int(2)))
    }
    return result
  }
}
