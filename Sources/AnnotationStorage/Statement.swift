import AnnotationModel
import CSQLite

/// A prepared statement. Positions of parameters count from 1, of columns from 0, as in SQLite.
///
/// Not Sendable: it lives and dies inside the actor that owns its connection.
final class Statement {
  private let handle: OpaquePointer
  // Unowned, since the connection keeps its statements: they would hold each other for ever.
  private unowned let connection: Connection

  init(handle: OpaquePointer, connection: Connection) {
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Runs to the next row; false at the end, after which the statement can be used again.
  func step() throws(StorageError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    case let code:
      let error = connection.error(code)
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Runs a statement of which no rows are wanted.
  func run() throws(StorageError) {
    while try step() {}
  }

  func reset() { sqlite3_reset(handle) }

  @discardableResult
  func bind(_ position: Int32, _ value: Int64) -> Statement {
    sqlite3_bind_int64(handle, position, value)
    return self
  }

  @discardableResult
  func bind(_ position: Int32, _ value: Int) -> Statement { bind(position, Int64(value)) }

  @discardableResult
  func bind(_ position: Int32, _ value: Bool) -> Statement { bind(position, value ? 1 : Int64(0)) }

  @discardableResult
  func bind<Tag>(_ position: Int32, _ id: Identifier<Tag>) -> Statement {
    bind(position, id.value)
  }

  @discardableResult
  func bind(_ position: Int32, _ value: Int64?) -> Statement {
    guard let value else { return bindNull(position) }
    return bind(position, value)
  }

  @discardableResult
  func bind(_ position: Int32, _ value: Int?) -> Statement { bind(position, value.map(Int64.init)) }

  @discardableResult
  func bind(_ position: Int32, _ value: Double?) -> Statement {
    guard let value else { return bindNull(position) }
    sqlite3_bind_double(handle, position, value)
    return self
  }

  @discardableResult
  func bind(_ position: Int32, _ value: String?) -> Statement {
    guard let value else { return bindNull(position) }
    return bind(position, value)
  }

  @discardableResult
  func bind(_ position: Int32, _ value: String) -> Statement {
    var text = value
    text.withUTF8 { bytes in
      let empty: StaticString = ""
      let start =
        bytes.baseAddress.map { UnsafeRawPointer($0) } ?? UnsafeRawPointer(empty.utf8Start)
      _ = sqlite3_bind_text64(
        handle, position, start.assumingMemoryBound(to: CChar.self), UInt64(bytes.count),
        csqlite_transient(), UInt8(SQLITE_UTF8))
    }
    return self
  }

  @discardableResult
  func bind(_ position: Int32, bytes: [UInt8]) -> Statement {
    bytes.withUnsafeBytes { source in
      let empty: StaticString = ""
      let start = source.baseAddress ?? UnsafeRawPointer(empty.utf8Start)
      _ = sqlite3_bind_blob64(
        handle, position, start, UInt64(source.count), csqlite_transient())
    }
    return self
  }

  @discardableResult
  func bind(_ position: Int32, blob: [Int32]) -> Statement {
    blob.withUnsafeBytes { bytes in
      _ = sqlite3_bind_blob64(
        handle, position, bytes.baseAddress, UInt64(bytes.count), csqlite_transient())
    }
    return self
  }

  @discardableResult
  func bindNull(_ position: Int32) -> Statement {
    sqlite3_bind_null(handle, position)
    return self
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }

  func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }

  /// The whole text, including NUL characters.
  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, column))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  func int32Blob(_ column: Int32) -> [Int32] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, column)) / MemoryLayout<Int32>.stride
    return (0..<count).map {
      start.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Int32>.stride, as: Int32.self)
    }
  }
}
