import AnnotationModel
import CSQLite

/// What makes a SQLite file a study, and how it is opened.
enum StudyFile {
  static let applicationID: Int64 = 0x434E_4344  // "CNCD"

  /// Never look into the file by open and close of our own: that would drop the locks which
  /// another connection of this process holds on it (fcntl(2)), and its commits could be lost.
  static func connect(_ path: String, isReadOnly: Bool) throws(StorageError) -> Connection {
    let isFolderWritable = FilePlace.isWritable(FilePlace.folder(of: path))
    let canWrite = FilePlace.isWritable(path) && isFolderWritable
    if canWrite { return try Connection(path: path, flags: SQLITE_OPEN_READWRITE) }
    // A log needs a folder that can be written; where nobody can write, nothing changes either.
    let isStill = !isFolderWritable && !FilePlace.exists(path + "-wal")
    let connection = try Connection(
      path: path, flags: SQLITE_OPEN_READONLY | (isStill ? SQLITE_OPEN_URI : 0),
      name: isStill ? "file:" + escaped(path) + "?immutable=1" : nil)
    // What the file is comes first: a text file is no study, writable or not.
    try identify(connection)
    if !isReadOnly { throw .readOnly(path: path) }
    return connection
  }

  private static func escaped(_ path: String) -> String {
    let plain = Set("/-._~".utf8)
    return path.utf8.map { byte in
      let isWord = UnicodeScalar(byte).properties.isAlphabetic || (48...57).contains(byte)
      if plain.contains(byte) || (byte < 128 && isWord) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "%0" + digits : "%" + digits
    }.joined()
  }

  /// Throws unless the file is a study that this version knows.
  static func identify(_ connection: Connection) throws(StorageError) {
    guard try connection.integer("PRAGMA application_id") == applicationID else {
      let isEmpty = try connection.integer("SELECT count(*) FROM sqlite_schema") == 0
      throw isEmpty
        ? .notADatabase(path: connection.path) : .anotherProgram(path: connection.path)
    }
    let found = try Migrations.version(of: connection)
    let known = Migrations.standard.version
    guard found <= known else {
      throw .newerVersion(path: connection.path, version: found, known: known)
    }
  }

  /// Sets the connection up, and returns what is special about the file's place, or "".
  static func configure(_ connection: Connection, isReadOnly: Bool) throws(StorageError) -> String {
    try connection.execute("PRAGMA foreign_keys = ON; PRAGMA cache_size = -32000")
    guard !isReadOnly else {
      let found = try Migrations.version(of: connection)
      guard found == Migrations.standard.version else {
        throw .olderVersion(path: connection.path, version: found)
      }
      try connection.execute("PRAGMA query_only = ON")
      return ""
    }
    let journal = journal(on: FilePlace.networkFileSystem(connection.path))
    _ = try connection.text("PRAGMA journal_mode = \(journal.mode)")
    try connection.execute("PRAGMA synchronous = FULL")
    try Migrations.standard.bring(connection)
    return journal.note
  }

  /// The journal for a file on this network file system (nil: a local disk), and what people
  /// should know of it.
  static func journal(on network: String?) -> (mode: String, note: String) {
    guard let network else { return ("WAL", "") }
    return (
      "DELETE",
      "\(network) file system: a rollback journal is used; label on one machine at a time"
    )
  }

  /// Before a study without items is filled: with a rollback journal every page is written once,
  /// through a log twice. Nothing changes where somebody else has the file open.
  static func prepareToFill(_ connection: Connection) throws(StorageError) {
    guard try connection.text("PRAGMA journal_mode") == "wal",
      try connection.integer("SELECT count(*) FROM (SELECT 1 FROM item LIMIT 1)") == 0
    else { return }
    _ = try? connection.text("PRAGMA journal_mode = DELETE")
  }

  /// After it has been filled, or was not.
  static func endFilling(_ connection: Connection) throws(StorageError) {
    guard FilePlace.networkFileSystem(connection.path) == nil,
      try connection.text("PRAGMA journal_mode") != "wal"
    else { return }
    _ = try connection.text("PRAGMA journal_mode = WAL")
    // The log's locks are held from the first read on.
    _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
  }

  /// Makes a file with nothing in it but the study's task.
  static func make(_ study: Study, at path: String) throws(StorageError) {
    let connection = try Connection(path: path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    defer { connection.close() }
    let values = [
      ("title", study.title), ("about", study.about), ("taskText", study.taskText),
      ("task", TaskCoding.text(of: study.task)), ("items", "0"),
    ]
    try connection.transaction { () throws(StorageError) in
      try Migrations.standard.run(in: connection)
      try connection.execute("PRAGMA application_id = \(applicationID)")
      for (key, value) in values {
        try connection.statement("INSERT INTO study VALUES (?, ?)").bind(1, key).bind(2, value)
          .run()
      }
    }
  }
}
