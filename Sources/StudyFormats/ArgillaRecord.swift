import JSONText

/// One record of Argilla, whichever way it was exported:
///
/// - version 2 as `records.to_json` writes it: `fields`, `responses` by question with a value per
///   user, `suggestions` by question;
/// - version 2 flattened, or through the datasets library: fields beside `q.responses`,
///   `q.responses.users`, `q.responses.status`, `q.suggestion`, `q.suggestion.agent`;
/// - version 1 as its own record: `responses` per user with `values` by question, a list of
///   `suggestions` that name their question;
/// - version 1 through the datasets library: fields beside each question, whose value holds users,
///   values and states as rows or as columns, and `q-suggestion` with `q-suggestion-metadata`.
struct ArgillaRecord {
  struct Response {
    var question: String
    var value: JSONNode
    var user: String
    var status: String
  }

  var id: String?
  var fields: JSONNode
  var responses: [Response] = []
  /// Values by question, with who suggested them.
  var suggestions: [(question: String, value: JSONNode, agent: String)] = []

  /// Nil for what is no record.
  init?(_ node: JSONNode) {
    id = node["id"]?.text ?? node["external_id"]?.text
    if let nested = node["fields"], nested.members != nil {
      fields = nested
      readNested(node)
    } else {
      guard let members = node.members else { return nil }
      fields = .object([])
      readFlat(members, node)
      if responses.isEmpty, suggestions.isEmpty { return nil }
    }
  }

  private mutating func add(
    _ question: String, _ value: JSONNode?, _ user: JSONNode?, _ status: JSONNode?
  ) {
    guard let value, value != .null else { return }
    responses.append(
      Response(
        question: question, value: value, user: user?.text ?? "user", status: status?.text ?? ""))
  }

  private mutating func readNested(_ node: JSONNode) {
    for (question, answers) in (node["responses"]?.members ?? []).map({ ($0.name, $0.value) }) {
      for one in answers.elements ?? [] {
        add(question, one["value"], one["user_id"], one["status"])
      }
    }
    for one in node["responses"]?.elements ?? [] {
      for answer in one["values"]?.members ?? [] {
        add(answer.name, answer.value["value"], one["user_id"], one["status"])
      }
    }
    for one in node["suggestions"]?.members ?? [] {
      suggest(one.name, one.value["value"], one.value["agent"])
    }
    for one in node["suggestions"]?.elements ?? [] {
      suggest(one["question_name"]?.text ?? "", one["value"], one["agent"])
    }
  }

  private mutating func suggest(_ question: String, _ value: JSONNode?, _ agent: JSONNode?) {
    guard let value, value != .null else { return }
    suggestions.append((question, value, agent?.text ?? "unknown"))
  }

  private mutating func readFlat(_ members: [JSONNode.Member], _ node: JSONNode) {
    var rest: [JSONNode.Member] = []
    for member in members {
      let name = member.name
      if name.hasSuffix(".responses") {
        let values = member.value.elements ?? []
        for (index, value) in values.enumerated() {
          add(
            String(name.dropLast(".responses".count)), value,
            node[name + ".users"]?.elements?[safe: index],
            node[name + ".status"]?.elements?[safe: index])
        }
      } else if name.hasSuffix(".suggestion") {
        suggest(String(name.dropLast(".suggestion".count)), member.value, node[name + ".agent"])
      } else if name.hasSuffix("-suggestion") {
        suggest(
          String(name.dropLast("-suggestion".count)), member.value,
          node[name + "-metadata"]?["agent"])
      } else if !readColumn(member) {
        rest.append(member)
      }
    }
    fields = .object(rest.filter { !Self.isAside($0.name) })
  }

  /// What belongs to a record and is no field of it.
  private static func isAside(_ name: String) -> Bool {
    ["id", "external_id", "status", "metadata", "vectors", "_server_id"].contains(name)
      || name.contains(".responses.") || name.contains(".suggestion.")
      || name.hasSuffix("-suggestion-metadata")
  }

  /// A question of version 1; false for a field.
  private mutating func readColumn(_ member: JSONNode.Member) -> Bool {
    if let users = member.value["user_id"]?.elements, let values = member.value["value"]?.elements {
      for (index, value) in values.enumerated() {
        add(member.name, value, users[safe: index], member.value["status"]?.elements?[safe: index])
      }
      return true
    }
    guard let rows = member.value.elements, rows.first?["user_id"] != nil else { return false }
    for row in rows { add(member.name, row["value"], row["user_id"], row["status"]) }
    return true
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
