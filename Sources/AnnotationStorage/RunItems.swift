import AnnotationModel

/// The items of a run.
extension AnnotationStore {
  /// Items of a selection, in the file's order, with how many responses each has; those without
  /// any are left out. One pass over the items.
  public func items(of selection: ItemSelection) throws(StorageError) -> [(
    id: ItemID, candidates: Int
  )] {
    var conditions = ["i.candidates > 0"]
    if selection.category != nil { conditions.append("c.name = ?1") }
    if selection.source != nil { conditions.append("s.name = ?2") }
    if selection.key != nil { conditions.append("i.key = ?3") }
    if selection.isLabelled {
      conditions.append(
        """
        EXISTS (SELECT 1 FROM rating r JOIN rater p ON p.id = r.rater
          WHERE r.item = i.id AND p.kind = 'human' AND r.code >= 0)
        """)
    }
    let query = try connection.make(
      """
      SELECT i.id, i.candidates FROM item i LEFT JOIN category c ON c.id = i.category
      LEFT JOIN source s ON s.id = i.source WHERE \(conditions.joined(separator: " AND "))
        AND COALESCE(?1, ?2, ?3, '') IS NOT NULL ORDER BY i.id
      """
    ).bind(1, selection.category).bind(2, selection.source).bind(3, selection.key)
    var result: [(id: ItemID, candidates: Int)] = []
    while try query.step() { result.append((ItemID(query.int64(0)), query.int(1))) }
    return selection.taken(from: result)
  }
}
