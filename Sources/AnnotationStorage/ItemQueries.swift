import AnnotationModel
import JSONText

extension AnnotationStore {
  public func item(withKey key: String) throws(StorageError) -> ItemID? {
    let query = try connection.statement("SELECT id FROM item WHERE key = ?").bind(1, key)
    defer { query.reset() }
    return try query.step() ? ItemID(query.int64(0)) : nil
  }

  /// What a person reads of an item while labelling: no system, no verdict.
  public func reading(_ item: ItemID) throws(StorageError) -> ItemReading? {
    let row = try connection.statement(
      """
      SELECT i.key, i.kind, COALESCE(c.name, ''), t.prompt FROM item i
      JOIN itemContent t ON t.item = i.id LEFT JOIN category c ON c.id = i.category
      WHERE i.id = ?
      """
    ).bind(1, item)
    guard try row.step() else { return nil }
    var reading = ItemReading(
      id: item, key: row.text(0), kind: ItemKind(rawValue: row.text(1)) ?? .pair,
      category: row.text(2), prompt: PromptCoding.prompt(from: row.text(3)), candidates: [],
      references: [])
    row.reset()
    // By the key's range: there is no index on `item`.
    let texts = try connection.statement(
      "SELECT turns FROM candidate WHERE id BETWEEN ?1 * 32 AND ?1 * 32 + 31 ORDER BY id"
    ).bind(1, item)
    while try texts.step() {
      reading.candidates.append(CandidateText(turns: JSONNode(texts.text(0))?.strings ?? []))
    }
    reading.references = try references(of: item).map {
      ReferenceText(kind: $0.kind, text: $0.text)
    }
    return reading
  }

  /// A person's own work on an item.
  public func ownWork(rater: RaterID, item: ItemID) throws(StorageError) -> OwnWork {
    let state = try labelState(rater, item)
    var work = OwnWork(flagged: state.flagged, hasRevealed: state.hasRevealed)
    work.blind = try state.blind.flatMap { (seq) throws(StorageError) in try storedLabel(seq) }
    work.revealed = try state.revealed.flatMap { (seq) throws(StorageError) in
      try storedLabel(seq)
    }
    if let note = state.note {
      let query = try connection.statement("SELECT note FROM labelEvent WHERE seq = ?")
        .bind(1, note)
      if try query.step() { work.note = query.text(0) }
      query.reset()
    }
    return work
  }

  func storedLabel(_ seq: Int64) throws(StorageError) -> Label? {
    let row = try connection.statement(
      "SELECT value, confidence, errorCodes, phase FROM labelEvent WHERE seq = ?"
    ).bind(1, seq)
    defer { row.reset() }
    guard try row.step(), let value = RatingValue(row.text(0)) else { return nil }
    return Label(
      value: value, confidence: row.optionalInt(1).flatMap(Confidence.init),
      errorCodes: JSONNode(row.text(2))?.strings ?? [],
      phase: LabelPhase(rawValue: row.int(3)) ?? .blind)
  }

  /// Everyone's present rating of an item but one person's own.
  public func revealedRatings(of item: ItemID, excluding me: RaterID?) throws(StorageError)
    -> [RevealedRating]
  {
    var result: [RevealedRating] = []
    for summary in try raters() where summary.rater.id != me {
      if summary.rater.kind.isHuman {
        let work = try ownWork(rater: summary.rater.id, item: item)
        guard let given = work.blind ?? work.revealed else { continue }
        result.append(RevealedRating(rater: summary.rater, value: given.value, note: work.note))
      } else {
        for verdict in try verdicts(rater: summary.rater.id, item: item) {
          result.append(
            RevealedRating(rater: summary.rater, value: verdict.value, verdict: verdict))
        }
      }
    }
    return result
  }

  /// A machine's verdicts on an item, the newest of each order and repetition, with debates.
  public func verdicts(rater: RaterID, item: ItemID) throws(StorageError) -> [Verdict] {
    let row = try connection.make(
      """
      SELECT MAX(seq), presentation, repetition, value, recorded, scores, reasoning, rawReply,
        parserVersion, turnsToAnswer FROM verdict WHERE rater = ? AND item = ?
      GROUP BY presentation, repetition ORDER BY presentation, repetition
      """
    ).bind(1, rater).bind(2, item)
    var result: [Verdict] = []
    while try row.step() { result.append(try verdict(row)) }
    return result
  }

  func verdict(_ row: Statement) throws(StorageError) -> Verdict {
    Verdict(
      value: RatingValue(row.text(3)) ?? .abstention(.unparsed),
      recorded: row.isNull(4) ? nil : RatingValue(row.text(4)),
      presentation: Presentation(letters: row.text(1)) ?? .asStored(2), repetition: row.int(2),
      scores: JSONNode(row.text(5))?.numbers ?? [], reasoning: row.text(6),
      rawReply: row.text(7), parserVersion: row.text(8), turnsToAnswer: row.int(9),
      debate: try debate(row.int64(0)))
  }

  private func debate(_ verdict: Int64) throws(StorageError) -> [DebateTurn] {
    let row = try connection.statement(
      """
      SELECT round, role, model, text, vote, scores FROM debateTurn
      WHERE verdict = ? ORDER BY ordinal
      """
    ).bind(1, verdict)
    var result: [DebateTurn] = []
    while try row.step() {
      result.append(
        DebateTurn(
          round: row.int(0), role: row.text(1), model: row.text(2), text: row.text(3),
          vote: row.isNull(4) ? nil : RatingValue(row.text(4)),
          scores: JSONNode(row.text(5))?.numbers ?? []))
    }
    return result
  }

  // MARK: - Analysis

  /// The items in the order in which a person labelled them first; for machines nil.
  public func labelOrder(of rater: RaterID) throws(StorageError) -> [ItemID] {
    let query = try connection.statement(
      """
      SELECT item, MIN(seq) FROM labelEvent WHERE rater = ? AND action = 'label'
      GROUP BY item ORDER BY 2
      """
    ).bind(1, rater)
    var result: [ItemID] = []
    while try query.step() { result.append(ItemID(query.int64(0))) }
    return result
  }

  // MARK: - What others did

  /// Changes whenever another connection has committed.
  public func dataVersion() throws(StorageError) -> Int64 {
    try connection.integer("PRAGMA data_version")
  }

  public func currentSequence() throws(StorageError) -> Int64 {
    try connection.integer("SELECT COALESCE(MAX(seq), 0) FROM labelEvent")
  }

  /// The ratings that labels since a sequence number concern, as they are now. Verdicts come by
  /// imports, after which everything is read again (`reloads`).
  public func changes(since sequence: Int64, verdictsSeen: Int64) throws(StorageError)
    -> RatingChanges
  {
    let newest = try currentSequence()
    let verdicts = try connection.integer("SELECT COALESCE(MAX(seq), 0) FROM verdict")
    guard verdicts == verdictsSeen, newest - sequence < 20_000 else {
      return RatingChanges(lastSequence: newest, changes: [], reloads: true)
    }
    let query = try connection.make(
      "SELECT DISTINCT rater, item, phase FROM labelEvent WHERE seq > ? AND action <> 'note'"
    ).bind(1, sequence)
    var changes: [RatingChange] = []
    while try query.step() {
      let place = RatingRow(
        rater: RaterID(query.int64(0)), item: ItemID(query.int64(1)),
        phase: LabelPhase(rawValue: query.int(2)) ?? .blind, code: 0)
      let now = try connection.statement(
        """
        SELECT code, recorded FROM rating
        WHERE rater = ? AND phase = ? AND swapped = 0 AND item = ?
        """
      ).bind(1, place.rater).bind(2, place.phase.rawValue).bind(3, place.item)
      var after: RatingRow?
      if try now.step() {
        after = place
        after?.code = now.int(0)
        after?.recorded = now.int(1)
      }
      now.reset()
      changes.append(RatingChange(before: after == nil ? place : nil, after: after))
    }
    return RatingChanges(lastSequence: newest, changes: changes, reloads: false)
  }

  public func lastVerdict() throws(StorageError) -> Int64 {
    try connection.integer("SELECT COALESCE(MAX(seq), 0) FROM verdict")
  }
}
