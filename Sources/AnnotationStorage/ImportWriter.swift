import AnnotationModel

/// What an import knows while it runs.
struct ImportState {
  var source: ImportSource
  var run: Int64
  var summary = ImportSummary()
  var items: Int
  /// The number of the first label event that this import may add.
  var firstSequence: Int64
  var raters: [String: Rater] = [:]
  var names: [String: Int64] = [:]
}

extension AnnotationStore {
  /// Begins an import: one transaction, so that nothing half-imported can stay. Other writers wait
  /// until it ends, and writes by this store throw `.importRunning`.
  public func beginImport(_ source: ImportSource) throws(StorageError) {
    try writable().execute("BEGIN IMMEDIATE")
    do throws(StorageError) {
      try connection.statement(
        """
        INSERT INTO importRun (name, format, hash, mapping, importedAt, firstSeq, lastSeq, items,
          raters, labels, verdicts, alreadyThere, problems) VALUES (?,?,?,?,?,0,0,0,0,0,0,0,0)
        """
      ).bind(1, source.name).bind(2, source.format).bind(3, source.hash).bind(4, source.mapping)
        .bind(5, FilePlace.now()).run()
      let run = connection.lastRow
      importing = ImportState(
        source: source, run: run, items: try itemCount(),
        firstSequence: try currentSequence() + 1)
    } catch {
      connection.rollback()
      throw error
    }
  }

  /// Adds records; those that cannot be added are given back with their reasons.
  ///
  /// - Throws: what the file throws, such as `.diskFull`; the import is cancelled then.
  public func add(_ records: [PlacedRecord]) throws(StorageError) -> [ImportProblem] {
    guard var state = importing else { throw .noImport(path: path) }
    var problems: [ImportProblem] = []
    do throws(StorageError) {
      for placed in records {
        let problem: String? =
          switch placed.record {
          case .item(let item): try add(item, &state)
          case .rater(let rater): try add(rater, &state)
          case .label(let label): try add(label, &state)
          case .verdict(let verdict): try add(verdict, &state)
          }
        if let problem { problems.append(ImportProblem(place: placed.place, message: problem)) }
      }
    } catch {
      cancelImport()
      throw error
    }
    state.summary.problems += problems.count
    importing = state
    return problems
  }

  /// Commits the import. One that added nothing leaves no trace.
  ///
  /// - Throws: what the file throws; the import is cancelled then.
  public func finishImport() throws(StorageError) -> ImportSummary {
    guard let state = importing else { throw .noImport(path: path) }
    let sum = state.summary
    guard sum.added > 0 else {
      cancelImport()
      return sum
    }
    do throws(StorageError) {
      try connection.statement(
        """
        UPDATE importRun SET items = ?2, raters = ?3, labels = ?4, verdicts = ?5,
          alreadyThere = ?6, problems = ?7,
          firstSeq = ?8, lastSeq = (SELECT COALESCE(MAX(seq), 0) FROM labelEvent) WHERE id = ?1
        """
      ).bind(1, state.run).bind(2, sum.addedItems).bind(3, sum.addedRaters)
        .bind(4, sum.addedLabels).bind(5, sum.addedVerdicts).bind(6, sum.alreadyThere)
        .bind(7, sum.problems).bind(8, state.firstSequence).run()
      try connection.statement("UPDATE study SET value = ?1 WHERE key = 'items'")
        .bind(1, String(state.items)).run()
      try connection.execute("COMMIT")
    } catch {
      cancelImport()
      throw error
    }
    importing = nil
    forgetOrders()
    return sum
  }

  /// Leaves the file as it was before the import.
  public func cancelImport() {
    guard importing != nil else { return }
    importing = nil
    connection.rollback()
  }
}
