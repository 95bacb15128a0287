/// What stands between the fields of a table: the header and the first rows show it.
public enum Separator: String, Sendable, CaseIterable {
  case comma, semicolon, tab
  case bar

  var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    case .bar: UInt8(ascii: "|")
    }
  }

  /// Rows that are looked at.
  private static let rows = 6

  /// The separator of a table that begins with these bytes: the one that divides the header into
  /// most fields, and every whole row into as many. The comma where none does.
  static func guess(_ beginning: ArraySlice<UInt8>) -> Separator {
    var best = Separator.comma
    var most = 1
    for separator in allCases {
      let counts = fieldCounts(beginning, separator.byte)
      guard let header = counts.first, header > most, counts.allSatisfy({ $0 == header }) else {
        continue
      }
      (best, most) = (separator, header)
    }
    return best
  }

  /// How many fields each of the first rows has; a row that is cut off is left out, unless it is
  /// all there is. Separators and line ends inside quotes do not count.
  private static func fieldCounts(_ bytes: ArraySlice<UInt8>, _ separator: UInt8) -> [Int] {
    var counts: [Int] = []
    var (fields, isQuoted, isBlank) = (1, false, true)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case separator where !isQuoted: fields += 1
      case UInt8(ascii: "\n") where !isQuoted:
        if !isBlank { counts.append(fields) }
        (fields, isBlank) = (1, true)
        if counts.count == rows { return counts }
        continue
      default: break
      }
      if byte != UInt8(ascii: "\r") { isBlank = false }
    }
    return counts.isEmpty && !isBlank ? [fields] : counts
  }
}
