import BuiltinThemes
import Glibc
import TerminalCore
import Workbench

/// Why the person's own files cannot be used: every mistake, one a line.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  public var problems: [String]

  public init(problems: [String]) { self.problems = problems }

  /// Mending the file is the remedy.
  public var isRetryable: Bool { false }
  public var description: String { problems.joined(separator: "\n") }
}

/// The person's folder, `$XDG_CONFIG_HOME/concord`: settings, keys and themes. None need be there.
public struct SettingsFolder: Hashable, Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  /// As the environment says.
  public static var ofPerson: SettingsFolder {
    func value(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let home = value("HOME") ?? "/"
    return SettingsFolder(path: (value("XDG_CONFIG_HOME") ?? home + "/.config") + "/concord")
  }

  public var settingsPath: String { path + "/config.yaml" }
  public var keysPath: String { path + "/keys.yaml" }
  public var themesPath: String { path + "/themes" }

  /// The settings, with the keys of both files: all that is sound, and what is wrong with the rest.
  /// A file that cannot be read is one mistake.
  public func settings() -> (settings: Settings, problems: [String]) {
    var problems: [String] = []
    func contents(_ path: String) -> String {
      do throws(SettingsError) {
        return try text(path) ?? ""
      } catch {
        problems += error.problems
        return ""
      }
    }
    var (settings, keys, found) = SettingsFile.read(contents(settingsPath), file: settingsPath)
    let (others, wrong) = KeyFile.read(contents(keysPath), file: keysPath)
    keys += others
    let (bindings, clashes) = KeyFile.withoutClashes(keys)
    settings.keys = bindings
    problems += found + wrong + clashes
    return (settings, problems)
  }

  /// Writes the chosen theme into the settings, leaving the rest as it is.
  /// - Returns: the file.
  public func keepTheme(_ name: String) throws(SettingsError) -> String {
    let old = try text(settingsPath) ?? ""
    try write(SettingsFile.setting("theme", to: name, in: old), to: settingsPath)
    return settingsPath
  }

  // MARK: - Files

  /// A small text file's contents; nil where there is none.
  public func contents(of path: String) throws(SettingsError) -> String? { try text(path) }

  /// Names of the files of a folder that end so, sorted; none where there is no folder.
  func names(in folder: String, ending: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// A file's text; nil where there is none.
  func text(_ path: String) throws(SettingsError) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure(path)
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
      guard bytes.count <= 1 << 20 else {
        throw SettingsError(problems: ["\(path): is larger than 1 MB; this is no settings file"])
      }
    }
  }

  /// Written beside and then renamed: never half a file.
  private func write(_ text: String, to target: String) throws(SettingsError) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      mkdir(made, 0o755)
    }
    let temporary = target + ".\(getpid())"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure(target) }
    let bytes = Array(text.utf8)
    let isWhole = Glibc.write(file, bytes, bytes.count) == bytes.count
    let error = isWhole ? nil : failure(target)
    close(file)
    if let error {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, target) == 0 else { throw failure(target) }
  }

  private func failure(_ path: String) -> SettingsError {
    let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
    return SettingsError(problems: ["\(path): \(reason)"])
  }
}
