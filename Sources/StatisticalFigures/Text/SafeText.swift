/// Names come from files and from models: they may hold anything.
enum SafeText {
  /// One line of visible text: line ends and tabs become spaces; other control characters, marks
  /// that turn the direction of writing, and noncharacters are left out. O(scalars).
  static func cleaned(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: output.append(" ")
      case 0x00...0x1F, 0x7F...0x9F: continue
      case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: continue
      case 0xFDD0...0xFDEF: continue
      case let value where value & 0xFFFE == 0xFFFE: continue
      default: output.append(scalar)
      }
    }
    return String(output)
  }

  /// The same in ASCII: the letters of the statistics by their names, all else a question mark.
  static func ascii(_ text: String) -> String {
    cleaned(text).reduce(into: "") { output, character in
      if character.isASCII {
        output.append(character)
      } else {
        output += names[character] ?? "?"
      }
    }
  }

  private static let names: [Character: String] = [
    "κ": "kappa", "α": "alpha", "τ": "tau", "ρ": "rho", "π": "pi", "Δ": "delta", "±": "+/-",
    "–": "-", "—": "-", "−": "-", "·": "-", "…": "~", "≥": ">=", "≤": "<=", "×": "x", "→": "->",
    "’": "'", "‘": "'", "“": "\"", "”": "\"",
  ]
}
