/// How wide words will be in a sans-serif face that is not known: an estimate a little too large.
enum PrintedWidth {
  static func of(_ text: String, size: Double = 11) -> Double {
    text.unicodeScalars.reduce(0) { $0 + share(of: $1) } * size
  }

  /// The text, or its beginning and an ellipsis, within a width in pixels.
  static func fitted(_ text: String, to limit: Double, size: Double = 11) -> String {
    let text = SafeText.cleaned(text)
    if of(text, size: size) <= limit { return text }
    var kept = ""
    var width = share(of: "…") * size
    for character in text {
      width += of(String(character), size: size)
      if width > limit { break }
      kept.append(character)
    }
    return kept.isEmpty ? "" : kept + "…"
  }

  private static func share(of scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case " ", ".", ",", ":", ";", "i", "l", "j", "|", "'", "!", "(", ")", "[", "]": 0.36
    case "m", "w", "M", "W", "%", "@", "…": 0.95
    case "A"..."Z": 0.72
    default: scalar.value >= 0x1100 && scalar.value != 0x2212 ? 1 : 0.6
    }
  }
}
