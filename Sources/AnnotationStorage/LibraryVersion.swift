import CSQLite

extension AnnotationStore {
  /// The version of SQLite that this program runs with.
  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }
}
