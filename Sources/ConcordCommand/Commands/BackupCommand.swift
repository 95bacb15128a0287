import AnnotationStorage
import Glibc
import StudyFormats

/// `concord backup`: with `--force` the old copy is there until the new one is whole.
enum BackupCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let (source, target) = (invocation.operands[0], invocation.operands[1])
    let store = try AnnotationStore.open(at: source, mode: .readOnly)
    if FolderContents.exists(target) {
      guard !isSameFile(source, target) else {
        throw CommandFailure.usage("\(target): is the study itself; name another file")
      }
      guard invocation.has("force") else {
        throw CommandFailure.data("\(target): is there already; --force replaces it")
      }
      try await replace(target, with: store)
    } else {
      _ = try await store.backup(to: target)
    }
    await store.close()
    console.message("copied to \(target)")
  }

  private static func replace(_ target: String, with store: AnnotationStore) async throws {
    guard !FolderContents.isFolder(target) else { throw StorageError.folder(path: target) }
    // What is left in a log would be read into the new file; readers leave an empty one behind.
    guard size(target + "-wal") == 0 else {
      throw CommandFailure.data("\(target): is a study in use; close it or name another file")
    }
    let temporary = target + ".part\(getpid())"
    _ = try await store.backup(to: temporary)
    for suffix in ["-wal", "-shm"] { unlink(target + suffix) }
    guard rename(temporary, target) == 0 else {
      let code = errno
      unlink(temporary)
      throw CommandFailure.system(target, code: code)
    }
  }

  private static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  private static func isSameFile(_ first: String, _ second: String) -> Bool {
    var (one, two) = (stat(), stat())
    guard stat(first, &one) == 0, stat(second, &two) == 0 else { return false }
    return one.st_dev == two.st_dev && one.st_ino == two.st_ino
  }
}
