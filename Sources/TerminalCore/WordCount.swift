/// How many words a text has.
public enum WordCount {
  /// Runs of anything but spaces that hold more than signs, so that Markdown's rules and bars are
  /// no words; a Han, Hiragana, Katakana or Hangul character counts as a word by
  /// itself, as word processors count. O(scalars).
  public static func words(in text: String) -> Int {
    var count = 0
    var isInside = false
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 {
        // By far the most; asking for a property costs ten times as much.
        if scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) {
          isInside = false
        } else if !isInside, isASCIILetterOrDigit(scalar.value) {
          count += 1
          isInside = true
        }
      } else if (0xC0...0x24F).contains(scalar.value) {
        if !isInside { count += 1 }
        isInside = true
      } else if scalar.properties.isWhitespace {
        isInside = false
      } else if isCharacterWord(scalar.value) {
        count += 1
        isInside = false
      } else if isCounted(scalar) {
        if !isInside { count += 1 }
        isInside = true
      }
    }
    return count
  }

  private static func isASCIILetterOrDigit(_ value: UInt32) -> Bool {
    (0x30...0x39).contains(value) || (0x41...0x5A).contains(value)
      || (0x61...0x7A).contains(value)
  }

  /// Punctuation of those scripts begins no word.
  private static func isCounted(_ scalar: Unicode.Scalar) -> Bool {
    !(0x3000...0x303F).contains(scalar.value) && !(0xFF00...0xFF0F).contains(scalar.value)
      && !(0xFF1A...0xFF20).contains(scalar.value)
  }

  private static func isCharacterWord(_ value: UInt32) -> Bool {
    switch value {
    case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0x20000...0x323AF:
      true
    default: false
    }
  }
}
