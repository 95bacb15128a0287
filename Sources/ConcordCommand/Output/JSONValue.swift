import JSONText

/// A JSON document to write. Objects keep the order in which their members were given.
indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  struct Member: Hashable, Sendable {
    let name: String
    let value: JSONValue
  }

  /// An object of the members whose value is not nil, in the order written.
  static func members(_ pairs: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(pairs.compactMap { pair in pair.value.map { Member(name: pair.key, value: $0) } })
  }

  static func strings(_ words: [String]) -> JSONValue { .array(words.map(JSONValue.string)) }
}

extension JSONValue {
  /// A document that was read.
  init(_ node: JSONNode) {
    switch node {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .number(let digits):
      self = node.integer.map(JSONValue.integer) ?? .number(Double(digits) ?? .nan)
    case .string(let text): self = .string(text)
    case .array(let all): self = .array(all.map(JSONValue.init))
    case .object(let members):
      self = .object(members.map { Member(name: $0.name, value: JSONValue($0.value)) })
    }
  }

  /// The document on one line. Numbers are the shortest that read back the same; one that is not
  /// finite is null. What a terminal could obey or hide is escaped, so that the document is the
  /// same and harmless to look at.
  var text: String {
    var out = JSONWriter(.hidden)
    write(to: &out)
    return out.text
  }

  private func write(to out: inout JSONWriter) {
    switch self {
    case .null: out.raw("null")
    case .bool(let value): out.bool(value)
    case .integer(let value): out.integer(value)
    case .number(let value): out.number(value)
    case .string(let value): out.string(value)
    case .array(let values): out.array(values) { $1.write(to: &$0) }
    case .object(let members):
      out.object(members.map { member in (member.name, { member.value.write(to: &$0) }) })
    }
  }
}
