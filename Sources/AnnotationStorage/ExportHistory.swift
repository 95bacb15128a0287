import AnnotationModel

/// What an export has beside the ratings that hold now.
extension AnnotationStore {
  /// What people did, in the order in which it happened.
  func eventPage(_ after: Int64, _ limit: Int) throws(StorageError) -> ([ImportRecord], Int64?) {
    let query = try connection.make(
      """
      SELECT e.seq, r.name, i.key, COALESCE(t.eventID, '') FROM labelEvent e
      JOIN rater r ON r.id = e.rater JOIN item i ON i.id = e.item
      LEFT JOIN labelEvent t ON t.seq = e.target WHERE e.seq > ? ORDER BY e.seq LIMIT ?
      """
    ).bind(1, after).bind(2, limit)
    var result: [ImportRecord] = []
    var last: Int64?
    while try query.step() {
      last = query.int64(0)
      guard let event = try storedEvent(query.int64(0))?.event else { continue }
      result.append(
        .event(
          ImportedEvent(
            eventID: event.eventID, rater: query.text(1), item: query.text(2),
            action: event.action, target: query.text(3), phase: event.phase,
            presentation: event.presentation, shownAtMilliseconds: event.shownAtMilliseconds,
            actedAtMilliseconds: event.actedAtMilliseconds,
            activeMilliseconds: event.activeMilliseconds)))
    }
    return (result, last)
  }

  /// The bytes of texts that were no UTF-8.
  func originalPage(_ after: Int64, _ limit: Int) throws(StorageError) -> (
    [ImportRecord], Int64?
  ) {
    let query = try connection.make(
      "SELECT id, place, text, bytes FROM originalText WHERE id > ? ORDER BY id LIMIT ?"
    ).bind(1, after).bind(2, min(limit, 50))  // Each may be a whole response.
    var result: [ImportRecord] = []
    var last: Int64?
    while try query.step() {
      last = query.int64(0)
      result.append(
        .original(
          OriginalText(text: query.text(2), bytes: query.bytes(3), place: query.text(1))))
    }
    return (result, last)
  }

  /// The notes and flags of people on items that they have not answered, by rater and item.
  /// Constant memory; nil for the cursor begins, and a page that is not full is the last.
  public func remarksWithoutLabel(after cursor: UnlabelledRemark.Cursor?, limit: Int)
    throws(StorageError) -> (remarks: [UnlabelledRemark], next: UnlabelledRemark.Cursor?)
  {
    let query = try connection.make(
      """
      SELECT l.rater, l.item, r.name, i.key, COALESCE(n.note, ''), l.flagged,
        MAX(COALESCE(n.actedAt, 0), CASE l.flagged WHEN 1 THEN f.actedAt ELSE 0 END)
      FROM labelState l JOIN rater r ON r.id = l.rater JOIN item i ON i.id = l.item
      LEFT JOIN labelEvent n ON n.seq = l.note LEFT JOIN labelEvent f ON f.seq = l.flag
      WHERE (l.rater, l.item) > (?, ?) AND l.blind IS NULL AND l.revealed IS NULL
        AND (l.flagged = 1 OR COALESCE(n.note, '') <> '')
      ORDER BY l.rater, l.item LIMIT ?
      """
    ).bind(1, cursor?.rater ?? 0).bind(2, cursor?.item ?? 0).bind(3, limit)
    var result: [UnlabelledRemark] = []
    var next: UnlabelledRemark.Cursor?
    while try query.step() {
      next = UnlabelledRemark.Cursor(rater: query.int64(0), item: query.int64(1))
      result.append(
        UnlabelledRemark(
          rater: query.text(2), item: query.text(3), note: query.text(4),
          flagged: query.int(5) == 1, actedAtMilliseconds: query.int64(6)))
    }
    return (result, next)
  }
}
