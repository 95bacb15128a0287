import AnnotationModel

/// One run by several processes, with no more between them than the file.
extension AnnotationStore {
  /// Takes units for one process, and leaves out those that another has taken and not yet given
  /// up. A claim that was not renewed until its end is free again: whoever held it was killed.
  ///
  /// - Parameters:
  ///   - owner: the process's own word.
  ///   - until: when the claim ends by itself.
  /// - Returns: those of `units` that are now this process's, in their order.
  public func claim(
    _ units: [RunUnit], of run: Run, owner: String, now: Milliseconds, until: Milliseconds
  ) throws(StorageError) -> [RunUnit] {
    try writable().transaction { () throws(StorageError) -> [RunUnit] in
      var mine: [RunUnit] = []
      for unit in units {
        try connection.statement(
          """
          INSERT INTO runClaim SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (
            SELECT 1 FROM verdict WHERE run = ?1 AND rater = ?8 AND item = ?2
              AND presentation = ?3 AND repetition = ?4 AND value <> 'failed')
          ON CONFLICT DO UPDATE SET owner = ?5, until = ?6 WHERE until < ?7 OR owner = ?5
          """
        ).bind(8, run.rater).bind(1, run.id).bind(2, unit.item).bind(3, unit.presentation.letters)
          .bind(4, unit.repetition).bind(5, owner).bind(6, until).bind(7, now).run()
        if connection.changes > 0 { mine.append(unit) }
      }
      return mine
    }
  }

  /// The processes that hold claims on a run.
  public func claimOwners(of run: RunID) throws(StorageError) -> [String] {
    let query = try connection.statement("SELECT DISTINCT owner FROM runClaim WHERE run = ?")
      .bind(1, run)
    var result: [String] = []
    while try query.step() { result.append(query.text(0)) }
    return result
  }

  /// Gives back all that a process has taken of a run.
  public func releaseClaims(of run: RunID, owner: String) throws(StorageError) {
    try writable().statement("DELETE FROM runClaim WHERE run = ? AND owner = ?").bind(1, run)
      .bind(2, owner).run()
  }
}
