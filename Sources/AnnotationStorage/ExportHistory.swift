import AnnotationModel

/// What an export of the whole study has beside what holds now.
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
}
