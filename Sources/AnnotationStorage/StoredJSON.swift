/// The JSON that the file holds: what `JSONText` wrote, read back. Not for foreign files.
enum StoredJSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([StoredJSON])
  case object([String: StoredJSON])

  /// Nil where the text is not JSON.
  init?(_ text: String) {
    var text = text
    let value = text.withUTF8 { bytes -> StoredJSON? in
      var reader = StoredJSONReader(bytes: bytes)
      return reader.document()
    }
    guard let value else { return nil }
    self = value
  }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  var array: [StoredJSON]? { if case .array(let values) = self { values } else { nil } }
  var object: [String: StoredJSON]? { if case .object(let fields) = self { fields } else { nil } }
  var int: Int? { number.flatMap { Int(exactly: $0) } }
  var strings: [String] { array?.compactMap(\.string) ?? [] }
  var numbers: [Double] { array?.compactMap(\.number) ?? [] }

  subscript(name: String) -> StoredJSON? { object?[name] }
}

/// Recursive descent over bytes; every method returns nil at the first byte that does not fit.
private struct StoredJSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  var depth = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func document() -> StoredJSON? {
    guard let value = value() else { return nil }
    skipSpace()
    return position == bytes.count ? value : nil
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func value() -> StoredJSON? {
    skipSpace()
    guard position < bytes.count, depth < 64 else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "\""): return string().map(StoredJSON.string)
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "t"): return word("true", .bool(true))
    case UInt8(ascii: "f"): return word("false", .bool(false))
    case UInt8(ascii: "n"): return word("null", .null)
    default: return number()
    }
  }

  private mutating func word(_ text: StaticString, _ value: StoredJSON) -> StoredJSON? {
    for offset in 0..<text.utf8CodeUnitCount {
      guard take(text.utf8Start[offset]) else { return nil }
    }
    return value
  }

  private mutating func number() -> StoredJSON? {
    let start = position
    while position < bytes.count, "+-.0123456789eE".utf8.contains(bytes[position]) {
      position += 1
    }
    return Double(String(decoding: bytes[start..<position], as: UTF8.self)).map(StoredJSON.number)
  }

  private mutating func array() -> StoredJSON? {
    position += 1
    depth += 1
    defer { depth -= 1 }
    var values: [StoredJSON] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(values) }
    while let next = value() {
      values.append(next)
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(values) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
    return nil
  }

  private mutating func object() -> StoredJSON? {
    position += 1
    depth += 1
    defer { depth -= 1 }
    var fields: [String: StoredJSON] = [:]
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(fields) }
    while true {
      skipSpace()
      guard let name = string() else { return nil }
      skipSpace()
      guard take(UInt8(ascii: ":")), let field = value() else { return nil }
      fields[name] = field
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(fields) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    var text = ""
    var start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        text += String(decoding: bytes[start..<position], as: UTF8.self)
        position += 1
        return text
      case UInt8(ascii: "\\"):
        text += String(decoding: bytes[start..<position], as: UTF8.self)
        guard let scalar = escape() else { return nil }
        text.unicodeScalars.append(scalar)
        start = position
      default: position += 1
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard position + 1 < bytes.count else { return nil }
    position += 2
    switch bytes[position - 1] {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "u"):
      guard position + 4 <= bytes.count,
        let code = UInt32(
          String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
      else { return nil }
      position += 4
      return Unicode.Scalar(code)
    default: return nil
    }
  }
}
