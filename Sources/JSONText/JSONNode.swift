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

    public init(name: String, value: JSONNode) {
      self.name = name
      self.value = value
    }
  }

  /// Nil for what is no JSON.
  public init?(_ text: String) {
    var text = text
    let result = text.withUTF8 { bytes in
      JSONReader.parse(bytes) { String(decoding: $0, as: UTF8.self) }
    }
    guard case .success(let node) = result else { return nil }
    self = node
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
  public var boolean: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  public var strings: [String] { elements?.compactMap(\.string) ?? [] }
  public var numbers: [Double] { elements?.compactMap(\.number) ?? [] }
  public var elements: [JSONNode]? { if case .array(let all) = self { all } else { nil } }
  public var members: [Member]? { if case .object(let all) = self { all } else { nil } }

  /// The value at `a.b.0.c`.
  public func at(_ path: String) -> JSONNode? {
    if let direct = self[path] { return direct }
    guard path.utf8.contains(UInt8(ascii: ".")) else {
      return elements.flatMap { all in
        Int(path).flatMap { all.indices.contains($0) ? all[$0] : nil }
      }
    }
    return path.split(separator: ".").reduce(Optional(self)) { node, part in
      if let index = Int(part), let all = node?.elements {
        return all.indices.contains(index) ? all[index] : nil
      }
      return node?[String(part)]
    }
  }
}
