/// One JSON object on one line, written field by field; empty fields are left out. What a terminal
/// could obey or hide is escaped.
public struct JSONLine: Sendable {
  private var writer = JSONWriter(.hidden)

  public init() { writer.raw("{") }

  public var text: String { whole.text }

  private var whole: JSONWriter {
    var result = writer
    result.raw("}")
    return result
  }

  private mutating func name(_ name: String) {
    if writer.bytes.count > 1 { writer.comma() }
    writer.string(name)
    writer.raw(":")
  }

  public mutating func bool(_ field: String, _ value: Bool) {
    name(field)
    writer.bool(value)
  }

  public mutating func string(_ field: String, _ value: String, always: Bool = false) {
    guard always || !value.isEmpty else { return }
    name(field)
    writer.string(value)
  }

  public mutating func strings(_ field: String, _ values: [String]) {
    guard !values.isEmpty else { return }
    name(field)
    writer.array(values) { $0.string($1) }
  }

  public mutating func number(_ field: String, _ value: Double?) {
    guard let value, value.isFinite else { return }
    name(field)
    writer.number(value)
  }

  public mutating func numbers(_ field: String, _ values: [Double]) {
    guard !values.isEmpty else { return }
    name(field)
    writer.array(values) { $0.number($1) }
  }

  public mutating func object(_ field: String, _ write: (inout JSONLine) -> Void) {
    var inner = JSONLine()
    write(&inner)
    name(field)
    writer.append(inner.whole)
  }

  public mutating func objects<Element>(
    _ field: String, _ all: [Element], always: Bool = false,
    _ write: (Element, inout JSONLine) -> Void
  ) {
    guard always || !all.isEmpty else { return }
    name(field)
    writer.array(all) { writer, element in
      var inner = JSONLine()
      write(element, &inner)
      writer.append(inner.whole)
    }
  }
}
