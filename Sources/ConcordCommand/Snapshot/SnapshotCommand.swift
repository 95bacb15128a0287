import AnnotationModel
import AnnotationStorage

/// `concord snapshot`: freezes a study with its figures under one hash, and checks that later.
enum SnapshotCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    if let folder = invocation.value("verify") {
      guard invocation.operands.isEmpty else {
        throw CommandFailure.usage("--verify DIR checks that folder: name no study beside it")
      }
      return try await verify(folder, invocation, console)
    }
    guard invocation.operands.count == 2 else {
      throw CommandFailure.usage(
        "which study, and where to? concord snapshot STUDY DIR, or --verify DIR")
    }
    let request = try ReportRequest(invocation)
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    Interruption.watch()
    let manifest: SnapshotManifest
    do {
      manifest = try await SnapshotWriter.write(store, request, to: invocation.operands[1])
    } catch {
      await store.close()
      guard Interruption.isRequested else { throw error }
      throw CommandFailure.cancelled("cancelled; nothing was written")
    }
    let title = try await store.study().title
    try tell(manifest, title, invocation, console)
  }

  private static func tell(
    _ manifest: SnapshotManifest, _ title: String, _ invocation: Invocation, _ console: Console
  ) throws {
    let hash = "sha256:" + manifest.hash
    let citation = "\(title), concord snapshot \(hash)"
    if invocation.has("json") {
      return try console.print(
        .members([
          "folder": .string(invocation.operands[1]), "hash": .string(hash),
          "files": .integer(manifest.hashes.count + 1), "cite_as": .string(citation),
        ]))
    }
    try console.print(hash)
    console.message("frozen in \(invocation.operands[1]); cite as: \(citation)")
  }

  private static func verify(
    _ folder: String, _ invocation: Invocation, _ console: Console
  ) async throws {
    Interruption.watch()
    let check = try await SnapshotCheck(folder: folder)
    let hash = check.manifest.map { "sha256:" + $0.hash }
    if invocation.has("json") {
      try console.print(
        .members([
          "ok": .bool(check.faults.isEmpty), "hash": hash.map { .string($0) },
          "faults": .strings(check.faults),
        ]))
    } else if check.faults.isEmpty, let hash {
      try console.print(hash)
      console.message("\(folder): each file is as it was, and the figures follow from the data")
    }
    if !check.faults.isEmpty {
      throw CommandFailure.checkFailed(check.faults.joined(separator: "\n"))
    }
  }
}
