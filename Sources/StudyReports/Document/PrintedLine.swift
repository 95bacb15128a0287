import TerminalCore

/// Text from files as one harmless line of a page.
enum PrintedLine {
  /// Line ends become spaces; controls and what turns or hides text become visible. O(scalars).
  static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ (32...126).contains($0) }) { return text }
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isEnd = ["\n", "\r", "\t", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
      line.append(isEnd ? " " : scalar)
    }
    return DisplayText.clusters(String(line)).map(\.text).joined()
  }
}
