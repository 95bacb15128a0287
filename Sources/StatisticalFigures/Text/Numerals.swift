import Glibc

/// Numbers as text, the same in every locale.
enum Numerals {
  /// `decimals` digits after the point; with an exponent above 10¹⁵. No text for what is not
  /// finite, and no negative zero.
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "" }
    let decimals = min(max(decimals, 0), 12)
    let scale = pow(10, Double(decimals))
    let scaled = (abs(value) * scale).rounded()
    guard abs(value) <= 1e15, scaled < 9e18 else { return exponential(value) }
    let whole = UInt64(scaled)
    let unit = UInt64(scale)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(whole) }
    let tail = String(whole % unit)
    let zeros = String(repeating: "0", count: decimals - tail.count)
    return sign + String(whole / unit) + "." + zeros + tail
  }

  /// As few digits as show the number to `decimals` places: 0.8 for 0.80.
  static func brief(_ value: Double, decimals: Int = 3) -> String {
    var text = fixed(value, decimals: decimals)
    guard text.contains("."), !text.contains("e") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// 10ⁿ as a tick's label: plain from 0.0001 to 100000, else with an exponent.
  static func power(_ exponent: Int) -> String {
    switch exponent {
    case 0...5: "1" + String(repeating: "0", count: exponent)
    case -4..<0: "0." + String(repeating: "0", count: -exponent - 1) + "1"
    default: "1e\(exponent)"
    }
  }

  /// For print: a minus sign instead of the hyphen before a number, but not within a word.
  static func typographic(_ text: String) -> String {
    let characters = Array(text)
    return String(
      characters.indices.map { index in
        let follows =
          index > 0 && (characters[index - 1].isLetter || characters[index - 1].isNumber)
        let leads = index + 1 < characters.count && characters[index + 1].isNumber
        return characters[index] == "-" && leads && !follows ? "−" : characters[index]
      })
  }

  private static func exponential(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    let exponent = Int(log10(abs(value)).rounded(.down))
    let lead = value / pow(10, Double(exponent))
    return fixed(lead, decimals: 1) + "e\(exponent)"
  }
}
