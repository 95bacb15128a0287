/// Text for a terminal whose locale knows only ASCII. Whatever is not shown as itself can still be
/// told: no byte beyond ASCII, and no question mark where a letter was.
enum PlainCharacters {
  /// What the program's own words use, by plain twins of the same width.
  private static let twins: [Unicode.Scalar: Unicode.Scalar] = [
    "×": "x", "‘": "'", "’": "'", "“": "\"", "”": "\"", "…": "~", "–": "-", "—": "-", "−": "-",
    "·": ".", "≥": ">", "≤": "<", "†": "+", "✓": "+", "κ": "k", "α": "a", "π": "p", "±": "~",
  ]

  /// Each character beyond ASCII as `\uXXXX`, two of them beyond U+FFFF: what JSON means by that.
  /// - Parameter exactly: what is a document of its own form has no twins put into it.
  static func of(_ text: String, exactly: Bool) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        out.append(scalar)
      } else if !exactly, let twin = twins[scalar] {
        out.append(twin)
      } else {
        for unit in String(scalar).utf16 { out.append(contentsOf: escape(unit).unicodeScalars) }
      }
    }
    return String(out)
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
