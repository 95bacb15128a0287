/// Writes the JSON that the file holds, byte by byte: UTF-8 as it is, controls escaped.
struct JSONText {
  private var bytes: [UInt8] = []

  init() {}

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func raw(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func comma() { bytes.append(UInt8(ascii: ",")) }

  mutating func string(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { source in
      var start = 0
      for index in source.indices
      where source[index] < 0x20 || source[index] == 0x22 || source[index] == 0x5C {
        bytes.append(contentsOf: source[start..<index])
        escape(source[index])
        start = index + 1
      }
      bytes.append(contentsOf: source[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      let digits = String(byte, radix: 16)
      bytes.append(contentsOf: "u00".utf8)
      if digits.utf8.count == 1 { bytes.append(UInt8(ascii: "0")) }
      bytes.append(contentsOf: digits.utf8)
    }
  }

  mutating func number(_ value: Double) {
    guard value.isFinite else { return raw("null") }
    let plain = value == value.rounded() && abs(value) < 1e15
    bytes.append(contentsOf: (plain ? String(Int(value)) : String(value)).utf8)
  }

  mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

  /// `[…]`, with `write` called for each element.
  mutating func array<Elements: Sequence>(
    _ elements: Elements, _ write: (inout JSONText, Elements.Element) -> Void
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
  mutating func object(_ fields: [(String, (inout JSONText) -> Void)]) {
    raw("{")
    for (index, field) in fields.enumerated() {
      if index > 0 { comma() }
      string(field.0)
      raw(":")
      field.1(&self)
    }
    raw("}")
  }

  static func strings(_ values: [String]) -> String {
    if values.isEmpty { return "[]" }
    var json = JSONText()
    json.array(values) { $0.string($1) }
    return json.text
  }

  static func numbers(_ values: [Double]) -> String {
    if values.isEmpty { return "[]" }
    var json = JSONText()
    json.array(values) { $0.number($1) }
    return json.text
  }

  static func map(_ values: [String: String]) -> String {
    if values.isEmpty { return "{}" }
    var json = JSONText()
    json.object(
      values.sorted { $0.key < $1.key }.map { field in (field.key, { $0.string(field.value) }) })
    return json.text
  }
}
