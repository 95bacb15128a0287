/// A line of a reply as words, numbers and signs, each with its place.
struct ReplyTokens {
  enum Kind: Equatable {
    /// In lower case.
    case word(String)
    case number(Double)
    case sign(Unicode.Scalar)
  }

  struct Token {
    var kind: Kind
    /// Offsets into the reply's UTF-8.
    var range: Range<Int>
  }

  private(set) var tokens: [Token] = []

  /// Reads one line. Emphasis, quotes and headings are left out: models set their answers in them.
  init(_ line: Substring.UnicodeScalarView, at offset: Int) {
    var place = offset
    var rest = line[...]
    while let scalar = rest.first {
      let start = place
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        var word = ""
        while let next = rest.first, Self.belongs(next, to: word, before: rest.dropFirst().first) {
          word.unicodeScalars.append(next)
          place += UTF8.width(next)
          rest.removeFirst()
        }
        tokens.append(Token(kind: Self.kind(of: word), range: start..<place))
        continue
      }
      place += UTF8.width(scalar)
      rest.removeFirst()
      if Self.isSkipped(scalar) { continue }
      // The full-width colon of Chinese and Japanese texts.
      tokens.append(
        Token(kind: .sign(scalar == "\u{FF1A}" ? ":" : scalar), range: start..<place))
    }
  }

  /// A number goes on over its decimal point or comma, and ends where letters begin.
  private static func belongs(
    _ scalar: Unicode.Scalar, to word: String, before next: Unicode.Scalar?
  ) -> Bool {
    let isNumber = !word.isEmpty && word.utf8.allSatisfy { isDigit($0) || $0 == 46 || $0 == 44 }
    if scalar == "." || scalar == "," {
      guard isNumber, let next, next.isASCII, isDigit(UInt8(next.value)) else { return false }
      return !word.contains(".") && !word.contains(",")
    }
    if isNumber { return scalar.isASCII && isDigit(UInt8(scalar.value)) }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func kind(of word: String) -> Kind {
    guard let first = word.utf8.first, isDigit(first),
      let number = Double(word.replacing(",", with: ".")), number.isFinite
    else { return .word(word.lowercased()) }
    return .number(number)
  }

  private static func isSkipped(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || "*_`#\"'“”‘’«»".unicodeScalars.contains(scalar)
  }
}

/// A place in a line's tokens, from which a grammar reads.
struct TokenCursor {
  let tokens: [ReplyTokens.Token]
  var index = 0

  init(_ tokens: [ReplyTokens.Token]) { self.tokens = tokens }

  var word: String? {
    guard index < tokens.count, case .word(let word) = tokens[index].kind else { return nil }
    return word
  }

  mutating func take(word among: Set<String>) -> Bool {
    guard let word, among.contains(word) else { return false }
    index += 1
    return true
  }

  /// Any word at all.
  mutating func takeWord() -> String? {
    guard let word else { return nil }
    index += 1
    return word
  }

  mutating func takeNumber() -> Double? {
    guard index < tokens.count, case .number(let number) = tokens[index].kind else { return nil }
    index += 1
    return number
  }

  mutating func take(sign among: String) -> Bool {
    guard index < tokens.count, case .sign(let sign) = tokens[index].kind,
      among.unicodeScalars.contains(sign)
    else { return false }
    index += 1
    return true
  }

  mutating func takeAll(signs among: String) -> Bool {
    var any = false
    while take(sign: among) { any = true }
    return any
  }

  /// Whether only signs are left.
  var isAtEnd: Bool {
    tokens[index...].allSatisfy { if case .sign = $0.kind { true } else { false } }
  }

  /// From the first token that was read to the last.
  var rangeRead: Range<Int>? {
    guard index > 0, index <= tokens.count else { return nil }
    return tokens[0].range.lowerBound..<tokens[index - 1].range.upperBound
  }
}
