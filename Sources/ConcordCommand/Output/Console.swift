import Glibc

/// Where results and messages go: results to standard output, messages to standard error.
struct Console: Sendable {
  let outputIsTerminal: Bool
  /// Messages go to a terminal that can take a line away again.
  let showsProgress: Bool
  /// Whether messages and tables may use bold and colour.
  let usesColour: Bool

  /// The process's own streams. Colour only on a terminal, and never with NO_COLOR or a dumb one.
  static func ofProcess() -> Console {
    let output = isatty(STDOUT_FILENO) == 1
    let refuses = Environment.value("NO_COLOR").map { !$0.isEmpty } ?? false
    let isDumb = Environment.value("TERM").map { $0 == "dumb" || $0.isEmpty } ?? true
    return Console(
      outputIsTerminal: output, showsProgress: isatty(STDERR_FILENO) == 1 && !isDumb,
      usesColour: output && !refuses && !isDumb)
  }

  /// Writes a result, followed by a line end.
  func print(_ text: String) throws(CommandFailure) {
    try write(text + "\n")
  }

  /// Writes a result as it is.
  func write(_ text: String) throws(CommandFailure) {
    try Self.writeAll(text, to: STDOUT_FILENO)
  }

  /// Writes a message, each of its lines made harmless.
  func message(_ text: String) {
    for line in SafeText.lines(text) {
      try? Self.writeAll("concord: " + line + "\n", to: STDERR_FILENO)
    }
  }

  /// Replaces the progress line, where there can be one.
  func progress(_ text: String) {
    guard showsProgress else { return }
    try? Self.writeAll("\r" + SafeText.line(text) + "\u{1B}[K", to: STDERR_FILENO)
  }

  /// Takes the progress line away.
  func endProgress() {
    guard showsProgress else { return }
    try? Self.writeAll("\r\u{1B}[K", to: STDERR_FILENO)
  }

  /// Bold where that is allowed.
  func heading(_ text: String) -> String {
    usesColour ? "\u{1B}[1m" + text + "\u{1B}[22m" : text
  }

  /// Writes all bytes, over interruptions and partial writes.
  static func writeAll(_ text: String, to descriptor: Int32) throws(CommandFailure) {
    var text = text
    let code: Int32 = text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[offset...])
        let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if written < 0, errno == EINTR { continue }
        if written < 0 { return errno }
        offset += written
      }
      return 0
    }
    if code == EPIPE { throw .outputClosed }
    if code != 0 { throw .system("cannot write the result", code: code) }
  }
}
