/// A strict reader of one JSON value (RFC 8259): no duplicate names, no lone surrogates, at most
/// 200 levels; ill-formed UTF-8 inside strings becomes U+FFFD.
public struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Makes text of the bytes of a string.
  private let text: (UnsafeBufferPointer<UInt8>) -> String
  private var at = 0
  private var mistake = ""

  private init(
    _ bytes: UnsafeBufferPointer<UInt8>, text: @escaping (UnsafeBufferPointer<UInt8>) -> String
  ) {
    self.bytes = bytes
    self.text = text
  }

  /// The value, or what is wrong with it.
  public static func parse(_ bytes: [UInt8]) -> Result<JSONNode, JSONMistake> {
    bytes.withUnsafeBufferPointer { parse($0) { String(decoding: $0, as: UTF8.self) } }
  }

  /// The value, or what is wrong with it; `text` decodes strings.
  public static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, text: @escaping (UnsafeBufferPointer<UInt8>) -> String
  ) -> Result<JSONNode, JSONMistake> {
    var reader = JSONReader(bytes, text: text)
    guard let value = reader.value(0) else {
      return .failure(
        JSONMistake(text: reader.mistake, isCutOff: reader.at >= bytes.count))
    }
    reader.skipSpace()
    guard reader.at == bytes.count else {
      return .failure(JSONMistake(text: "something follows the JSON value"))
    }
    return .success(value)
  }

  private func part(_ range: Range<Int>) -> String {
    text(UnsafeBufferPointer(rebasing: bytes[range]))
  }

  private mutating func fail(_ text: String) -> JSONNode? {
    if mistake.isEmpty { mistake = text + " (byte \(at + 1))" }
    return nil
  }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 32 || bytes[at] == 10 || bytes[at] == 13 || bytes[at] == 9
    {
      at += 1
    }
  }

  private mutating func value(_ depth: Int) -> JSONNode? {
    skipSpace()
    guard depth < 200 else { return fail("nested more than 200 levels deep") }
    guard at < bytes.count else { return fail("the JSON value ends too early") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "\""): return string().map(JSONNode.string)
    case UInt8(ascii: "t"): return word("true", .bool(true))
    case UInt8(ascii: "f"): return word("false", .bool(false))
    case UInt8(ascii: "n"): return word("null", .null)
    default: return number()
    }
  }

  private mutating func word(_ text: String, _ node: JSONNode) -> JSONNode? {
    let wanted = text.utf8
    guard at + wanted.count <= bytes.count, bytes[at..<(at + wanted.count)].elementsEqual(wanted)
    else { return fail("not a JSON value") }
    at += wanted.count
    return node
  }

  private mutating func number() -> JSONNode? {
    let start = at
    func isDigit(_ index: Int) -> Bool { index < bytes.count && (48...57).contains(bytes[index]) }
    if at < bytes.count, bytes[at] == 45 { at += 1 }
    guard isDigit(at) else { return fail("not a JSON value") }
    if bytes[at] == 48 { at += 1 } else { while isDigit(at) { at += 1 } }
    if at < bytes.count, bytes[at] == 46 {
      at += 1
      guard isDigit(at) else { return fail("a number lacks digits after its point") }
      while isDigit(at) { at += 1 }
    }
    if at < bytes.count, bytes[at] == 101 || bytes[at] == 69 {
      at += 1
      if at < bytes.count, bytes[at] == 43 || bytes[at] == 45 { at += 1 }
      guard isDigit(at) else { return fail("a number lacks digits in its exponent") }
      while isDigit(at) { at += 1 }
    }
    return .number(String(decoding: bytes[start..<at], as: UTF8.self))
  }

  private mutating func array(_ depth: Int) -> JSONNode? {
    at += 1
    var result: [JSONNode] = []
    skipSpace()
    if at < bytes.count, bytes[at] == UInt8(ascii: "]") {
      at += 1
      return .array([])
    }
    while true {
      guard let one = value(depth + 1) else { return nil }
      result.append(one)
      skipSpace()
      guard at < bytes.count else { return fail("an array is not closed") }
      at += 1
      if bytes[at - 1] == UInt8(ascii: "]") { return .array(result) }
      guard bytes[at - 1] == UInt8(ascii: ",") else {
        return fail("a comma is missing in an array")
      }
    }
  }

  private mutating func object(_ depth: Int) -> JSONNode? {
    at += 1
    var result: [JSONNode.Member] = []
    var names: Set<String> = []
    /// Few names are compared one by one, which is faster than hashing.
    func isNew(_ name: String) -> Bool {
      if result.count < 12 { return !result.contains { $0.name == name } }
      if names.isEmpty { names = Set(result.map(\.name)) }
      return names.insert(name).inserted
    }
    skipSpace()
    if at < bytes.count, bytes[at] == UInt8(ascii: "}") {
      at += 1
      return .object([])
    }
    while true {
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
        return fail("a name is missing in an object")
      }
      guard let name = string() else { return nil }
      guard isNew(name) else { return fail("the name '\(name.prefix(40))' occurs twice") }
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else {
        return fail("a colon is missing in an object")
      }
      at += 1
      guard let one = value(depth + 1) else { return nil }
      result.append(JSONNode.Member(name: name, value: one))
      skipSpace()
      guard at < bytes.count else { return fail("an object is not closed") }
      at += 1
      if bytes[at - 1] == UInt8(ascii: "}") { return .object(result) }
      guard bytes[at - 1] == UInt8(ascii: ",") else {
        return fail("a comma is missing in an object")
      }
    }
  }

  private mutating func string() -> String? {
    at += 1
    let start = at
    skipPlain()
    guard at < bytes.count, bytes[at] == 92 else {
      // Without an escape the bytes are the text.
      return ended() ? part(start..<(at - 1)) : nil
    }
    var result = Array(bytes[start..<at])
    while at < bytes.count, bytes[at] == 92 {
      guard let scalar = escape() else { return nil }
      result.append(contentsOf: UTF8.encode(scalar) ?? .init())
      let from = at
      skipPlain()
      result.append(contentsOf: bytes[from..<at])
    }
    guard ended() else { return nil }
    return result.withUnsafeBufferPointer { text($0) }
  }

  private mutating func skipPlain() {
    while at < bytes.count, bytes[at] != 34, bytes[at] != 92, bytes[at] >= 32 { at += 1 }
  }

  /// Takes the closing quote, or says what stands there.
  private mutating func ended() -> Bool {
    guard at < bytes.count else {
      _ = fail("a string is not closed")
      return false
    }
    guard bytes[at] == 34 else {
      _ = fail("a control character stands in a string without being escaped")
      return false
    }
    at += 1
    return true
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard at + 2 <= bytes.count else {
      at = bytes.count
      _ = fail("a string is not closed")
      return nil
    }
    at += 2
    switch bytes[at - 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return unicode()
    default:
      _ = fail("an unknown escape in a string")
      return nil
    }
  }

  private mutating func unicode() -> Unicode.Scalar? {
    guard let high = hexadecimal() else { return nil }
    guard (0xD800..<0xDC00).contains(high) else {
      if let scalar = Unicode.Scalar(high) { return scalar }
      _ = fail("half of a surrogate pair stands alone")
      return nil
    }
    guard at + 1 < bytes.count, bytes[at] == 92, bytes[at + 1] == UInt8(ascii: "u") else {
      _ = fail("half of a surrogate pair stands alone")
      return nil
    }
    at += 2
    guard let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else {
      _ = fail("half of a surrogate pair stands alone")
      return nil
    }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
  }

  private mutating func hexadecimal() -> UInt32? {
    guard at + 4 <= bytes.count,
      bytes[at..<(at + 4)].allSatisfy({ ($0 | 32 >= 97 && $0 | 32 <= 102) || 48...57 ~= $0 }),
      let value = UInt32(String(decoding: bytes[at..<(at + 4)], as: UTF8.self), radix: 16)
    else {
      _ = fail("an escape \\u lacks its four digits")
      return nil
    }
    at += 4
    return value
  }
}

/// What is wrong with a JSON text.
public struct JSONMistake: Error, Hashable, Sendable {
  public var text: String
  /// Whether the text ended before the value did.
  public var isCutOff = false

  public init(text: String, isCutOff: Bool = false) {
    self.text = text
    self.isCutOff = isCutOff
  }
}
