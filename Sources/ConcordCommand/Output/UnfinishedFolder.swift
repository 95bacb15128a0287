import Glibc
import StudyFormats

/// A folder that appears under its name only when it is complete, and never in another's place.
/// It is made beside that name, and goes away where it is not finished.
final class UnfinishedFolder {
  /// Where it is made.
  let path: String
  private let target: String
  private var isFinished = false

  init(target: String) throws(CommandFailure) {
    var target = target
    while target.count > 1, target.hasSuffix("/") { target.removeLast() }
    self.target = target
    path = target + ".part\(getpid())"
    guard !Self.isTaken(target) else { throw Self.taken(target) }
    guard mkdir(path, 0o755) == 0 else { throw .system(path, code: errno) }
  }

  deinit {
    if !isFinished { Self.remove(path) }
  }

  /// Makes a folder in it.
  func makeFolder(_ name: String) throws(CommandFailure) {
    guard mkdir(path + "/" + name, 0o755) == 0 else {
      throw .system(path + "/" + name, code: errno)
    }
  }

  /// Gives it its name, for good.
  func finish() throws(CommandFailure) {
    Self.sync(path)
    // What came there meanwhile is kept: the system puts a folder only in an empty one's place.
    guard !Self.isTaken(target) else { throw Self.taken(target) }
    guard rename(path, target) == 0 else { throw .system(target, code: errno) }
    isFinished = true
    let parent = target.lastIndex(of: "/").map { String(target[..<$0]) } ?? "."
    Self.sync(parent.isEmpty ? "/" : parent)
  }

  private static func taken(_ path: String) -> CommandFailure {
    .data("\(path): is there already, and is never replaced; name another folder")
  }

  /// A link that leads nowhere is there, too.
  private static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private static func sync(_ folder: String) {
    let handle = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard handle >= 0 else { return }
    fsync(handle)
    close(handle)
  }

  /// Removes a folder of ours with all that is in it; links are removed, not followed.
  static func remove(_ folder: String) {
    for path in FolderContents.everything(below: folder).reversed() {
      if unlink(path) != 0 { rmdir(path) }
    }
    rmdir(folder)
  }
}
