/// A JSON value as it stood in the file. Numbers stay text, so nothing is rounded.
public indirect enum JSONNode: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONNode])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public var name: String
    public var value: JSONNode
  }

  public subscript(name: String) -> JSONNode? {
    if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
  }

  /// A scalar as text: `true`, `3`, the string itself; nil for null, arrays and objects.
  public var text: String? {
    switch self {
    case .bool(let flag): flag ? "true" : "false"
    case .number(let digits): digits
    case .string(let text): text
    case .null, .array, .object: nil
    }
  }

  public var string: String? { if case .string(let text) = self { text } else { nil } }
  public var number: Double? { text.flatMap { Double($0) } }
  public var integer: Int? { text.flatMap { Int($0) } }
  public var elements: [JSONNode]? { if case .array(let all) = self { all } else { nil } }
  public var members: [Member]? { if case .object(let all) = self { all } else { nil } }

  /// The value at `a.b.0.c`.
  public func at(_ path: String) -> JSONNode? {
    if let direct = self[path] { return direct }
    return path.split(separator: ".").reduce(Optional(self)) { node, part in
      if let index = Int(part), let all = node?.elements {
        return all.indices.contains(index) ? all[index] : nil
      }
      return node?[String(part)]
    }
  }
}

/// A strict reader of one JSON value (RFC 8259): no duplicate names, no lone surrogates, at most
/// 200 levels; ill-formed UTF-8 inside strings becomes U+FFFD.
struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private(set) var mistake = ""

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The value, or what is wrong with it.
  static func parse(_ bytes: [UInt8]) -> Result<JSONNode, JSONMistake> {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(buffer)
      guard let value = reader.value(0) else { return .failure(JSONMistake(text: reader.mistake)) }
      reader.skipSpace()
      guard reader.at == buffer.count else {
        return .failure(JSONMistake(text: "something follows the JSON value"))
      }
      return .success(value)
    }
  }

  private mutating func fail(_ text: String) -> JSONNode? {
    if mistake.isEmpty { mistake = text + " (byte \(at + 1))" }
    return nil
  }

  private mutating func skipSpace() {
    while at < bytes.count, [32, 10, 13, 9].contains(bytes[at]) { at += 1 }
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
    let wanted = Array(text.utf8)
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
      guard names.insert(name).inserted else { return fail("the name '\(name)' occurs twice") }
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
    while at < bytes.count, bytes[at] != 34, bytes[at] != 92, bytes[at] >= 32 { at += 1 }
    var result = String(decoding: bytes[start..<at], as: UTF8.self)
    while at < bytes.count, bytes[at] != 34 {
      if bytes[at] == 92 {
        guard let scalar = escape() else { return nil }
        result.unicodeScalars.append(scalar)
      } else if bytes[at] < 32 {
        _ = fail("a control character stands in a string without being escaped")
        return nil
      } else {
        let from = at
        while at < bytes.count, bytes[at] != 34, bytes[at] != 92, bytes[at] >= 32 { at += 1 }
        result += String(decoding: bytes[from..<at], as: UTF8.self)
      }
    }
    guard at < bytes.count else {
      _ = fail("a string is not closed")
      return nil
    }
    at += 1
    return result
  }

  private mutating func escape() -> Unicode.Scalar? {
    at += 2
    guard at <= bytes.count else { return nil }
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
struct JSONMistake: Error, Hashable {
  var text: String
}
