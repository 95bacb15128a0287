import CTextWidth

/// A base character with what combines with it, as it will be drawn.
public struct DisplayCluster: Hashable, Sendable {
  public var text: String
  /// 1 or 2.
  public var columns: Int
  /// True for a part of a control or invisible character that was made visible.
  public var isEscaped: Bool

  public init(_ text: String, columns: Int, isEscaped: Bool = false) {
    self.text = text
    self.columns = columns
    self.isEscaped = isEscaped
  }
}

/// Makes any text harmless to draw, and measures it as ncurses does, by glibc's `wcwidth`.
///
/// Dropped for display, where a base stands before them: zero-width joiner, variation selectors 15
/// and 16, skin tones. Shown as
/// `^X` or `<U+202E>`: control characters, bidi controls, zero-width format characters, the soft
/// hyphen, unassigned code points, a combining mark without a base. At most four combining marks
/// are drawn on a base. The text itself is never changed.
public enum DisplayText {
  /// The clusters of one line, in order; tabs and line ends count as control characters, except
  /// that a tab becomes one space. O(scalars).
  public static func clusters(_ text: String) -> [DisplayCluster] {
    var result: [DisplayCluster] = []
    result.reserveCapacity(text.utf8.count)
    var marks = 0
    for scalar in text.unicodeScalars {
      if scalar.value >= 0x20, scalar.value < 0x7F {
        result.append(DisplayCluster(ascii[Int(scalar.value) - 0x20], columns: 1))
        marks = 0
        continue
      }
      switch form(of: scalar) {
      case .plain(let columns):
        result.append(DisplayCluster(String(scalar), columns: columns))
        marks = 0
      case .combining:
        guard let last = result.last, !last.isEscaped else {
          result += escaped(scalar)
          continue
        }
        marks += 1
        if marks <= 4 { result[result.count - 1].text.unicodeScalars.append(scalar) }
      case .modifier:
        guard let last = result.last, !last.isEscaped, last.text != " " else {
          result += escaped(scalar)
          continue
        }
      case .escaped: result += escaped(scalar)
      case .space: result.append(DisplayCluster(" ", columns: 1))
      }
    }
    return result
  }

  /// The text with what is dropped for display spelled as `<U+200D>`, to see all that is there.
  /// O(scalars).
  public static func spellingModifiers(_ text: String) -> String {
    guard mayHaveModifiers(text), text.unicodeScalars.contains(where: isModifier) else {
      return text
    }
    var result = ""
    for scalar in text.unicodeScalars {
      if isModifier(scalar) {
        for part in escaped(scalar) { result += part.text }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// False where no bytes are there that a modifier begins with: a tenth of the time for megabytes.
  private static func mayHaveModifiers(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      for at in bytes.indices.dropLast(2) where bytes[at] >= 0xE2 {
        switch (bytes[at], bytes[at + 1], bytes[at + 2]) {
        case (0xE2, 0x80, 0x8D), (0xEF, 0xB8, _), (0xF0, 0x9F, 0x8F): return true
        default: break
        }
      }
      return false
    }
  }

  private static func isModifier(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200D, 0xFE0E, 0xFE0F, 0x1F3FB...0x1F3FF: true
    default: false
    }
  }

  /// How many columns the text takes when drawn. O(scalars).
  public static func columns(_ text: String) -> Int {
    if isPlainASCII(text) { return text.utf8.count }
    return clusters(text).reduce(0) { $0 + $1.columns }
  }

  /// The text as it may be written to a terminal or a pipe: every line made harmless, line ends
  /// and tabs kept.
  public static func safe(_ text: String) -> String {
    var result = ""
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { result += "\n" }
      if isPlainASCII(String(line)) {
        result += line
      } else {
        for part in line.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
          if part.offset > 0 { result += "\t" }
          for cluster in clusters(String(part.element)) { result += cluster.text }
        }
      }
    }
    return result
  }

  /// The beginning of a text that fits, ending in a mark where something was cut.
  public static func truncated(_ text: String, columns limit: Int, mark: String = "…") -> String {
    guard limit > 0 else { return "" }
    if isPlainASCII(text), text.utf8.count <= limit { return text }
    let all = clusters(text)
    if all.reduce(0, { $0 + $1.columns }) <= limit { return all.map(\.text).joined() }
    var result = ""
    var used = 0
    for cluster in all {
      guard used + cluster.columns <= limit - 1 else { break }
      result += cluster.text
      used += cluster.columns
    }
    return result + mark
  }

  static func isPlainASCII(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  /// Whether each scalar is drawn as itself in one column, as in most texts of Latin, Greek or
  /// Cyrillic letters: then nothing needs to be looked at together with its neighbours.
  static func isOneColumnEach(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var at = 0
      while at < bytes.count {
        let byte = Int(bytes[at])
        switch byte {
        case 0x20..<0x7F: at += 1
        case 0xC2...0xDF:
          guard oneColumn[(byte & 0x1F) << 6 | Int(bytes[at + 1]) & 0x3F] else { return false }
          at += 2
        case 0xE0...0xE2:
          let upper = (byte & 0x0F) << 12 | (Int(bytes[at + 1]) & 0x3F) << 6
          let value = upper | Int(bytes[at + 2]) & 0x3F
          guard value < oneColumn.count, oneColumn[value] else { return false }
          at += 3
        default: return false
        }
      }
      return true
    }
  }

  /// Of the scalars below U+2100.
  private static let oneColumn: [Bool] = (0..<0x2100 as Range<UInt32>).map { value in
    guard let scalar = Unicode.Scalar(value), case .plain(1) = form(of: scalar) else {
      return false
    }
    return true
  }

  // MARK: - One scalar

  private enum Form {
    case plain(Int)
    case combining, modifier, escaped, space
  }

  private static let ascii: [String] = (0x20..<0x7F).map { String(UnicodeScalar(UInt8($0))) }

  private static func form(of scalar: Unicode.Scalar) -> Form {
    switch scalar.value {
    case 0x09: return .space
    case 0..<0x20, 0x7F..<0xA0, 0xAD: return .escaped
    case _ where isModifier(scalar): return .modifier
    case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: return .escaped
    default: break
    }
    let columns = Int(concord_wcwidth(scalar.value))
    if columns > 0 { return .plain(columns) }
    if columns < 0 { return .escaped }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark, .otherLetter: return .combining
    default: return .escaped
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> [DisplayCluster] {
    let name: String
    switch scalar.value {
    case 0..<0x20: name = "^" + String(UnicodeScalar(UInt8(scalar.value + 0x40)))
    case 0x7F: name = "^?"
    default:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      name = "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
    }
    return name.map { DisplayCluster(String($0), columns: 1, isEscaped: true) }
  }
}
