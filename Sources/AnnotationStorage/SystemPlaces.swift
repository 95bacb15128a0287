import AnnotationModel

/// Which systems the candidates of a study came from, for analyses: not for who labels.
extension AnnotationStore {
  /// The names of all systems, in the order of the items in which they first take part. One pass
  /// over the candidates.
  public func systemsInOrder() throws(StorageError) -> [String] {
    let query = try connection.make(
      """
      SELECT s.name, MIN(o.item * 32 + o.ordinal) FROM candidateOrigin o
      JOIN system s ON s.id = o.system WHERE s.name <> '' GROUP BY s.name ORDER BY 2
      """)
    var result: [String] = []
    while try query.step() { result.append(query.text(0)) }
    return result
  }

  /// The number of a system's candidate, from 0 in stored order, in each item in which it has just
  /// one.
  public func places(ofSystem name: String) throws(StorageError) -> [ItemID: Int] {
    let query = try connection.make(
      """
      SELECT o.item, MIN(o.ordinal) FROM candidateOrigin o
      JOIN system s ON s.id = o.system WHERE s.name = ? GROUP BY o.item HAVING COUNT(*) = 1
      """
    ).bind(1, name)
    var result: [ItemID: Int] = [:]
    while try query.step() { result[ItemID(query.int64(0))] = query.int(1) }
    return result
  }
}
