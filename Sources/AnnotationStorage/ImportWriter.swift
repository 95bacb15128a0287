import AnnotationModel

/// What an import knows while it runs. A class, so that nothing of it is copied for a batch.
final class ImportState {
  let run: Int64
  var summary = ImportSummary()
  var items: Int
  /// How many there were before.
  let itemsBefore: Int
  /// The number of the first label event that this import may add.
  let firstSequence: Int64
  var raters: [String: Rater] = [:]
  /// Row numbers of names by table, and by name.
  var names: [String: [String: Int64]] = [:]
  /// The item asked for last: its ratings often stand together.
  var lastItem: (key: String, id: ItemID, candidates: Int)?
  /// What is to be added to the counts when the import ends.
  var ratings: [RatingPlace: Int] = [:]
  var done: [RaterID: Int] = [:]

  init(run: Int64, items: Int, firstSequence: Int64) {
    self.run = run
    self.items = items
    itemsBefore = items
    self.firstSequence = firstSequence
  }
}

/// A column of ratings.
struct RatingPlace: Hashable {
  var rater: RaterID
  var phase: LabelPhase
  var swapped: Bool
}

extension AnnotationStore {
  /// Begins an import: one transaction, so that nothing half-imported can stay. Other writers wait
  /// until it ends, and writes by this store throw `.importRunning`. Where the study has no items
  /// yet, readers wait as well.
  public func beginImport(_ source: ImportSource) throws(StorageError) {
    try StudyFile.prepareToFill(writable())
    do throws(StorageError) {
      try connection.execute("BEGIN IMMEDIATE")
      try connection.statement(
        """
        INSERT INTO importRun (name, format, hash, mapping, importedAt, firstSeq, lastSeq, items,
          raters, labels, verdicts, alreadyThere, problems) VALUES (?,?,?,?,?,0,0,0,0,0,0,0,0)
        """
      ).bind(1, source.name).bind(2, source.format).bind(3, source.hash).bind(4, source.mapping)
        .bind(5, FilePlace.now()).run()
      let run = connection.lastRow
      importing = ImportState(
        run: run, items: try itemCount(),
        firstSequence: try currentSequence() + 1)
    } catch {
      connection.rollback()
      try? StudyFile.endFilling(connection)
      throw error
    }
  }

  /// Adds records; those that cannot be added are given back with their reasons.
  ///
  /// - Throws: what the file throws, such as `.diskFull`; the import is cancelled then.
  public func add(_ records: [PlacedRecord]) throws(StorageError) -> [ImportProblem] {
    try add(PreparedImport(records))
  }

  /// The same of records that were made ready elsewhere.
  public func add(_ batch: PreparedImport) throws(StorageError) -> [ImportProblem] {
    guard let state = importing else { throw .noImport(path: path) }
    var problems: [ImportProblem] = []
    do throws(StorageError) {
      for (content, place) in batch.records {
        let problem: String? =
          switch content {
          case .item(let item): try add(item, state)
          case .plain(let record): try add(record, state)
          }
        if let problem { problems.append(ImportProblem(place: place, message: problem)) }
      }
    } catch {
      cancelImport()
      throw error
    }
    state.summary.problems += problems.count
    return problems
  }

  private func add(_ record: ImportRecord, _ state: ImportState) throws(StorageError) -> String? {
    switch record {
    case .item(let item): try add(PreparedItem(item), state)
    case .rater(let rater): try add(rater, state)
    case .label(let label): try add(label, state)
    case .verdict(let verdict): try add(verdict, state)
    case .event(let event): try add(event, state)
    case .original(let original): try add(original, state)
    case .queue(let queue): try add(queue, state)
    }
  }

  /// Commits the import. One that added nothing leaves no trace.
  ///
  /// - Parameter mapping: how columns were read, where that was found out while reading.
  /// - Throws: what the file throws; the import is cancelled then.
  public func finishImport(mapping: String? = nil) throws(StorageError) -> ImportSummary {
    guard let state = importing else { throw .noImport(path: path) }
    var sum = state.summary
    guard sum.added > 0 else {
      cancelImport()
      return sum
    }
    do throws(StorageError) {
      sum.twinItems = try twins(of: state)
      for (place, step) in state.ratings { try writeCount(step, place) }
      for (rater, step) in state.done { try writeDone(step, rater) }
      try connection.statement(
        """
        UPDATE importRun SET items = ?2, raters = ?3, labels = ?4, verdicts = ?5,
          alreadyThere = ?6, problems = ?7,
          mapping = COALESCE(?9, mapping), firstSeq = ?8,
          lastSeq = (SELECT COALESCE(MAX(seq), 0) FROM labelEvent) WHERE id = ?1
        """
      ).bind(1, state.run).bind(2, sum.addedItems).bind(3, sum.addedRaters)
        .bind(4, sum.addedLabels).bind(5, sum.addedVerdicts).bind(6, sum.alreadyThere)
        .bind(7, sum.problems).bind(8, state.firstSequence).bind(9, mapping).run()
      try connection.statement("UPDATE study SET value = ?1 WHERE key = 'items'")
        .bind(1, String(state.items)).run()
      try connection.execute("COMMIT")
    } catch {
      cancelImport()
      throw error
    }
    importing = nil
    // Committed is committed: if the log cannot be had back now, it comes with the next opening.
    try? StudyFile.endFilling(connection)
    forgetOrders()
    return sum
  }

  /// How many of the added items have the content of one that was there: as when a file is read
  /// again with another column as its key. One pass over the items.
  private func twins(of state: ImportState) throws(StorageError) -> Int {
    guard state.itemsBefore > 0, state.items > state.itemsBefore else { return 0 }
    let before = state.itemsBefore
    return Int(
      try connection.integer(
        """
        SELECT COUNT(*) FROM item WHERE id > \(before)
          AND contentHash IN (SELECT contentHash FROM item WHERE id <= \(before))
        """))
  }

  /// Leaves the file as it was before the import.
  public func cancelImport() {
    guard importing != nil else { return }
    importing = nil
    connection.rollback()
    try? StudyFile.endFilling(connection)
  }
}
