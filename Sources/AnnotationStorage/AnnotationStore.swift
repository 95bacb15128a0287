import AnnotationModel
import CSQLite

/// A study's file: append, query, observe. SQLite calls block the actor, never its callers' threads.
///
/// Every write is one `BEGIN IMMEDIATE` transaction, in WAL with `synchronous=FULL`: what a method
/// has returned is on the disk. Open a second, read-only store for long reads beside a writer.
public actor AnnotationStore {
  static let applicationID: Int64 = 0x434E_4344  // "CNCD"
  static let version = 1

  public nonisolated let path: String
  /// What is special about the file's place, such as a network file system; or "".
  public nonisolated let journalNote: String
  public nonisolated let isReadOnly: Bool
  let connection: Connection
  let task: StudyTask
  var importing: ImportState?
  var materialised: [RaterID: [Int32]] = [:]

  private init(_ connection: Connection, note: String, isReadOnly: Bool) throws(StorageError) {
    self.connection = connection
    path = connection.path
    journalNote = note
    self.isReadOnly = isReadOnly
    let text = try connection.text("SELECT value FROM study WHERE key = 'task'")
    guard let task = TaskCoding.task(from: text) else {
      throw .damaged(path: connection.path, detail: "its task cannot be read")
    }
    self.task = task
  }

  /// Makes a new study file. Throws where something of that name is there already.
  public static func create(at path: String, study: Study) throws(StorageError) -> AnnotationStore {
    if FilePlace.isFolder(path) { throw .folder(path: path) }
    if FilePlace.exists(path) { throw .exists(path: path) }
    guard FilePlace.isWritable(FilePlace.folder(of: path)) else {
      throw .noPermission(path: FilePlace.folder(of: path))
    }
    let connection = try Connection(path: path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    try connection.execute("PRAGMA application_id = \(applicationID)")
    let note = try configure(connection, isReadOnly: false)
    try connection.transaction { () throws(StorageError) in
      try connection.execute(Schema1.text)
      try connection.execute("PRAGMA user_version = \(version)")
      let values = [
        ("title", study.title), ("about", study.about), ("taskText", study.taskText),
        ("task", TaskCoding.text(of: study.task)), ("items", "0"),
      ]
      for (key, value) in values {
        try connection.statement("INSERT INTO study VALUES (?, ?)").bind(1, key).bind(2, value)
          .run()
      }
    }
    return try AnnotationStore(connection, note: note, isReadOnly: false)
  }

  /// Opens a study file. Throws a `StorageError` that says in words what the file is instead.
  public static func open(at path: String, mode: OpenMode = .readWrite) throws(StorageError)
    -> AnnotationStore
  {
    guard FilePlace.exists(path) else { throw .missing(path: path) }
    if FilePlace.isFolder(path) { throw .folder(path: path) }
    guard FilePlace.isReadable(path) else { throw .noPermission(path: path) }
    // Never look into the file by open and close of our own: that would drop the locks which
    // another connection of this process holds on it (fcntl(2)), and its commits could be lost.
    let canWrite =
      FilePlace.isWritable(path) && FilePlace.isWritable(FilePlace.folder(of: path))
    if mode == .readWrite, !canWrite { throw .readOnly(path: path) }
    let flags = mode == .readWrite || canWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
    let connection = try Connection(path: path, flags: flags)
    guard try connection.integer("PRAGMA application_id") == applicationID else {
      throw .anotherProgram(path: path)
    }
    let found = Int(try connection.integer("PRAGMA user_version"))
    guard found <= version else {
      throw .newerVersion(path: path, version: found, known: version)
    }
    let note = try configure(connection, isReadOnly: mode == .readOnly)
    return try AnnotationStore(connection, note: note, isReadOnly: mode == .readOnly)
  }

  private static func configure(_ connection: Connection, isReadOnly: Bool) throws(StorageError)
    -> String
  {
    var note = ""
    if !isReadOnly {
      let network = FilePlace.networkFileSystem(connection.path)
      if let network {
        note = "\(network) file system: a rollback journal is used; label on one machine at a time"
      }
      let journal = network == nil ? "WAL" : "DELETE"
      _ = try connection.text("PRAGMA journal_mode = \(journal)")
      try connection.execute("PRAGMA synchronous = FULL")
    } else {
      try connection.execute("PRAGMA query_only = ON")
    }
    try connection.execute("PRAGMA foreign_keys = ON; PRAGMA cache_size = -32000")
    return note
  }

  /// Leaves one file behind where nobody else has it open.
  public func close() {
    cancelImport()
    guard !isReadOnly else { return }
    try? connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  // MARK: - The study

  public func study() throws(StorageError) -> Study {
    func value(_ key: String) throws(StorageError) -> String {
      try connection.text("SELECT value FROM study WHERE key = '\(key)'")
    }
    var categories: [String] = []
    let query = try connection.statement("SELECT name FROM category ORDER BY id")
    while try query.step() { categories.append(query.text(0)) }
    return Study(
      title: try value("title"), about: try value("about"), task: task,
      taskText: try value("taskText"), itemCount: try itemCount(), categories: categories)
  }

  public func itemCount() throws(StorageError) -> Int {
    Int(try connection.integer("SELECT CAST(value AS INTEGER) FROM study WHERE key = 'items'"))
  }

  /// Sets the title or the first page.
  public func describe(title: String? = nil, about: String? = nil) throws(StorageError) {
    try connection.transaction { () throws(StorageError) in
      for (key, value) in [("title", title), ("about", about)] {
        guard let value else { continue }
        try connection.statement("UPDATE study SET value = ?2 WHERE key = ?1").bind(1, key)
          .bind(2, value).run()
      }
    }
  }

  public func setting(_ key: String) throws(StorageError) -> String? {
    let query = try connection.statement("SELECT value FROM setting WHERE key = ?").bind(1, key)
    defer { query.reset() }
    return try query.step() ? query.text(0) : nil
  }

  public func setSetting(_ key: String, _ value: String) throws(StorageError) {
    try connection.statement(
      "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2"
    ).bind(1, key).bind(2, value).run()
  }

  // MARK: - Raters

  /// Everyone who rates, in the order of their coming.
  public func raters() throws(StorageError) -> [RaterSummary] {
    let query = try connection.statement(
      """
      SELECT r.id, r.name, r.kind, r.model, r.family,
        COALESCE((SELECT SUM(ratings) FROM ratingCount c WHERE c.rater = r.id), 0)
      FROM rater r ORDER BY r.id
      """)
    var result: [RaterSummary] = []
    while try query.step() {
      result.append(RaterSummary(rater: Self.rater(query), ratings: query.int(5)))
    }
    return result
  }

  /// The rater of this name; it is made where there is none.
  public func rater(
    named name: String, kind: RaterKind, model: String = "", family: String = ""
  ) throws(StorageError) -> Rater {
    if let found = try rater(named: name) {
      guard found.kind == kind else { throw .raterKind(name: name, kind: found.kind.rawValue) }
      return found
    }
    try connection.statement("INSERT INTO rater (name, kind, model, family) VALUES (?, ?, ?, ?)")
      .bind(1, name).bind(2, kind.rawValue).bind(3, model).bind(4, family).run()
    return Rater(
      id: RaterID(connection.lastRow), name: name, kind: kind, model: model, family: family)
  }

  public func rater(named name: String) throws(StorageError) -> Rater? {
    let query = try connection.statement(
      "SELECT id, name, kind, model, family FROM rater WHERE name = ?"
    ).bind(1, name)
    defer { query.reset() }
    return try query.step() ? Self.rater(query) : nil
  }

  static func rater(_ query: Statement) -> Rater {
    Rater(
      id: RaterID(query.int64(0)), name: query.text(1),
      kind: RaterKind(rawValue: query.text(2)) ?? .imported, model: query.text(3),
      family: query.text(4))
  }
}
