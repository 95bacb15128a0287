/// The numbered steps from an empty file to today's. A step that was released is frozen: what
/// changes later is a step of its own (SCHEMA.md says how each will come).
struct Migrations {
  /// Step n, from 0, brings a file of version n to version n + 1.
  let steps: [String]

  static let standard = Migrations(steps: [Schema1.text, Schema2.text])

  /// The version that a file has after the last step.
  var version: Int { steps.count }

  /// Brings an older file up to today's version, wholly or not at all. Of several programs that
  /// open it at once, one does the work and the others find it done.
  func bring(_ connection: Connection) throws(StorageError) {
    guard try Self.version(of: connection) < version else { return }
    try connection.transaction { () throws(StorageError) in try run(in: connection) }
  }

  /// Runs the steps that the file lacks, inside the caller's transaction.
  func run(in connection: Connection) throws(StorageError) {
    for step in steps.dropFirst(try Self.version(of: connection)) {
      try connection.execute(step)
    }
    try connection.execute("PRAGMA user_version = \(version)")
  }

  static func version(of connection: Connection) throws(StorageError) -> Int {
    Int(try connection.integer("PRAGMA user_version"))
  }
}
