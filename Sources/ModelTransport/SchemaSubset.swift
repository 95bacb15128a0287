import JSONText

/// What vendors take of JSON Schema where replies are held to it.
enum SchemaSubset {
  /// Without limits of strings' lengths: OpenAI's strict mode refuses `maxLength` with status 400,
  /// and Gemini does not know it. How many tokens a reply may have limits it besides.
  static func withoutLengths(_ schema: String) -> String {
    without(["minLength", "maxLength"], schema)
  }

  private static func without(_ keywords: Set<String>, _ schema: String) -> String {
    guard let node = JSONNode(schema) else { return schema }
    var writer = JSONWriter()
    writer.node(without(keywords, node))
    return writer.text
  }

  private static func without(_ keywords: Set<String>, _ schema: JSONNode) -> JSONNode {
    switch schema {
    case .array(let elements): return .array(elements.map { without(keywords, $0) })
    case .object(let members):
      let kept = members.filter { !keywords.contains($0.name) }
      return .object(
        kept.map { member in
          // The names under `properties` are not keywords.
          let value =
            member.name == "properties"
            ? properties(keywords, member.value) : without(keywords, member.value)
          return JSONNode.Member(name: member.name, value: value)
        })
    default: return schema
    }
  }

  private static func properties(_ keywords: Set<String>, _ node: JSONNode) -> JSONNode {
    guard let members = node.members else { return node }
    return .object(
      members.map { JSONNode.Member(name: $0.name, value: without(keywords, $0.value)) })
  }
}
