import AnnotationModel

/// Runs: begun once, gone on with as often as it takes.
extension AnnotationStore {
  /// The run of this name, begun or gone on with.
  ///
  /// - Parameter seats: the names of raters of its seats, in their order; made where they are not
  ///   there.
  /// - Throws: `.runDiffers` where a run of this name has another specification, `.raterKind` and
  ///   `.raterIsNoRun` where the name belongs to somebody else, and what writing throws.
  public func beginRun(
    named name: String, kind: RunKind, specification: String, hash: String,
    model: String = "", family: String = "", seats: [ImportedRater] = [], at time: Milliseconds
  ) throws(StorageError) -> Run {
    try writable().transaction { () throws(StorageError) -> Run in
      if let found = try run(named: name) {
        guard found.hash == hash else { throw .runDiffers(name: name) }
        try setState(.begun, of: found.id, detail: "", endedAt: nil)
        return try run(named: name) ?? found
      }
      if try rater(named: name) != nil { throw .raterIsNoRun(name: name) }
      try insert(
        ImportedRater(name: name, kind: kind.raterKind, model: model, family: family))
      guard let rater = try rater(named: name) else { throw .noSuchRater(name) }
      try connection.statement(
        """
        INSERT INTO run (name, kind, rater, specification, hash, startedAt, state, detail)
        VALUES (?, ?, ?, ?, ?, ?, 'begun', '')
        """
      ).bind(1, name).bind(2, kind.rawValue).bind(3, rater.id).bind(4, specification)
        .bind(5, hash).bind(6, time).run()
      let id = RunID(connection.lastRow)
      for (ordinal, seat) in seats.enumerated() { try add(seat, at: ordinal, to: id) }
      return Run(
        id: id, name: name, kind: kind, rater: rater.id, specification: specification, hash: hash,
        startedAt: time)
    }
  }

  private func add(_ seat: ImportedRater, at ordinal: Int, to run: RunID) throws(StorageError) {
    if let known = try rater(named: seat.name), known.kind != seat.kind {
      throw .raterKind(name: seat.name, kind: known.kind.rawValue)
    }
    try insert(seat)
    guard let rater = try rater(named: seat.name) else { throw .noSuchRater(seat.name) }
    try connection.statement("INSERT INTO seat VALUES (?, ?, ?)").bind(1, run).bind(2, ordinal)
      .bind(3, rater.id).run()
  }

  /// The raters of a run's seats, in their order; none for a judge alone.
  public func seats(of run: RunID) throws(StorageError) -> [RaterID] {
    let query = try connection.statement("SELECT rater FROM seat WHERE run = ? ORDER BY ordinal")
      .bind(1, run)
    var result: [RaterID] = []
    while try query.step() { result.append(RaterID(query.int64(0))) }
    return result
  }

  /// Says how a run stands.
  public func endRun(
    _ run: RunID, _ state: RunState, detail: String = "", at time: Milliseconds
  ) throws(StorageError) {
    try writable().transaction { () throws(StorageError) in
      try setState(state, of: run, detail: detail, endedAt: time)
      try connection.statement("DELETE FROM runClaim WHERE run = ? AND until < ?").bind(1, run)
        .bind(2, time).run()
    }
  }

  private func setState(_ state: RunState, of run: RunID, detail: String, endedAt: Milliseconds?)
    throws(StorageError)
  {
    try connection.statement(
      "UPDATE run SET state = ?2, detail = ?3, endedAt = MAX(?4, startedAt) WHERE id = ?1"
    ).bind(1, run).bind(2, state.rawValue).bind(3, detail).bind(4, endedAt).run()
  }

  public func run(named name: String) throws(StorageError) -> Run? {
    let query = try connection.statement(Self.runColumns + " WHERE name = ?").bind(1, name)
    defer { query.reset() }
    return try query.step() ? Self.run(query) : nil
  }

  /// All runs, in the order of their beginnings.
  public func runs() throws(StorageError) -> [Run] {
    let query = try connection.statement(Self.runColumns + " ORDER BY id")
    var result: [Run] = []
    while try query.step() { result.append(Self.run(query)) }
    return result
  }

  private static let runColumns = """
    SELECT id, name, kind, rater, specification, hash, startedAt, endedAt, state, detail FROM run
    """

  private static func run(_ query: Statement) -> Run {
    Run(
      id: RunID(query.int64(0)), name: query.text(1),
      kind: RunKind(rawValue: query.text(2)) ?? .judge, rater: RaterID(query.int64(3)),
      specification: query.text(4), hash: query.text(5), startedAt: query.int64(6),
      endedAt: query.optionalInt64(7), state: RunState(rawValue: query.text(8)) ?? .begun,
      detail: query.text(9))
  }
}
