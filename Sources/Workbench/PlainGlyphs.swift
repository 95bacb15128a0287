import TerminalCore

/// The last step of drawing where only ASCII is wanted: typographic characters become their plain
/// twins, whichever screen put them there. Letters of other scripts in texts stay.
enum PlainGlyphs {
  private static let twins: [String: String] = [
    "…": "~", "“": "\"", "”": "\"", "‘": "'", "’": "'", "×": "x", "−": "-", "–": "-", "—": "-",
    "·": ".", "•": "*", "→": ">", "←": "<", "↑": "^", "↓": "v", "✓": "+", "κ": "k", "α": "a",
    "π": "p", "Σ": "S", "ρ": "r", "τ": "t", "ω": "w", "χ": "X", "₀": "0", "²": "2", "≥": ">",
    "≤": "<", "±": "~", "\u{FFFD}": "?", "\u{A0}": " ",
  ]

  /// All twins are one column wide, as what they stand for.
  static func apply(to frame: inout Frame) {
    for row in 0..<frame.size.rows {
      for column in 0..<frame.size.columns {
        let cell = frame[column, row]
        guard cell.text.utf8.count > 1, let twin = twins[cell.text] else { continue }
        frame[column, row] = Cell(twin, cell.style)
      }
    }
  }
}
