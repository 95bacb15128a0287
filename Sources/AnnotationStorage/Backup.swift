import CSQLite

extension AnnotationStore {
  /// Copies the study to a new file while others write, with SQLite's backup interface.
  ///
  /// - Parameter progress: pages done and in all; false stops, and removes the copy.
  /// - Returns: false where it was stopped.
  public func backup(to target: String, progress: (Int, Int) -> Bool = { _, _ in true })
    throws(StorageError) -> Bool
  {
    if FilePlace.isFolder(target) { throw .folder(path: target) }
    if FilePlace.exists(target) { throw .exists(path: target) }
    let copy = try Connection(path: target, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    do throws(StorageError) {
      let isDone = try connection.copy(to: copy, progress: progress)
      if isDone { _ = try copy.text("PRAGMA journal_mode = DELETE") }
      if !isDone { FilePlace.remove(target) }
      return isDone
    } catch {
      FilePlace.remove(target)
      throw error
    }
  }
}
