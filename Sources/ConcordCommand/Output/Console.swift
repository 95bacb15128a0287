import CTextWidth
import Glibc

/// Where results and messages go: results to standard output, messages to standard error.
///
/// Pipes and files get UTF-8 whatever the locale says, so that what one program writes another can
/// read; a terminal gets what it can show.
struct Console: Sendable {
  let outputIsTerminal: Bool
  /// Messages go to a terminal that can take a line away again.
  let showsProgress: Bool
  /// Whether messages and tables may use bold and colour.
  let usesColour: Bool
  /// Standard output is a terminal whose locale is not UTF-8.
  let outputIsPlain: Bool
  /// The same of standard error.
  let messagesArePlain: Bool

  /// The process's own streams. Colour only on a terminal, and never with NO_COLOR or a dumb one.
  static func ofProcess() -> Console {
    let output = isatty(STDOUT_FILENO) == 1
    let refuses = Environment.value("NO_COLOR").map { !$0.isEmpty } ?? false
    let isDumb = Environment.value("TERM").map { $0 == "dumb" || $0.isEmpty } ?? true
    let errors = isatty(STDERR_FILENO) == 1
    let isUTF8 = concord_set_locale() == 1
    return Console(
      outputIsTerminal: output, showsProgress: errors && !isDumb,
      usesColour: output && !refuses && !isDumb, outputIsPlain: output && !isUTF8,
      messagesArePlain: errors && !isUTF8)
  }

  /// Writes a result, followed by a line end.
  func print(_ text: String, exactly: Bool = false) throws(CommandFailure) {
    try write(text + "\n", exactly: exactly)
  }

  /// Writes a JSON document, followed by a line end.
  func print(_ value: JSONValue) throws(CommandFailure) { try print(value.text, exactly: true) }

  /// Writes a result as it is.
  /// - Parameter exactly: it is no prose: nothing in it may be put in another's place.
  func write(_ text: String, exactly: Bool = false) throws(CommandFailure) {
    let text = outputIsPlain ? PlainCharacters.of(text, exactly: exactly) : text
    try Self.writeAll(text, to: STDOUT_FILENO)
  }

  /// Writes a message, each of its lines made harmless.
  func message(_ text: String) {
    for line in SafeText.lines(text) { tell("concord: " + line + "\n") }
  }

  private func tell(_ text: String) {
    let text = messagesArePlain ? PlainCharacters.of(text, exactly: false) : text
    try? Self.writeAll(text, to: STDERR_FILENO)
  }

  /// Replaces the progress line, where there can be one.
  func progress(_ text: String) {
    guard showsProgress else { return }
    tell("\r" + SafeText.line(text) + "\u{1B}[K")
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
