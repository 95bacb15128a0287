/// Text that others wrote, made fit to stand in a prompt.
///
/// It is set between `<<<name` and `name>>>`; whatever in it looks like such a mark is broken, and
/// control characters, which a model may read and a person does not see, are written out. The
/// study keeps the text as it came.
public enum FencedText {
  public static func fence(_ text: String, _ name: String) -> String {
    "<<<\(name)\n\(neutralised(text))\n\(name)>>>"
  }

  public static func neutralised(_ text: String) -> String {
    // Nearly all texts are plain, and looking every character up takes long.
    if text.utf8.allSatisfy(isPlain) { return text }
    var result = String.UnicodeScalarView()
    var run = 0
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if isMark(scalar), scalar == last {
        run += 1
        // The third of a run stands apart: "<<<" becomes "<< <".
        if run.isMultiple(of: 2) { result.append(" ") }
      } else {
        run = 0
      }
      last = scalar
      if isHidden(scalar) {
        result.append(contentsOf: "<U+\(hexadecimal(scalar))>".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Visible ASCII and white space, but no mark.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"): false
    case 0x09, 0x0A, 0x0D, 0x20...0x7E: true
    default: false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool { scalar == "<" || scalar == ">" }

  /// Control and format characters beyond tab and line feed, joiners inside words excepted, and
  /// the tag characters that can carry a hidden text.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x200C, 0x200D, 0xFE00...0xFE0F: false
    default:
      scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
