import Glibc
import ModelCalls

/// The SHA-256 of a file's bytes.
enum FileDigest {
  /// Throws for what cannot be read, and for what is no regular file. Memory: constant.
  static func hexadecimal(of path: String) throws(CommandFailure) -> String {
    // A pipe would wait for its writer.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw .system(path, code: errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .system(path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .data("\(path): is no regular file") }
    var digest = StreamedDigest()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(path, code: errno) }
      if count == 0 { return digest.hexadecimal() }
      buffer.withUnsafeBytes { digest.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
