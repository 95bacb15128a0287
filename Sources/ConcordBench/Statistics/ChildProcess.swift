import Glibc

/// A program run to its end for what it prints.
enum ChildProcess {
  /// Standard output of a program whose messages come to ours.
  ///
  /// - Parameter folder: where the output is put meanwhile.
  static func output(of arguments: [String], folder: String) throws(BenchFailure) -> String {
    let path = folder + "/child-output"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, arguments[0], &actions, nil, &words, environ)
    guard code == 0 else { throw .system("cannot start \(arguments[0]): error \(code)") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard let text = read(path) else { throw .system("\(path) cannot be read") }
    unlink(path)
    return text
  }

  static func write(_ text: String, to path: String) throws(BenchFailure) {
    guard let file = fopen(path, "w") else { throw .system("\(path) cannot be written") }
    defer { fclose(file) }
    guard fputs(text, file) >= 0 else { throw .system("\(path) cannot be written") }
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}
