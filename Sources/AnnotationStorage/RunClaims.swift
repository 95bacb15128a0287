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
    _ units: [RunUnit], of run: RunID, owner: String, now: Milliseconds, until: Milliseconds
  ) throws(StorageError) -> [RunUnit] {
    try writable().transaction { () throws(StorageError) -> [RunUnit] in
      var mine: [RunUnit] = []
      for unit in units {
        try connection.statement(
          """
          INSERT INTO runClaim VALUES (?1, ?2, ?3, ?4, ?5, ?6)
          ON CONFLICT DO UPDATE SET owner = ?5, until = ?6 WHERE until < ?7 OR owner = ?5
          """
        ).bind(1, run).bind(2, unit.item).bind(3, unit.presentation.letters)
          .bind(4, unit.repetition).bind(5, owner).bind(6, until).bind(7, now).run()
        if connection.changes > 0 { mine.append(unit) }
      }
      return mine
    }
  }

  /// Gives back all that a process has taken of a run.
  public func releaseClaims(of run: RunID, owner: String) throws(StorageError) {
    try writable().statement("DELETE FROM runClaim WHERE run = ? AND owner = ?").bind(1, run)
      .bind(2, owner).run()
  }
}
