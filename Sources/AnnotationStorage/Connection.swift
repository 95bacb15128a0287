import CSQLite
import Glibc

/// One SQLite connection with its prepared statements. Not Sendable: one actor owns it.
final class Connection {
  let path: String
  private let handle: OpaquePointer
  private var prepared: [String: Statement] = [:]
  private var isClosed = false

  /// - Parameters:
  ///   - flags: `SQLITE_OPEN_*`.
  ///   - name: what SQLite opens, where that is not the path itself.
  init(path: String, flags: Int32, name: String? = nil) throws(StorageError) {
    self.path = path
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      name ?? path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard let opened else { throw .engine(path: path, code: Int(code), message: "out of memory") }
    handle = opened
    guard code == SQLITE_OK else {
      let error = Self.translate(code, handle: opened, path: path)
      sqlite3_close_v2(opened)
      throw error
    }
    csqlite_refuse_quoted_strings(opened)
    sqlite3_busy_handler(opened, { _, tries in Connection.waitsOn(tries) }, nil)
  }

  /// Waits a little for another's transaction, ten seconds in all. SQLite's own handler soon looks
  /// only ten times a second, and a label beside a run that writes all the time would wait so long.
  private static func waitsOn(_ tries: Int32) -> Int32 {
    guard tries < 10_040 else { return 0 }
    usleep(tries < 40 ? 250 : 1_000)
    return 1
  }

  deinit { close() }

  /// Lets go of the file. Whatever is asked afterwards throws `.closed`; again does nothing.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    prepared = [:]
    // `close_v2` waits for statements that somebody still holds.
    sqlite3_close_v2(handle)
  }

  /// The statement of this text, prepared once per connection. A statement still being stepped
  /// must not be asked for again: use `make` for those that nest.
  func statement(_ sql: String) throws(StorageError) -> Statement {
    if let found = prepared[sql] {
      found.reset()
      return found
    }
    let made = try make(sql)
    prepared[sql] = made
    return made
  }

  func make(_ sql: String) throws(StorageError) -> Statement {
    guard !isClosed else { throw .closed(path: path) }
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(
      handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement else { throw error(code) }
    return Statement(handle: statement, connection: self)
  }

  /// Runs one or several statements without parameters.
  func execute(_ sql: String) throws(StorageError) {
    guard !isClosed else { throw .closed(path: path) }
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code) }
  }

  func integer(_ sql: String) throws(StorageError) -> Int64 {
    let query = try statement(sql)
    defer { query.reset() }
    return try query.step() ? query.int64(0) : 0
  }

  func text(_ sql: String) throws(StorageError) -> String {
    let query = try statement(sql)
    defer { query.reset() }
    return try query.step() ? query.text(0) : ""
  }

  var lastRow: Int64 { sqlite3_last_insert_rowid(handle) }

  var changes: Int { Int(sqlite3_changes(handle)) }

  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Whether another file, or none, lies where this one was opened: what is written then is seen
  /// by nobody. Costs one stat(2).
  private var hasMoved: Bool {
    var moved: Int32 = 0
    let code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved)
    return code == SQLITE_OK && moved != 0
  }

  /// All of `work` or nothing of it, on disk when this returns.
  func transaction<Answer>(_ work: () throws(StorageError) -> Answer) throws(StorageError) -> Answer
  {
    try execute("BEGIN IMMEDIATE")
    do throws(StorageError) {
      if hasMoved { throw .moved(path: path) }
      let answer = try work()
      try execute("COMMIT")
      return answer
    } catch {
      rollback()
      throw error
    }
  }

  func rollback() {
    guard !isClosed else { return }
    for statement in prepared.values { statement.reset() }
    if isInTransaction { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
  }

  func error(_ code: Int32) -> StorageError {
    Self.translate(code, handle: handle, path: path)
  }

  private static func translate(_ code: Int32, handle: OpaquePointer, path: String) -> StorageError
  {
    let message = sqlite3_errmsg(handle).map { String(cString: $0) } ?? ""
    // No room for the log's index: an I/O error by its number, a full disk by its cause. The
    // macro SQLITE_IOERR_SHMSIZE does not reach Swift.
    if code == SQLITE_IOERR | 19 << 8 { return .diskFull(path: path) }
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: return .locked(path: path)
    case SQLITE_FULL: return .diskFull(path: path)
    case SQLITE_READONLY: return .readOnly(path: path)
    case SQLITE_NOTADB: return .notADatabase(path: path)
    case SQLITE_PERM, SQLITE_AUTH: return .noPermission(path: path)
    case SQLITE_CORRUPT: return .damaged(path: path, detail: message)
    default: return .engine(path: path, code: Int(code), message: message)
    }
  }

  /// Copies the whole database to `target` in steps, while others may write.
  func copy(to target: Connection, progress: (_ done: Int, _ total: Int) -> Bool)
    throws(StorageError) -> Bool
  {
    // Without a snapshot of our own every commit of another process would begin the copy anew.
    try execute("BEGIN")
    defer { rollback() }
    _ = try integer("SELECT count(*) FROM sqlite_schema")
    guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw target.error(sqlite3_errcode(target.handle))
    }
    defer { sqlite3_backup_finish(backup) }
    while true {
      let code = sqlite3_backup_step(backup, 256)
      let total = Int(sqlite3_backup_pagecount(backup))
      let goesOn = progress(total - Int(sqlite3_backup_remaining(backup)), total)
      switch code {
      case SQLITE_DONE: return true
      case SQLITE_OK: if !goesOn { return false }
      case SQLITE_BUSY, SQLITE_LOCKED:
        if !goesOn { return false }
        sqlite3_sleep(20)
      default: throw Self.translate(code, handle: target.handle, path: target.path)
      }
    }
  }
}
