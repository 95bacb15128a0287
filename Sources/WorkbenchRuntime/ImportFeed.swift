import AnnotationModel
import AnnotationStorage
import StudyFormats

/// Carries a plan's records into a store: the next batch is read and made ready while the store
/// writes the one before.
public enum ImportFeed {
  /// What became of one batch.
  public struct Step {
    /// Its rows that could not be read, then its records that could not be added, in words.
    public var problems: [String]
    public var remarks: [String]
    /// Which column was taken for what, where that was found out.
    public var mapping: MappingPreview?
    public var records: Int
    /// Bytes of the file that have been read, and its size where that is known.
    public var read: Int
    public var total: Int?
  }

  /// Adds everything to the import that the store has begun; whoever began it ends it.
  ///
  /// - Parameter each: called after each batch, in order; what it throws ends the feed.
  public static func run(
    _ plan: ImportPlan, into store: AnnotationStore, each: (Step) throws -> Void
  ) async throws {
    for reader in try plan.readers() {
      func read() throws(FormatError) -> (batch: RecordBatch, ready: PreparedImport)? {
        try reader.next().map { ($0, PreparedImport($0.records)) }
      }
      var next = try read()
      while let (batch, ready) = next {
        async let refused = store.add(ready)
        next = try read()
        let problems = batch.problems.map(\.description) + (try await refused).map(\.description)
        try each(
          Step(
            problems: problems, remarks: batch.remarks, mapping: batch.mapping,
            records: batch.records.count,
            read: reader.progress.read, total: reader.progress.total))
      }
    }
  }
}
