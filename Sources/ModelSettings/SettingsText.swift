import Glibc

/// Small text files that a person wrote.
enum SettingsText {
  private static let limit = 1 << 20

  /// A file's text, without a byte-order mark and with plain line ends, so that the same file has
  /// the same content wherever it was written; nil where there is none.
  /// - Throws: that it cannot be read, is no UTF-8, or is larger than 1 MB.
  static func read(_ path: String) throws(ModelSettingsError) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure(path)
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      if count == 0 { return try text(bytes, path) }
      bytes += buffer[..<count]
      guard bytes.count <= limit else {
        throw ModelSettingsError(problems: ["\(path): is larger than 1 MB: give the right file"])
      }
    }
  }

  private static func text(_ bytes: [UInt8], _ path: String) throws(ModelSettingsError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ModelSettingsError(problems: ["\(path): is not UTF-8: save it as UTF-8"])
    }
    let start: Unicode.Scalar = "\u{FEFF}"
    let whole = text.unicodeScalars.first == start ? String(text.unicodeScalars.dropFirst()) : text
    return whole.replacing("\r\n", with: "\n")
  }

  /// Names of the files of a folder that end so, sorted; none where there is no folder.
  static func names(in folder: String, ending: String) -> [String] {
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

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func failure(_ path: String) -> ModelSettingsError {
    let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
    return ModelSettingsError(problems: ["\(path): cannot be read: \(reason)"])
  }
}
