/// How many tokens a text will have, before anything is sent: an estimate, and called one.
///
/// A token of common vocabularies is about four letters of English; scripts beyond Latin, Greek
/// and Cyrillic take about one a character. Within a third of the truth on prose; code and digits
/// take more.
public enum TokenEstimate {
  /// The tokens of a text, 0 or more. O(length).
  public static func tokens(of text: String) -> Int {
    var quarters = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case ..<0x80: quarters += 1
      case ..<0x800: quarters += 2
      default: quarters += 4
      }
    }
    return (quarters + 3) / 4
  }

  /// A message's own cost beside its text: role and borders.
  public static let perMessage = 4
  /// An image's, whatever its size: endpoints differ by far.
  public static let perImage = 800

  /// The tokens of a whole prompt, its roles and borders among them.
  public static func tokens(of messages: [ChatMessage]) -> Int {
    messages.reduce(0) { sum, message in
      message.parts.reduce(sum + perMessage) { sum, part in
        switch part {
        case .text(let text): sum + tokens(of: text)
        case .image: sum + perImage
        }
      }
    }
  }
}
