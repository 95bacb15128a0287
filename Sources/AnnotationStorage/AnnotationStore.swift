import AnnotationModel

/// A study's file: append, query, observe. SQLite blocks the actor, never its callers' threads.
///
/// Every write is one `BEGIN IMMEDIATE` transaction, in WAL with `synchronous=FULL`: what a method
/// has returned is on the disk. Open a second, read-only store for long reads beside a writer.
public actor AnnotationStore {
  public nonisolated let path: String
  /// What is special about the file's place, such as a network file system; or "".
  public nonisolated let journalNote: String
  public nonisolated let isReadOnly: Bool
  let connection: Connection
  let task: StudyTask
  var importing: ImportState?
  var materialised: [RaterID: ListedOrder] = [:]
  var marks: [RaterID: ItemMarks] = [:]

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
    do throws(StorageError) {
      try StudyFile.make(study, at: path)
      return try open(at: path)
    } catch {
      // Half a study is worse than none, and the name is free again.
      for suffix in ["", "-wal", "-shm", "-journal"] { FilePlace.remove(path + suffix) }
      throw error
    }
  }

  /// Opens a study file. Throws a `StorageError` that says in words what the file is instead.
  public static func open(at path: String, mode: OpenMode = .readWrite) throws(StorageError)
    -> AnnotationStore
  {
    guard FilePlace.exists(path) else { throw .missing(path: path) }
    if FilePlace.isFolder(path) { throw .folder(path: path) }
    guard FilePlace.isReadable(path) else { throw .noPermission(path: path) }
    let isReadOnly = mode == .readOnly
    let connection = try StudyFile.connect(path, isReadOnly: isReadOnly)
    try StudyFile.identify(connection)
    let note = try StudyFile.configure(connection, isReadOnly: isReadOnly)
    return try AnnotationStore(connection, note: note, isReadOnly: isReadOnly)
  }

  /// Lets go of the file, and leaves it alone without a log where nobody else has it open. An
  /// import that was not finished is taken back. Whatever is asked afterwards throws `.closed`.
  public func close() {
    cancelImport()
    if !isReadOnly { try? connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
    connection.close()
  }

  /// For a write outside an import: inside one it would be taken back with the import, and its
  /// own end would end the import.
  func writable() throws(StorageError) -> Connection {
    if isReadOnly { throw .readOnly(path: path) }
    if importing != nil { throw .importRunning(path: path) }
    return connection
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
    try writable().transaction { () throws(StorageError) in
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
    try writable().statement(
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
  ///
  /// - Throws: `.raterKind` where the name belongs to a rater of another kind, `.badRaterName`
  ///   for one that cannot be used, and what writing throws.
  public func rater(
    named name: String, kind: RaterKind, model: String = "", family: String = ""
  ) throws(StorageError) -> Rater {
    if let found = try rater(named: name) {
      guard found.kind == kind else { throw .raterKind(name: name, kind: found.kind.rawValue) }
      return found
    }
    _ = try writable()
    try insert(ImportedRater(name: name, kind: kind, model: model, family: family))
    // Another process may have been first with this name, and with another kind.
    return try rater(named: name, kind: kind, model: model, family: family)
  }

  /// Adds a rater; does nothing where the name is there.
  func insert(_ rater: ImportedRater) throws(StorageError) {
    if let reason = Rater.fault(inName: rater.name) {
      throw .badRaterName(rater.name, reason: reason)
    }
    try connection.statement(
      """
      INSERT INTO rater (name, kind, model, family) VALUES (?, ?, ?, ?)
      ON CONFLICT (name) DO NOTHING
      """
    ).bind(1, rater.name).bind(2, rater.kind.rawValue).bind(3, rater.model).bind(4, rater.family)
      .run()
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
