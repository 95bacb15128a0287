import AnnotationModel

/// Who wrote what: nothing of it reaches a screen on which people label.
extension AnnotationStore {
  /// The references with their authors, in order.
  func references(of item: ItemID) throws(StorageError) -> [Reference] {
    let query = try connection.statement(
      "SELECT kind, text, author FROM reference WHERE item = ? ORDER BY ordinal"
    ).bind(1, item)
    var result: [Reference] = []
    while try query.step() {
      result.append(
        Reference(
          kind: ReferenceKind(rawValue: query.text(0)) ?? .human, text: query.text(1),
          author: query.text(2)))
    }
    return result
  }

  /// Who wrote the candidates, in stored order.
  public func origins(of item: ItemID) throws(StorageError) -> [CandidateOrigin] {
    let query = try connection.statement(
      """
      SELECT s.name, s.family FROM candidateOrigin o JOIN system s ON s.id = o.system
      WHERE o.item = ? ORDER BY o.ordinal
      """
    ).bind(1, item)
    var result: [CandidateOrigin] = []
    while try query.step() {
      result.append(CandidateOrigin(system: query.text(0), family: query.text(1)))
    }
    return result
  }
}
