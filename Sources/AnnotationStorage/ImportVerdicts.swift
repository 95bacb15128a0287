import AnnotationModel
import JSONText

/// The part of an import that adds machines' verdicts.
extension AnnotationStore {
  func add(_ new: ImportedVerdict, _ state: ImportState) throws(StorageError) -> String? {
    guard let item = try itemRow(new.item, state) else {
      return "there is no item \(new.item); import the items first"
    }
    let verdict = new.verdict
    for value in [verdict.value, verdict.recorded] {
      guard let value, !task.scale.admits(value, candidates: item.candidates) else { continue }
      return "item \(new.item): '\(value.description)' is not on the study's scale"
    }
    guard verdict.presentation.order.count == item.candidates else {
      return "item \(new.item) has \(item.candidates) responses, the verdict speaks of "
        + "\(verdict.presentation.order.count)"
    }
    guard verdict.repetition >= 0, verdict.turnsToAnswer >= 0 else {
      return "item \(new.item): a verdict's repetition and turns are counted from 0"
    }
    guard let rater = try known(new.rater, .imported, state) else {
      return "item \(new.item): a verdict needs a rater; map a column to it"
    }
    guard !rater.kind.isHuman else {
      return "rater \(new.rater) is a person: a verdict cannot be theirs; import it as a label"
    }
    guard let seq = try insert(verdict, rater.id, item.id, state.run) else {
      state.summary.alreadyThere += 1
      return nil
    }
    if try rate(verdict, rater.id, item.id, seq) { state.summary.replacedVerdicts += 1 }
    state.summary.addedVerdicts += 1
    return nil
  }

  /// True where the verdict takes the place of another answer of the same repetition.
  private func rate(_ verdict: Verdict, _ rater: RaterID, _ item: ItemID, _ seq: Int64)
    throws(StorageError) -> Bool
  {
    let change = try putRating(verdict, rater, item, seq)
    guard verdict.repetition == 0, let before = change?.before else { return false }
    return before.code != change?.after?.code
  }

  /// The first repetition is what the rater says; of the same one the newest verdict. Nil where
  /// nothing changes by it.
  func putRating(_ verdict: Verdict, _ rater: RaterID, _ item: ItemID, _ seq: Int64)
    throws(StorageError) -> RatingChange?
  {
    guard let code = task.scale.code(of: verdict.value) else { return nil }
    let swapped = !verdict.presentation.isAsStored
    if verdict.repetition > 0 {
      let held = try connection.statement(
        """
        SELECT v.repetition FROM rating r JOIN verdict v ON v.seq = r.origin
        WHERE r.rater = ? AND r.phase = 0 AND r.swapped = ? AND r.item = ?
        """
      ).bind(1, rater).bind(2, swapped).bind(3, item)
      defer { held.reset() }
      if try held.step(), held.int(0) < verdict.repetition { return nil }
    }
    let row = RatingRow(
      rater: rater, item: item, swapped: swapped, code: code,
      recorded: verdict.recorded.flatMap { task.scale.code(of: $0) })
    return try setRating(row, rater, item, .blind, swapped: swapped, origin: seq)
  }

  /// Nil where the same verdict is there.
  private func insert(_ verdict: Verdict, _ rater: RaterID, _ item: ItemID, _ run: Int64)
    throws(StorageError) -> Int64?
  {
    try connection.statement(
      """
      INSERT INTO verdict (rater, item, presentation, repetition, contentHash, value,
        code, recorded, recordedCode, scores, reasoning, rawReply, parserVersion, turnsToAnswer,
        importRun) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      ON CONFLICT (rater, item, presentation, repetition, contentHash) DO NOTHING
      """
    ).bind(1, rater).bind(2, item).bind(3, verdict.presentation.letters)
      .bind(4, verdict.repetition).bind(5, Self.hash(of: verdict))
      .bind(6, verdict.value.description).bind(7, task.scale.code(of: verdict.value))
      .bind(8, verdict.recorded?.description)
      .bind(9, verdict.recorded.flatMap { task.scale.code(of: $0) })
      .bind(10, JSONWriter.numbers(verdict.scores)).bind(11, verdict.reasoning)
      .bind(12, verdict.rawReply).bind(13, verdict.parserVersion)
      .bind(14, verdict.turnsToAnswer).bind(15, run).run()
    guard connection.changes > 0 else { return nil }
    let seq = connection.lastRow
    try insert(verdict.debate, of: seq)
    return seq
  }

  /// Keeps what was said in a debate.
  func insert(_ debate: [DebateTurn], of verdict: Int64) throws(StorageError) {
    for (ordinal, turn) in debate.enumerated() {
      try connection.statement("INSERT INTO debateTurn VALUES (?,?,?,?,?,?,?,?)")
        .bind(1, verdict).bind(2, ordinal).bind(3, turn.round).bind(4, turn.role).bind(
          5, turn.model
        )
        .bind(6, turn.text).bind(7, turn.vote?.description)
        .bind(8, JSONWriter.numbers(turn.scores)).run()
    }
  }

  static func hash(of verdict: Verdict) -> Int64 {
    var hash = StableHash()
    hash.add(verdict.value.description)
    hash.add(JSONWriter.numbers(verdict.scores))
    hash.add(verdict.reasoning)
    hash.add(verdict.rawReply)
    for turn in verdict.debate { hash.add(turn.text) }
    return hash.value
  }
}
