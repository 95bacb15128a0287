extension JSONNode {
  /// The value over lines, two spaces a level, for people to read and edit; with a newline at its
  /// end. What a terminal could obey or hide is escaped. O(size).
  public var indented: String {
    var writer = JSONWriter(.hidden)
    writer.indented(self, depth: 0)
    return writer.text + "\n"
  }
}

extension JSONWriter {
  fileprivate mutating func indented(_ node: JSONNode, depth: Int) {
    switch node {
    case .array(let elements) where !elements.isEmpty:
      lines("[", "]", elements, depth) { $0.indented($1, depth: depth + 1) }
    case .object(let members) where !members.isEmpty:
      lines("{", "}", members, depth) { writer, member in
        writer.string(member.name)
        writer.raw(": ")
        writer.indented(member.value, depth: depth + 1)
      }
    default: self.node(node)
    }
  }

  private mutating func lines<Element>(
    _ opening: String, _ closing: String, _ elements: [Element], _ depth: Int,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    verbatim(opening)
    for (index, element) in elements.enumerated() {
      verbatim((index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: depth + 1))
      write(&self, element)
    }
    verbatim("\n" + String(repeating: "  ", count: depth) + closing)
  }
}
