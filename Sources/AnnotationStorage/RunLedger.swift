import AnnotationModel
import JSONText

/// What a run did, as it does it: every try of a call, and the verdicts they lead to.
extension AnnotationStore {
  /// Keeps tries and verdicts, all of them or none. On disk when this returns; one transaction
  /// whatever their number, so that many at once cost little more than one.
  ///
  /// A reply under a key that the file has already is not kept twice. A verdict that is there, to
  /// the letter, adds nothing.
  /// - Returns: how ratings changed by it.
  public func record(
    _ calls: [CallRecord], _ verdicts: [RunVerdict], of run: RunID
  ) throws(StorageError) -> [RatingChange] {
    try writable().transaction { () throws(StorageError) -> [RatingChange] in
      for call in calls { try insert(call, run) }
      var changes: [RatingChange] = []
      for verdict in verdicts {
        if let change = try insert(verdict, run) { changes.append(change) }
      }
      return changes
    }
  }

  private func insert(_ call: CallRecord, _ run: RunID) throws(StorageError) {
    try connection.statement(
      """
      INSERT INTO call (run, key, item, attempt, endpoint, model, status, httpStatus, detail,
        reply, finish, reportedModel, promptTokens, completionTokens, cost, latency, sentAt, tokens)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING
      """
    ).bind(1, run).bind(2, call.key).bind(3, call.item).bind(4, call.attempt)
      .bind(5, call.endpoint).bind(6, call.model).bind(7, call.status).bind(8, call.httpStatus)
      .bind(9, call.detail).bind(10, call.reply).bind(11, call.finish)
      .bind(12, call.reportedModel).bind(13, call.promptTokens).bind(14, call.completionTokens)
      .bind(15, call.cost).bind(16, call.latencyMicroseconds).bind(17, call.sentAt)
      .bind(18, call.tokens).run()
  }

  private func insert(_ new: RunVerdict, _ run: RunID) throws(StorageError) -> RatingChange? {
    let verdict = new.verdict
    try connection.statement(
      """
      INSERT INTO verdict (rater, item, presentation, repetition, contentHash, value, code, scores,
        reasoning, rawReply, parserVersion, turnsToAnswer, run, confidence, marks)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      ON CONFLICT (rater, item, presentation, repetition, contentHash) DO NOTHING
      """
    ).bind(1, new.rater).bind(2, new.item).bind(3, verdict.presentation.letters)
      .bind(4, verdict.repetition).bind(5, Self.hash(of: verdict))
      .bind(6, verdict.value.description).bind(7, task.scale.code(of: verdict.value))
      .bind(8, JSONWriter.numbers(verdict.scores)).bind(9, verdict.reasoning)
      .bind(10, verdict.rawReply).bind(11, verdict.parserVersion).bind(12, verdict.turnsToAnswer)
      .bind(13, run).bind(14, new.confidence).bind(15, new.marks.isEmpty ? nil : new.marks).run()
    guard connection.changes > 0 else { return nil }
    let seq = connection.lastRow
    try insert(verdict.debate, of: seq)
    for key in new.calls {
      try connection.statement(
        """
        INSERT INTO verdictCall SELECT ?1, seq FROM call WHERE key = ?2 AND status = 'reply'
        ON CONFLICT DO NOTHING
        """
      ).bind(1, seq).bind(2, key).run()
    }
    return try putRating(verdict, new.rater, new.item, seq)
  }

  /// The replies that the file holds under these keys.
  public func replies(to keys: [String]) throws(StorageError) -> [String: CallRecord] {
    var result: [String: CallRecord] = [:]
    for key in keys {
      let query = try connection.statement(
        """
        SELECT key, item, attempt, endpoint, model, status, httpStatus, detail, reply, finish,
          reportedModel, promptTokens, completionTokens, cost, latency, sentAt, tokens
        FROM call WHERE key = ? AND status = 'reply'
        """
      ).bind(1, key)
      if try query.step() { result[key] = Self.call(query) }
      query.reset()
    }
    return result
  }

  /// How many of these calls the file has a reply to.
  public func heldReplies(to keys: [String]) throws(StorageError) -> Int {
    var result = 0
    for key in keys {
      let query = try connection.statement(
        "SELECT 1 FROM call WHERE key = ? AND status = 'reply'"
      ).bind(1, key)
      if try query.step() { result += 1 }
      query.reset()
    }
    return result
  }

  static func call(_ query: Statement) -> CallRecord {
    CallRecord(
      key: query.text(0), item: ItemID(query.int64(1)), attempt: query.int(2),
      endpoint: query.text(3), model: query.text(4), status: query.text(5),
      httpStatus: query.optionalInt64(6).map(Int.init), detail: query.text(7),
      reply: query.text(8), finish: query.text(9), reportedModel: query.text(10),
      promptTokens: query.optionalInt64(11).map(Int.init),
      completionTokens: query.optionalInt64(12).map(Int.init), cost: query.int64(13),
      latencyMicroseconds: query.int64(14), sentAt: query.int64(15), tokens: query.text(16))
  }

  /// The units that a run has concluded on.
  ///
  /// - Parameter withFailures: whether verdicts count that no call was answered for.
  /// - Cost: one pass over the run's verdicts.
  public func concluded(of run: Run, withFailures: Bool) throws(StorageError) -> Set<RunUnit> {
    let query = try connection.make(
      """
      SELECT item, presentation, repetition FROM verdict
      WHERE run = ? AND rater = ? \(withFailures ? "" : "AND value <> 'failed'")
      """
    ).bind(1, run.id).bind(2, run.rater)
    var result: Set<RunUnit> = []
    // A million verdicts share a few orders.
    var orders: [String: Presentation] = [:]
    while try query.step() {
      let letters = query.text(1)
      let known = orders[letters] ?? Presentation(checking: letters.utf8.map { Int($0) - 97 })
      guard let presentation = known else { continue }
      orders[letters] = presentation
      result.insert(
        RunUnit(
          item: ItemID(query.int64(0)), presentation: presentation, repetition: query.int(2)))
    }
    return result
  }
}
