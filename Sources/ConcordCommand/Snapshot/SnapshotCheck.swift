import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import Glibc
import JSONText
import StudyFormats
import WorkbenchRuntime

/// Whether a snapshot is what it was, and whether its figures follow from its data.
struct SnapshotCheck {
  private(set) var faults: [String] = []
  private(set) var manifest: SnapshotManifest?
  private let folder: String

  init(folder: String) async throws {
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    self.folder = folder
    let list = folder + "/" + SnapshotManifest.name
    guard FolderContents.isFolder(folder), FolderContents.exists(list) else {
      throw CommandFailure.data("\(folder): is no snapshot: it has no \(SnapshotManifest.name)")
    }
    guard let manifest = SnapshotManifest(try FolderContents.text(of: list)) else {
      faults = ["\(list): is not as it was written"]
      return
    }
    self.manifest = manifest
    compareFiles(manifest)
    // Figures of other data say nothing.
    if faults.isEmpty { try await recompute() }
  }

  // MARK: - The files

  private mutating func compareFiles(_ manifest: SnapshotManifest) {
    let there = Set(
      FolderContents.everything(below: folder).filter { !Self.isPlainFolder($0) }
        .map { String($0.dropFirst(folder.count + 1)) })
    for name in there.union(manifest.hashes.keys).sorted() where name != SnapshotManifest.name {
      let path = folder + "/" + name
      guard there.contains(name) else {
        faults.append("\(path): is missing")
        continue
      }
      guard let hash = manifest.hashes[name] else {
        faults.append("\(path): was added: it is not in \(SnapshotManifest.name)")
        continue
      }
      do throws(CommandFailure) {
        if try FileDigest.hexadecimal(of: path) != hash {
          faults.append("\(path): has changed: its SHA-256 is another one")
        }
      } catch {
        faults.append("\(error)")
      }
    }
    for name in [SnapshotWriter.agreement, SnapshotSettings.name]
    where manifest.hashes[name] == nil {
      faults.append("\(folder)/\(name): is not in \(SnapshotManifest.name)")
    }
  }

  private static func isPlainFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  // MARK: - The figures

  private mutating func recompute() async throws {
    let settings = folder + "/" + SnapshotSettings.name
    guard let request = SnapshotSettings.request(try FolderContents.text(of: settings)) else {
      faults.append("\(settings): is not of a form that this version knows")
      return
    }
    let path = folder + "/" + SnapshotWriter.agreement
    guard let frozen = JSONNode(try FolderContents.text(of: path)) else {
      faults.append("\(path): is no JSON")
      return
    }
    do {
      let found = try await Self.agreement(of: folder + "/" + SnapshotWriter.data, request)
      guard let difference = JSONDifference.first(frozen, JSONNode(found.text) ?? .null) else {
        return
      }
      faults.append("\(path): does not follow from the data: \(difference)")
    } catch CommandFailure.checkFailed(let problem) {
      faults.append(problem)
    } catch let error as FormatError {
      faults.append(error.description)
    } catch let error as StorageError {
      faults.append(error.description)
    } catch let error as UnknownRater {
      faults.append("\(settings): \(error)")
    }
  }

  /// The figures of a study's folder, by way of a study that is made for it.
  private static func agreement(
    of data: String, _ request: ReportRequest
  ) async throws -> JSONValue {
    let parent = Environment.nonEmpty("TMPDIR") ?? "/tmp"
    var template = Array((parent + "/concord-verify-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw CommandFailure.system(parent, code: errno) }
    let place = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { UnfinishedFolder.remove(place) }
    let study = try StudyFolder.study(in: data)
    let store = try AnnotationStore.create(at: place + "/study", study: study)
    var plan = ImportPlan(
      paths: [data], format: "study", kind: nil, dataset: nil, mapping: nil,
      scale: study.task.scale)
    plan.sources = []
    try await store.beginImport(ImportSource(name: data, format: "study"))
    for var part in plan.parts() {
      part.sources = Set(try await store.sources())
      try await ImportFeed.run(part, into: store) { step in
        if Interruption.isRequested { throw CommandFailure.cancelled("cancelled") }
        if let problem = step.problems.first { throw CommandFailure.checkFailed(problem) }
      }
    }
    _ = try await store.finishImport(mapping: nil)
    let figures = try await ReportedStudy.figures(store, request)
    await store.close()
    return ReportedStudy.agreement(of: figures)
  }
}
