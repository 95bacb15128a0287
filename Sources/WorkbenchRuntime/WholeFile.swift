import Glibc
import StudyFormats

/// A file that appears under its name only when it is whole.
public enum WholeFile {
  /// Writes the text as UTF-8.
  ///
  /// - Parameter replaces: whether a file that is there already gives way; its folder must be
  ///   writable. A folder never does.
  /// - Throws: where a file is there, or the system refuses; nothing is left behind.
  public static func write(
    _ text: String, to path: String, replaces: Bool = false
  ) throws(WholeFileError) {
    if FolderContents.isFolder(path) { throw WholeFileError(path: path, why: "is a folder") }
    if !replaces, FolderContents.exists(path) {
      throw WholeFileError(path: path, why: "is there already", isTaken: true)
    }
    let draft = path + ".part\(getpid())"
    guard let file = fopen(draft, "wx") else { throw WholeFileError(path: path, code: errno) }
    let bytes = Array(text.utf8)
    let isWritten =
      fwrite(bytes, 1, bytes.count, file) == bytes.count && fflush(file) == 0
      && fsync(fileno(file)) == 0
    let code = errno
    let isClosed = fclose(file) == 0
    guard isWritten, isClosed, rename(draft, path) == 0 else {
      let last = isWritten ? errno : code
      unlink(draft)
      throw WholeFileError(path: path, code: last)
    }
  }
}

/// Why a file could not be written.
public struct WholeFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file that was to be.
  public var path: String
  /// What the system says, or that it is there.
  public var why: String
  /// A file of this name is there, and was not to be replaced.
  public var isTaken: Bool

  init(path: String, why: String, isTaken: Bool = false) {
    (self.path, self.why, self.isTaken) = (path, why, isTaken)
  }

  init(path: String, code: Int32) {
    self.init(path: path, why: strerror(code).map { String(cString: $0) } ?? "error \(code)")
  }

  /// As a message to a person.
  public var description: String {
    "\(path): \(why)" + (isTaken ? "; give another name" : "")
  }
}
