import Glibc
import StudyFormats
import Workbench

/// The studies that were opened last: a text file in the XDG state folder, newest first.
public enum RecentStudies {
  private static let most = 12

  private static var folder: String? {
    func value(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    return (value("XDG_STATE_HOME") ?? value("HOME").map { $0 + "/.local/state" })
      .map { $0 + "/concord" }
  }

  /// The file; nil where the person has no home.
  public static var path: String? { folder.map { $0 + "/recent" } }

  static func read() -> [RecentStudy] {
    guard let path, let text = try? FolderContents.text(of: path) else { return [] }
    return text.split(separator: "\n").prefix(most).compactMap { line in
      let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return nil }
      return RecentStudy(
        path: parts[0], title: parts[1], isMissing: !FolderContents.exists(parts[0]))
    }
  }

  /// Puts a study first. A list that cannot be written is no reason to stop.
  static func add(_ path: String, title: String) {
    guard let folder, let full = realpath(path, nil) else { return }
    defer { free(full) }
    let study = RecentStudy(path: String(cString: full), title: title)
    let all = [study] + read().filter { $0.path != study.path }
    let text = all.prefix(most).map { study in
      let title = study.title.filter { !$0.isNewline && $0 != "\t" }
      return study.path + "\t" + (title.isEmpty ? "-" : title) + "\n"
    }.joined()
    makeFolders(folder)
    let temporary = folder + "/recent.\(getpid())"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    let bytes = Array(text.utf8)
    let isWhole = write(file, bytes, bytes.count) == bytes.count
    close(file)
    if !isWhole || rename(temporary, folder + "/recent") != 0 { unlink(temporary) }
  }

  static func makeFolders(_ path: String) {
    for (at, character) in path.enumerated() where character == "/" && at > 0 {
      mkdir(String(path.prefix(at)), 0o700)
    }
    mkdir(path, 0o700)
  }
}
