/// Writes JSON (RFC 8259) byte by byte, on one line.
public struct JSONWriter: Sendable {
  /// What beside the two that JSON asks for is written as an escape.
  public enum Escapes: Sendable {
    /// Controls below U+0020 only: for what programs read.
    case controls
    /// Also all that a terminal could obey or hide (DEL, C1, bidi, zero-width, line separators):
    /// for what people look at. The document is the same.
    case hidden
  }

  public private(set) var bytes: [UInt8] = []
  private let escapes: Escapes

  public init(_ escapes: Escapes = .controls) { self.escapes = escapes }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  public mutating func raw(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A text that is JSON already.
  public mutating func verbatim(_ json: String) { bytes.append(contentsOf: json.utf8) }

  public mutating func comma() { bytes.append(UInt8(ascii: ",")) }

  /// What another writer has written.
  public mutating func append(_ other: JSONWriter) { bytes.append(contentsOf: other.bytes) }

  public mutating func string(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    var value = value
    let isPlain = value.withUTF8 { source in
      if escapes == .hidden, source.contains(where: { $0 >= 0x7F }) { return false }
      var start = 0
      for index in source.indices
      where source[index] < 0x20 || source[index] == 0x22 || source[index] == 0x5C {
        bytes.append(contentsOf: source[start..<index])
        escape(source[index])
        start = index + 1
      }
      bytes.append(contentsOf: source[start...])
      return true
    }
    if !isPlain { for scalar in value.unicodeScalars { write(scalar) } }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default: hexadecimal(UInt16(byte))
    }
  }

  private mutating func hexadecimal(_ unit: UInt16) {
    let digits = String(unit, radix: 16)
    bytes.append(UInt8(ascii: "u"))
    bytes.append(contentsOf: String(repeating: "0", count: 4 - digits.utf8.count).utf8)
    bytes.append(contentsOf: digits.utf8)
  }

  /// One scalar of a text that may have hidden ones.
  private mutating func write(_ scalar: Unicode.Scalar) {
    if scalar.value < 0x7F {
      let byte = UInt8(scalar.value)
      if byte < 0x20 || byte == 0x22 || byte == 0x5C { escape(byte) } else { bytes.append(byte) }
      return
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned:
      for unit in UTF16.encode(scalar) ?? .init() {
        bytes.append(UInt8(ascii: "\\"))
        hexadecimal(unit)
      }
    default: bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
    }
  }

  /// The shortest digits that read back the same; null for what is not finite.
  public mutating func number(_ value: Double) {
    guard value.isFinite else { return raw("null") }
    bytes.append(contentsOf: Self.plain(value).utf8)
  }

  public mutating func integer(_ value: Int) {
    bytes.append(contentsOf: String(value).utf8)
  }

  /// A finite number's digits, without a point where it is whole.
  public static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  public mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

  /// `[…]`, with `write` called for each element.
  public mutating func array<Elements: Sequence>(
    _ elements: Elements, _ write: (inout JSONWriter, Elements.Element) -> Void
  ) {
    raw("[")
    var isFirst = true
    for element in elements {
      if !isFirst { comma() }
      isFirst = false
      write(&self, element)
    }
    raw("]")
  }

  /// `{…}` with the names in the order given.
  public mutating func object(_ fields: [(String, (inout JSONWriter) -> Void)]) {
    raw("{")
    for (index, field) in fields.enumerated() {
      if index > 0 { comma() }
      string(field.0)
      raw(":")
      field.1(&self)
    }
    raw("}")
  }

  public static func strings(_ values: [String]) -> String {
    if values.isEmpty { return "[]" }
    var json = JSONWriter()
    json.array(values) { $0.string($1) }
    return json.text
  }

  public static func numbers(_ values: [Double]) -> String {
    if values.isEmpty { return "[]" }
    var json = JSONWriter()
    json.array(values) { $0.number($1) }
    return json.text
  }

  public static func map(_ values: [String: String]) -> String {
    if values.isEmpty { return "{}" }
    var json = JSONWriter()
    json.object(
      values.sorted { $0.key < $1.key }.map { field in (field.key, { $0.string(field.value) }) })
    return json.text
  }
}
