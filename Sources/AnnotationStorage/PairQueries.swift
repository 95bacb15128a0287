import AnnotationModel
import JSONText

/// What a judge may lean on besides what answers say: their length, and who wrote them.
extension AnnotationStore {
  /// Lengths and families of all items with two candidates. An item without any text has no
  /// lengths; a system without a family is of none.
  ///
  /// One pass over the candidates' texts: about a second for 100,000 long answers.
  public func candidatePairs() throws(StorageError) -> CandidatePairs {
    var pairs = CandidatePairs(itemCount: try itemCount())
    try fillWords(&pairs)
    try fillFamilies(&pairs)
    return pairs
  }

  private func fillWords(_ pairs: inout CandidatePairs) throws(StorageError) {
    let rows = try connection.make(
      """
      SELECT c.item, c.ordinal, c.turns FROM candidate c JOIN item i ON i.id = c.item
      WHERE i.candidates = 2 AND i.words > 0 ORDER BY c.id
      """)
    while try rows.step() {
      let at = rows.int(0) - 1
      guard pairs.firstWords.indices.contains(at) else { continue }
      let answer = JSONNode(rows.text(2))?.strings.last ?? ""
      let words = Int32(truncatingIfNeeded: PreparedItem.wordCount(answer))
      if rows.int(1) == 0 { pairs.firstWords[at] = words } else { pairs.secondWords[at] = words }
    }
  }

  private func fillFamilies(_ pairs: inout CandidatePairs) throws(StorageError) {
    var places: [String: Int32] = [:]
    let rows = try connection.make(
      """
      SELECT o.item, o.ordinal, s.family FROM candidateOrigin o
      JOIN system s ON s.id = o.system JOIN item i ON i.id = o.item
      WHERE i.candidates = 2 AND s.family <> '' ORDER BY o.item, o.ordinal
      """)
    while try rows.step() {
      let (at, family) = (rows.int(0) - 1, rows.text(2))
      guard pairs.firstFamily.indices.contains(at) else { continue }
      let place = places[family] ?? Int32(pairs.families.count)
      if places[family] == nil {
        places[family] = place
        pairs.families.append(family)
      }
      if rows.int(1) == 0 { pairs.firstFamily[at] = place } else { pairs.secondFamily[at] = place }
    }
  }

  /// Whether a rater's verdicts come from a run of this study.
  public func isRun(_ rater: RaterID) throws(StorageError) -> Bool {
    let query = try connection.statement("SELECT 1 FROM run WHERE rater = ? LIMIT 1")
      .bind(1, rater)
    defer { query.reset() }
    return try query.step()
  }
}
