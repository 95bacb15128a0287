import AnnotationAnalysis
import AnnotationStorage
import StudyReports

/// Writes a snapshot: data, settings, figures, and the list of them all.
enum SnapshotWriter {
  static let data = "study"
  static let report = "report.md"
  static let agreement = "agree.json"

  /// Makes the folder and returns its list. What people do meanwhile is not in it.
  static func write(
    _ source: AnnotationStore, _ request: ReportRequest, to target: String
  ) async throws -> SnapshotManifest {
    let folder = try UnfinishedFolder(target: target)
    let copy = folder.path + "/.copy"
    guard try await source.backup(to: copy, progress: { _, _ in !Interruption.isRequested }) else {
      throw CommandFailure.cancelled("")
    }
    let store = try AnnotationStore.open(at: copy, mode: .readOnly)
    let manifest = try await fill(folder, store, request)
    await store.close()
    for suffix in ["", "-wal", "-shm", "-journal"] { TemporaryFile.remove(copy + suffix) }
    try check()
    try folder.finish()
    return manifest
  }

  private static func fill(
    _ folder: UnfinishedFolder, _ store: AnnotationStore, _ request: ReportRequest
  ) async throws -> SnapshotManifest {
    try folder.makeFolder(data)
    var contents = StudyContents()
    try await StudyExport.write(store, to: folder.path + "/" + data) { name, text, record in
      try check()
      contents.add(name, text, record)
    }
    let study = try await ReportedStudy(store, request, contents)
    try check()
    var asked = request
    asked.figures.reference = study.figures.report.reference
    let settings = SnapshotSettings.document(asked, study.facts, try await store.runs())
    let texts = [
      report: MarkdownReport.text(study.document),
      agreement: ReportedStudy.agreement(of: study.figures).text + "\n",
      SnapshotSettings.name: settings.text + "\n",
    ]
    for (name, text) in texts { try TextFile.write(text, to: folder.path + "/" + name) }
    // Of the bytes on the disk, not of those that were meant.
    let names = StudyExport.files.map { data + "/" + $0 } + texts.keys
    var hashes: [String: String] = [:]
    for name in names { hashes[name] = try FileDigest.hexadecimal(of: folder.path + "/" + name) }
    let manifest = SnapshotManifest(hashes: hashes)
    try TextFile.write(manifest.text, to: folder.path + "/" + SnapshotManifest.name)
    return manifest
  }

  private static func check() throws(CommandFailure) {
    if Interruption.isRequested { throw .cancelled("") }
  }
}
