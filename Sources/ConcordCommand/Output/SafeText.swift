import TerminalCore

/// Text from a study or a command line, made harmless to print.
enum SafeText {
  /// One line: line ends become spaces, controls and invisible characters become visible.
  static func line(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (32...126).contains($0) }
    if isPlain { return text }
    var lines = ""
    for scalar in text.unicodeScalars {
      let isLineEnd = ["\n", "\r", "\t", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
      lines.unicodeScalars.append(isLineEnd ? " " : scalar)
    }
    return DisplayText.clusters(lines).map(\.text).joined()
  }

  /// Several lines, each made harmless; `\r\n` counts as one end.
  static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      .map { line(String($0)) }
  }

  /// The columns that a line takes on a terminal.
  static func columns(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 128 }) { return text.utf8.count }
    return DisplayText.clusters(text).reduce(0) { $0 + $1.columns }
  }
}
