extension DisplayText {
  /// Whether a text has letters of a script that is read from right to left, such as Hebrew or
  /// Arabic. They are drawn in the order in which they are written; whether a row is turned for
  /// reading is up to the terminal. O(text). Source: Unicode's blocks of such scripts.
  public static func hasRightToLeftLetters(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      guard scalar.value >= 0x0590 else { return false }
      switch scalar.value {
      case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF,
        0x1E800...0x1EFFF:
        return scalar.properties.isAlphabetic
      default: return false
      }
    }
  }
}
