extension JSONWriter {
  /// Writes a document that was read, with its numbers' digits as they came. O(size).
  public mutating func node(_ node: JSONNode) {
    switch node {
    case .null: raw("null")
    case .bool(let flag): bool(flag)
    case .number(let digits): verbatim(digits)
    case .string(let text): string(text)
    case .array(let elements): array(elements) { $0.node($1) }
    case .object(let members):
      object(members.map { member in (member.name, { $0.node(member.value) }) })
    }
  }
}
