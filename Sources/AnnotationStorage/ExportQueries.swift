import AnnotationModel
import JSONText

extension AnnotationStore {
  /// The study as records, in stable order: items, raters, labels, verdicts, originals, queues.
  /// `nil` begins; a nil cursor in the answer ends. Constant memory, but for an order that names
  /// every item.
  ///
  /// - Parameter history: all that people did, as events, in place of the labels that hold now;
  ///   and their queues.
  public func records(after cursor: ExportCursor?, limit: Int, history: Bool = false)
    throws(StorageError) -> (records: [ImportRecord], next: ExportCursor?)
  {
    var at = cursor ?? ExportCursor(section: .items, after: 0)
    while true {
      let (records, last) = try page(at, limit, history)
      if let last {
        return (records, ExportCursor(section: at.section, after: last))
      }
      guard let next = ExportCursor.Section(rawValue: at.section.rawValue + 1) else {
        return ([], nil)
      }
      at = ExportCursor(section: next, after: 0)
    }
  }

  private func page(_ cursor: ExportCursor, _ limit: Int, _ history: Bool) throws(StorageError) -> (
    [ImportRecord], Int64?
  ) {
    switch cursor.section {
    case .items: try itemPage(cursor.after, limit)
    case .raters: try raterPage(cursor.after)
    case .labels:
      try history ? eventPage(cursor.after, limit) : labelPage(cursor.after, limit)
    case .verdicts: try verdictPage(cursor.after, limit)
    case .originals: try originalPage(cursor.after, limit)
    case .queues: history ? try queuePage(cursor.after) : ([], nil)
    }
  }

  private func itemPage(_ after: Int64, _ limit: Int) throws(StorageError) -> (
    [ImportRecord], Int64?
  ) {
    let query = try connection.make(
      """
      SELECT i.id, i.key, i.kind, COALESCE(q.key, ''), COALESCE(c.name, ''),
        COALESCE(s.name, ''), t.metadata
      FROM item i JOIN itemContent t ON t.item = i.id
      LEFT JOIN question q ON q.id = i.question LEFT JOIN category c ON c.id = i.category
      LEFT JOIN source s ON s.id = i.source WHERE i.id > ? ORDER BY i.id LIMIT ?
      """
    ).bind(1, after).bind(2, limit)
    var result: [ImportRecord] = []
    var last: Int64?
    while try query.step() {
      let id = ItemID(query.int64(0))
      guard let reading = try reading(id) else { continue }
      let origins = try origins(of: id)
      result.append(
        .item(
          Item(
            key: query.text(1), kind: reading.kind, questionKey: query.text(3),
            category: query.text(4), source: query.text(5), prompt: reading.prompt,
            candidates: reading.candidates,
            origins: origins.contains { $0 != CandidateOrigin() } ? origins : [],
            references: try references(of: id), metadata: PromptCoding.metadata(from: query.text(6))
          )))
      last = id.value
    }
    return (result, last)
  }

  /// An item with its origins and references, as a protocol needs it; nil for one that is none.
  public func wholeItem(_ id: ItemID) throws(StorageError) -> Item? {
    try itemPage(id.value - 1, 1).0.lazy.compactMap { record -> Item? in
      if case .item(let item) = record { item } else { nil }
    }.first
  }

  private func raterPage(_ after: Int64) throws(StorageError) -> ([ImportRecord], Int64?) {
    guard after == 0 else { return ([], nil) }
    let raters = try raters().map(\.rater)
    let records = raters.map {
      ImportRecord.rater(
        ImportedRater(name: $0.name, kind: $0.kind, model: $0.model, family: $0.family))
    }
    return (records, raters.last?.id.value)
  }

  private func labelPage(_ after: Int64, _ limit: Int) throws(StorageError) -> (
    [ImportRecord], Int64?
  ) {
    // Labels that hold now, by their event's number.
    let query = try connection.make(
      """
      SELECT e.seq, r.name, i.key, e.value, e.confidence, e.errorCodes, e.phase, e.presentation,
        e.shownAt, e.actedAt, e.activeTime, l.flagged,
        COALESCE((SELECT note FROM labelEvent n WHERE n.seq = l.note), ''), e.eventID
      FROM labelEvent e JOIN labelState l ON l.rater = e.rater AND l.item = e.item
        AND (l.blind = e.seq OR l.revealed = e.seq)
      JOIN rater r ON r.id = e.rater JOIN item i ON i.id = e.item
      WHERE e.seq > ? ORDER BY e.seq LIMIT ?
      """
    ).bind(1, after).bind(2, limit)
    var result: [ImportRecord] = []
    var last: Int64?
    while try query.step() {
      last = query.int64(0)
      guard let value = RatingValue(query.text(3)) else { continue }
      result.append(
        .label(
          ImportedLabel(
            rater: query.text(1), item: query.text(2), value: value,
            confidence: query.optionalInt(4).flatMap(Confidence.init),
            errorCodes: JSONNode(query.text(5))?.strings ?? [], note: query.text(12),
            flagged: query.int(11) == 1, phase: LabelPhase(rawValue: query.int(6)) ?? .blind,
            presentation: Presentation(letters: query.text(7)) ?? .asStored(2),
            shownAtMilliseconds: query.int64(8), actedAtMilliseconds: query.int64(9),
            activeMilliseconds: query.int64(10),
            occurrence: Self.eventMark + query.text(13))))
    }
    return (result, last)
  }

  private func verdictPage(_ after: Int64, _ limit: Int) throws(StorageError) -> (
    [ImportRecord], Int64?
  ) {
    let query = try connection.make(
      """
      SELECT v.seq, v.presentation, v.repetition, v.value, v.recorded, v.scores, v.reasoning,
        v.rawReply, v.parserVersion, v.turnsToAnswer, r.name, i.key
      FROM verdict v JOIN rater r ON r.id = v.rater JOIN item i ON i.id = v.item
      WHERE v.seq > ? ORDER BY v.seq LIMIT ?
      """
    ).bind(1, after).bind(2, limit)
    var result: [ImportRecord] = []
    var last: Int64?
    while try query.step() {
      last = query.int64(0)
      result.append(
        .verdict(
          ImportedVerdict(
            rater: query.text(10), item: query.text(11), verdict: try verdict(query))))
    }
    return (result, last)
  }
}
