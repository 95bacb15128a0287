import AnnotationModel

/// Consensus labels kept as a rater's, so that everyone can be compared with them.
extension AnnotationStore {
  /// One answer to keep, and what it came from in words.
  public struct ConsensusAnswer: Hashable, Sendable {
    public var item: ItemID
    public var value: RatingValue
    public var reasoning: String

    public init(item: ItemID, value: RatingValue, reasoning: String) {
      self.item = item
      self.value = value
      self.reasoning = reasoning
    }
  }

  /// Adds a rater of kind consensus and its answers, in one transaction.
  ///
  /// - Parameter method: what the answers were made by, and of whom; kept with the import.
  /// - Throws: `.raterKind` where the name is somebody's already, whoever it is; `.badRaterName`;
  ///   what writing throws.
  public func keepConsensus(
    named name: String, method: String, answers: [ConsensusAnswer]
  ) throws(StorageError) {
    if let reason = Rater.fault(inName: name) { throw .badRaterName(name, reason: reason) }
    try beginImport(ImportSource(name: name, format: "consensus", mapping: method))
    do throws(StorageError) {
      if let found = try rater(named: name) {
        throw .raterKind(name: name, kind: found.kind.rawValue)
      }
      let place = SourcePlace(file: name, line: 0)
      var records = [ImportRecord.rater(ImportedRater(name: name, kind: .consensus))]
      let counts = try candidateCounts()
      for (answer, key) in zip(answers, try keys(of: answers.map(\.item))) {
        let count = counts[answer.item] ?? 0
        records.append(
          .verdict(
            ImportedVerdict(
              rater: name, item: key,
              verdict: Verdict(
                value: answer.value, presentation: .asStored(count), reasoning: answer.reasoning,
                turnsToAnswer: 0))))
      }
      _ = try add(records.map { PlacedRecord(record: $0, place: place) })
    } catch {
      cancelImport()
      throw error
    }
    _ = try finishImport()
  }

  private func candidateCounts() throws(StorageError) -> [ItemID: Int] {
    let query = try connection.make("SELECT id, candidates FROM item")
    var result: [ItemID: Int] = [:]
    while try query.step() { result[ItemID(query.int64(0))] = query.int(1) }
    return result
  }
}
