import CSQLite

/// Another program in the middle of writing to a study.
final class LockHolder {
  private var handle: OpaquePointer?

  struct CannotLock: Error {}

  init(_ path: String) throws {
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK,
      sqlite3_exec(handle, "BEGIN IMMEDIATE; DELETE FROM setting WHERE 0", nil, nil, nil)
        == SQLITE_OK
    else { throw CannotLock() }
  }

  func release() {
    sqlite3_close_v2(handle)
    handle = nil
  }

  deinit { release() }
}
