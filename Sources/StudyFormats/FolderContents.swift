import Glibc

/// Paths on the disk.
public enum FolderContents {
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// All files below a folder, sorted by path; names with a leading dot are left out.
  public static func files(below folder: String, depth: Int = 6) -> [String] {
    guard depth > 0 else { return [] }
    let names = names(in: folder).filter { !$0.hasPrefix(".") }
    return names.sorted().flatMap { name -> [String] in
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      return isFolder(path) ? files(below: path, depth: depth - 1) : [path]
    }
  }

  /// All that is below a folder, hidden ones and folders too, a folder before what is in it, sorted
  /// by name; links are not followed.
  public static func everything(below folder: String, depth: Int = 16) -> [String] {
    guard depth > 0 else { return [] }
    return names(in: folder).filter { $0 != "." && $0 != ".." }.sorted().flatMap { name in
      let path = folder + "/" + name
      var status = stat()
      let isFolder = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      return [path] + (isFolder ? everything(below: path, depth: depth - 1) : [])
    }
  }

  /// What is in a folder, in no order; empty where it cannot be read.
  private static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }

  /// Paths that begin as a typed one does, sorted, a folder with `/` at its end; names with a
  /// leading dot only where that was typed. At most a thousand.
  public static func paths(beginning typed: String) -> [String] {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let start = typed.dropFirst(folder.count)
    return names(in: folder.isEmpty ? "." : folder)
      .filter { $0.hasPrefix(start) && ($0.hasPrefix(".") == start.hasPrefix(".")) }
      .filter { $0 != "." && $0 != ".." }
      .sorted().prefix(1000).map { isFolder(folder + $0) ? folder + $0 + "/" : folder + $0 }
  }

  /// A small text file; invalid UTF-8 becomes U+FFFD.
  public static func text(of path: String) throws(FormatError) -> String {
    let source = try ByteSource(path: path)
    var bytes: [UInt8] = []
    while let chunk = try source.next() { bytes += chunk }
    return String(decoding: bytes, as: UTF8.self)
  }
}
