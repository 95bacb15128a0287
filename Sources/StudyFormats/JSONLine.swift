/// One JSON object on one line, written field by field; empty fields are left out.
public struct JSONLine {
  private var body = ""

  public init() {}

  public var text: String { "{" + body + "}" }

  private mutating func name(_ name: String) {
    if !body.isEmpty { body += "," }
    body += Self.quoted(name) + ":"
  }

  public mutating func raw(_ field: String, _ json: String) {
    name(field)
    body += json
  }

  public mutating func string(_ field: String, _ value: String, always: Bool = false) {
    if always || !value.isEmpty { raw(field, Self.quoted(value)) }
  }

  public mutating func strings(_ field: String, _ values: [String]) {
    if !values.isEmpty { raw(field, "[" + values.map(Self.quoted).joined(separator: ",") + "]") }
  }

  public mutating func number(_ field: String, _ value: Double?) {
    if let value, value.isFinite { raw(field, Self.plain(value)) }
  }

  public mutating func numbers(_ field: String, _ values: [Double]) {
    if !values.isEmpty { raw(field, "[" + values.map(Self.plain).joined(separator: ",") + "]") }
  }

  public mutating func object(_ field: String, _ write: (inout JSONLine) -> Void) {
    var inner = JSONLine()
    write(&inner)
    raw(field, inner.text)
  }

  public mutating func objects<Element>(
    _ field: String, _ all: [Element], always: Bool = false,
    _ write: (Element, inout JSONLine) -> Void
  ) {
    guard always || !all.isEmpty else { return }
    let texts = all.map { element in
      var inner = JSONLine()
      write(element, &inner)
      return inner.text
    }
    raw(field, "[" + texts.joined(separator: ",") + "]")
  }

  static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  /// RFC 8259, with all that a terminal could obey or hide escaped.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        let value = scalar.value
        if value < 0x20 || (0x7F..<0xA0).contains(value) || (0x2028...0x202E).contains(value)
          || (0x2066...0x2069).contains(value) || (0x200B...0x200F).contains(value)
        {
          let digits = String(value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
